"""One slide: its title, words and their languages, its foot and its notes. Loads python-pptx.

The order of the shapes is the order in which a screen reader has them: title, words, visual, foot, number.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar
from xml.sax.saxutils import escape

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.shapes.shapetree import GroupShapes, SlideShapes
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Inches, Length

from components.briefing.slides.fit import Box, Line, clean, fitted, fitting, indent
from components.drawing import theme
from components.wording.format import LANGUAGE_TAGS

# Where shapes are added: to a slide or to a group on it.
Drawing = SlideShapes | GroupShapes
Kind = TypeVar("Kind", bound=BaseShape)
WIDTH, HEIGHT, EDGE = 13.333, 7.5, 0.6
INNER = WIDTH - 2 * EDGE
TITLE = Box(EDGE, 0.34, INNER, 0.94)
BODY = Box(EDGE, 1.45, INNER, 5.12)
FOOT = Box(EDGE, 6.74, INNER - 0.55, 0.62)
NUMBER = Box(WIDTH - EDGE - 0.5, 6.74, 0.5, 0.3)
# Programs take no longer name of a shape.
LONGEST_NAME = 250
ONE_LINE = 0.5
TITLE_SIZES, FOOT_SIZES = (30, 28, 26, 24, 22, 20, 18, 16, 14), (11, 10, 9)


@dataclass(frozen=True)
class Page:
    """A slide before it is made; ``titles``, ``foot`` and ``notes`` are in the order of ``languages``.

    Parameters
    ----------
    languages : tuple of str
    titles : tuple of str
    foot : tuple of str
        Sources and release.
    notes : tuple of tuple of str
        Paragraphs for whoever presents.
    draw : callable
        Draws what stands between title and foot.
    """

    languages: tuple[str, ...]
    titles: tuple[str, ...]
    foot: tuple[str, ...]
    notes: tuple[tuple[str, ...], ...]
    draw: Callable[[SlideShapes], None]


def add(prs: Presentation, page: Page) -> Slide:
    """Add a slide to a presentation."""
    slide: Slide = prs.slides.add_slide(prs.slide_layouts[0])
    titles = [Line(said, code, is_bold=True) for code, said in zip(page.languages, page.titles, strict=True)]
    # On one line for each language if that can be, or the last word would stand alone.
    one_line = TITLE._replace(height=ONE_LINE if len(titles) == 1 else TITLE.height)
    size = fitting(titles, one_line, TITLE_SIZES[:4] if len(titles) == 1 else TITLE_SIZES[3:])
    shown, size = (titles, size) if size else fitted(titles, TITLE, TITLE_SIZES[3:])
    write(title_of(slide.shapes).text_frame, shown, size)
    page.draw(slide.shapes)
    foot = [Line(said, code, colour=theme.QUIET_INK) for code, said in zip(page.languages, page.foot, strict=True)]
    _foot(slide, *fitted(foot, FOOT, FOOT_SIZES))
    _number(slide, page.languages[0])
    _notes(slide, page)
    return slide


def put(shapes: Drawing, box: Box, lines: Sequence[Line], size: float, *, name: str, middle: bool = False) -> None:
    """Add paragraphs as a box of text without edges."""
    shape = shapes.add_textbox(*in_place(box))
    shape.name = clean(name)[:LONGEST_NAME]
    write(shape.text_frame, lines, size)
    if middle:
        shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE


def put_fitted(shapes: Drawing, box: Box, lines: Sequence[Line], sizes: Sequence[float], *, name: str) -> float:
    """Add paragraphs as large as they fit and return their size; the end of too long ones is left to the notes."""
    shown, size = fitted(lines, box, sizes)
    put(shapes, box, shown, size, name=name)
    return size


def write(frame: TextFrame, lines: Sequence[Line], size: float, *, align: str = "l") -> None:
    """Write paragraphs into a frame, each in its language."""
    body = frame._txBody
    properties = body.bodyPr
    properties.set("wrap", "square")
    for inset in ("lIns", "tIns", "rIns", "bIns"):
        properties.set(inset, "0")
    for paragraph in body.findall(qn("a:p")):
        body.remove(paragraph)
    paragraphs = "".join(_paragraph(line, size, place, align) for place, line in enumerate(lines))
    body.extend(parse_xml(f"<a:txBody {nsdecls('a')}>{paragraphs or '<a:p/>'}</a:txBody>"))


def in_place(box: Box) -> tuple[Length, Length, Length, Length]:
    """Return left, top, width and height as python-pptx has them."""
    return Inches(box.left), Inches(box.top), Inches(box.width), Inches(box.height)


def newest(shapes: Drawing, kind: type[Kind]) -> Kind:
    """Return the shape that was added last; TypeError if it is of another kind."""
    shape = shapes[-1]
    if not isinstance(shape, kind):
        raise TypeError(f"a {type(shape).__name__} was added, not a {kind.__name__}")
    return shape


def title_of(shapes: SlideShapes) -> Shape:
    """Return the title of a slide; ValueError if its layout has none."""
    if shapes.title is None:
        raise ValueError("the layout of the slide has no title")
    return shapes.title


def rgb(colour: str) -> RGBColor:
    """Return a colour of the theme as python-pptx has it."""
    painted: RGBColor = RGBColor.from_string(colour.removeprefix("#").upper())
    return painted


def describe(shape: BaseShape, name: str, alt: str) -> None:
    """Give a chart, a table or a group its name and what a person who cannot see it should hear."""
    shape.name = clean(name)[:LONGEST_NAME]
    shape._element.xpath("./*[1]/p:cNvPr")[0].set("descr", clean(alt))


def _paragraph(line: Line, size: float, place: int, align: str) -> str:
    letters = size * line.scale
    before = f'<a:spcBef><a:spcPts val="{round(line.before * size * 100)}"/></a:spcBef>' if place else ""
    aside, bullet = "", "<a:buNone/>"
    if line.bullet:
        step = Inches(indent(letters))
        aside, bullet = f' marL="{step}" indent="-{step}"', '<a:buFont typeface="Arial"/><a:buChar char="•"/>'
    runs = ""
    for said, is_bold in ((line.lead and f"{line.lead} ", True), (line.said, line.is_bold)):
        if said:
            runs += (
                f'<a:r><a:rPr lang="{LANGUAGE_TAGS[line.language]}" sz="{round(letters * 100)}" b="{int(is_bold)}">'
                f'<a:solidFill><a:srgbClr val="{line.colour[1:].upper()}"/></a:solidFill></a:rPr>'
                f"<a:t>{escape(said)}</a:t></a:r>"
            )
    # What is typed next is in the same language, and a paragraph without words is no higher than its letters.
    end = f'<a:endParaRPr lang="{LANGUAGE_TAGS[line.language]}" sz="{round(letters * 100)}"/>'
    return f'<a:p><a:pPr algn="{align}"{aside}>{before}{bullet}</a:pPr>{runs}{end}</a:p>'


def _placeholder(slide: Slide, kind: str, place: int, name: str, box: Box) -> TextFrame:
    """Add a foot or a number as the placeholder it is, and return where its words stand."""
    left, top, width, height = in_place(box)
    shape_id = max(int(each) for each in slide.shapes._spTree.xpath("//p:cNvPr/@id")) + 1
    slide.shapes._spTree.append(
        parse_xml(
            f'<p:sp {nsdecls("a", "p")}><p:nvSpPr><p:cNvPr id="{shape_id}" name="{name}"/>'
            f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{kind}" sz="quarter" idx="{place}"/>'
            f'</p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/>'
            "</a:xfrm></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody></p:sp>"
        )
    )
    frame: TextFrame = newest(slide.shapes, Shape).text_frame
    return frame


def _foot(slide: Slide, lines: Sequence[Line], size: float) -> None:
    frame = _placeholder(slide, "ftr", 11, "Foot", FOOT)
    write(frame, lines, size)
    frame.vertical_anchor = MSO_ANCHOR.TOP


def _number(slide: Slide, language: str) -> None:
    """Add the number of the slide as a field, so that it stays right where slides are left out or moved."""
    frame = _placeholder(slide, "sldNum", 12, "Number", NUMBER)
    number = slide.part.package.presentation_part.presentation.slides.index(slide) + 1
    write(frame, [Line(str(number), language, colour=theme.QUIET_INK)], 11, align="r")
    frame.vertical_anchor = MSO_ANCHOR.TOP
    run = frame.paragraphs[0].runs[0]._r
    run.tag = qn("a:fld")
    run.set("id", "{C1FF6DA9-008F-8B48-92A6-B652298478BF}")
    run.set("type", "slidenum")


def _notes(slide: Slide, page: Page) -> None:
    notes = slide.notes_slide
    if notes.notes_text_frame is None:
        raise ValueError("the notes of the slide have no place for words")
    lines = [
        Line(said, code, is_bold=place == 0, before=1 if place == 0 else 0.4)
        for code, title, paragraphs in zip(page.languages, page.titles, page.notes, strict=True)
        for place, said in enumerate((title, *filter(None, paragraphs)))
    ]
    for each in notes.shapes:
        each.name = each.name.split(" Placeholder")[0]
    write(notes.notes_text_frame, lines, 12)
