"""The legend of the maps as SVG: classes with their breaks, verdicts, patterns, and where two areas lie."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from components.drawing import theme
from components.drawing.letters import FAMILY, Pen, width_of, written
from components.drawing.map.classes import SYMBOLS, RateClasses
from components.drawing.map.figure import Legend, Marked
from components.drawing.svg import Svg
from components.wording.format import number

LETTERS = 14
FONT = f'font-family="{FAMILY}" font-size="{LETTERS}" fill="{theme.INK}"'
STEP, ROW = 58, 26
WIDTH = 300


def legend_bar(classes: RateClasses, language: str, *, chosen: str) -> str:
    """Return the classes with the break values between them and a marker where the chosen area lies."""
    colours = theme.ramp(len(classes.breaks) + 1)
    boxes = "".join(
        f'<rect x="{i * STEP}" y="14" width="{STEP}" height="16" fill="{colour}"/>' for i, colour in enumerate(colours)
    )
    ticks = "".join(
        written(break_value(value, language), (i + 1) * STEP, 46, Pen(LETTERS, anchor="middle"))
        for i, value in enumerate(classes.breaks)
    )
    value = classes.values.get(chosen)
    return f"<g {FONT}>{boxes}{ticks}</g>" + ("" if value is None else _triangle(_place(classes, value)))


def legend_svg(legend: Legend, language: str) -> Svg:
    """Return a legend as a drawing of its own."""
    if legend.classes is None:
        return _change_legend(legend)
    return _rate_legend(legend.classes, legend, language)


def break_value(value: float, language: str) -> str:
    """Return the end of a class as the language writes it, with a decimal only where it has one."""
    return number(value, language, decimals=0 if float(value).is_integer() else 1)


def _rate_legend(classes: RateClasses, legend: Legend, language: str) -> Svg:
    """Return the classes with their breaks and where the rates of the two areas lie, above what else there is."""
    chosen, compared = legend.marked
    bar, top = f'<g transform="translate(0 16)">{legend_bar(classes, language, chosen="")}', 66
    if chosen.rate is not None:
        x = _place(classes, chosen.rate)
        bar += _triangle(x) + _words(_said(chosen, language), x, -4)
    bar += "</g>"
    if compared.rate is not None:
        x = _place(classes, compared.rate)
        bar += _ghost(x, 69) + _words(_said(compared, language), x, 95)
        top = 104
    return _svg(bar + _rows(legend.meanings, top + 6), legend.marked, top + 6 + ROW * len(legend.meanings))


def _change_legend(legend: Legend) -> Svg:
    """Return each verdict and each status in words, the two areas marked beside theirs."""
    names, marked = [*legend.meanings], legend.marked
    chosen, compared = ([names.index(each.symbol)] if each.symbol in names else [] for each in marked)
    sides = "".join(f'<path d="M2 {4 + ROW * i}v11l9 -5.5z" fill="{theme.CHOSEN_OUTLINE}"/>' for i in chosen)
    sides += "".join(
        f'<path d="M15 {4 + ROW * i}v11l9 -5.5z" fill="{theme.GROUND}" stroke="{theme.COMPARED_OUTLINE}" '
        f'stroke-width="1.6"/>'
        for i in compared
    )
    return _svg(sides + _rows(legend.meanings, 0, left=30), marked, ROW * len(names), left=30)


def _rows(meanings: Mapping[str, str], top: float, *, left: float = 0) -> str:
    return "".join(
        f'<rect x="{left + 0.5}" y="{top + ROW * i}" width="36" height="17" fill="{SYMBOLS[name].fill}" '
        f'stroke="{theme.HIDDEN_HATCH}"/>' + written(words, left + 46, top + 13 + ROW * i, Pen(LETTERS))
        for i, (name, words) in enumerate(meanings.items())
    )


def _outlines(marked: tuple[Marked, Marked], top: float, left: float) -> tuple[str, int]:
    """Return the outlines that areas on the map have, with their names, and how many there are."""
    kinds = ((theme.CHOSEN_OUTLINE, ""), (theme.COMPARED_OUTLINE, ' stroke-dasharray="5 3"'))
    drawn = [(each.name, *kind) for each, kind in zip(marked, kinds, strict=True) if each.is_drawn]
    rows = "".join(
        f'<rect x="{left + 1.5}" y="{top + ROW * i}" width="34" height="16" fill="none" stroke="{colour}" '
        f'stroke-width="2.6"{dashes}/>' + written(name, left + 46, top + 13 + ROW * i, Pen(LETTERS))
        for i, (name, colour, dashes) in enumerate(drawn)
    )
    return rows, len(drawn)


def _said(marked: Marked, language: str) -> str:
    return f"{marked.name} {number(marked.rate, language, decimals=1)}"


def _words(words: str, x: float, y: float) -> str:
    """Return words at a marker, within the width of the legend."""
    half = width_of(words, bold=False) * LETTERS / 2
    return written(words, min(max(x, half), WIDTH - half), y, Pen(LETTERS, anchor="middle"))


def _triangle(x: float) -> str:
    return f'<path d="M{x - 6:.1f} 1h12l-6 10z" fill="{theme.CHOSEN_OUTLINE}"/>'


def _ghost(x: float, y: float) -> str:
    return (
        f'<path d="M{x - 6:.1f} {y + 11}h12l-6 -10z" fill="{theme.GROUND}" stroke="{theme.COMPARED_OUTLINE}" '
        f'stroke-width="1.6"/>'
    )


def _place(classes: RateClasses, value: float) -> float:
    """Return where a rate lies on the bar: within its class, never on the very edge of it."""
    index = bisect_right(classes.breaks, value)
    edges = [0.0, *classes.breaks, max(2 * classes.breaks[-1], value)]
    share = (value - edges[index]) / ((edges[index + 1] - edges[index]) or 1)
    return STEP * (index + min(max(share, 0.06), 0.94))


def _svg(content: str, marked: tuple[Marked, Marked], height: float, *, left: float = 0) -> Svg:
    patterns = {**theme.PATTERN, **theme.CHANGE_PATTERN}
    used = "".join(pattern for name, pattern in patterns.items() if f"url(#{name})" in content)
    outlines, count = _outlines(marked, height + 4, left)
    high = height + 4 + ROW * count
    ground = f'<rect width="{WIDTH}" height="{high:g}" fill="{theme.GROUND}"/>'
    return Svg(WIDTH, high, f"<defs>{used}</defs>{ground}<g {FONT}>{content}{outlines}</g>")
