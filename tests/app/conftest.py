"""The whole application, as a server answers."""

import pytest
from starlette.testclient import TestClient


@pytest.fixture(scope="session")
def client():
    """Return one client for all tests: Streamlit's server cannot be started a second time in one process."""
    import dashboard

    with TestClient(dashboard.app, base_url="https://data.test") as client:
        yield client
