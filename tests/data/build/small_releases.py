"""Releases made of another one's files, for tests that need one more and not what is in it."""

import json

from data.history import Release, sha256


def sealed(identifier: str, files: dict[str, bytes], previous: Release | None = None) -> Release:
    """Return the same files as a release of another name."""
    before = json.loads(files["manifest.json"])
    made = {
        name: content.replace(before["release"].encode(), identifier.encode())
        for name, content in files.items()
        if name != "manifest.json"
    }
    listed = {name: {**before["files"][name], "sha256": sha256(content)} for name, content in made.items()}
    manifest = json.dumps({**before, "release": identifier, "files": listed}).encode()
    changes = {"previous": previous.as_previous() if previous else None, "indicators": {}}
    return Release(identifier, {**made, "manifest.json": manifest}, changes)
