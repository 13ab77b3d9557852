"""Files of figures explain themselves: whatever of one is kept, renamed or pasted says what it is, when and where."""

import csv
import io
import json
import re
from urllib.parse import parse_qsl, urlsplit

import openpyxl
import pytest

from components.address.options import Options
from components.charts.compare.standing import standings
from components.charts.exhibits import EXHIBITS
from components.charts.map import geojson
from components.charts.map.view import map_view
from components.charts.rows import ALWAYS, COLUMNS
from components.charts.series import ENGLAND_AND_WALES
from components.charts.trends.panels import Panel
from components.wording.attribution import attribution
from components.wording.format import MARKS, UNRELIABLE, period
from components.wording.sources import edition_words
from components.wording.text import wording
from data import current
from data.editions import edition
from data.register import register
from data.site import LANGUAGES
from data.statistics.trends import UsualRange
from data.views import View, observation, trend
from geo.areas import areas
from tests.components.agreement import published
from web.answer import NoAnswerError
from web.open_data import answer as open_data
from web.take_away import files, pages, request

HOME, WALES, UNITED_KINGDOM, GWYNEDD = "W15000001", "W92000004", "K02000001", "W06000002"
LOCAL = ("card.cases", "people.setting", "people.local_authority", "people.local_map")
NAMES = [name for name in EXHIBITS if name not in LOCAL]
# How each may be varied so that other rows, columns or comparators come into it.
VARIED = (
    *((name, {}) for name in NAMES),
    *(("map.areas", options) for options in ({"measure": "change"}, {"scope": "wales"}, {"against": "E23000039"})),
    ("map.tiles", {"measure": "change", "scope": "around"}),
    *(("trends.series", {"step": step}) for step in ("quarter", "financial")),
    *((f"trends.{name}", {"step": "quarter"}) for name in ("uk_totals", "uk_referrals", "uk_decisions")),
    ("compare.funnel", {"limits": "plain"}),
    ("compare.side", {"group": "chosen", "beside": "W15000002,W92000004"}),
)
EVERY = [(name, options, language) for name, options in VARIED for language in LANGUAGES]
VIEWS = (
    {"indicator": "recorded_offences", "area": HOME},
    {"indicator": "recorded_offences", "period": "2022-23"},
    {"indicator": "nrm_referrals", "area": HOME, "period": "2023", "breakdown": "type"},
    {"indicator": "uk_decisions"},
    {"indicator": "uk_decisions", "area": UNITED_KINGDOM, "period": "2023"},
)


def csv_rows(content):
    return [*csv.DictReader(io.StringIO(content.decode("utf-8-sig")))]


def chart_csv(name, language, **parameters):
    """Return the rows of an exhibit; None where it has no figures of the view."""
    try:
        return csv_rows(files.answer("chart.csv", {"chart": name, "lang": language, **parameters}).content)
    except NoAnswerError:
        return None


def of_ids(rows, language):
    """Return rows with the ids of their columns."""
    ids = {wording(language)(column.heading): column.id for column in COLUMNS.values()}
    return [{ids[head]: cell for head, cell in row.items()} for row in rows]


def rows_of(name, language, **parameters):
    found = chart_csv(name, language, **parameters)
    return found and of_ids(found, language)


def explained(row, language):
    """Assert that a row says by itself what it is."""
    text = wording(language)
    assert row["area"] == areas()[row["area_code"]].name(language)
    assert row["indicator"] == text(f"indicator.{row['indicator_code']}.name")
    assert row["period"] == period(row["period_code"], text)
    assert row["breakdown"] and row["category"] and row["unit"]
    assert row["unit"] == text(f"file.unit.{register()[row['indicator_code']].unit}")
    assert row["release"] == current.dataset().release
    assert text(f"indicator.{row['indicator_code']}.publication") in row["source"]
    assert row["edition"] == edition_words(edition(current.dataset(), row["indicator_code"]), text)
    assert bool(row["mark_words"]) == bool(row["mark"])
    for mark, status in (*((mark, status) for status, mark in MARKS.items()), (UNRELIABLE, "unreliable")):
        if mark in row["mark"]:
            assert text(f"status.{status}") in row["mark_words"]
    if row["number"]:
        key = tuple(row[f"{name}_code"] for name in ("indicator", "area", "period", "breakdown", "category"))
        assert published()[key][0] == int(row["number"])


@pytest.mark.parametrize("area", [HOME, "E23000034"])
@pytest.mark.parametrize(("name", "options", "language"), EVERY)
def test_every_row_of_an_exhibit_says_what_when_where_and_whose_it_is(name, options, language, area):
    for indicator in ("recorded_offences", "nrm_referrals"):
        rows = rows_of(name, language, area=area, indicator=indicator, **options)
        for row in rows or ():
            explained(row, language)
    assert rows or name.startswith(("card.", "map.", "compare.")), "referrals are measured in one year only"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
def test_every_row_of_a_view_says_so_too(view, language):
    rows = of_ids(csv_rows(open_data.answer("view.csv", {**view, "lang": language}).content), language)
    assert len(rows) > 1 and [*rows[0]] == [*ALWAYS]
    for row in rows:
        explained(row, language)


def test_two_indicators_of_one_publication_can_be_told_apart_by_any_row():
    ours, all_of_them = rows_of("card.referrals", "en", area=HOME), rows_of("trends.uk_referrals", "en")
    assert {row["source"] for row in ours} == {row["source"] for row in all_of_them}
    assert not {row["indicator"] for row in ours} & {row["indicator"] for row in all_of_them}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hidden_number_is_empty_and_says_in_words_that_it_is_hidden(language):
    hidden = [row for row in rows_of("people.type", language, area=HOME) if row["mark"] == "[c]"]
    assert hidden and {row["mark_words"] for row in hidden} == {wording(language)("status.hidden")}
    assert {row[name] for row in hidden for name in ("number", "rate", "lower", "upper")} == {""}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("area", [HOME, WALES, ENGLAND_AND_WALES, UNITED_KINGDOM, GWYNEDD])
def test_a_file_asked_for_an_area_indicator_or_period_has_it_or_says_that_it_does_not(name, area, language):
    for indicator, when in (("recorded_offences", "2022-23"), ("nrm_referrals", "2023-Q2"), ("uk_referrals", "2023")):
        asked = {"area": area, "indicator": indicator, "period": when}
        rows = rows_of(name, language, **asked)
        if rows is None:
            continue
        text = wording(language)
        shown = {
            "area": (
                areas()[area].name(language),
                {
                    row.get(f"{kind}_code") or row["area_code"]
                    for row in rows
                    for kind in ("marked", "compared", "area")
                },
            ),
            "indicator": (text(f"indicator.{indicator}.name"), {row["indicator_code"] for row in rows}),
            "period": (period(when, text), {row["period_code"] for row in rows}),
        }
        page, _ = pages.answer("/take-away", {"chart": name, "lang": language, **asked}, base="", accepted="")
        for part, (said, codes) in shown.items():
            missing = asked[part] not in codes
            note = text(f"file.instead.{part}", asked=said, shown="|").partition("|")[0].partition(".")[0]
            assert {note in row["note"] for row in rows} == {missing}, (part, asked)
            assert (note.encode() in page) == missing


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_crossed_tables_asked_for_a_force_say_in_every_format_that_they_are_of_england_and_wales(language):
    asked = {"chart": "people.type_age", "area": HOME, "indicator": "nrm_referrals", "period": "2023", "lang": language}
    text = wording(language)
    note = text(
        "file.instead.area", asked=areas()[HOME].name(language), shown=areas()[ENGLAND_AND_WALES].name(language)
    )
    place = {"en": "england-and-wales", "cy": "cymru-a-lloegr"}[language]
    for kind in ("svg", "csv", "xlsx"):
        found = files.answer(f"chart.{kind}", asked)
        assert place in found.headers["content-disposition"]
        if kind == "xlsx":
            book = openpyxl.load_workbook(io.BytesIO(found.content))
            for page in (book.worksheets[0], book.worksheets[-1]):
                assert note in [row[0] for row in page.iter_rows(values_only=True)]
        elif kind == "svg":
            assert "".join(note.split()) in "".join(re.sub(r"<[^>]+>|\s", "", found.content.decode()).split())
        else:
            assert {note in row[text("file.column.note")] for row in csv_rows(found.content)} == {True}


@pytest.mark.parametrize(
    "view", [{"indicator": "uk_referrals", "area": HOME}, {"indicator": "nrm_referrals", "area": GWYNEDD}]
)
def test_a_view_of_an_area_that_is_not_published_says_whose_figures_it_has(view):
    rows = of_ids(csv_rows(open_data.answer("view.csv", view).content), "en")
    assert view["area"] not in {row["area_code"] for row in rows}
    assert {row["note"].startswith(f"Asked for: {areas()[view['area']].name('en')}.") for row in rows} == {True}


@pytest.mark.parametrize(("name", "options", "language"), EVERY)
def test_the_link_below_a_table_leads_to_the_rows_of_the_table(name, options, language):
    for area in (HOME, WALES):
        asked = {"chart": name, "lang": language, "area": area, "indicator": "recorded_offences", **options}
        for when in ("YE-2025-Q4", "YE-2023-Q4"):
            page, status = pages.answer("/embed", {**asked, "period": when}, base="", accepted="")
            if status != 200:
                continue
            table = re.search(r'<table class="figures">.*?</table>', page.decode(), re.S)[0]
            link = re.search(r'href="(/open-data/[^"]+)" download', page.decode())[1].replace("&amp;", "&")
            parts = urlsplit(link)
            answer = files.answer if "chart.csv" in link else open_data.answer
            found = answer(parts.path.removeprefix("/open-data/"), dict(parse_qsl(parts.query)))
            rows = csv_rows(found.content)
            body = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in table.split("<tr>")[2:]]
            assert len(rows) == len(body) > 0
            heads = re.findall(r"<th scope=\"col\"[^>]*>(.*?)</th>", table)
            head = wording(language)("show.mark")
            assert [row[head] for row in rows] == [row[heads.index(head)] for row in body]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_has_the_rows_of_the_csv_with_the_mark_where_a_number_is_missing(language):
    for name, options in VARIED:
        asked = {"chart": name, "lang": language, "area": HOME, **options}
        heads = chart_csv(name, language, area=HOME, **options)
        book = openpyxl.load_workbook(io.BytesIO(files.answer("chart.xlsx", asked).content))
        (table,) = book.worksheets[-1].tables.values()
        first, *rows = [[cell.value for cell in row] for row in book.worksheets[-1][table.ref]]
        assert first == [*heads[0]] and len(rows) == len(heads), name
        mark = first.index(wording(language)("show.mark"))
        for row, expected in zip(rows, heads, strict=True):
            for place, (cell, said) in enumerate(zip(row, expected.values(), strict=True)):
                as_text = "" if cell is None else str(cell)
                assert (
                    as_text == said.removeprefix("'") or float(as_text) == float(said)
                    if said
                    else (cell is None or (cell in str(row[mark]) and place < mark + 8))
                ), (name, first[place])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_the_cover_of_a_workbook_names_its_source_once_and_every_sheet_explains_its_marks(name, language):
    text = wording(language)
    content = files.answer("chart.xlsx", {"chart": name, "lang": language, "area": HOME}).content
    book = openpyxl.load_workbook(io.BytesIO(content))
    cover = " ".join(str(cell) for row in book.worksheets[0].iter_rows(values_only=True) for cell in row if cell)
    assert cover.replace(attribution(text), "").count(f"{text('file.column.source')}:") == 1
    assert book.properties.language == language
    rows = rows_of(name, language, area=HOME)
    marks = {mark for row in rows for mark in row["mark"].split()}
    said = [row[0] for row in book.worksheets[-1].iter_rows(max_row=8, values_only=True)]
    (line,) = [
        each for each in said if str(each).startswith(text("bundle.marks.here", meanings="|").partition("|")[0])
    ] or ("",)
    assert {*re.findall(r"\[[a-z]\]", line)} == marks


def test_the_rate_that_a_card_compares_with_is_in_its_file():
    for name, indicator in (("card.rate", "recorded_offences"), ("card.referrals", "nrm_referrals")):
        *_, last = rows_of(name, "cy", area=HOME)
        whole = observation(current.dataset(), View(ENGLAND_AND_WALES, indicator, last["period_code"]))
        assert (last["compared_code"], last["compared"]) == (ENGLAND_AND_WALES, "Cymru a Lloegr")
        assert float(last["compared_rate"]) == pytest.approx(whole.rate, abs=1e-4)


def test_the_limits_of_a_funnel_and_the_rate_of_all_together_are_in_its_file():
    rows = rows_of("compare.funnel", "en", indicator="recorded_offences")
    found = standings(current.dataset(), "recorded_offences", rows[0]["period_code"], "overdispersed")
    order = ("low", "lower_95", "higher_95", "high")
    for row in rows:
        assert float(row["together"]) == pytest.approx(found.baseline, abs=1e-4)
        if not row["rate"]:
            assert {row[name] for name in order} == {""}
            continue
        limits = [float(row[name]) for name in order]
        assert limits == sorted(limits) and limits[1] < found.baseline < limits[2]
        rate, position = float(row["rate"]), found.by_code[row["area_code"]].position
        where = sum(rate > limit for limit in limits)
        assert ("low", "lower", "within", "higher", "high")[where] == position


@pytest.fixture
def usual(monkeypatch):
    """A usual range, which no series of the release has: each goes somewhere, or turns."""
    found = UsualRange(centre=12.5, lower=2.25, upper=22.75, outside=(), run=(), verdict="within")
    request._chart.cache_clear()
    monkeypatch.setattr(Panel, "usual", found)
    yield found
    request._chart.cache_clear()


def test_the_usual_range_of_a_series_is_in_its_file_for_the_periods_it_is_drawn_over(usual):
    rows = rows_of("trends.series", "en", area=HOME, indicator="nrm_referrals", step="quarter")
    ranged = [row for row in rows if row["usual_mean"]]
    assert {(row["usual_mean"], row["usual_lower"], row["usual_upper"]) for row in ranged} == {
        ("12.5", "2.25", "22.75")
    }
    assert {row["area_code"] for row in ranged} == {HOME}
    own = [row["number"] != "" for row in rows if row["area_code"] == HOME]
    since_the_gap = own[::-1].index(False) if False in own else len(own)
    assert 0 < len(ranged) == since_the_gap


def test_the_area_a_map_is_compared_with_and_a_larger_chosen_one_are_in_its_file():
    dataset = current.dataset()
    row = rows_of("map.areas", "en", area=WALES, indicator="recorded_offences", period="2022-23")[0]
    for prefix, code in (("marked", WALES), ("compared", ENGLAND_AND_WALES)):
        rate = observation(dataset, View(code, "recorded_offences", "2022-23")).rate
        assert row[f"{prefix}_code"] == code and float(row[f"{prefix}_rate"]) == pytest.approx(rate, abs=1e-4)


def test_a_change_has_both_counts_with_both_periods_in_its_row():
    for row in rows_of("map.areas", "en", indicator="recorded_offences", measure="change"):
        counts = [
            published()["recorded_offences", row["area_code"], row[f"{part}_code"], "total", "all"][0]
            for part in ("before", "period")
        ]
        assert [int(row["before_number"]), int(row["number"])] == counts
        assert float(row["ratio"]) == pytest.approx(100 * counts[1] / counts[0], abs=1e-3)
        assert row["change"] and row["before"] == period(row["before_code"], wording("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shapes_of_a_map_say_in_words_what_they_show(language):
    text, dataset = wording(language), current.dataset()
    view = View(HOME, "nrm_referrals", "2023")
    for feature in geojson.geojson(map_view(dataset, view, Options(), text))["features"]:
        said = feature["properties"]
        assert said["indicator_name"] == text("indicator.nrm_referrals.name")
        assert (said["period_name"], said["unit"]) == ("2023", text("file.unit.people_referred"))
        assert bool(said["mark"]) == bool(said["mark_words"]) and said["edition"] and said["release"] == dataset.release
    painted = json.loads(open_data.answer("map.geojson", {"indicator": "nrm_referrals", "lang": language}).content)
    for feature in painted["features"]:
        said = feature["properties"]
        assert said["indicator"] == "nrm_referrals" and said["indicator_name"] == text("indicator.nrm_referrals.name")
        assert said["period 2023"] == "2023" and said["unit"] and said["source"] and said["edition"] and said["release"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_difference_of_two_releases_says_unit_marks_editions_and_releases(language):
    text = wording(language)
    rows = csv_rows(open_data.answer("changes.csv", {"lang": language}).content)
    head = {name: text(f"downloads.column.{name}") for name in ("was_mark", "was_words", "was_release", "now_release")}
    assert rows
    for row in rows:
        assert row[text("downloads.column.unit")] and row[text("downloads.column.source")]
        assert row[text("downloads.column.now_edition")]
        # Of what an earlier release had nothing of, it had no edition either.
        assert row[text("downloads.column.was_edition")] or row[head["was_mark"]] == text("downloads.absent")
        assert row[head["was_release"]] < row[head["now_release"]] == current.dataset().release
        if row[head["was_mark"]] == "[x]":
            assert row[head["was_words"]] == text("status.not_available")


def test_a_view_goes_on_having_all_periods_of_an_area():
    rows = of_ids(
        csv_rows(open_data.answer("view.csv", {"indicator": "recorded_offences", "area": HOME}).content), "en"
    )
    expected = trend(current.dataset(), View(HOME, "recorded_offences", "YE-2025-Q4"))
    assert [row["period_code"] for row in rows] == [*expected["period"]]
