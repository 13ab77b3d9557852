"""The choices of a page as fields of one form, sent by a button as an address: nothing of it needs a script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from markupsafe import Markup

from components.address.options import PARAMETERS
from components.address.pages import Page, address
from components.content.block import Block, Choice, Group, Playback, Several, Steps, Switch
from components.content.briefing import step_title
from components.content.request import PageRequest
from components.wording.format import period

FORM = "choices"
# Parameters whose values are written one after another, with commas between them.
LISTS = ("beside", "steps")


def tidy(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return what a form has sent as parameters of an address, each once and none empty.

    Of a list all values count, of anything else the last: a box that is not ticked sends what stands before it alone.
    """
    found: dict[str, str] = {}
    for name, value in pairs:
        before = found.get(name, "")
        found[name] = f"{before},{value}" if name in LISTS and before and value else value or before
    return {name: value for name, value in found.items() if value}


def known(parameters: Mapping[str, str]) -> dict[str, str]:
    """Return those parameters of an address that any page reads."""
    return {name: value for name, value in parameters.items() if name in PARAMETERS and value}


def _names(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Choice() | Several() | Switch():
                yield getattr(block, "parameter", "") or block.name
            case Playback():
                yield "period"
            case Steps():
                yield "steps"
            case Group():
                yield from _names(block.blocks)


class Fields:
    """The fields of a page, each in the box that Streamlit's has."""

    def __init__(self, page: Page, request: PageRequest) -> None:
        self.page, self.request, self.text = page, request, request.text

    def field(self, block: Choice | Several | Switch | Playback) -> Markup:
        """Return the field of a choice, or of the periods."""
        match block:
            case Choice():
                return self.choice(block)
            case Several():
                return self.several(block)
            case Switch():
                return self.switch(block)
            case Playback():
                return self.playback(block)

    def choice(self, block: Choice) -> Markup:
        """Return one of several as a list; as links where it writes a parameter that another field writes too."""
        if block.parameter and block.parameter != block.name:
            return self._links(block)
        return _field(block.name, block.label, _select(block.name, block.codes, block.current, block.words))

    def several(self, block: Several) -> Markup:
        """Return several of many as boxes to tick, folded away below what is chosen."""
        words = dict(zip(block.codes, block.words, strict=True))
        chosen = ", ".join(words[code] for code in block.current if code in words) or block.none
        items = Markup().join(
            Markup('<li><label><input type="checkbox" name="{}" value="{}" form="{}"{}> {}</label></li>').format(
                block.name, code, FORM, _if(code in block.current, "checked"), name
            )
            for code, name in words.items()
        )
        return Markup(
            '<div class="stElementContainer st-key-choice-{}"><details class="several"><summary>{}: {}</summary>'
            "<ul>{}</ul></details></div>"
        ).format(block.name, block.label, chosen, items)

    def switch(self, block: Switch) -> Markup:
        """Return a box to tick; what it sends where it is not ticked stands before it."""
        return Markup(
            '<div class="stElementContainer st-key-choice-{name}"><input type="hidden" name="{name}" value="off" '
            'form="{form}"><label class="switch"><input type="checkbox" name="{name}" value="on" form="{form}"{on}> '
            "{label}</label></div>"
        ).format(name=block.name, form=FORM, on=_if(block.current == "on", "checked"), label=block.label)

    def playback(self, block: Playback) -> Markup:
        """Return the periods as a list, with links to the one before and the one after."""
        words = [period(code, self.text) for code in block.codes]
        field = _select("period", block.codes, block.current, words)
        place = block.codes.index(block.current) if block.current in block.codes else len(block.codes) - 1
        beside = {"before": place - 1, "after": place + 1}
        links = Markup(" ").join(
            Markup('<a href="{}" rel="nofollow">{}</a>').format(
                self.here(period=block.codes[at]), self.text(f"site.period.{name}", period=words[at])
            )
            for name, at in beside.items()
            if 0 <= at < len(block.codes)
        )
        return _field("period", self.text("map.period"), Markup('<div class="beside">{}{}</div>').format(field, links))

    def steps(self, block: Steps) -> Markup:
        """Return the steps of a briefing as boxes to tick, those that are chosen first and in their order."""
        order = (*block.kept, *(code for code in block.order if code not in block.kept))
        items = Markup().join(self._step(block, code) for code in order)
        return Markup(
            '<div class="briefing-steps"><fieldset><legend>{}</legend><p class="quiet">{}</p><ol>{}</ol>{}</fieldset>'
            "</div>"
        ).format(self.text("meeting.steps"), self.text("site.steps.words"), items, self.button())

    def button(self) -> Markup:
        """Return what sends the choices."""
        return Markup('<p class="go"><button form="{}">{}</button></p>').format(FORM, self.text("site.show"))

    def form(self, blocks: Iterable[Block]) -> Markup:
        """Return the form itself, which holds what is chosen elsewhere; its fields stand where they belong."""
        there = {*_names(blocks), *(["area"] if self.page.area else [])}
        if not there:
            return Markup()
        kept = {"lang": self.text.language, **known(self.request.parameters)}
        hidden = Markup().join(
            Markup('<input type="hidden" name="{}" value="{}">').format(name, value)
            for name, value in kept.items()
            if name not in there
        )
        return Markup('<form id="{}" method="get" action="{}" hidden>{}</form>').format(FORM, self.page.path, hidden)

    def here(self, **changed: str) -> str:
        """Return the address of this view with other parameters."""
        kept = {"lang": self.text.language, **known(self.request.parameters)}
        return address(self.page, **{**kept, **changed})

    def _step(self, block: Steps, code: str) -> Markup:
        """Return a step, with the ways to put it one earlier and one later."""
        title, is_kept = step_title(code, self.text), code in block.kept
        box = Markup(
            '<label><input type="checkbox" name="steps" value="{}" form="{}"{}> <span>{}</span></label>'
        ).format(code, FORM, _if(is_kept, "checked"), title)
        moves = Markup().join(
            Markup('<a class="move" href="{}" rel="nofollow">{}<span class="hidden-words">: {}</span></a>').format(
                self.here(steps=",".join(order)), self.text(f"meeting.{name}"), title
            )
            for name, order in _moved(block.kept, code).items()
        )
        return Markup("<li{}>{}{}</li>").format(Markup(' class="kept"') if is_kept else Markup(), box, moves)

    def _links(self, block: Choice) -> Markup:
        links = Markup(" ").join(
            Markup("<b>{}</b>").format(words)
            if code == block.current
            else Markup('<a href="{}" rel="nofollow">{}</a>').format(self.here(**{block.parameter: code}), words)
            for code, words in zip(block.codes, block.words, strict=True)
        )
        content = Markup('<p class="label">{}</p><p class="options">{}</p>').format(block.label, links)
        return Markup('<div class="stElementContainer st-key-choice-{}">{}</div>').format(block.name, content)


def _moved(order: tuple[str, ...], code: str) -> dict[str, list[str]]:
    """Return the orders in which a step is one earlier (``up``) and one later (``down``), where it can be."""
    if code not in order:
        return {}
    at, found = order.index(code), {}
    for name, to in (("up", at - 1), ("down", at + 1)):
        if 0 <= to < len(order):
            moved = [*order]
            moved[at], moved[to] = moved[to], moved[at]
            found[name] = moved
    return found


def _field(name: str, label: str, field: Markup) -> Markup:
    return Markup(
        '<div class="stElementContainer st-key-choice-{name}"><label for="field-{name}">{label}</label>{field}</div>'
    ).format(name=name, label=label, field=field)


def _select(name: str, codes: Iterable[str], current: str, words: Iterable[str]) -> Markup:
    options = Markup().join(
        Markup('<option value="{}"{}>{}</option>').format(code, _if(code == current, "selected"), said)
        for code, said in zip(codes, words, strict=True)
    )
    return Markup('<select id="field-{name}" name="{name}" form="{form}">{options}</select>').format(
        name=name, form=FORM, options=options
    )


def _if(is_so: bool, attribute: str) -> Markup:
    return Markup(" {}").format(attribute) if is_so else Markup()
