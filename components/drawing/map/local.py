"""The force's own cases on a map of its local authorities: counts in classes that are the same for every year.

A class begins at the threshold and at multiples of it, so that nothing of the figures chooses it, neither a hidden
count nor a shown one. A count that is not there has the symbol of its reason, and never a colour of the classes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import pairwise

import pandas as pd

from components.drawing import theme
from components.drawing.letters import FAMILY, Pen, wrapped, written
from components.drawing.map.classes import SYMBOLS, Symbol
from components.drawing.svg import Svg
from components.wording.format import mark, number
from components.wording.text import Text, wording
from geo.local_authorities import Sheet

# Where classes begin, by the threshold; below it nothing is shown.
TIMES = (1, 2.5, 5, 10, 20)
# What is not in the figures at all: white with a broken outline.
ABSENT = Symbol("absent", theme.GROUND, "", theme.HIDDEN_HATCH)
BROKEN = ' stroke-dasharray="4 3"'
NAME, FIGURE, LEGEND = 12.5, 14.0, 12.5
ROW, LINE, SWATCH, COLUMN = 22, 17, 26, 132
# Names that would touch the one beside them stand a little off the middle.
MOVED = {"W06000003": (-8, 6), "W06000004": (-8, -8), "W06000005": (26, -22), "W06000006": (8, 14)}


@dataclass(frozen=True)
class LocalFigures:
    """The counts of a force's local authorities in one period.

    Parameters
    ----------
    values : mapping of str to int or None
        By the code of the authority; None where there is none.
    statuses : mapping of str to str
        Of each of them; it says why there is none.
    breaks : tuple of int
        Lower ends of the classes.
    """

    values: Mapping[str, int | None]
    statuses: Mapping[str, str]
    breaks: tuple[int, ...]

    def symbol(self, code: str) -> Symbol:
        """Return the symbol of an authority: of its class, or of why it has none."""
        if code not in self.values:
            return ABSENT
        value = self.values[code]
        if value is None:
            return SYMBOLS[self.statuses[code]]
        place = max(bisect_right(self.breaks, value) - 1, 0)
        return Symbol(f"class-{place}", theme.ramp(len(self.breaks))[place], "", theme.BOUNDARY)


@dataclass(frozen=True, eq=False)
class LocalMap:
    """The map of a force's local authorities with its legend below.

    Parameters
    ----------
    figures : LocalFigures
    sheet : Sheet
        Of ``geo.local_authorities``.
    names : mapping of str to str
        What each authority is called, by its code.
    meanings : mapping of str to str
        What each symbol without a count means, in words, by its name: the statuses, and ``absent``.
    about : str
        Where the shapes come from; it stays in the file wherever it is copied to.
    elsewhere : str
        The counts that have no place on the map, in words; empty where there are none.
    """

    figures: LocalFigures
    sheet: Sheet
    names: Mapping[str, str]
    meanings: Mapping[str, str]
    about: str
    elsewhere: str = ""

    @property
    def is_empty(self) -> bool:
        """Never: where no count is shown, the map says why."""
        return False


def local_map_svg(local: LocalMap, language: str) -> Svg:
    """Return the map as a drawing that needs nothing else."""
    figures, sheet, text = local.figures, local.sheet, wording(language)
    symbols = {code: figures.symbol(code) for code in sheet.paths}
    drawn = "".join(_area(sheet.paths[code], symbol) for code, symbol in symbols.items())
    names = "".join(_name(figures, code, local.names[code], sheet, text) for code in sheet.paths)
    legend, high = _legend(local, sheet.width - 12, text)
    height = round(sheet.height + 10 + high)
    ground = f'<rect width="{sheet.width:g}" height="{height}" fill="{theme.GROUND}"/>'
    below = f'<g transform="translate(0 {sheet.height + 10:.1f})">{legend}</g>'
    content = f"<desc>{escape(local.about)}</desc>{theme.PATTERNS}{ground}{drawn}{names}{below}"
    return Svg(sheet.width, height, content, f' font-family="{FAMILY}"')


def local_figures(rows: pd.DataFrame, *, threshold: int) -> LocalFigures:
    """Return the counts of the rows of one area and period by local authority.

    Parameters
    ----------
    rows : DataFrame of shape (n, m)
        From ``data.views.by_category``; what is no local authority has no place on the map and does no harm.
    threshold : int
        The public one of the register.
    """
    values = [None if pd.isna(value) else int(value) for value in rows["value"]]
    return LocalFigures(
        dict(zip(rows["category"], values, strict=True)),
        dict(zip(rows["category"], rows["status"], strict=True)),
        tuple(round(threshold * times) for times in TIMES),
    )


@lru_cache(maxsize=8)
def class_words(breaks: tuple[int, ...], text: Text) -> tuple[str, ...]:
    """Return the classes in words, from the lowest: ``10 to 24``."""
    ends = [(number(low, text.language), number(high - 1, text.language)) for low, high in pairwise(breaks)]
    between = [text("format.interval", lower=low, upper=high) for low, high in ends]
    return *between, text("map.legend.from", value=number(breaks[-1], text.language))


def _area(path: str, symbol: Symbol) -> str:
    # A white line would be lost beside the lightest class and beside a pattern.
    line = (
        f'stroke="{theme.HIDDEN_HATCH}" stroke-width=".8" stroke-linejoin="round"{BROKEN if symbol is ABSENT else ""}'
    )
    return f'<path d="{path}" fill="{symbol.fill}" {line}/>'


def _name(figures: LocalFigures, code: str, name: str, sheet: Sheet, text: Text) -> str:
    """Return the name of an authority and below it its number, or the mark of why there is none."""
    (x, y), (right, down) = sheet.centres[code], MOVED.get(code, (0, 0))
    value = figures.values.get(code)
    sign = mark(figures.statuses.get(code, "")) if code in figures.values else "–"
    said = f"{number(value, text.language)} {sign}".strip() if value is not None else sign
    name_pen, figure_pen = (
        Pen(size, is_bold=size == FIGURE, anchor="middle", ground=theme.GROUND) for size in (NAME, FIGURE)
    )
    return written(name, x + right, y + down - 2, name_pen) + written(said, x + right, y + down + 13, figure_pen)


def _legend(local: LocalMap, width: float, text: Text) -> tuple[str, float]:
    """Return the classes beside the symbols of what has no number, below both what is elsewhere, and how high it is."""
    breaks = local.figures.breaks
    classes = zip(class_words(breaks, text), theme.ramp(len(breaks)), strict=True)
    left = [(words, Symbol("", colour, "", theme.HIDDEN_HATCH)) for words, colour in classes]
    right = [(words, ABSENT if name == ABSENT.name else SYMBOLS[name]) for name, words in local.meanings.items()]
    rows = [*((0, *each) for each in enumerate(left)), *((COLUMN, *each) for each in enumerate(right))]
    drawn = "".join(_entry(x + 6, ROW * place, *each) for x, place, each in rows)
    high = ROW * max(len(left), len(right)) + 2
    said = wrapped(local.elsewhere, LEGEND, width) if local.elsewhere else ()
    drawn += "".join(written(line, 6, high + 14 + LINE * place, Pen(LEGEND)) for place, line in enumerate(said))
    return drawn, high + LINE * len(said) + (6 if said else 0)


def _entry(left: float, top: float, words: str, symbol: Symbol) -> str:
    dashes = BROKEN if symbol is ABSENT else ""
    return (
        f'<rect x="{left + 0.5:g}" y="{top + 0.5:g}" width="{SWATCH}" height="14" fill="{symbol.fill}" '
        f'stroke="{theme.HIDDEN_HATCH}"{dashes}/>{written(words, left + SWATCH + 8, top + 12, Pen(LEGEND))}'
    )
