"""Addresses that stay: each release as it was published, the latest one, and the whole of it in one ZIP.

A name in an address is only ever compared with the names a release has: no path is made of it.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import urlencode

from components import bundling, store
from components.answers import OPEN, Found
from components.language import language_of
from components.store import release_ids
from components.text import Text, text
from data.history import RELEASES, HistoryError, Release, kept_release
from data.load import PublishedDataError

LOG = logging.getLogger("dashboard")
WHOLE, LATEST, FROZEN = "release.zip", "latest/", "releases/"
KINDS = {".csv": "text/csv; charset=utf-8", ".json": "application/json"}
ZIP = "application/zip"
FOR_EVER = "public, max-age=31536000, immutable"
RETRY_AFTER = "15"


def answer(name: str, parameters: Mapping[str, str]) -> Found | None:
    """Return the whole release, a file of the latest or of a kept one; None where there is no such file."""
    words = text(language_of(parameters.get("lang", "")))
    try:
        if name == WHOLE:
            return _whole()
        if name.startswith(LATEST):
            return _latest(name.removeprefix(LATEST), parameters)
        if name.startswith(FROZEN):
            return _frozen(name.removeprefix(FROZEN))
    except bundling.BundleError as error:
        return _unavailable(words, "open_data.busy" if error.is_busy else "open_data.unavailable")
    except (HistoryError, PublishedDataError) as error:
        LOG.error("%s", error)
        return _unavailable(words, "open_data.unavailable")
    return None


def _whole() -> Found:
    path = bundling.bundle()
    name = bundling.TOGETHER.format(release=store.dataset().release)
    return Found(b"", ZIP, {**OPEN, "cache-control": "no-cache", **_saved_as(f"{name}.zip")}, path=path)


def _latest(name: str, parameters: Mapping[str, str]) -> Found | None:
    """Return the way to a published file of the latest release; what is made of it is only had here.

    A file that is made changes with the wording and with what makes it, so it has no address that never changes.
    """
    release = store.dataset().release
    if name in bundling.MADE:
        stem, kind = name.rsplit(".", 1)
        headers = {**OPEN, "cache-control": "no-cache", **_saved_as(f"{stem}-{release}.{kind}")}
        return Found(bundling.made_file(name), bundling.MADE[name], headers)
    if release in release_ids() and name in _release(release).files:
        asked = {"lang": parameters["lang"]} if parameters.get("lang") in ("en", "cy") else {}
        to = f"/open-data/releases/{release}/{name}" + (f"?{urlencode(asked)}" if asked else "")
        return Found(b"", "text/plain", {**OPEN, "cache-control": "no-cache", "location": to}, status=307)
    return None


def _frozen(rest: str) -> Found | None:
    """Return the ZIP of a release as it was kept, or one of the files in it."""
    identifier, _, name = rest.partition("/")
    if not name and identifier.removesuffix(".zip") in release_ids() and identifier.endswith(".zip"):
        found = _release(identifier.removesuffix(".zip"))
        path = RELEASES / f"{found.id}.zip"
        name = bundling.TOGETHER.format(release=found.id)
        headers = {**OPEN, "cache-control": FOR_EVER, **_saved_as(f"{name}-as-published.zip")}
        return Found(b"", ZIP, headers, path=path)
    if identifier in release_ids() and name in _release(identifier).files:
        kind = KINDS.get(f".{name.rsplit('.', 1)[-1]}", "application/octet-stream")
        return Found(_release(identifier).files[name], kind, {**OPEN, "cache-control": FOR_EVER})
    return None


@lru_cache(maxsize=2)
def _release(identifier: str) -> Release:
    return kept_release(identifier)


def _saved_as(name: str) -> dict[str, str]:
    return {"content-disposition": f'attachment; filename="{name}"'}


def _unavailable(words: Text, key: str) -> Found:
    headers = {**OPEN, "cache-control": "no-store", "retry-after": RETRY_AFTER}
    return Found(words(key).encode(), "text/plain; charset=utf-8", headers, status=503)
