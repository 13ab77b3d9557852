"""The publishers' interfaces, answered for by a server of our own."""

from contextlib import ExitStack
from dataclasses import replace

import pytest
from pytest_httpserver import HTTPServer

from data.build.__main__ import Prepared
from data.build.protection.seeds import Seed
from data.history import Release
from data.refresh.edition import Edition
from data.refresh.web.client import Client
from data.refresh.web.content import ODS
from tests.refresh.interfaces import LIMITS, Publishers
from tests.refresh.sending import PATH


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
def prepared(tmp_path):
    """Return a new release with nothing in it, as the pipeline of the build prepares one."""
    identifier = "2099-02-01"
    return Prepared(Release(identifier, {}, {}), (), Seed(identifier, bytes(range(32)), tmp_path / "seed.toml"))


@pytest.fixture
def waits():
    """Return the list of the pauses that the client of ``client`` has made, in seconds."""
    return []


@pytest.fixture
def client(publishers, waits):
    """Return a client that does not really wait, and asks our own server only."""
    with Client(publishers.settings(), sleep=waits.append) as client:
        yield client


@pytest.fixture
def edition(publishers):
    """Return an edition whose file a test puts at ``PATH``."""
    return Edition(
        source="recorded_offences",
        title="Police recorded crime",
        url=publishers.base + PATH,
        published="2024-01-25",
        page="https://www.gov.uk/page",
        media_type=ODS,
    )


@pytest.fixture
def folder(tmp_path):
    """Return a folder for downloads that is not there yet."""
    return tmp_path / "downloads"


@pytest.fixture
def limited(publishers, waits):
    """Return a function that makes such a client with other limits."""
    with ExitStack() as open_clients:

        def make(**limits):
            settings = publishers.settings(limits=replace(LIMITS, **limits))
            return open_clients.enter_context(Client(settings, sleep=waits.append))

        yield make
