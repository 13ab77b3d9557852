"""The publishers' interfaces, answered for by a server of our own."""

import pytest
from pytest_httpserver import HTTPServer

from data.refresh.client import Client
from tests.refresh.interfaces import Publishers


@pytest.fixture(scope="session")
def publishers_server():
    server = HTTPServer(host="127.0.0.1", port=0, threaded=True)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def publishers(publishers_server):
    """Return publishers that offer nothing yet."""
    publishers_server.clear()
    yield Publishers(publishers_server)
    publishers_server.clear()


@pytest.fixture
def waits():
    """Return the list of the pauses that the client of ``client`` has made, in seconds."""
    return []


@pytest.fixture
def client(publishers, waits):
    """Return a client that does not really wait, and asks our own server only."""
    with Client(publishers.settings(), sleep=waits.append) as client:
        yield client
