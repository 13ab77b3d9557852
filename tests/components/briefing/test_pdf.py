"""The pack and the summary as PDF: what the steps say and nothing else, tagged, in order, each in its language."""

import io
import json
import re
import shutil
import subprocess
from dataclasses import replace
from functools import cache
from html import unescape

import pikepdf
import pytest

from components.briefing import pdf as made
from components.briefing.pdf import SUMMARY_CARDS, overview_address
from components.briefing.pdf_drawings import Room, print_svg
from components.briefing.request import BriefingRequest, read_briefing
from components.briefing.step import Step
from components.briefing.steps import STEPS
from components.drawing.table import table_html
from components.wording.text import wording
from data import current
from tests.components.agreement import close
from tests.components.briefing.pdf_reading import fonts, rows_of, tags
from tests.components.tables_written import written

BASE = "https://data.example.org"
pytestmark = pytest.mark.usefixtures("pack_set_here")
NORTH_WALES, CITY, WHOLE = "W15000001", "E23000034", "K04000001"
PACKS = [(NORTH_WALES, "both"), (CITY, "en"), (WHOLE, "cy")]
SUMMARIES = [(area, words) for area in (NORTH_WALES, CITY, WHOLE) for words in ("en", "cy", "both")]
A4, A4_ACROSS = (210, 297), (297, 210)


def asked(area, words):
    parameters = {"area": area, "lang": "en" if words == "en" else "cy", "steps": ",".join(STEPS)}
    return read_briefing(current.dataset(), {**parameters, "words": "both" if words == "both" else "one"})


@cache
def pack(area, words):
    return made.pack_pdf(asked(area, words), base=BASE)


@cache
def summary(area, words):
    return made.summary_pdf(asked(area, words), base=BASE)


@cache
def read(make, area, words):
    """Return the tag tree of a file, read once for all tests."""
    return tags(pikepdf.open(io.BytesIO(make(area, words))))


def every(files):
    return pytest.mark.parametrize(("area", "words"), files)


def tool(name, *options, of):
    if shutil.which(name) is None:
        pytest.skip(f"no {name}: apt-get install poppler-utils")
    return subprocess.run([name, *options], input=of, capture_output=True, check=True).stdout.decode()


def words_on(content):
    """Return each word of a PDF with its page and its box in millimetres: left, top, right, bottom."""
    box = re.compile(r'<word xMin="(\S+)" yMin="(\S+)" xMax="(\S+)" yMax="(\S+)">(.*?)</word>')
    pages = tool("pdftotext", "-bbox", "-", "-", of=content).split("<page ")[1:]
    return [
        (number, *(float(edge) * 25.4 / 72 for edge in found[:4]), found[4])
        for number, page in enumerate(pages, 1)
        for found in box.findall(page)
    ]


SAYING = ("H1", "H2", "H3", "P", "LBody", "TH", "TD")


def said_in(tree, language):
    return close("".join(tag.text for tag in tree if tag.language == f"{language}-GB" and tag.kind in SAYING))


@pytest.mark.parametrize("make", [pack, summary])
@every(PACKS)
def test_a_file_says_its_language_its_title_and_that_it_is_tagged(make, area, words):
    pdf = pikepdf.open(io.BytesIO(make(area, words)))
    first = asked(area, words).covers()[0]
    with pdf.open_metadata() as about:
        assert about["dc:title"].startswith(f"{first.title}. {first.area}")
        assert about["pdfuaid:part"] == "1"
    assert pdf.Root.Lang == f"{asked(area, words).language}-GB"
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    spoken = {f"{each.language}-GB" for each in asked(area, words).texts}
    assert {tag.language for tag in read(make, area, words)} == spoken


@every(PACKS)
def test_the_headings_are_the_titles_of_the_steps_in_their_order(area, words):
    chosen = asked(area, words)
    headings = [tag for tag in read(pack, area, words) if tag.kind == "H2"]
    for steps, text in zip(chosen.briefings(), chosen.texts, strict=True):
        own = [tag.text for tag in headings if tag.language == f"{text.language}-GB"]
        expected = [text("pack.contents"), *(step.title for step in steps), text("pack.tables")]
        assert own == [" ".join(each.split()) for each in expected]
    assert len([tag for tag in read(pack, area, words) if tag.kind == "H1"]) == len(chosen.texts)


@every(PACKS)
def test_everything_a_step_says_is_in_the_pack_in_its_language(area, words):
    chosen, tree = asked(area, words), read(pack, area, words)
    for steps, text in zip(chosen.briefings(), chosen.texts, strict=True):
        there = said_in(tree, text.language)
        for step in steps:
            wanted = [*step.said, *step.notes, *step.sources]
            wanted += [part for card in step.cards for part in (card.title, card.big, card.unit, card.chart.sentence)]
            wanted += [part for each in step.lists for part in (each.title, *each.lines)]
            wanted += [part for each in step.shown for part in (each.chart.sentence, each.chart.table.caption)]
            assert [each for each in wanted if close(each) not in there] == []


@every(PACKS)
def test_every_drawing_has_the_words_of_its_chart(area, words):
    chosen, tree = asked(area, words), read(pack, area, words)
    figures = {(close(tag.alt), tag.language) for tag in tree.all("Figure")}
    drawn = 0
    for steps, text in zip(chosen.briefings(), chosen.texts, strict=True):
        for chart in (chart for step in steps for chart in step.charts if chart.is_drawn):
            assert (close(chart.alt), f"{text.language}-GB") in figures
            drawn += 1
    # One more: the code that leads to the site.
    assert len(tree.all("Figure")) == drawn + 1


@every(PACKS)
def test_every_table_has_the_figures_of_its_chart(area, words):
    chosen, tree = asked(area, words), read(pack, area, words)
    found = {}
    for table in tree.all("Table"):
        rows = [[close(cell) for cell in row] for row in rows_of(table)]
        found.setdefault(table.language, []).append(rows)
    for steps, text in zip(chosen.briefings(), chosen.texts, strict=True):
        for chart in (chart for step in steps for chart in step.charts):
            expected = [[close(cell) for cell in row] for row in written(chart.table)]
            assert expected in found[f"{text.language}-GB"], chart.table.caption


@every(PACKS)
def test_a_table_has_the_numbers_of_the_page(area, words):
    chosen = asked(area, words)
    for steps, text in zip(chosen.briefings(), chosen.texts, strict=True):
        for table in (chart.table for step in steps for chart in step.charts):
            page = re.findall(r"<t[hd](?: [^>]*)?>(.*?)</t[hd]>", table_html(table, text))
            shown = [cell for row in written(table) for cell in row]
            assert [close(cell) for cell in shown] == [close(unescape(cell)) for cell in page]


def test_a_language_is_read_to_its_end_before_the_other_begins():
    tree = read(pack, NORTH_WALES, "both")
    order = [tag for tag in tree if tag.kind in ("H2", "H3", "P", "LBody")]
    title = wording("cy")("signs.lead")
    welsh = next(at for at, tag in enumerate(order) if tag.text == title)
    english = next(at for at, tag in enumerate(order) if tag.text == wording("en")("signs.lead"))
    between = {tag.language for tag in order[welsh : english - 1]}
    assert welsh < english and between == {"cy-GB"}


@pytest.mark.parametrize("make", [pack, summary])
@every(PACKS)
def test_every_page_names_its_release(make, area, words):
    *pages, _ = tool("pdftotext", "-", "-", of=make(area, words)).split("\f")
    assert len(pages) == len(pikepdf.open(io.BytesIO(make(area, words))).pages)
    assert all(current.dataset().release in page for page in pages)


@pytest.mark.parametrize("make", [pack, summary])
@every(PACKS)
def test_nothing_runs_out_of_its_page_or_has_letters_that_are_missing(make, area, words):
    content = make(area, words)
    width, height = A4_ACROSS if make is pack else A4
    for _, left, top, right, bottom, word in words_on(content):
        assert left >= 9 and right <= width - 9 and top >= 5 and bottom <= height - 4, word
    assert fonts(pikepdf.open(io.BytesIO(content))) <= {
        f"SourceSansPro-{weight}" for weight in ("Regular", "Semibold", "Bold")
    }
    assert "\N{REPLACEMENT CHARACTER}" not in read(make, area, words).text


@every(SUMMARIES)
def test_the_summary_is_one_page_with_the_numbers_of_the_first_step_and_whom_to_call(area, words):
    chosen, tree = asked(area, words), read(summary, area, words)
    assert len(pikepdf.open(io.BytesIO(summary(area, words))).pages) == 1
    for steps, text in zip(chosen.briefings(), chosen.texts, strict=True):
        there, by_id = said_in(tree, text.language), {step.id: step for step in steps}
        stand = by_id["stand"]
        wanted = [*stand.said, *stand.notes, *stand.sources, *by_id["act"].lists[0].lines]
        for card in stand.cards[:SUMMARY_CARDS]:
            wanted += [card.title, card.big, card.unit, card.chart.sentence]
        assert [each for each in wanted if close(each) not in there] == []


def test_the_code_leads_to_the_page_of_the_area():
    address = overview_address(asked(CITY, "cy"), base=BASE)
    assert address == f"{BASE}/?area={CITY}&lang=cy"
    for make in (pack, summary):
        code = [tag for tag in read(make, *PACKS[1]).all("Figure") if f"{BASE}/?area={CITY}&lang=en" in tag.alt]
        assert len(code) == 1


@pytest.mark.parametrize("make", [made.pack_pdf, made.summary_pdf])
def test_the_same_briefing_makes_the_same_bytes(make):
    chosen = asked(NORTH_WALES, "en")
    assert make(chosen, base=BASE) == make(chosen, base=BASE)
    assert make(chosen, base=BASE) != make(chosen, base="https://other.example.org")


def changed(monkeypatch, change_cover=None, change_step=None):
    """Give every briefing other words, as an owner or other figures may."""
    covers, briefings = BriefingRequest.covers, BriefingRequest.briefings
    if change_cover:
        monkeypatch.setattr(BriefingRequest, "covers", lambda self: tuple(map(change_cover, covers(self))))
    if change_step:
        kept = lambda self: tuple(tuple(map(change_step, steps)) for steps in briefings(self))  # noqa: E731
        monkeypatch.setattr(BriefingRequest, "briefings", kept)


@pytest.mark.parametrize("words", ["cy", "both"])
def test_a_very_long_title_leaves_the_summary_on_one_page(monkeypatch, words):
    title = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch a’r ardaloedd o’i hamgylch " * 3
    changed(monkeypatch, change_cover=lambda cover: replace(cover, title=title.strip()))
    content = made.summary_pdf(asked(NORTH_WALES, words), base=BASE)
    assert len(pikepdf.open(io.BytesIO(content)).pages) == 1
    assert close(title) in close(tags(pikepdf.open(io.BytesIO(content))).text)
    for made_of in (content, made.pack_pdf(asked(NORTH_WALES, words), base=BASE)):
        edges = [
            (left, right) for page, left, _, right, _, word in words_on(made_of) if page == 1 and "gogogoch" in word
        ]
        assert len(edges) == 3 * len(asked(NORTH_WALES, words).texts)
        assert all(right < 105 or left > 105 or words == "cy" for left, right in edges if made_of is content)
        assert all(right < 148.5 or left > 148.5 or words == "cy" for left, right in edges if made_of is not content)


@pytest.mark.parametrize("words", ["en", "both"])
def test_an_area_without_figures_has_a_sound_pack_and_summary(monkeypatch, words):
    def without(step: Step) -> Step:
        return replace(step, said=(wording("en")("briefing.nothing"),), cards=(), shown=(), sources=())

    changed(monkeypatch, change_step=without)
    tree = tags(pikepdf.open(io.BytesIO(made.pack_pdf(asked(NORTH_WALES, words), base=BASE))))
    assert tree.text.count(wording("en")("briefing.nothing")) >= len(asked(NORTH_WALES, words).steps)
    assert tree.all("Table") == []
    content = made.summary_pdf(asked(NORTH_WALES, words), base=BASE)
    assert len(pikepdf.open(io.BytesIO(content)).pages) == 1


def test_wording_that_looks_like_a_programme_is_only_shown(monkeypatch):
    written = '#panic("no") $x$ *bold* #read("/etc/passwd") <tag> </text> \\u{41}'
    changed(monkeypatch, change_step=lambda step: replace(step, said=(written,)))
    shown = tags(pikepdf.open(io.BytesIO(made.pack_pdf(asked(CITY, "en"), base=BASE)))).text
    assert close(written) in close(shown)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_map_beside_its_legend_can_be_nearer_and_loses_nothing(language):
    step = next(step for step in asked(NORTH_WALES, language).briefings()[0] if step.id == "map")
    rooms = (Room(700, 600), Room(600, 600, map=400))
    whole, near = (print_svg(step.shown[0].chart.figure, language, room) for room in rooms)
    assert re.findall(r">([^<>]+)</text>", near.content) == re.findall(r">([^<>]+)</text>", whole.content)
    assert near.width == 716 and near.ratio < whole.ratio


def test_what_goes_to_the_typesetter_is_plain_values():
    from components.briefing.pdf import pack_words, summary_words

    for words in (pack_words, summary_words):
        json.dumps(words(asked(NORTH_WALES, "both"), base=BASE), allow_nan=False)
