"""No English is left in what is served in Welsh: pages as they arrive, things to take away, files, errors."""

import csv
import io
import re
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from components.address.pages import PAGES
from components.address.visit import not_understood
from components.charts.exhibits import EXHIBITS
from components.guidance.posters import sheets
from components.opendata import bundle, feed, tables
from components.opendata.sheets import leaves
from components.wording.text import wording
from data import current
from data.register import register
from data.views import View
from geo.areas import areas
from tests.text.test_welsh_spelling import welsh_wordings, words
from tests.text.welsh_only import FUNCTION_WORDS, english_in, english_left, spoken, without_streamlits_own
from tests.web.views import first
from web import errors, posters, practice_notes
from web.answer import NoAnswerError
from web.open_data import answer
from web.take_away import files, pages

WELSH = wording("cy")
BASE = "https://data.test"
HOME = View("W15000001", "recorded_offences", "2022-23")
# The list of areas has both names of each.
ENGLISH_NAMES = {area.official_name for area in areas().values()}
# Shown only where the force supplies its own cases.
WITH_LOCAL_CASES = {"card.cases", "people.setting", "people.local_authority", "people.local_map"}
# One that stands without figures, one that says why there are none, and one with the call box instead.
SOME = [page for page in PAGES if page.id in ("overview", "map", "signs")]


def html_of(app):
    return " ".join(element.proto.body for element in app.get("html"))


def opened(page):
    app = AppTest.from_file("../../components/screen/frame.py", default_timeout=60)
    app.query_params["lang"] = "cy"
    app.run()
    return app if page is PAGES[0] else app.switch_page(f"../../pages/{page.id}.py").run()


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Arwyddion i edrych amdanynt", []),
        ("Signs to look for", ["Signs", "look", "for"]),
        ("Ardal: Kent", []),
        ("Ardal: West Mercia and Kent", ["and"]),
        ("Y nifer of people", ["of", "people"]),
    ],
)
def test_english_is_noticed_and_welsh_and_names_are_not(said, found):
    assert english_in(said) == found


def test_what_is_spoken_counts_and_what_is_marked_as_english_does_not():
    markup = (
        '<p>Dyma <span lang="en">the name</span> ni<br><img alt="a picture"></p><script>the code</script>'
        '<section lang="en"><p>Not read</section><svg aria-label="map"><title>Teitl</title></svg>'
    )
    assert spoken(markup) == ["Dyma", "ni", "a picture", "map", "Teitl"]


def test_the_short_english_words_are_in_no_welsh_wording():
    used = {word.lower() for _, _, wording in welsh_wordings() for word in words(wording)}
    assert len(used) > 1000
    assert used & FUNCTION_WORDS == set(), "take the word out of FUNCTION_WORDS, or out of the Welsh"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_a_page_arrives_in_welsh(page):
    said = without_streamlits_own(spoken(first(page.id, "cy").decode()))
    assert english_left(said) == []


@pytest.mark.parametrize("kind", errors.PAGES.values())
def test_the_page_for_an_address_without_an_answer_has_a_welsh_part(kind):
    said = spoken(errors.error_page(kind).decode(), "en")
    assert WELSH(f"site.{kind}.title") in " ".join(said)
    assert english_left(said) == []


def test_what_is_said_of_an_address_that_is_not_understood_is_welsh():
    said = not_understood(("lang", "area", "indicator", "period", "step"), HOME, WELSH)
    assert len(said.split(". ")) >= 5
    assert english_left([said]) == []


def test_pages_without_figures_are_welsh(monkeypatch, tmp_path):
    current.SHOWING.forget()
    monkeypatch.setattr(current, "PUBLISHED", tmp_path)
    try:
        said = [each for page in SOME for each in spoken(html_of(opened(page)))]
    finally:
        current.SHOWING.forget()
    assert any(WELSH("site.problem.title") in each for each in said)
    assert english_left(said) == []


def addresses(name):
    """Return what to ask for to see an exhibit with each figure that has one, in its newest period."""
    for indicator in register():
        yield {"chart": name, "indicator": indicator, "period": newest(indicator), "lang": "cy", "area": "E23000032"}


def newest(indicator):
    """Return the newest year of an indicator, or its newest period of any kind; empty where it has none."""
    rows = current.dataset().observations
    codes = rows.loc[rows["indicator"] == indicator, "period"].unique()
    return max(codes, key=lambda code: ("-Q" not in code, code), default="")


@pytest.mark.parametrize("name", EXHIBITS)
def test_what_can_be_taken_away_and_embedded_is_welsh(name):
    shown = 0
    for parameters in addresses(name):
        for path in ("/take-away", "/embed"):
            content, status = pages.answer(path, parameters, base=BASE, accepted="en")
            shown += status == 200
            assert english_left(spoken(content.decode(), "")) == [], parameters
        for file in ("chart.svg", "chart.csv"):
            try:
                found = files.answer(file, parameters)
            except NoAnswerError:  # an exhibit without a figure in this view
                continue
            assert english_left(said_in(file, found.content)) == [], (file, parameters)
    assert shown or name in WITH_LOCAL_CASES


def said_in(file, content):
    if file.endswith(".svg"):
        said = spoken(content.decode())
        # At the foot the title of a source can go on in the next line.
        foot = next((at for at, each in enumerate(said) if each.startswith("Ffynhonnell")), len(said))
        return [*said[:foot], " ".join(said[foot:])]
    return [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row if not is_code(cell)]


def is_code(cell):
    return bool(re.fullmatch(r"[a-z_]+|[A-Z]\d{8}|[\d.,-]*", cell))


@pytest.mark.parametrize("chart", ["nothing", "people.type", "<b>"])
def test_where_there_is_nothing_to_take_away_the_page_is_welsh(chart):
    asked = {"chart": chart, "period": "1066", "indicator": "uk_referrals", "lang": "cy"}
    content, _ = pages.answer("/take-away", asked, base=BASE, accepted="en")
    assert english_left(spoken(content.decode())) == []


def test_a_workbook_of_a_chart_is_welsh():
    asked = {"chart": "people.type", "indicator": "nrm_referrals", "period": "2023", "lang": "cy"}
    book = load_workbook(io.BytesIO(files.answer("chart.xlsx", asked).content))
    cells = [cell for page in book for row in page.iter_rows(values_only=True) for cell in row if cell is not None]
    cells = [cell for cell in cells if isinstance(cell, str) and not is_code(cell)]
    properties = [book.properties.title, book.properties.subject, book.properties.keywords, book.properties.description]
    assert len(cells) > 20
    assert english_left([*book.sheetnames, *cells, *filter(None, properties)]) == []


def test_the_tables_of_the_release_are_welsh():
    """Both XLSX and ODS are written from these sheets."""
    dataset = current.dataset()
    said = []
    for leaf in leaves(tables.sheets(dataset, WELSH), tables.cover(dataset, WELSH)):
        cells = {cell for row in leaf.rows for cell in row if isinstance(cell, str) and not is_code(cell)}
        said += [leaf.name, *leaf.lines, *leaf.heads, *(cells - ENGLISH_NAMES)]
    assert len(said) > 100
    assert english_left(said) == []


def test_what_to_read_first_and_how_to_cite_are_welsh():
    readme = bundle.readme(current.dataset(), ("observations.csv", "README-cy.txt"), "cy")
    assert english_left(line for line in readme.splitlines() if not is_code(line.strip())) == []


def test_the_view_as_csv_is_welsh():
    asked = {"indicator": "nrm_referrals", "period": "2023", "lang": "cy"}
    content = answer.answer("view.csv", asked).content
    assert english_left(said_in("view.csv", content)) == []


def test_the_feed_is_welsh():
    tree = ElementTree.fromstring(feed.feed(WELSH))
    said = [each.text for each in tree.iter() if each.tag.endswith(("title", "summary", "subtitle", "rights", "name"))]
    said += [each.get("title") for each in tree.iter() if each.get("title")]
    assert len(said) > 3
    assert english_left(filter(None, said)) == []


def test_the_welsh_part_of_the_open_data_index_is_welsh():
    said = spoken(answer.answer("", {}).content.decode(), "en")
    assert said
    assert english_left(said) == []


def test_the_notes_for_whoever_briefs_staff_are_welsh():
    assert english_left(spoken(practice_notes.notes_page(WELSH).decode())) == []


@pytest.mark.parametrize("setting", sheets())
def test_the_text_to_read_down_the_phone_is_welsh(setting):
    found = posters.answer("text.txt", {"setting": setting, "lang": "cy"}, base=BASE, accepted="en")
    said = found.content.decode().splitlines()
    assert len(said) > 5
    assert english_left(said) == []


def test_every_area_with_no_welsh_name_is_a_name_that_is_left_out():
    assert english_left(area.name("cy") for area in areas().values()) == []
