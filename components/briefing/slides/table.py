"""Native tables that can be edited, their heads in each language. Loads python-pptx."""

from __future__ import annotations

import math
from collections.abc import Sequence

from pptx.enum.text import MSO_ANCHOR
from pptx.shapes.shapetree import SlideShapes
from pptx.table import _Cell
from pptx.util import Inches

from components.briefing.slides.fit import Box, Line, clean, high
from components.briefing.slides.page import describe, in_place, rgb, write
from components.drawing import theme
from components.drawing.chart import Chart
from components.drawing.table import cells
from components.wording.text import Text

SIZES = (16, 15, 14, 13, 12, 11, 10)
ASIDE, ABOVE = 0.09, 0.04
# The first column has names in it.
FIRST = 1.4
Row = list[list[Line]]


def table_cells(charts: Sequence[Chart], texts: Sequence[Text]) -> list[Row]:
    """Return the rows of a chart's table, heads first: what two languages write alike stands once."""
    bodies = [cells(chart.table, text) for chart, text in zip(charts, texts, strict=True)]
    heads = [[*chart.table.heads.values()] for chart in charts]
    rows = [heads, *zip(*bodies, strict=True)]
    return [
        [_cell(same, texts, is_bold=not place or not column) for column, same in enumerate(zip(*row, strict=True))]
        for place, row in enumerate(rows)
    ]


def parts(rows: Sequence[Row], box: Box) -> list[slice]:
    """Return which rows of a table stand on each slide, heads not counted: all on one if that has room for them."""
    head, *body = rows
    for count in range(1, len(body) + 1):
        most = math.ceil(len(body) / count)
        found = [slice(start, start + most) for start in range(0, len(body), most)]
        if all(tall([head, *body[each]], SIZES[-1], box.width) <= box.height for each in found):
            break
    return found


def put_table(shapes: SlideShapes, rows: Sequence[Row], box: Box, *, alt: str) -> float:
    """Add a native table that fits into a box; return its height."""
    size = next((each for each in SIZES if tall(rows, each, box.width) <= box.height), SIZES[-1])
    frame = shapes.add_table(len(rows), len(rows[0]), *in_place(box._replace(height=0.2 * len(rows))))
    describe(frame, alt, alt)
    table = frame.table
    for place, width in enumerate(_widths(len(rows[0]), box.width)):
        table.columns[place].width = Inches(width)
    for number, row in enumerate(rows):
        table.rows[number].height = Inches(_row(row, size, box.width))
        for place, lines in enumerate(row):
            _fill(table.cell(number, place), lines, size, at=(number, place))
    return tall(rows, size, box.width)


def tall(rows: Sequence[Row], size: float, width: float) -> float:
    """Return how high a table is, in inches."""
    return sum(_row(row, size, width) for row in rows)


def _cell(same: Sequence[str], texts: Sequence[Text], *, is_bold: bool) -> list[Line]:
    said = {clean(words): text.language for words, text in reversed([*zip(same, texts, strict=True)])}
    return [Line(words, code, is_bold=is_bold) for words, code in reversed(said.items())]


def _fill(cell: _Cell, lines: Sequence[Line], size: float, *, at: tuple[int, int]) -> None:
    number, place = at
    is_head = number == 0
    ground = theme.STRONG if is_head else theme.GROUND if number % 2 else theme.CONTEXT_LAND
    cell.fill.solid()
    cell.fill.fore_color.rgb = rgb(ground)
    colour = theme.GROUND if is_head else theme.INK
    painted = [Line(line.said, line.language, is_bold=line.is_bold, colour=colour) for line in lines]
    write(cell.text_frame, painted, size, align="r" if place else "l")
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.margin_left = cell.margin_right = Inches(ASIDE)
    cell.margin_top = cell.margin_bottom = Inches(ABOVE)


def _widths(count: int, width: float) -> list[float]:
    share = width / (count - 1 + FIRST)
    return [FIRST * share, *[share] * (count - 1)]


def _row(row: Row, size: float, width: float) -> float:
    widths = _widths(len(row), width)
    tallest = max(high(lines, size, each - 2 * ASIDE) for lines, each in zip(row, widths, strict=True))
    return tallest + 2 * ABOVE
