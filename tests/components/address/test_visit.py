"""An address is read in one place, and a period that it names is shown, or named as one that is not shown."""

import ast
import csv
import io
from functools import cache
from html import unescape
from pathlib import Path

import pytest

from components.address.options import Options
from components.address.visit import instead, named_language, read_text, read_visit
from components.briefing.request import read_briefing
from components.charts import exhibits
from components.charts.compare.comparison import comparison
from components.charts.map.view import map_view
from components.charts.people import INDICATOR, nearest_people_view
from components.charts.trends.panels import trends as trends_of
from components.charts.trends.uk import INDICATORS as UK_INDICATORS
from components.charts.views import nearest_map_view
from components.content import briefing, compare, map, overview, people, trends
from components.wording.format import period
from components.wording.text import wording
from data import current
from data.register import register
from data.site import LANGUAGES
from data.views import View
from web.answer import NoAnswerError
from web.open_data.answer import answer as open_data
from web.take_away import pages as take_away
from web.take_away.request import read_request

ROOT = Path(__file__).resolve().parents[3]
HOME, GWENT = "W15000001", "W15000002"
INDICATORS = [name for name in register() if name in {*current.dataset().observations["indicator"]}]
# One of each kind that somebody has, one that only some have, one that nobody has, and one that is no period.
PERIODS = ("2023-Q2", "2023", "2022-23", "YE-2024-Q4", "YE-2023-Q2", "2021", "2031")
ASKED = [(indicator, code) for indicator in INDICATORS for code in PERIODS]


def visit(language="en", **parameters):
    return read_visit({"area": HOME, "lang": language, **parameters}, "", current.dataset())


# Who reads an address


def imported(file):
    """Return what a module imports by name, as (module, name)."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {
        (node.module, alias.name) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names
    }


def test_no_other_place_reads_area_indicator_period_language_or_options_of_an_address():
    readers = {
        ("data.nearest", "nearest"),
        ("components.address.options", "read_options"),
        ("components.address.language", "language_of"),
    }
    rooms = (ROOT / room for room in ("components", "web", "pages"))
    files = [ROOT / "dashboard.py", *(file for room in rooms for file in room.rglob("*.py"))]
    found = {file.relative_to(ROOT).as_posix() for file in files if imported(file) & readers}
    assert found == {"components/address/visit.py"}


@pytest.mark.parametrize(
    ("parameters", "asked", "unknown", "nameless"),
    [
        ({}, (), (), ()),
        ({"area": " w15000002 "}, (("area", GWENT),), (), ()),
        ({"indicator": "NRM_referrals", "period": "2023"}, (("indicator", INDICATOR), ("period", "2023")), (), ()),
        ({"period": "2022/23"}, (("period", "2022-23"),), (), ()),
        ({"period": "ye-2024-q4"}, (("period", "YE-2024-Q4"),), (), ()),
        ({"period": "2023"}, (("period", "2023"),), (), ()),
        ({"period": "2031"}, (("period", "2031"),), ("period",), ()),
        ({"period": "<b>"}, (), ("period",), ("period",)),
        ({"area": "X", "indicator": "<b>"}, (), ("area", "indicator"), ("area", "indicator")),
        ({"lang": "fr", "step": "day", "area": GWENT}, (("area", GWENT),), ("lang", "step"), ("lang", "step")),
    ],
)
def test_an_address_says_what_it_names_and_what_of_it_means_nothing(parameters, asked, unknown, nameless):
    found = read_visit(parameters, "", current.dataset())
    assert (found.asked, found.unknown, found.nameless) == (asked, unknown, nameless)


def test_a_page_about_one_indicator_has_the_period_that_another_does_not():
    found = visit(indicator="recorded_offences", period="2023-Q2", area=GWENT)
    assert found.about(current.dataset(), INDICATOR) == View(GWENT, INDICATOR, "2023-Q2")
    assert visit(period="2023").view.period != "2023"
    assert visit(period="2023").about(current.dataset(), INDICATOR) == View(HOME, INDICATOR, "2023")


def test_the_language_is_that_of_the_address_and_else_of_the_browser():
    assert read_text({"lang": "cy"}, "en").language == read_text({}, "cy").language == "cy"
    assert read_text({"lang": "fr"}, "cy").language == "en"
    assert [named_language({"lang": each}) for each in ("cy", "fr", "")] == ["cy", "", ""]
    assert named_language({}) == ""


# What is said of a period


def pages_of(asked):
    """Return what stands at the top of each page of figures, by the page."""
    dataset, text = current.dataset(), asked.text
    request = read_briefing(dataset, {"area": HOME, "lang": text.language})
    mapped = map_view(dataset, asked.view, asked.options, text)
    shown_people = nearest_people_view(dataset, asked.about(dataset, INDICATOR), home=HOME)
    return {
        "map": map.heading_html(asked, mapped),
        "trends": trends.heading_html(asked, trends_of(dataset, asked.view, asked.options, text, home=HOME)),
        "compare": compare.heading_html(asked, comparison(dataset, asked.view, asked.options, text)),
        "people": people.heading_html(dataset, asked, shown_people),
        "overview": overview.instead_of_newest_html(dataset, asked),
        "briefing": briefing.opening(request, asked),
    }


@cache
def periods_drawn(name, indicator, code):
    """Return the periods that a visual of a page has in its rows; none where it has nothing to show."""
    asked = visit(indicator=indicator, period=code)
    try:
        chart = exhibits.exhibit_chart(name, current.dataset(), asked.view, Options(), wording("en"))
    except exhibits.NoExhibitError:
        return frozenset()
    return frozenset(chart.table.rows.frame["period"])


def periods_shown(page, indicator, code):
    if page == "people":
        return periods_drawn("people.type", INDICATOR, code)
    if page in ("overview", "briefing"):
        cards = {"recorded_offences": ("card.offences", "card.quarter"), INDICATOR: ("card.referrals",)}
        return {each for name in cards.get(indicator, ()) for each in periods_drawn(name, "recorded_offences", "2031")}
    if page == "trends" and indicator in UK_INDICATORS:
        return periods_drawn(f"trends.{indicator}", indicator, code)
    visual = {"map": "map.areas", "trends": "trends.series", "compare": "compare.side"}[page]
    return periods_drawn(visual, indicator, code)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("indicator", "code"), ASKED)
def test_every_page_names_a_period_that_it_does_not_show_and_no_other(indicator, code, language):
    asked = visit(language, indicator=indicator, period=code)
    named = asked.text("site.instead", asked="|", shown="|").partition("|")[0]
    for page, html in pages_of(asked).items():
        said = [line for line in unescape(html).split("<p") if named in line]
        is_shown = code in periods_shown(page, indicator, code)
        is_other_indicator = page in ("map", "compare") and indicator not in ("recorded_offences", INDICATOR)
        assert len(said) == (is_other_indicator or not is_shown), (page, said)
        for line in said:
            before, after = line.partition(named)[2].split(". ", 1)
            assert (period(code, asked.text) in before) != is_shown, page
            assert is_shown or any(char.isdigit() for char in after) or page == "trends", page


def test_the_line_names_what_was_asked_for_and_what_is_shown():
    asked = visit(period="2023")
    line = instead(asked, nearest_map_view(current.dataset(), asked.view, home=HOME))
    assert line == ("Asked for: 2023. This page does not show it. You see this instead: year to December 2025."), (
        "offences have no calendar years"
    )
    other = visit(indicator="uk_referrals", period="2021")
    line = instead(other, nearest_map_view(current.dataset(), other.view, home=HOME))
    assert "2021" in line and wording("en")("indicator.uk_referrals.name") in line
    assert wording("en")("indicator.recorded_offences.name") in line


def test_what_is_no_period_is_not_repeated():
    asked = visit(period="<script>9")
    for page, html in pages_of(asked).items():
        assert "script>9" not in unescape(html).replace("</script>", "")
        assert 'class="notice"' not in html, f"{page}: the frame says it of every page"


def test_an_address_without_a_period_gets_no_line():
    for indicator in (None, "recorded_offences", INDICATOR):
        asked = visit(**({"indicator": indicator} if indicator else {}))
        assert not any('class="notice"' in html for html in pages_of(asked).values())


@pytest.mark.parametrize("name", exhibits.EXHIBITS)
def test_every_exhibit_names_a_period_that_it_does_not_have_and_no_other(name):
    some = 0
    for place, (indicator, code) in enumerate(ASKED):
        language = LANGUAGES[place % len(LANGUAGES)]
        parameters = {"chart": name, "lang": language, "area": HOME, "indicator": indicator, "period": code}
        try:
            request = read_request(parameters)
        except exhibits.NoExhibitError:
            continue
        some += 1
        text, codes = wording(language), request.chart.table.rows.codes("period")
        line = text("file.instead.period", asked=period(code, text), shown=period(codes[-1], text))
        assert (line in request.instead) == (code not in codes), (indicator, code)
    assert some or name in ("card.cases", "people.setting", "people.local_authority", "people.local_map")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["2023", "2031"])
def test_a_visual_in_somebody_elses_page_names_it_too(code, language):
    asked = {"chart": "card.offences", "lang": language, "area": HOME, "period": code}
    line = wording(language)("file.instead.period", asked=code, shown="|").partition("|")[0]
    for path in ("/embed", "/take-away"):
        page, status = take_away.answer(path, asked, base="", accepted="")
        assert status == 200 and unescape(page.decode()).count(line) == 1, path


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["2023", "2022-23", "2023-Q2", "YE-2024-Q4"])
def test_a_view_as_csv_names_a_period_that_it_does_not_have(code, language):
    for indicator in INDICATORS:
        found = open_data("view.csv", {"indicator": indicator, "period": code, "lang": language})
        text = wording(language)
        if found is None:
            continue
        rows = [*csv.DictReader(io.StringIO(found.content.decode("utf-8-sig")))]
        has_it = code in {row[text("file.column.period_code")] for row in rows}
        line = text("file.instead.period", asked=period(code, text), shown="|").partition("|")[0]
        assert {line in row[text("file.column.note")] for row in rows} == {not has_it}, indicator


@pytest.mark.parametrize("name", ["map.geojson", "faces.json", "overview.svg"])
def test_a_map_of_another_period_than_the_one_asked_for_is_no_answer(name):
    assert open_data(name, {"indicator": "recorded_offences", "period": "YE-2024-Q4"}).content
    assert open_data(name, {"indicator": "recorded_offences"}).content
    with pytest.raises(NoAnswerError) as refused:
        open_data(name, {"indicator": "recorded_offences", "period": "2023"})
    assert (refused.value.parameter, refused.value.given) == ("period", "2023")
    assert "YE-2024-Q4" in refused.value.expected


def test_outlines_are_the_same_whatever_period_is_asked_for():
    for name in ("context.geojson", "tiles.svg"):
        assert open_data(name, {"period": "2023"}).content
