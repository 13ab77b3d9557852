"""The whole application, as a server answers."""

import time

import pytest
from starlette.testclient import TestClient

from web.health import READINESS


@pytest.fixture(scope="session")
def client():
    """Return one client for all tests: Streamlit's server cannot be started a second time in one process."""
    import dashboard

    with TestClient(dashboard.app, base_url="https://data.test") as client:
        end = time.monotonic() + 120
        while not READINESS.is_ready:
            assert time.monotonic() < end, "the pages of the home area were not drawn"
            time.sleep(0.05)
        yield client
