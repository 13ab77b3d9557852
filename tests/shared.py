"""Publishers' own files, which are not part of the project: read from beside it, or skipped by name."""

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared"


def shared(name: str) -> Path:
    """Return a file of the folder ``shared`` beside the project, or skip the test and say which file it needs."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"needs the publisher's file ../shared/{name}")
    return path
