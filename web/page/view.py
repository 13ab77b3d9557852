"""A view of a page as it is asked for, and the answer it is kept as."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from components.address.pages import Page
from components.content.request import PageRequest
from data import current
from web.answer import HTML, REVALIDATE, Answer
from web.first_response import first_response


@dataclass(frozen=True)
class View:
    """A view of a page as a visitor asks for it, and by what it is kept."""

    page: Page
    request: PageRequest

    @property
    def key(self) -> Hashable:
        """All that the view depends on: other files make another one of it, and the day a newer edition falls due."""
        view, state = self.request, current.state()
        # One page whether the address or the browser names the language.
        named = view.parameters.items() - {("lang", view.text.language)}
        figures = current.snapshot().marks if state.release else ()
        return self.page.id, frozenset(named), view.text.language, view.origin, figures, state.ages, state.problem

    def answer(self) -> Answer:
        """Return the first response."""
        headers = {"cache-control": REVALIDATE, "content-language": self.request.text.language}
        return Answer(first_response(self.page, self.request), HTML, headers)
