"""The slides of a step that is words: what is said first, then its lists. Loads python-pptx.

In both languages there is a column for each; in one, two lists stand beside each other where that makes them larger.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import zip_longest

from pptx.shapes.shapetree import SlideShapes

from components.briefing.slides import body
from components.briefing.slides.fit import Box, Line, Row, column, fitting, pages
from components.briefing.slides.page import BODY
from components.briefing.step import Listed, Step
from components.drawing import theme
from components.wording.text import Text

SAID_HEIGHT = 1.15
SIZES = (22, 20, 18, 17, 16, 15, 14)
# The steps whose lines begin with what they are about, and how long that is at most.
LED, LONGEST_LEAD = ("signs", "act"), 40


def list_slides(same: Sequence[Step], texts: Sequence[Text]) -> list[Callable[[SlideShapes], None]]:
    """Return what draws each slide of a step.

    Parameters
    ----------
    same : sequence of Step
        The step in each language.
    texts : sequence of Text
    """
    said = [step.said for step in same]
    listed = zip_longest(*(step.lists for step in same), fillvalue=Listed("", ()))
    rows = [row for each in listed for row in _aligned(each, texts, is_led=same[0].id in LED)]
    room = SAID_HEIGHT if any(said) else 0
    found = _parts(rows, len(texts), BODY.height - room) if rows else [((), SIZES[-1])]
    return [partial(_draw, said, parts, size, texts) for parts, size in found]


def _parts(rows: Sequence[Row], languages: int, height: float) -> list[tuple[list[list[Line]], float]]:
    """Return the columns of each slide and the size of their letters."""
    half = body.columns(2)[0]._replace(height=height)
    if languages > 1:
        found, size = pages(rows, half, SIZES)
        return [([column(rows[start:end], place) for place in range(languages)], size) for start, end in found]
    found, size = pages(rows, BODY._replace(height=height), SIZES)
    if halves := _halves(rows):
        half_size = min(fitting(part, half, SIZES) or 0 for part in halves)
        if half_size and (len(found) > 1 or half_size > size):
            return [(halves, half_size)]
    return [([column(rows[start:end], 0)], size) for start, end in found]


def _aligned(listed: Sequence[Listed], texts: Sequence[Text], *, is_led: bool) -> list[Row]:
    """Return the rows of a list, a line in each language."""
    titles = tuple(
        Line(each.title, text.language, is_bold=True, colour=theme.STRONG, before=0.9) if each.title else None
        for each, text in zip(listed, texts, strict=True)
    )
    return [
        Row(titles, tuple(_line(words, text, is_led=is_led) for words, text in zip(lines, texts, strict=True)))
        for lines in zip_longest(*(each.lines for each in listed), fillvalue="")
    ]


def _line(words: str, text: Text, *, is_led: bool) -> Line:
    lead, colon, rest = words.partition(": ")
    if is_led and colon and len(lead) <= LONGEST_LEAD:
        return Line(rest, text.language, lead=f"{lead}:", before=0.35, bullet=True)
    return Line(words, text.language, before=0.35, bullet=True)


def _halves(rows: Sequence[Row]) -> list[list[Line]]:
    """Return lists in one language as two columns, divided where a list begins; nothing where there is only one."""
    starts = [place for place in range(1, len(rows)) if rows[place].titles != rows[place - 1].titles]
    if not starts:
        return []
    middle = min(starts, key=lambda place: abs(2 * place - len(rows)))
    return [column(rows[:middle], 0), column(rows[middle:], 0)]


def _draw(
    said: Sequence[Sequence[str]],
    parts: Sequence[Sequence[Line]],
    size: float,
    texts: Sequence[Text],
    shapes: SlideShapes,
) -> None:
    top = BODY.top
    if any(said):
        top = body.draw_said(shapes, said, texts, BODY._replace(height=SAID_HEIGHT - 0.25)) + 0.25
    if parts:
        body.draw_list(shapes, parts, size, Box(BODY.left, top, BODY.width, BODY.bottom - top))
