"""One release of each edition for all tests that look at it."""

import pytest

from tests.properties.building import build


@pytest.fixture(scope="session")
def released(tmp_path_factory):
    """Return a function that builds the release of an edition once and returns its folder."""
    made = {}

    def release(edition):
        if edition not in made:
            made[edition] = build(edition, tmp_path_factory.mktemp("edition") / "site")
        return made[edition]

    return release
