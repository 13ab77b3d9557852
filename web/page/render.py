"""A whole page as HTML, without Streamlit: what stands in the first response, and in the files of the static edition.

The blocks are those that ``components/screen/present.py`` shows with Streamlit, in boxes of the same names, so that one
style sheet serves both and nothing moves when Streamlit takes over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import assert_never

from markupsafe import Markup

from components.address.pages import MENU, Page, address, page_of
from components.address.visit import instead_html, not_understood
from components.content import frame
from components.content.block import (
    Block,
    Choice,
    Group,
    Html,
    Playback,
    Practice,
    Several,
    Steps,
    Switch,
    Together,
    Visual,
)
from components.content.choices import area_choice
from components.content.practice import stories_to_read
from components.content.request import PageRequest
from web.page.drawings import Drawer, Drawn
from web.page.fields import Fields


def page_html(page: Page, request: PageRequest, fields_of: type[Fields] = Fields) -> Markup:
    """Return all of a page: name of the site, menu, choices, words, drawings, tables, and what they rest on.

    Where the figures or the shapes cannot be read, the page says so and offers what works without them. ``fields_of``
    makes the fields of its choices.
    """
    try:
        fields = fields_of(page, request)
        content = _area_html(page, fields) + _content(page, fields)
    except frame.UNREADABLE as error:
        content = _element(frame.problem_html(error, request.text, request.link))
    return Markup(
        '<div class="stMainBlockContainer"><div class="stVerticalBlock">{masthead}{up}{content}{footer}</div></div>'
    ).format(
        masthead=_masthead(page, request),
        up=_way_up(page, request),
        content=content,
        footer=_element(frame.footer_html(page, request.text, request.link)),
    )


def page_blocks(page: Page, request: PageRequest) -> tuple[Block, ...]:
    """Return what stands on a page: the module of its id in ``components/content`` makes it."""
    blocks: Callable[[PageRequest], tuple[Block, ...]] = import_module(f"components.content.{page.id}").blocks
    return blocks(request)


def _masthead(page: Page, request: PageRequest) -> Markup:
    given, text = request.parameters, request.text
    kept = {"lang": text.language, **{name: given[name] for name in frame.KEPT if name in given}}
    entries = Markup().join(_menu_entry(entry, page, request, kept) for entry in MENU)
    return Markup(
        '<div class="stHorizontalBlock st-key-masthead">{brand}{twin}'
        '<nav class="stHorizontalBlock st-key-menu" aria-label="{menu}">{entries}</nav></div>'
    ).format(
        brand=_element(frame.brand_html(text, request.link)),
        twin=_element(frame.language_html(page, given, text)),
        menu=text("site.menu"),
        entries=entries,
    )


def _menu_entry(entry: Page, page: Page, request: PageRequest, kept: dict[str, str]) -> Markup:
    label = request.text(f"{entry.id}.menu")
    if entry is page:
        return _element(Markup('<span class="here" aria-current="page">{}</span>').format(label))
    link = Markup('<a data-testid="stPageLink-NavLink" href="{}"><p>{}</p></a>')
    return _box(link.format(address(entry, **kept), label))


def _way_up(page: Page, request: PageRequest) -> Markup:
    if not page.parent:
        return Markup()
    return _element(frame.way_up_html(page_of(page.parent), request.text, request.link))


def _area_html(page: Page, fields: Fields) -> Markup:
    """Return the choice of the area, and a line on what of the address was not understood."""
    if not page.area:
        return Markup()
    visit, text = fields.request.visit, fields.text
    line = not_understood(visit.nameless, visit.view, text, parts=("area", "indicator")) if visit.nameless else ""
    said = _element(instead_html(line)) if line else Markup()
    field = fields.choice(area_choice(visit.view.area, text)) + fields.button()
    return said + Markup('<div class="stVerticalBlock st-key-place">{}</div>').format(field)


def _content(page: Page, fields: Fields) -> Markup:
    found = page_blocks(page, fields.request)
    return _Page(page, fields).all_of(found) + fields.form(found)


# What of a page writes to the address.
FIELDS = (Choice, Several, Switch, Playback)


class _Page:
    """The blocks of one page as HTML."""

    def __init__(self, page: Page, fields: Fields) -> None:
        self.text, self.fields = fields.text, fields
        self.drawer = Drawer(page, fields.request)

    def all_of(self, blocks: Iterable[Block], *, has_button: bool = False) -> Markup:
        """Return blocks one after another; a switch has a button of its own unless they share one."""
        shown = Markup()
        for block in blocks:
            shown += self.one(block)
            if isinstance(block, Switch) and not has_button:
                shown += self.fields.button()
        return shown

    def one(self, block: Block) -> Markup:
        """Return one block."""
        match block:
            case Html():
                # Streamlit gives style sheets alone no box, nor the room of one.
                return block.content if _is_style(block.content) else _element(block.content)
            case Choice() | Several() | Switch() | Playback():
                return self.fields.field(block)
            case Steps():
                return _element(self.fields.steps(block))
            case Group():
                return self.group(block)
            case Visual():
                return _drawn(self.drawer.visual(block))
            case Together():
                return self.together(block)
            case Practice():
                return _element(stories_to_read(self.text))
            case _:
                assert_never(block)

    def group(self, block: Group) -> Markup:
        """Return blocks in a box of the name it has on the screen, with a button below those that are all choices."""
        kind = "stHorizontalBlock" if block.is_row else "stVerticalBlock"
        has_button = bool(block.blocks) and all(isinstance(each, FIELDS) for each in block.blocks)
        inner = self.all_of(block.blocks, has_button=has_button)
        box = Markup('<div class="{} st-key-{}">{}</div>').format(kind, block.name, inner)
        return box + (self.fields.button() if has_button else Markup())

    def together(self, block: Together) -> Markup:
        shown = Markup().join(map(_drawn, self.drawer.together(block)))
        return shown + _element(self.drawer.table(block))


def _is_style(content: Markup) -> bool:
    return content.startswith("<style>") and content.endswith("</style>") and content.count("<style>") == 1


def _drawn(drawn: Drawn) -> Markup:
    place = _box(drawn.drawing, f"st-key-{drawn.name}") if drawn.drawing else Markup()
    return _element(drawn.above) + place + _element(drawn.below)


def _element(content: Markup) -> Markup:
    """Return HTML in the boxes that Streamlit puts it in."""
    return _box(Markup('<div class="stHtml">{}</div>').format(content)) if content else Markup()


def _box(content: Markup, name: str = "") -> Markup:
    return Markup('<div class="{}">{}</div>').format(f"stElementContainer {name}".strip(), content)
