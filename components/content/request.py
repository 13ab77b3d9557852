"""Which page was asked for and how: all that a page is made from, whoever draws it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from components.address.pages import address, page_of
from components.address.visit import Visit, read_text, read_visit
from components.guidance.terms import joined
from components.wording.text import Text
from data import current
from data.load import Dataset


@dataclass(frozen=True)
class PageRequest:
    """What a visitor asked for.

    Parameters
    ----------
    parameters : mapping of str to str
        Of the address, so anything may stand in it.
    accepted : str
        The browser's ``Accept-Language``.
    origin : str
        Scheme, host and port of this site as the visitor knows them; empty where they are not known.
    is_narrow : bool
        Whether the browser says that it is one of a phone: drawings that are made for a width are made narrow.
    """

    parameters: Mapping[str, str]
    accepted: str = ""
    origin: str = ""
    is_narrow: bool = False

    @cached_property
    def text(self) -> Text:
        """The wording of its language; needs no figures."""
        return read_text(self.parameters, self.accepted)

    @cached_property
    def dataset(self) -> Dataset:
        """The published figures; raises ``data.load.PublishedDataError`` where they cannot be read."""
        return current.dataset()

    @cached_property
    def visit(self) -> Visit:
        """What its address asks for of them; raises as ``dataset`` does."""
        return read_visit(self.parameters, self.accepted, self.dataset)

    def link(self, page_id: str) -> str:
        """Return the address of a page in this language, with the area that was asked for."""
        return address(page_of(page_id), lang=self.text.language, area=self.parameters.get("area", ""))

    def explained(self, html: Markup) -> Markup:
        """Return HTML in which the first of each word of the glossary leads to what it means."""
        return joined(html, self.text.language, link=self.link("glossary"))
