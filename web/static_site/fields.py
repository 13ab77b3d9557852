"""The choices of a page as links, each to a page that is written; nothing of it needs a server or a script."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from components.content.block import Block, Choice, Playback, Several, Steps, Switch
from components.content.briefing import step_title
from components.wording.format import period
from components.wording.text import NOTHING
from web.page.fields import Fields, known
from web.static_site.views import ALONE, FREE, VIEWS


class LinkedFields(Fields):
    """The fields of a page as lists of links, folded away where they are long.

    A choice of which no other view is written is left out: the page says what it shows all the same.
    """

    def several(self, _block: Several) -> Markup:
        """Return nothing: of several at once no views are written."""
        return NOTHING

    def switch(self, block: Switch) -> Markup:
        """Return on and off as links."""
        words = {code: self.text(f"site.switch.{code}") for code in ("on", "off")}
        return self._linked(block.name, block.label, words, block.current, block.name)

    def choice(self, block: Choice) -> Markup:
        """Return one of several as links."""
        words = dict(zip(block.codes, block.words, strict=True))
        return self._linked(block.name, block.label, words, block.current, block.parameter or block.name)

    def playback(self, block: Playback) -> Markup:
        """Return the periods as links."""
        words = {code: period(code, self.text) for code in block.codes}
        return self._linked("period", self.text("map.period"), words, block.current, "period")

    def steps(self, block: Steps) -> Markup:
        """Return the steps of the briefing in their order."""
        items = Markup().join(Markup("<li>{}</li>").format(step_title(code, self.text)) for code in block.kept)
        legend = self.text("meeting.steps")
        return Markup('<div class="briefing-steps"><h3>{}</h3><ol>{}</ol></div>').format(legend, items)

    def button(self) -> Markup:
        """Return nothing: a link needs no button."""
        return NOTHING

    def form(self, _blocks: Iterable[Block]) -> Markup:
        """Return nothing: there is no form."""
        return NOTHING

    def _linked(self, name: str, label: str, words: Mapping[str, str], current: str, parameter: str) -> Markup:
        """Return a choice: what is chosen, and the others as links where a view of them is written."""
        there = [code for code in words if code == current or self._is_written(parameter, code)]
        if len(there) < 2:
            return NOTHING
        links = Markup().join(
            Markup('<li aria-current="true"><b>{}</b></li>').format(words[code])
            if code == current
            else Markup('<li><a href="{}">{}</a></li>').format(self.here(**{parameter: code}), words[code])
            for code in there
        )
        return Markup(
            '<div class="stElementContainer st-key-choice-{}"><details class="linked"><summary>{}: {}</summary>'
            "<ul>{}</ul></details></div>"
        ).format(name, label, words.get(current, ""), links)

    def _is_written(self, parameter: str, code: str) -> bool:
        """Return whether there is a view that differs from this one by a choice and by nothing else."""
        if parameter not in (*FREE, *ALONE):
            return False
        view = VIEWS.exact(self.page, {**known(self.request.parameters), parameter: code})
        return view in VIEWS.of[self.page]
