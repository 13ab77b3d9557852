"""The slides of a briefing: what is published and nothing else, in words that can be read, heard and edited."""

import io
import re
import subprocess
import sys
import zipfile
from dataclasses import replace

import pandas as pd
import pytest
from lxml import etree
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn
from pptx.util import Inches

from components.briefing.request import read_briefing
from components.briefing.slides.fit import clean
from components.briefing.slides.page import HEIGHT, WIDTH
from components.briefing.slides.presentation import slides
from components.briefing.steps import OFFENCES, STEPS
from components.charts.map.figures import area_figures
from components.charts.series import newest_series
from components.wording.attribution import attribution
from components.wording.format import LANGUAGE_TAGS
from components.wording.sources import release_words
from components.wording.text import wording
from data import current
from geo.areas import forces
from tests.components.briefing.slides.reading import (
    drawn_numbers,
    expected_numbers,
    notes_of,
    numbers_of,
    opened,
    shapes_of,
    tables_of,
    words_of,
)
from tests.components.tables_written import written
from tests.conftest import make_dataset

HOME, DYFED_POWYS, CITY, WHOLE = "W15000001", "W15000004", "E23000034", "K04000001"
ALL = ",".join(STEPS)
BASE = "https://figures.example.org"
LETTERS = ("a:rPr", "a:defRPr", "a:endParaRPr")
ASKED = [(HOME, "en", "one"), (DYFED_POWYS, "cy", "one"), (CITY, "en", "both"), (WHOLE, "cy", "both")]


def asked_for(area, language, words="one", *, steps=ALL, dataset=None):
    parameters = {"area": area, "lang": language, "words": words, "steps": steps}
    return read_briefing(dataset or current.dataset(), parameters)


def without(year):
    """Return the release as if nobody had a figure for a year: there is none such in it."""
    whole = current.dataset()
    observations = whole.observations.copy()
    gone = observations["period"] == year
    assert gone.any()
    observations.loc[gone, "value"], observations.loc[gone, "status"] = pd.NA, "not_available"
    return replace(whole, observations=observations)


@pytest.fixture(scope="module", params=ASKED, ids="-".join)
def content(request):
    asked = asked_for(*request.param)
    return asked, slides(asked, base=BASE)


@pytest.fixture(scope="module")
def made(content):
    return content[0], opened(content[1])


def steps_of(asked):
    return [step for part in asked.briefings() for step in part]


def test_every_slide_has_a_title_of_its_own(made):
    _, prs = made
    titles = [slide.shapes.title.text_frame.text for slide in prs.slides]
    assert all(titles)
    assert len(set(titles)) == len(titles)


def test_the_title_comes_first_and_foot_and_number_last(made):
    _, prs = made
    for slide in list(prs.slides)[1:]:
        kinds = [shape.placeholder_format.type.name if shape.is_placeholder else "" for shape in slide.shapes]
        assert kinds[0] == "TITLE"
        assert kinds[-2:] == ["FOOTER", "SLIDE_NUMBER"]


def test_every_slide_names_its_release_and_source_in_its_foot(made):
    asked, prs = made
    for slide in prs.slides:
        foot = slide.shapes[-2].text_frame.text
        for words in asked.texts:
            assert release_words(asked.dataset.release, words) in foot
        assert len(foot) > 2 * len(asked.dataset.release)


def test_the_notes_of_a_step_have_all_that_is_to_be_said(made):
    asked, prs = made
    notes = [notes_of(slide) for slide in prs.slides]
    assert all(release_words(asked.dataset.release, asked.texts[0]) in each for each in notes)
    for step in steps_of(asked):
        own = [each for each in notes if step.title in each]
        assert own
        for said in (*step.said, *step.notes, *step.sources):
            assert all(said in each for each in own), said


def test_what_is_said_of_a_chart_is_whole_in_the_notes(made):
    asked, prs = made
    notes = "\n".join(notes_of(slide) for slide in prs.slides)
    assert all(clean(chart.sentence) in notes for step in steps_of(asked) for chart in step.charts)


def test_the_lines_of_every_list_are_on_the_slides(made):
    asked, prs = made
    seen = "\n".join(map(words_of, prs.slides))
    lines = [line for step in steps_of(asked) for listed in step.lists for line in listed.lines]
    assert lines
    assert [line for line in lines if line not in seen] == []


def test_whatever_is_drawn_is_described(made):
    _, prs = made
    drawn = [
        shape
        for slide in prs.slides
        for shape in slide.shapes
        if shape.has_chart or shape.has_table or shape.shape_type == MSO_SHAPE_TYPE.GROUP
    ]
    assert drawn
    for shape in drawn:
        assert shape._element.xpath("./*[1]/p:cNvPr")[0].get("descr"), shape.name
        assert not re.match(r"(Chart|Table|Group) \d", shape.name)


def test_every_word_says_its_language(made):
    asked, prs = made
    known = {LANGUAGE_TAGS[words.language] for words in asked.texts}
    for slide in prs.slides:
        for part in (slide._element, slide.notes_slide._element):
            runs = [each for each in part.iter(qn("a:r"), qn("a:fld")) if each.findtext(qn("a:t"))]
            assert {run.find(qn("a:rPr")).get("lang") for run in runs} <= known
        for shape in slide.shapes:
            if shape.has_chart:
                letters = list(shape.chart._chartSpace.iter(qn("a:defRPr"), qn("a:rPr")))
                assert {each.get("lang") for each in letters} <= known
    titles = {run.find(qn("a:rPr")).get("lang") for run in prs.slides[1].shapes.title._element.iter(qn("a:r"))}
    assert titles == known


def parts_of(content):
    """Return every XML part of a package by its name, and those of the workbooks within it."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        found = {name: package.read(name) for name in package.namelist()}
    within = {
        f"{book}/{name}": part
        for book, content in found.items()
        if book.endswith(".xlsx")
        for name, part in parts_of(content).items()
    }
    return {name: etree.fromstring(part) for name, part in found.items() if name.endswith(".xml")} | within


@pytest.fixture(scope="module")
def parts(content):
    asked, package = content
    return [LANGUAGE_TAGS[words.language] for words in asked.texts], parts_of(package)


def test_every_part_of_the_file_says_its_language_also_where_it_is_empty(parts):
    known, found = parts
    first = known[0]
    letters = [(name, each) for name, part in found.items() for each in part.iter(*map(qn, LETTERS))]
    kinds = ("presentation", "slideMasters", "slideLayouts", "notesMasters", "slides", "notesSlides", "charts")
    assert {name.split("/")[1].removesuffix(".xml") for name, _ in letters} == {*kinds}
    assert [(name, etree.tostring(each)) for name, each in letters if each.get("lang") not in known] == []
    assert {each.get("lang") for name, each in letters if name.split("/")[1].startswith(kinds[:4])} == {first}


def test_every_paragraph_ends_in_the_language_of_its_last_words(parts):
    known, found = parts
    paragraphs = [each for part in found.values() for each in part.iter(qn("a:p"))]
    for paragraph in paragraphs:
        *_, end = paragraph
        runs = [each for each in paragraph if each.tag in (qn("a:r"), qn("a:fld"))]
        assert end.tag == qn("a:endParaRPr")
        assert end.get("lang") in ({runs[-1].find(qn("a:rPr")).get("lang")} if runs else known)
    assert len(paragraphs) > 300


def test_every_chart_and_the_workbook_within_it_name_the_language_of_the_file(parts):
    (first, *_), found = parts
    charts = [part for part in found.values() if part.tag == qn("c:chartSpace")]
    assert charts
    assert {each.get("val") for part in charts for each in part.findall(qn("c:lang"))} == {first}
    books = [part for name, part in found.items() if name.endswith(".xlsx/docProps/core.xml")]
    assert [part.findtext("{http://purl.org/dc/elements/1.1/}language") for part in books] == [first] * len(charts)


def test_what_a_step_says_is_in_the_language_it_is_said_in(made):
    asked, prs = made
    spoken = {}
    for slide in prs.slides:
        for run in (*slide._element.iter(qn("a:r")), *slide.notes_slide._element.iter(qn("a:r"))):
            spoken.setdefault(run.findtext(qn("a:t")), set()).add(run.find(qn("a:rPr")).get("lang"))
    said = {
        words.language: {clean(each) for step in steps for each in (step.title, *step.said, *step.notes)}
        for words, steps in zip(asked.texts, asked.briefings(), strict=True)
    }
    alike = set.intersection(*said.values()) if len(said) > 1 else set()
    checked = [(code, each) for code, found in said.items() for each in found - alike if each in spoken]
    assert len(checked) > 20 * len(said)
    assert [each for code, each in checked if spoken[each] != {LANGUAGE_TAGS[code]}] == []


def test_nothing_stands_beyond_the_edges_or_on_the_foot(made):
    _, prs = made
    for slide in prs.slides:
        foot = slide.shapes[-2].top
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= Inches(WIDTH) + 2
            assert shape.top + shape.height <= Inches(HEIGHT) + 2
            if not shape.is_placeholder:
                assert shape.top + shape.height <= foot, (slide.shapes.title.text_frame.text, shape.name)


def test_what_stands_on_a_slide_does_not_overlap(made):
    _, prs = made
    for slide in list(prs.slides)[1:]:
        boxes = [(each.left, each.top, each.left + each.width, each.top + each.height) for each in slide.shapes]
        for place, one in enumerate(boxes):
            for other in boxes[place + 1 :]:
                apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] + 9 or other[3] <= one[1] + 9
                assert apart, (slide.shapes.title.text_frame.text, slide.shapes[place].name)


@pytest.mark.parametrize("area", [HOME, DYFED_POWYS, CITY, WHOLE, "E23000001", "W92000004"])
def test_native_charts_hold_exactly_the_numbers_of_the_tables(area):
    asked = asked_for(area, "en")
    numbers, checked = numbers_of(opened(slides(asked, base=BASE))), 0
    for each in (each for step in asked.briefings()[0] for each in step.shown if each.name != "map.areas"):
        if not each.chart.is_drawn:
            continue
        drawn = numbers[each.chart.table.caption]
        assert drawn_numbers(each.name, drawn) == expected_numbers(each.name, each.chart.table.data)
        checked += 1
    assert checked >= 3


def test_the_chosen_force_is_a_series_of_its_own_among_all_forces():
    asked = asked_for(HOME, "en", steps="compare")
    (name,) = [each for each in numbers_of(opened(slides(asked, base=BASE))) if "residents" in each]
    drawn = numbers_of(opened(slides(asked, base=BASE)))[name]
    assert len(drawn["North Wales"]) == 1
    # The City of London has no rate, and is no point.
    assert len(drawn["Other police forces"]) == len(forces()) - 2


def test_the_limits_of_the_funnel_are_those_of_the_page():
    asked = asked_for(HOME, "en", steps="compare")
    (chart,) = [each.chart for each in asked.briefings()[0][0].shown if each.name == "compare.funnel"]
    drawn = numbers_of(opened(slides(asked, base=BASE)))[chart.table.caption]
    lines = [trace for trace in chart.figure.spec["data"] if trace.get("mode") == "lines" and "fill" not in trace]
    middle, *_ = list(drawn)
    limits = sorted(y for trace in lines for y in trace["y"] if y is not None and len(trace["y"]) > 2)
    assert sorted(y for name in list(drawn)[1:3] for _, y in drawn[name]) == limits
    assert {y for _, y in drawn[middle]} == {y for trace in lines if len(trace["y"]) == 2 for y in trace["y"]}


@pytest.mark.parametrize(
    ("words", "ending"), [("one", ": wedi’i guddio i ddiogelu pobl [c]"), ("both", "Labour exploitation [c]")]
)
def test_a_hidden_number_is_blank_and_marked_and_never_nought(words, ending):
    asked = asked_for(HOME, "cy", words, steps="people")
    drawn = numbers_of(opened(slides(asked, base=BASE)))
    points = [point for series in drawn.values() for part in series.values() for point in part]
    hidden = [category for category, value in points if value is None]
    assert len(hidden) == 4 and all(category.endswith("[c]") for category in hidden)
    assert any(category.endswith(ending) for category in hidden)
    assert "[c] wedi’i guddio i ddiogelu pobl" in "\n".join(map(words_of, opened(slides(asked, base=BASE)).slides))


@pytest.mark.parametrize("words", ["one", "both"])
def test_where_no_number_is_shown_a_slide_has_what_it_is_of_and_why_and_no_empty_chart(words):
    asked = asked_for(CITY, "cy", words, steps="people")
    prs = opened(slides(asked, base=BASE))
    assert numbers_of(prs) == {}
    said = "\n".join(map(words_of, prs.slides))
    for chart in (each.chart for steps in asked.briefings() for step in steps for each in step.shown):
        assert clean(chart.sentence) in said and clean(chart.table.caption) in said


def test_a_blank_number_is_blank_in_the_workbook_within():
    content = slides(asked_for(HOME, "en", steps="people"), base=BASE)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        books, found = [name for name in package.namelist() if name.endswith(".xlsx")], []
        for name in books:
            with zipfile.ZipFile(io.BytesIO(package.read(name))) as book:
                sheet = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
                cells = [
                    cell for cell in sheet.iter("{*}c") if cell.get("r", "").startswith("B") and cell.get("r") != "B1"
                ]
                found.append([cell.findtext("{*}v") for cell in cells])
    assert found == [["19", None, "8", None, "7", None, None], ["24", "15"]]


def test_a_year_without_figures_is_a_marked_gap():
    prs = opened(slides(asked_for(HOME, "en", steps="trend", dataset=without("YE-2018-Q4")), base=BASE))
    (series,) = numbers_of(prs).values()
    assert list(series) == ["North Wales", "Wales", "England and Wales"]
    for points in series.values():
        assert [name for name, value in points if value is None] == ["Dec 2018 [x]"]
    (chart,) = [shape.chart for slide in prs.slides for shape in slide.shapes if shape.has_chart]
    assert chart._chartSpace.xpath(".//c:dispBlanksAs/@val") == ["gap"]


def test_an_area_without_rates_is_marked_in_the_name_of_its_line():
    (series,) = numbers_of(opened(slides(asked_for(CITY, "en", steps="trend"), base=BASE))).values()
    assert "City of London [z]" in series
    assert all(value is None for _, value in series["City of London [z]"])


def test_bars_have_the_interval_of_the_table():
    asked = asked_for(HOME, "en", steps="compare")
    (frame,) = [each.chart.table.data for each in asked.briefings()[0][0].shown if each.name == "compare.side"]
    prs = opened(slides(asked, base=BASE))
    (chart,) = [
        shape.chart
        for slide in prs.slides
        for shape in slide.shapes
        if shape.has_chart and shape.chart.chart_type == 57
    ]
    for side, column in (("plus", "upper"), ("minus", "lower")):
        lengths = [float(each) for each in chart._chartSpace.xpath(f".//c:errBars/c:{side}//c:v/text()")]
        ends = zip(frame[column], frame["rate"], strict=True)
        assert lengths == pytest.approx([abs(end - rate) for end, rate in ends])


def test_cards_and_their_table_are_on_the_slides():
    asked = asked_for(HOME, "en", steps="stand", dataset=without("YE-2018-Q4"))
    prs = opened(slides(asked, base=BASE))
    seen = words_of(prs.slides[1])
    for card in asked.briefings()[0][0].cards:
        assert all(said in seen for said in (card.title, card.big, card.unit, card.chart.sentence, card.why))
    (table,) = tables_of(prs).values()
    assert table[0] == [
        "Period",
        "Number",
        "Rate per 100,000 residents",
        "Lower limit (95%)",
        "Upper limit (95%)",
        "Mark",
    ]
    assert [row for row in table if row[1] == "[x]"] == [["year to December 2018", "[x]", "[x]", "[x]", "[x]", "[x]"]]
    # 93 offences to December 2025 and the newest estimate held, 697,115 residents in mid-2024: pinned, because the
    # rate has to be that of another year's residents, and says so.
    assert table[-1] == ["year to December 2025", "93", "13.3", "10.8", "16.3", "[p]"]


def test_a_table_without_room_goes_on_on_the_next_slide_under_its_heads():
    asked = asked_for(WHOLE, "cy", "both", steps="stand")
    table = asked.briefings()[0][0].cards[0].chart.table
    prs = opened(slides(asked, base=BASE))
    tables = [shape.table for slide in prs.slides for shape in slide.shapes if shape.has_table]
    cells = [[[cell.text for cell in row.cells] for row in table.rows] for table in tables]
    assert len(cells) > 1
    assert all(part[0] == cells[0][0] for part in cells)
    shown = [(row[0].split("\n")[0], row[1]) for part in cells for row in part[1:]]
    assert shown == [(clean(row[0]), clean(row[1])) for row in written(table)[1:]]


def test_the_map_is_a_group_of_named_shapes_with_the_rate_classes_the_page():
    asked = asked_for(HOME, "en", steps="map")
    slide = opened(slides(asked, base=BASE)).slides[1]
    drawn, _ = [shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP]
    frame, said, *rest = drawn.shapes
    assert frame.name == said.name == "City of London, enlarged"
    areas = {shape.name: shape for shape in rest}
    assert set(areas) == {force.name("en") for force in forces()}
    assert all(shape.shape_type == MSO_SHAPE_TYPE.FREEFORM for shape in areas.values())
    newest = newest_series(current.dataset(), area=HOME, indicator=OFFENCES).view.period
    faces = area_figures(current.dataset(), OFFENCES, newest, wording("en")).classes
    for force in forces():
        look, fill = faces.symbol(force.code), areas[force.name("en")].fill
        if look.pattern:
            assert fill.type.name == "PATTERNED"
        else:
            assert f"#{fill.fore_color.rgb}" == look.colour.upper()
    assert list(areas)[-1] == "North Wales"
    assert areas["North Wales"].line.width > areas["Gwent"].line.width
    # It reaches from its place on the map to the frame with its shape enlarged.
    assert areas["City of London"].top > frame.top and areas["City of London"].top < frame.top + frame.height
    assert areas["City of London"]._element.xpath("./p:nvSpPr/p:cNvPr/@descr") == ["City of London: [z]"]


def test_the_words_of_the_inset_are_there_in_both_languages():
    drawn = next(
        shape
        for shape in opened(slides(asked_for(HOME, "cy", "both", steps="map"), base=BASE)).slides[1].shapes
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP
    )
    said = [paragraph.text for paragraph in drawn.shapes[1].text_frame.paragraphs]
    assert said == ["Dinas Llundain,", "wedi’i chwyddo", "City of London,", "enlarged"]


@pytest.mark.parametrize("words", ["one", "both"])
def test_the_map_says_beside_it_whose_shapes_it_is_drawn_with(words):
    asked = asked_for(HOME, "cy", words, steps="map")
    said = words_of(opened(slides(asked, base=BASE)).slides[1])
    assert len(asked.texts) == {"one": 1, "both": 2}[words]
    assert all(attribution(each) in said for each in asked.texts)


def test_the_last_slide_says_what_the_figures_are_not_and_where_they_are():
    asked = asked_for(HOME, "en", "both")
    prs = opened(slides(asked, base=BASE))
    said = "\n".join(
        words_of(slide) for slide in prs.slides if "About these figures" in slide.shapes.title.text_frame.text
    )
    for words in asked.texts:
        for key in ("indicator.recorded_offences.meaning", "indicator.nrm_referrals.meaning", "take.licence"):
            assert words(key) in said
        assert f"[c] {words('status.hidden')}" in said
    assert f"{BASE}/briefing?{asked.query()}" in said


def test_the_first_language_comes_first():
    prs = opened(slides(asked_for(HOME, "cy", "both", steps="act"), base=BASE))
    assert prs.slides[1].shapes.title.text_frame.text.startswith("Dywedwch wrth rywun")
    assert "Tell someone" in prs.slides[1].shapes.title.text_frame.text


def test_the_file_says_what_it_is_and_names_no_machine():
    asked = asked_for(HOME, "cy")
    content = slides(asked, base=BASE)
    about = opened(content).core_properties
    (cover,) = asked.covers()
    assert (about.title, about.author, about.language) == (f"{cover.title}: {cover.area}", cover.owner, "cy-GB")
    assert about.created.isoformat()[:10] == asked.dataset.release[:10]
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        whole = b"".join(package.read(name) for name in package.namelist() if name.endswith((".xml", ".rels")))
    for leftover in (b"Steve Canny", b"python-pptx", b"Macintosh", b"thumbnail", b"printerSettings"):
        assert leftover not in whole


def test_the_same_request_gives_the_same_bytes():
    first = slides(asked_for(HOME, "en", steps="trend,compare"), base=BASE)
    assert slides(asked_for(HOME, "en", steps="trend,compare"), base=BASE) == first
    code = (
        "import sys; from data import current; from components.briefing.request import read_briefing; "
        "from components.briefing.slides.presentation import slides; "
        "sys.stdout.buffer.write(slides(read_briefing(current.dataset(), "
        f"{{'area': '{HOME}', 'lang': 'en', 'steps': 'trend,compare'}}), base='{BASE}'))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout == first


@pytest.mark.parametrize("area", [HOME, DYFED_POWYS, CITY])
def test_a_release_with_hidden_or_missing_figures_makes_a_sound_deck(area):
    asked = asked_for(area, "cy", "both", dataset=make_dataset())
    prs = opened(slides(asked, base=BASE))
    assert len(prs.slides) > len(asked.steps)
    nothing = wording("cy")("briefing.nothing")
    if any(nothing in step.said for step in asked.briefings()[0]):
        assert nothing in "\n".join(map(words_of, prs.slides))


def test_long_and_hostile_words_stay_on_the_slide():
    long = (
        "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 4
        + " <script>&\x00\x0b\ud800 "
        + "hir iawn " * 200
    )
    asked = asked_for(HOME, "cy", "both", steps="act")

    class Hostile(type(asked)):
        def briefings(self):
            return tuple(tuple(replace(step, title=long, said=(long,)) for step in part) for part in asked.briefings())

        def covers(self):
            return tuple(replace(cover, title=long, area=long, owner=long) for cover in asked.covers())

    hostile = Hostile(*(getattr(asked, name) for name in asked.__dataclass_fields__))
    prs = opened(slides(hostile, base=BASE))
    for slide in prs.slides:
        for shape in shapes_of(slide):
            assert shape.top + shape.height <= Inches(HEIGHT) + 2
    # What is left out on the slide is whole in its notes, and what is no letter is nowhere.
    assert "<script>&" in notes_of(prs.slides[1])
