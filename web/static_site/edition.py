"""A folder with the whole site in it: what has changed since the last time is written, what is no longer there goes."""

from __future__ import annotations

import json
import multiprocessing
import os
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from components.address.pages import page_of
from data.site import LANGUAGES
from web.answer import NoAnswerError
from web.errors import error_page
from web.start import warm
from web.static_site import making
from web.static_site.addresses import file_of, on_disk, with_links
from web.static_site.headers import headers_file, robots
from web.static_site.views import VIEWS, View

# Names every file of the edition, so that the next one can take away what it no longer has.
LISTED = ".static-site.json"
# What no page leads to, or only its scripts do.
BESIDE = ("/open-data/", "/assets/embed.js", "/sitemap.xml")


class EditionError(ValueError):
    """The edition cannot be written; the message says what is wrong and what to do."""


@dataclass
class Written:
    """How many files an edition has, how many of them were written anew, and how large all are."""

    names: set[str] = field(default_factory=set)
    bytes: int = 0
    new: int = 0
    gone: int = 0

    def add(self, made: Iterable[tuple[str, int, bool]]) -> None:
        """Count files: the name, the size, and whether it was written."""
        for name, size, is_new in made:
            self.names.add(name)
            self.bytes += size
            self.new += is_new

    def said(self) -> str:
        """Return it in one line."""
        size = f"{self.bytes / 1e6:,.0f} MB"
        return f"{len(self.names):,} files, {size}: {self.new:,} written, {self.gone:,} taken away"


# What is made: the files of it by name, size and whether each was written, and the addresses that it leads to.
Made = tuple[list[tuple[str, int, bool]], frozenset[str]]


def write_edition(
    folder: Path,
    origin: str,
    *,
    areas: Collection[str] = (),
    jobs: int = 0,
    say: Callable[[str], None] = lambda _: None,
) -> Written:
    """Write the whole site as files; what is there already and the same stays as it is.

    Parameters
    ----------
    folder : Path
        Empty or not there, or that of an earlier edition.
    origin : str
        Where the edition will be found: scheme, host and port; empty where that is not known.
    areas : collection of str
        Codes of the areas that are written besides the home area; none for all.
    jobs : int
        How many processes; 0 for one for each core.
    say : function of str
        Is told how far it is.

    Raises
    ------
    EditionError
        If something else is in the folder, or something that a page leads to cannot be made.
    data.load.PublishedDataError
        If the figures cannot be read.
    """
    before = _before(folder)
    _list(folder, before)  # one that breaks off can be gone on with
    warm()
    VIEWS.limit_to(areas)
    file_of.cache_clear()
    written, done = Written(), set[str]()
    with multiprocessing.get_context("fork").Pool(jobs or os.cpu_count()) as pool:
        asked = set[str]()
        for count, each in enumerate(pool.imap_unordered(partial(_pages, folder, origin), _by_area()), 1):
            asked |= _all(each, written)
            say(f"{len(written.names):,} pages, {count} areas")
        asked |= {*BESIDE} if origin else {*BESIDE} - {"/sitemap.xml"}
        while asked:
            done |= asked
            asked = _all(pool.imap_unordered(partial(_file, folder, origin), sorted(asked), 4), written) - done
            say(f"{len(done):,} files that pages lead to")
    written.add(_put(folder, name, content) for name, content in _beside(origin).items())
    for name in before - written.names:
        (folder / name).unlink(missing_ok=True)
        written.gone += 1
    _list(folder, written.names)
    return written


def _list(folder: Path, names: Iterable[str]) -> None:
    _put(folder, LISTED, json.dumps(sorted(names), indent=0).encode())


def _all(made: Iterable[Made], written: Written) -> set[str]:
    asked: set[str] = set()
    for files, leads_to in made:
        written.add(files)
        asked |= leads_to
    return asked


# A view by the id of its page, its language and what makes it another one: as it is sent to another process.
Asked = tuple[str, str, View]


def _by_area() -> list[list[Asked]]:
    """Return the views, those of one area together: what is worked out for one of them serves the others."""
    found: dict[str, list[Asked]] = {}
    for page, language, view in VIEWS.each():
        found.setdefault(dict(view).get("area", ""), []).append((page.id, language, view))
    return list(found.values())


def _pages(folder: Path, origin: str, views: list[Asked]) -> list[Made]:
    return [_page(folder, origin, view) for view in views]


def _page(folder: Path, origin: str, view: Asked) -> Made:
    page, language, shown = page_of(view[0]), *view[1:]
    content, asked = making.page(page, language, shown, origin)
    files = [_put(folder, on_disk(VIEWS.path(page, language, shown)), content)]
    if language == LANGUAGES[0] and not shown:
        # Addresses of the site with a server lead here, whatever follows their question mark.
        files.append(_put(folder, on_disk(f"{page.path.rstrip('/')}/"), content))
    return files, asked


def _file(folder: Path, origin: str, address: str) -> Made:
    to = file_of(address)
    if to is None:
        raise EditionError(f"{address} is linked to, but this edition has nothing of it")
    try:
        content, asked = making.file(address, origin)
    except (NoAnswerError, LookupError) as error:
        raise EditionError(f"{address} is linked to, but cannot be made: {error}") from None
    return [_put(folder, on_disk(to), content)], asked


def _beside(origin: str) -> dict[str, bytes]:
    """Return the files that hosts read: the page for wrong addresses, headers, and what robots may read."""
    content, _ = with_links(error_page("not_found"), origin)
    return {"404.html": content, "_headers": headers_file(), "robots.txt": robots(origin)}


def _put(folder: Path, name: str, content: bytes) -> tuple[str, int, bool]:
    """Write a file whole where it is another one than before; return its name, its size, and whether it was written."""
    path = folder / name
    if path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content:
        return name, len(content), False
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_bytes(content)
    beside.replace(path)
    return name, len(content), True


def _before(folder: Path) -> set[str]:
    """Return the names of the files of an earlier edition."""
    if not folder.exists() or not any(folder.iterdir()):
        return set()
    try:
        return set(json.loads((folder / LISTED).read_bytes()))
    except (OSError, ValueError):
        raise EditionError(
            f"{folder} holds something else than an earlier edition ({LISTED} is missing or cannot be read); "
            "name an empty folder, or empty this one"
        ) from None
