"""The publishers' own interfaces answer as the tests' server does; for an owner who has the internet."""

import os

import pytest

from data.refresh.fetch import fetch
from data.refresh.publishers.find import find_editions
from data.refresh.settings import read_settings
from data.refresh.web.client import Client

pytestmark = [
    pytest.mark.live,
    pytest.mark.skipif(
        os.environ.get("LIVE_SOURCES") != "1",
        reason="asks the publishers' own servers: set LIVE_SOURCES=1 where there is an internet to ask",
    ),
]


@pytest.mark.parametrize("source", [*read_settings().sources])
def test_editions_are_found_at_the_publisher(source):
    settings = read_settings()
    with Client(settings) as client:
        found = find_editions(client, settings, source)
    assert found
    assert all(edition.url.startswith("https://") and edition.published for edition in found)


def test_the_newest_boundaries_can_be_fetched(tmp_path):
    settings = read_settings()
    with Client(settings) as client:
        edition, *_ = find_editions(client, settings, "boundaries")
        assert fetch(client, edition, tmp_path, settings).size > 100_000
