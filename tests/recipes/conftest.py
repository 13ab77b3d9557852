"""A copy of the project for each test."""

import pytest

from tests.recipes.copying import copy_of


@pytest.fixture
def copy(tmp_path):
    return copy_of(tmp_path / "copy")
