"""Which views the static edition has, and the path of each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from itertools import product

from components.address.options import CHOICES, OF_THE_PAGE
from components.address.pages import PAGES, Page
from components.content.block import Block, Choice, Group, Playback, Switch
from components.content.choices import area_choice
from components.content.request import PageRequest
from data.site import LANGUAGES, site
from web.page.render import page_blocks

View = frozenset[tuple[str, str]]
# The choices of a page by their parameters: the codes of each, and the one that is chosen.
Axes = dict[str, tuple[tuple[str, ...], str]]
# What may be chosen in any combination; everything else one at a time, of the newest period.
FREE = ("area", "indicator", "period")
# Pages of which only that of the home area is written: what they lead to is made for that area alone.
HOME_ALONE = ("briefing",)
# The choice of the kind of years, which writes the newest period of that kind.
KIND = "kind of years"
ALONE = tuple(name for name in CHOICES if name not in OF_THE_PAGE)


class Views:
    """Every view that is written.

    A view is what makes it another one than its page is without anything chosen: parameters with their codes, in no
    order, and neither the language nor what is chosen anyway.
    """

    def __init__(self) -> None:
        self.areas: frozenset[str] = frozenset()
        self._read: dict[tuple[str, tuple[tuple[str, str], ...]], Axes] = {}

    def limit_to(self, areas: Collection[str]) -> None:
        """Write views of these areas and of the home area alone; of all where none is named."""
        self.areas = frozenset(areas)
        self.__dict__.pop("of", None)

    @cached_property
    def of(self) -> dict[Page, frozenset[View]]:
        """The views of each page."""
        return {page: frozenset(self._of_page(page)) for page in PAGES}

    def each(self) -> Iterator[tuple[Page, str, View]]:
        """Yield each view in each language, the page of all without a choice first."""
        for page, language in product(PAGES, LANGUAGES):
            for view in sorted(self.of[page], key=lambda view: (len(view), sorted(view))):
                yield page, language, view

    def nearest(self, page: Page, parameters: Mapping[str, str]) -> View:
        """Return the view that an address asks for; what there is no view for is left out, the area last."""
        found = self.exact(page, parameters)
        for left_out in (*ALONE, "period", "indicator", "area"):
            if found in self.of[page]:
                break
            found = frozenset(part for part in found if part[0] != left_out)
        return found

    def exact(self, page: Page, parameters: Mapping[str, str]) -> View:
        """Return what of an address makes a view another one, whether it is written or not."""
        usual, told = self._usual[page], {}
        indicator = parameters.get("indicator") or usual.get("indicator", "")
        for name, code in parameters.items():
            is_usual = code == (self._newest.get((page, indicator)) if name == "period" else usual.get(name))
            if name in (*FREE, *ALONE) and name in self._names[page] and code and not is_usual:
                told[name] = code
        return frozenset(told.items())

    def path(self, page: Page, language: str, view: View) -> str:
        """Return the path of a view: ``/cy/map/W15000001/nrm_referrals/2023/``."""
        told = dict(view)
        if page is PAGES[0] and not told:
            return f"/{language}/"
        area = [told.get("area", site().home_area)] if told and page.area else []
        free = [told[name] for name in FREE[1:] if name in told]
        alone = [f"{name}-{told[name]}" for name in ALONE if name in told]
        return "/".join(("", language, page.id, *area, *free, *alone, ""))

    def newest(self, page: Page, indicator: str) -> str:
        """Return the period that a page shows of an indicator without one chosen; empty where it has no choice."""
        return self._newest.get((page, indicator), "")

    @cached_property
    def _names(self) -> dict[Page, frozenset[str]]:
        """The parameters that each page has a choice of."""
        return {page: frozenset(self._axes(page, {})) for page in PAGES}

    @cached_property
    def _usual(self) -> dict[Page, dict[str, str]]:
        """What each page shows without anything chosen."""
        return {page: {name: now for name, (_, now) in self._axes(page, {}).items()} for page in PAGES}

    @cached_property
    def _newest(self) -> dict[tuple[Page, str], str]:
        """The period that a page shows of an indicator without one chosen."""
        found = {}
        for page in PAGES:
            for indicator in self._indicators(page):
                axes = self._axes(page, {"indicator": indicator} if indicator else {})
                found[page, indicator] = axes["period"][1] if "period" in axes else ""
        return found

    def _indicators(self, page: Page) -> tuple[str, ...]:
        return self._axes(page, {}).get("indicator", (("",), ""))[0]

    def _of_page(self, page: Page) -> Iterator[View]:
        areas = ("",) if page.id in HOME_ALONE else self._axes(page, {}).get("area", (("",), ""))[0]
        for indicator in self._indicators(page):
            axes = self._axes(page, {"indicator": indicator} if indicator else {})
            periods = ("", *self._periods(page, indicator))
            alone = [(name, code) for name in ALONE if name in axes for code in axes[name][0]]
            for area in [code for code in areas if not self.areas or code in (*self.areas, site().home_area, "")]:
                of_area = {"area": area, "indicator": indicator}
                for period in periods:
                    yield self.exact(page, {**of_area, "period": period})
                for name, code in alone:
                    yield self.exact(page, {**of_area, name: code})

    def _periods(self, page: Page, indicator: str) -> Iterator[str]:
        """Yield every period that a page shows of an indicator, of each kind of years that it has."""
        named = {"indicator": indicator} if indicator else {}
        axes = self._axes(page, named)
        for kind in axes.get(KIND, (("",), ""))[0]:
            shown = self._axes(page, {**named, "period": kind}) if kind else axes
            yield from shown.get("period", ((), ""))[0]

    def _axes(self, page: Page, parameters: dict[str, str]) -> Axes:
        """Return the choices that a page has: the codes of each, and the one that is chosen."""
        key = page.id, tuple(parameters.items())
        if key not in self._read:
            request = PageRequest({"lang": LANGUAGES[0], **parameters})
            found = dict(_choices(page_blocks(page, request)))
            if page.area:
                area = area_choice(site().home_area, request.text)
                found["area"] = (area.codes, area.current)
            self._read[key] = found
        return self._read[key]


def _choices(blocks: tuple[Block, ...]) -> Iterator[tuple[str, tuple[tuple[str, ...], str]]]:
    for block in blocks:
        match block:
            case Choice():
                yield KIND if block.parameter == "period" != block.name else block.name, (block.codes, block.current)
            case Switch():
                yield block.name, (("on", "off"), block.current)
            case Playback():
                yield "period", (block.codes, block.current)
            case Group():
                yield from _choices(tuple(block.blocks))


VIEWS = Views()
