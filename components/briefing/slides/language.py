"""The language of a presentation in all of its parts: what is written, what is empty, and what is typed next.

Loads python-pptx.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree
from pptx.opc.package import XmlPart
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation

from components.wording.format import LANGUAGE_TAGS

# Any other language is that of the libraries that make the file.
OURS = frozenset(LANGUAGE_TAGS.values())
LETTERS = (qn("a:rPr"), qn("a:defRPr"), qn("a:endParaRPr"))
RUNS = (qn("a:r"), qn("a:fld"), qn("a:br"))
# Parts that nobody has written anything into: whatever language they name is that of the empty file.
PATTERNS = ("/ppt/presentation.xml", "/ppt/slideMasters/", "/ppt/slideLayouts/", "/ppt/notesMasters/")


def speak_everywhere(prs: Presentation, tag: str) -> None:
    """Say the language of everything in a presentation that does not say another one itself.

    Parameters
    ----------
    prs : Presentation
    tag : str
        The language of the file, as ``cy-GB``.
    """
    for part in prs.part.package.iter_parts():
        if isinstance(part, XmlPart):
            is_pattern = str(part.partname).startswith(PATTERNS)
            _speak(part._element, tag, is_pattern=is_pattern)


def _speak(root: etree._Element, tag: str, *, is_pattern: bool) -> None:
    for paragraph in root.iter(qn("a:p")):
        _end(paragraph, tag)
    for letters in root.iter(*LETTERS):
        if is_pattern or letters.get("lang") not in OURS:
            letters.set("lang", tag)
    if root.tag == qn("c:chartSpace"):
        _name(root, tag)


def _end(paragraph: etree._Element, tag: str) -> None:
    """Give the runs of a paragraph letters, and its end the language of the last of them."""
    last = tag
    for run in _runs(paragraph):
        letters = run.find(qn("a:rPr"))
        if letters is None:
            letters = etree.SubElement(run, qn("a:rPr"))
            run.insert(0, letters)
        last = letters.get("lang") if letters.get("lang") in OURS else tag
    end = paragraph.find(qn("a:endParaRPr"))
    if end is None:
        end = etree.SubElement(paragraph, qn("a:endParaRPr"))
    end.set("lang", last)


def _runs(paragraph: etree._Element) -> Iterator[etree._Element]:
    return (each for each in paragraph if each.tag in RUNS)


def _name(chart: etree._Element, tag: str) -> None:
    """Say the language of a chart, whose place is behind that of its calendar."""
    for old in chart.findall(qn("c:lang")):
        chart.remove(old)
    made = parse_xml(f'<c:lang {nsdecls("c")} val="{tag}"/>')
    calendar = chart.find(qn("c:date1904"))
    if calendar is None:
        chart.insert(0, made)
    else:
        calendar.addnext(made)
