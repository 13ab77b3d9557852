"""Every setting and every place has a drawing of the same make: light, safe to show, of places and objects only."""

import re
from xml.etree import ElementTree

import pytest

from components.guidance import registry
from components.wording import text

ICONS = text.LOCALES.parent / "components" / "assets" / "icons"
STEPS = {"danger", "call", "note"}
WANTED = {entry.id for entry in (*registry.settings(), *registry.places())} | STEPS
SVG = "{http://www.w3.org/2000/svg}"
MAKE = {
    "viewBox": "0 0 48 48",
    "fill": "none",
    "stroke": "#12436d",
    "stroke-width": "2.5",
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
}
SHAPES = {
    "path": {"d"},
    "rect": {"x", "y", "width", "height", "rx"},
    "circle": {"cx", "cy", "r"},
}
PALE = "#dbe6ef"
DRAWN = pytest.mark.parametrize("file", sorted(ICONS.glob("*")), ids=lambda file: file.stem)


def wrong(drawing):
    """Return what is not of the common make, in the words of whoever mends it."""
    root = ElementTree.fromstring(drawing)
    found = [] if root.tag == f"{SVG}svg" and root.attrib == MAKE else ["the frame"]
    for shape in root.iter():
        name = shape.tag.removeprefix(SVG)
        if shape is root:
            continue
        if name not in SHAPES:
            found.append(f"<{name}>")
        elif unknown := shape.attrib.keys() - SHAPES[name] - {"fill"}:
            found += sorted(unknown)
        elif shape.get("fill", PALE) != PALE:
            found.append(shape.get("fill"))
    return found


def test_every_setting_place_and_step_has_its_drawing_and_there_is_no_other():
    assert {file.name for file in ICONS.glob("*")} == {f"{id}.svg" for id in WANTED}


@DRAWN
def test_a_drawing_is_of_the_common_make(file):
    assert wrong(file.read_text(encoding="utf-8")) == []


@DRAWN
def test_a_drawing_is_light(file):
    assert file.stat().st_size <= 900


@DRAWN
def test_a_drawing_starts_within_its_frame(file):
    starts = re.findall(r"(?:\b[xy]|c[xy])=\"([\d.]+)\"|\bM(-?[\d.]+)[ ,]?(-?[\d.]+)", file.read_text(encoding="utf-8"))
    numbers = [float(each) for start in starts for each in start if each]
    assert numbers
    assert all(2 <= number <= 46 for number in numbers)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("<path", "<script/><path", "<script>"),
        ("<path", '<a href="https://example.org"/><path', "<a>"),
        ("<path", '<image href="x.png"/><path', "<image>"),
        (" d=", ' style="fill:red" d=', "style"),
        (" d=", ' onclick="x()" d=', "onclick"),
        ("#dbe6ef", "red", "red"),
        ('stroke-width="2.5"', 'stroke-width="4"', "the frame"),
    ],
)
def test_a_drawing_of_another_make_is_noticed(old, new, named):
    drawing = (ICONS / "danger.svg").read_text(encoding="utf-8")
    assert old in drawing
    assert named in wrong(drawing.replace(old, new, 1))
