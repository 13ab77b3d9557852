"""The ordered list of the pages, read from ``pages/pages.toml``.

It is a data file because both the server above the pages and the frame below them need it: neither has to
import a page to know that it exists.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from components.wording.text import Text
from data.site import site

FOLDER = Path(__file__).resolve().parents[2] / "pages"


@dataclass(frozen=True)
class Page:
    """A page: its id (file stem, address and catalogue) and whether it has the choice of an area.

    ``figures`` are the indicators whose age its foot says.
    ``parent`` is the id of the page it belongs to: it is then reached from there and not from the menu, which would
    be too long for a phone.
    """

    id: str
    area: bool
    parent: str = ""
    figures: tuple[str, ...] = ()

    @property
    def file(self) -> Path:
        """The script of the page."""
        return FOLDER / f"{self.id}.py"

    @property
    def path(self) -> str:
        """The address of the page; the first page answers at the root only, as Streamlit has it."""
        return "/" if self is PAGES[0] else f"/{self.id}"


def _pages() -> tuple[Page, ...]:
    entries = tomllib.loads((FOLDER / "pages.toml").read_text(encoding="utf-8"))["page"]
    return tuple(Page(**{**entry, "figures": tuple(entry.get("figures", ()))}) for entry in entries)


def page_of(id: str) -> Page:
    """Return the page ``id``; raise StopIteration if there is none."""
    return next(page for page in PAGES if page.id == id)


PAGES = _pages()
MENU = tuple(page for page in PAGES if not page.parent)


def tab_title(page: Page, text: Text) -> str:
    """Return what the browser's tab says: the page as the menu has it, then the site, and no word of its subject."""
    return in_tab(text(f"{page.id}.menu" if page in MENU else f"{page.id}.title"), text)


def in_tab(name: str, text: Text) -> str:
    """Return what the browser's tab says of something called ``name``."""
    return f"{name} – {site().tab[text.language]}"


def address(page: Page, /, **parameters: str) -> str:
    """Return the address of ``page`` with ``parameters``, leaving out the empty ones."""
    query = urlencode({name: value for name, value in parameters.items() if value})
    return f"{page.path}?{query}" if query else page.path
