"""Addresses that stay: each release as it was published, the latest one, and the whole of it in one ZIP.

A name in an address is only ever compared with the names a release has: no path is made of it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from functools import lru_cache
from urllib.parse import urlencode

from components.address.visit import named_language
from components.opendata import bundle_store
from data import current
from data.history import RELEASES, HistoryError, Release, kept_zip, release_in
from data.load import PublishedDataError
from web.answer import CSV, FOR_EVER, JSON, OPEN, REVALIDATE, Answer, NoAnswerError, unavailable

LOG = logging.getLogger("dashboard")
WHOLE, LATEST, FROZEN = "release.zip", "latest/", "releases/"
KINDS = {".csv": CSV, ".json": JSON}
ZIP = "application/zip"


def answer(name: str, parameters: Mapping[str, str]) -> Answer:
    """Return the whole release, a file of the latest or of a kept one.

    Raises
    ------
    web.answer.NoAnswerError
        If there is no such file, or it cannot be had just now.
    """
    try:
        if name == WHOLE:
            return _whole()
        if name.startswith(LATEST):
            return _latest(name.removeprefix(LATEST), parameters)
        if name.startswith(FROZEN):
            return _frozen(name.removeprefix(FROZEN))
    except bundle_store.BundleError as error:
        raise unavailable("busy" if error.is_busy else "unavailable") from error
    except (HistoryError, PublishedDataError) as error:
        LOG.error("%s", error)
        raise unavailable("unavailable" if isinstance(error, HistoryError) else "unreadable") from error
    raise NoAnswerError("unknown_file")


def _whole() -> Answer:
    path = bundle_store.bundle()
    name = bundle_store.TOGETHER.format(release=current.dataset().release)
    return Answer(b"", ZIP, {**OPEN, "cache-control": REVALIDATE, **_saved_as(f"{name}.zip")}, path=path)


def _latest(name: str, parameters: Mapping[str, str]) -> Answer:
    """Return the way to a published file of the latest release; what is made of it is only had here.

    A file that is made changes with the wording and with what makes it, so it has no address that never changes.
    """
    release = current.dataset().release
    if name in bundle_store.MADE:
        stem, kind = name.rsplit(".", 1)
        headers = {**OPEN, "cache-control": REVALIDATE, **_saved_as(f"{stem}-{release}.{kind}")}
        return Answer(bundle_store.made_file(name), bundle_store.MADE[name], headers)
    if release in current.snapshot().releases and name in _kept(release).files:
        language = named_language(parameters)
        to = f"/open-data/releases/{release}/{name}" + (f"?{urlencode({'lang': language})}" if language else "")
        return Answer(b"", "text/plain", {**OPEN, "cache-control": REVALIDATE, "location": to}, status=307)
    raise NoAnswerError("unknown_file", parameter="file", given=name, expected=_names(release, bundle_store.MADE))


def _frozen(rest: str) -> Answer:
    """Return the ZIP of a release as it was kept, or one of the files in it."""
    identifier, _, name = rest.partition("/")
    ids = current.snapshot().releases
    if not name and identifier.endswith(".zip") and identifier.removesuffix(".zip") in ids:
        found = _kept(identifier.removesuffix(".zip"))
        name = bundle_store.TOGETHER.format(release=found.id)
        headers = {**OPEN, "cache-control": FOR_EVER, **_saved_as(f"{name}-as-published.zip")}
        return Answer(_release(found.id)[1], ZIP, headers)
    if identifier not in ids:
        raise NoAnswerError("unknown_release", parameter="release", given=identifier.removesuffix(".zip"), expected=ids)
    if name not in _kept(identifier).files:
        raise NoAnswerError("unknown_file", parameter="file", given=name, expected=_names(identifier))
    kind = KINDS.get(f".{name.rsplit('.', 1)[-1]}", "application/octet-stream")
    return Answer(_kept(identifier).files[name], kind, {**OPEN, "cache-control": FOR_EVER})


def _names(identifier: str, more: Iterable[str] = ()) -> list[str]:
    """Return the names of the files of a release, and of what else there is of it."""
    kept = _kept(identifier).files if identifier in current.snapshot().releases else ()
    return sorted({*kept, *more})


def _kept(identifier: str) -> Release:
    """Return a release as it was kept; HistoryError if it is another one of that name than the one that is shown."""
    shown, found = current.snapshot(), _release(identifier)[0]
    if identifier == shown.dataset.release and found.files != shown.files:
        raise HistoryError(f"releases/{identifier}.zip is another release of that name than the one that is shown")
    return found


@lru_cache(maxsize=2)
def _release(identifier: str) -> tuple[Release, bytes]:
    """Return a release and its ZIP, which are read once: what is sent is what was found to be whole."""
    content = kept_zip(identifier, RELEASES)
    return release_in(content, identifier), content


def _saved_as(name: str) -> dict[str, str]:
    return {"content-disposition": f'attachment; filename="{name}"'}
