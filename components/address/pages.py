"""The ordered list of the pages, read from ``pages/pages.toml``.

It is a data file because both the server above the pages and the frame below them need it: neither has to
import a page to know that it exists.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from components.wording.text import Text, wording
from data.register import register
from data.site import LANGUAGES, site
from geo.areas import areas

FOLDER = Path(__file__).resolve().parents[2] / "pages"


class PageError(ValueError):
    """Pages that are not whole; the message says all that is missing or wrong."""


@dataclass(frozen=True)
class Page:
    """A page: its id (file stem, address and catalogue) and whether it has the choice of an area.

    ``figures`` are the indicators whose age its foot says.
    ``view`` are the parameters of its address that make another view of it, beside the language.
    ``parent`` is the id of the page it belongs to: it is then reached from there and not from the menu, which would
    be too long for a phone.
    """

    id: str
    area: bool
    parent: str = ""
    figures: tuple[str, ...] = ()
    view: tuple[str, ...] = ()

    @property
    def file(self) -> Path:
        """The script of the page."""
        return FOLDER / f"{self.id}.py"

    @property
    def path(self) -> str:
        """The address of the page; the first page answers at the root only, as Streamlit has it."""
        return "/" if self is PAGES[0] else f"/{self.id}"


def read_pages(folder: Path = FOLDER) -> tuple[Page, ...]:
    """Return the pages of ``pages.toml`` in a folder that has their scripts.

    Raises
    ------
    PageError
        If anything is wrong with an entry, or a script or wording is missing; the message names all of it.
    """
    entries = tomllib.loads((folder / "pages.toml").read_text(encoding="utf-8"))["page"]
    problems = [problem for entry in entries for problem in _problems(entry, entries, folder)]
    unlisted = {file.stem for file in folder.glob("*.py")} - {entry.get("id") for entry in entries} - {"__init__"}
    problems += [f"pages/{id}.py has no entry in pages/pages.toml" for id in sorted(unlisted)]
    if problems:
        raise PageError("\n".join(problems))
    return tuple(Page(**{name: _fixed(value) for name, value in entry.items()}) for entry in entries)


def _fixed(value: object) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _problems(entry: Mapping[str, Any], entries: Sequence[Mapping[str, Any]], folder: Path) -> Iterator[str]:
    """Yield what is wrong with an entry, and what of its page is missing."""
    ids, id = [each.get("id") for each in entries], str(entry.get("id", ""))
    where = f"pages/pages.toml, {id or 'an entry without id'}"
    known = {field.name for field in fields(Page)}
    if wrong := ({"id", "area"} - entry.keys()) | (entry.keys() - known):
        yield f"{where}: missing or unknown setting: {', '.join(sorted(wrong))}"
    if ids.count(id) > 1:
        yield f"{where}: there is another page of this id"
    if (parent := entry.get("parent")) and (parent not in ids or parent == id):
        yield f"{where}: parent is {parent!r}, which is no other page"
    if unknown := {*entry.get("figures", ())} - register().keys():
        yield f"{where}: figures names {', '.join(sorted(unknown))}, which is no indicator"
    if not (folder / f"{id}.py").is_file():
        yield f"{where}: there is no script pages/{id}.py"
    for language in LANGUAGES:
        for part in ("title", "description") if parent else ("title", "description", "menu"):
            if not wording(language).has(f"{id}.{part}"):
                yield f"{where}: locales/{language}/{id}.po has no {id}.{part}"


def page_of(id: str) -> Page:
    """Return the page ``id``; raise StopIteration if there is none."""
    return next(page for page in PAGES if page.id == id)


PAGES = read_pages()
MENU = tuple(page for page in PAGES if not page.parent)


def tab_title(page: Page, text: Text, area: str = "") -> str:
    """Return what the browser's tab says: the page as the menu has it, then the site, and no word of its subject.

    ``area`` is the code of an address. Where it is another force than the home one, or a larger area, and the page has
    the choice of it, the tab names it: two tabs of one page, and two of its views in a list of results, can be told
    apart.
    """
    name = text(f"{page.id}.menu" if page in MENU else f"{page.id}.title")
    found = areas().get(area.strip().upper())
    if page.area and found and found.code != site().home_area and found.kind != "united_kingdom":
        name = text("site.tab.area", page=name, area=found.name(text.language))
    return in_tab(name, text)


def in_tab(name: str, text: Text) -> str:
    """Return what the browser's tab says of something called ``name``."""
    return f"{name} – {site().tab[text.language]}"


def address(page: Page, /, **parameters: str) -> str:
    """Return the address of ``page`` with ``parameters``, leaving out the empty ones."""
    query = urlencode({name: value for name, value in parameters.items() if value})
    return f"{page.path}?{query}" if query else page.path
