"""The picture that is shown with a link to a view."""

import io
import re
from html import unescape

import pytest
from PIL import Image

from components.address.pages import page_of
from components.content.finding import FINDINGS, finding
from components.content.request import PageRequest
from components.drawing import theme
from components.drawing.letters import BOLD_SLACK, SLACK, wrapped
from components.drawing.line import Line, Other, line_svg
from components.drawing.preview import BOTTOM, COLUMN, HEIGHT, SMALLER, WIDTH, Preview, _column, _key, preview_svg
from components.wording.text import wording
from data.site import LANGUAGES, site
from geo.areas import forces
from tests.components.source_figures import HOME
from web.answer import NoAnswerError
from web.page.preview import answer

KENT, CITY = "E23000032", "E23000034"
VIEWS = [
    *((page_id, {"area": KENT}) for page_id in FINDINGS),
    ("map", {"measure": "change", "area": HOME}),
    ("map", {"indicator": "nrm_referrals", "scope": "wales", "area": CITY}),
    ("trends", {"step": "quarter", "area": CITY}),
    ("compare", {"group": "similar"}),
    ("people", {"area": CITY}),
]


def hexed(colour):
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("page_id", "view"), VIEWS)
def test_the_picture_is_light_and_as_large_as_is_said(page_id, view, language):
    made = answer(page_of(page_id), PageRequest({"lang": language, **view}))
    assert made.media_type == "image/png" and len(made.content) <= 150_000
    assert made.headers["content-language"] == language and made.headers["x-robots-tag"] == "noindex"
    picture = Image.open(io.BytesIO(made.content))
    assert picture.size == (WIDTH, HEIGHT)
    assert picture.text["Source"] and picture.text["Description"] and picture.text["Language"] == language
    drawn = {colour for _, colour in picture.convert("RGB").getcolors(1 << 24)}
    # Fewer colours for a smaller file, and those that mean something as they are.
    assert {hexed(theme.GROUND), hexed(theme.STRONG)} <= drawn
    if page_id == "map" and "measure" not in view:
        assert sum(hexed(colour) in drawn for colour in theme.MAP_CLASSES) >= 3


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page_id", FINDINGS)
def test_all_words_have_room(page_id, language):
    for force in forces():
        said = finding(page_of(page_id), PageRequest({"lang": language, "area": force.code}))
        picture = Preview("", said.about, said.heading, said.big, said.unit, said.figure, said.source)
        is_drawn = said.figure is not None and not said.figure.is_empty
        column, key = COLUMN if is_drawn else WIDTH - 112, _key(said.figure, language)
        room = BOTTOM - (key.height + 22 if key else 0)
        assert _column(picture, column, SMALLER[-1])[1] <= room, force
        for words in (said.heading, said.big):
            assert max(map(len, wrapped(words, 96, 10_000 * BOLD_SLACK, bold=True))) == len(words)
        assert len(wrapped(said.source, 13, (WIDTH - 112) * SLACK)) <= 4


def test_no_picture_of_a_page_without_figures():
    with pytest.raises(NoAnswerError):
        answer(page_of("signs"), PageRequest({"lang": "en"}))


@pytest.mark.parametrize("language", LANGUAGES)
def test_whose_figures_and_shapes_they_are_stands_in_it(language):
    said = finding(page_of("map"), PageRequest({"lang": language}))
    text = wording(language)
    svg = preview_svg(Preview("x", said.about, said.heading, said.big, said.unit, said.figure, said.source), language)
    assert "OS" in said.source and text("indicator.recorded_offences.publisher") in said.source
    assert "".join(said.source.split()) in "".join(unescape(re.sub(r"<[^>]*>", "", svg)).split())


def test_words_of_a_site_are_words_and_no_drawing(monkeypatch):
    monkeypatch.setitem(site().title, "en", "<script>")
    made = answer(page_of("overview"), PageRequest({"lang": "en"}))
    assert Image.open(io.BytesIO(made.content)).size == (WIDTH, HEIGHT)


def test_a_line_has_its_newest_and_its_highest_number_and_no_number_for_a_gap():
    line = Line(
        (40.0, 90.0, None, 60.0, 61.0), ("final", "final", "hidden", "final", "final"), "a", "b", tuple("12345")
    )
    drawn = str(line_svg(line))
    assert ">5</text>" in drawn and ">2</text>" in drawn and ">3</text>" not in drawn
    assert 'fill="url(#hidden)"' in drawn
    assert drawn.count("M16.0") == 1


def test_a_line_beside_another_names_both():
    line = Line((1.0, 2.0), ("final", "final"), "a", "b", ("1.0", "2.0"), "Kent", Other("All 3.0", (2.0, 3.0)))
    drawn = str(line_svg(line))
    assert ">Kent 2.0</text>" in drawn and ">All 3.0</text>" in drawn


def test_a_line_of_nothing_is_not_drawn():
    line = Line((None, None), ("hidden", "hidden"), "a", "b", ("", ""))
    assert line.is_empty
    drawn = preview_svg(Preview("x", "y", "z", "[c]", "", line, ""), "en")
    assert "url(#hidden)" not in drawn
