"""The empty presentation: 16:9, one layout of our own, our letters and colours, nothing left of what it is made from.

Loads python-pptx.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime

from pptx import Presentation as empty
from pptx.enum.text import MSO_ANCHOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation
from pptx.slide import SlideMaster
from pptx.util import Inches

from components.briefing.slides.fit import Box, clean
from components.briefing.slides.language import speak_everywhere
from components.briefing.slides.page import EDGE, FOOT, HEIGHT, NUMBER, TITLE, WIDTH
from components.drawing import theme

LAYOUT, LETTERS = "Title Only", "Arial"
BAND = 0.16
PLACES = {"title": TITLE, "ftr": FOOT, "sldNum": NUMBER, "body": Box(EDGE, 1.6, WIDTH - 2 * EDGE, 5)}
# The colours that a program offers for what is drawn anew.
SCHEME = {
    "dk1": theme.INK,
    "lt1": theme.GROUND,
    "dk2": theme.QUIET_INK,
    "lt2": theme.CONTEXT_LAND,
    "accent1": theme.STRONG,
    "accent2": theme.MAP_CLASSES[3],
    "accent3": theme.MAP_CLASSES[2],
    "accent4": theme.ROSE,
    "accent5": theme.FELL,
    "accent6": theme.QUIET_INK,
    "hlink": theme.STRONG,
    "folHlink": theme.COMPARED_OUTLINE,
}
ABOUT = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="http://schemas.openxmlformats.org/'
    b'officeDocument/2006/extended-properties"><PresentationFormat>Widescreen</PresentationFormat></Properties>'
)
PROPERTIES_END = b"</cp:coreProperties>"
FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def opened() -> Presentation:
    """Return the presentation without slides."""
    prs = empty()
    prs.slide_width, prs.slide_height = Inches(WIDTH), Inches(HEIGHT)
    prs.element.find(qn("p:sldSz")).attrib.pop("type", None)
    for layout in [each for each in prs.slide_layouts if each.name != LAYOUT]:
        prs.slide_layouts.remove(layout)
    _without_leftovers(prs)
    master, layout = prs.slide_master, prs.slide_layouts[0]
    _paint(master.part.part_related_by(RELATIONSHIP_TYPE.THEME))
    for tree in (master.shapes._spTree, layout.shapes._spTree):
        for shape in tree.xpath("./p:sp[p:nvSpPr/p:nvPr/p:ph[@type='dt']]"):
            tree.remove(shape)
    _style(master)
    for shape in master.placeholders:
        kind = shape._element.ph.get("type", "body")
        shape.left, shape.top, shape.width, shape.height = map(Inches, PLACES[kind])
        shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE if kind == "title" else MSO_ANCHOR.TOP
    return prs


def described(prs: Presentation, *, title: str, subject: str, author: str, language: str, release: str) -> None:
    """Say in the properties of the file what it is; its day is that of the release, and no person is named."""
    about, day = prs.core_properties, datetime.fromisoformat(release[:10])
    about.title, about.subject, about.author = (clean(each)[:255] for each in (title, subject, author))
    about.last_modified_by, about.language = clean(author)[:255], language
    about.comments = about.keywords = about.category = ""
    about.revision, about.version, about.identifier = 1, release, release
    about.created = about.modified = day


def saved(prs: Presentation) -> bytes:
    """Return the file, with its language in all of its parts; the same presentation gives the same bytes."""
    language = prs.core_properties.language
    speak_everywhere(prs, language)
    made = io.BytesIO()
    prs.save(made)
    return _dated(made.getvalue(), language)


def _dated(content: bytes, language: str, *, is_within: bool = False) -> bytes:
    """Return a package, and the workbooks within it with their language, without the hour they were made at."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as dated:
        for part in made.infolist():
            body = made.read(part)
            if part.filename.endswith(".xlsx"):
                body = _dated(body, language, is_within=True)
            elif is_within and part.filename == "docProps/core.xml":
                body = re.sub(rb"(?<=W3CDTF\">)[^<]*", b"1980-01-01T00:00:00Z", body)
                body = body.replace(PROPERTIES_END, f"<dc:language>{language}</dc:language>".encode() + PROPERTIES_END)
            dated.writestr(zipfile.ZipInfo(part.filename, FIRST_DAY), body, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _without_leftovers(prs: Presentation) -> None:
    package = prs.part.package
    for parts, kind in (
        (package._rels, RELATIONSHIP_TYPE.THUMBNAIL),
        (prs.part.rels, RELATIONSHIP_TYPE.PRINTER_SETTINGS),
    ):
        for name in [name for name, found in parts.items() if found.reltype == kind]:
            parts.pop(name)
    package.part_related_by(RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)._blob = ABOUT


def _paint(part: Part) -> None:
    """Put our letters and colours into the theme."""
    xml = part.blob.decode()
    for name, colour in SCHEME.items():
        value = f'<a:{name}><a:srgbClr val="{colour.removeprefix("#").upper()}"/></a:{name}>'
        xml = re.sub(rf"<a:{name}>.*?</a:{name}>", value, xml, flags=re.S)
    part._blob = xml.replace('<a:latin typeface="Calibri"/>', f'<a:latin typeface="{LETTERS}"/>').encode()


def _style(master: SlideMaster) -> None:
    """Set titles at the left and from the top, without shrinking, and a band along the upper edge."""
    style = master._element.find(qn("p:txStyles")).find(qn("p:titleStyle")).find(qn("a:lvl1pPr"))
    style.set("algn", "l")
    for body in master._element.iter(qn("a:bodyPr")):
        for name in ("lIns", "tIns", "rIns", "bIns"):
            body.set(name, "0")
        for shrinking in body.findall(qn("a:normAutofit")):
            body.remove(shrinking)
    band = (
        f'<p:sp {nsdecls("a", "p")}><p:nvSpPr><p:cNvPr id="90" name="Band"/><p:cNvSpPr/><p:nvPr userDrawn="1"/>'
        f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{Inches(WIDTH)}" cy="{Inches(BAND)}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'
        "<a:ln><a:noFill/></a:ln></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody></p:sp>"
    )
    master.shapes._spTree.insert(2, parse_xml(band))
