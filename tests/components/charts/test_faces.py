"""The four faces of a number: a true zero, hidden, not available, not applicable, alike in everything we show."""

import csv
import io
import json
import re
from html import unescape
from xml.etree import ElementTree

import pandas as pd
import pytest
from markupsafe import escape

from components.address.options import Options
from components.charts import tables
from components.charts.map import geojson, interactive
from components.charts.map.figures import area_figures, figure_in_words
from components.charts.map.files import map_file
from components.charts.map.picture import picture_chart
from components.charts.map.view import MapView, map_view
from components.charts.overview import overview_cards
from components.content import people
from components.content.map import Links, area_html
from components.content.overview import cards_html
from components.content.people import block_html
from components.drawing.bars import Bar, Halves, bars_of, bars_svg, halves_svg
from components.drawing.chart import Chart
from components.drawing.picture import drawing, picture_svg
from components.drawing.sparkline import Sparkline, sparkline_svg
from components.drawing.table import table_html
from components.drawing.theme import STRONG
from components.opendata.csv_file import rows_csv
from components.wording.describe import mark_in_words, missing, parts
from components.wording.format import mark
from data import current
from data.load import Dataset
from data.views import View, records
from geo.areas import areas
from geo.shapes import shapes
from tests.components.charts.map.release import make_map_dataset
from tests.conftest import HOME, WHOLE, rows, years_to_december

SVG = "{http://www.w3.org/2000/svg}"
ABSENT = ("hidden", "not_available", "not_applicable")
FACES = {"zero": "", "hidden": "[c]", "not_available": "[x]", "not_applicable": "[z]"}
LANE = re.compile(r'<span class="lane"><span class="(?:stub (\w+)|bar" style="width:([\d.]+)%)">')


def frame(face, breakdown="total", categories=("all", "all")):
    """Return two figures: one that is 8, and one with the face."""
    return pd.DataFrame(
        {
            "area_code": HOME,
            "period": ["2022", "2023"] if breakdown == "total" else "2023",
            "breakdown": breakdown,
            "category": [*categories],
            "value": pd.array([8, 0 if face == "zero" else None], dtype="Int64"),
            "status": ["final", "final" if face == "zero" else face],
            **{name: pd.array([None, None], dtype="Float64") for name in ("rate", "lower", "upper")},
            "rate_status": "not_applicable",
            "is_unreliable": False,
        }
    )


def bars(face):
    return bars_of(frame(face, "age", ("child", "adult")), str)


@pytest.fixture(params=FACES)
def face(request):
    return request.param


def shown_as(face):
    return "0" if face == "zero" else ""


def table_of(rows, words):
    return tables.file_table(current.dataset(), "recorded_offences", rows, words)


def test_the_four_marks_are_all_different():
    assert [mark(status) for status in ABSENT] == ["[c]", "[x]", "[z]"]
    assert len({*FACES.values()}) == 4


def test_a_table_has_the_zero_or_the_mark_and_says_what_it_means(face, words):
    html = table_html(table_of(frame(face), words), words)
    last_row = html.split("<tr>")[-1]
    assert f"<td>{FACES[face] or '0'}</td>" in last_row
    if face != "zero":
        assert f"<li>{FACES[face]} {words(f'status.{face}')}</li>" in html


def test_a_csv_cell_is_zero_or_empty_with_the_mark_beside_it(face, words):
    table = table_of(frame(face), words)
    content = rows_csv(table.file(), words).decode("utf-8-sig")
    *_, last = csv.DictReader(io.StringIO(content))
    assert (last[words("show.count")], last[words("show.mark")]) == (shown_as(face), FACES[face])


def test_a_bar_is_a_lane_with_no_bar_in_it_or_a_stub_with_the_mark_and_its_meaning(face, words):
    html = bars(face).html(words)
    *_, (status, width) = LANE.findall(html)
    assert (status, width) == (("", "0.0") if face == "zero" else (face, ""))
    said = (
        f'<span class="words">{FACES[face]} {escape(words(f"status.{face}"))}</span>' if face != "zero" else "<b>0</b>"
    )
    assert said in html


@pytest.mark.parametrize("status", ABSENT)
def test_in_a_picture_a_number_that_is_not_there_is_the_shortest_mark_of_all_with_its_words(status, words):
    drawn = ElementTree.fromstring(str(bars_svg(bars(status), words.language)))
    rects = [rect for rect in drawn.iter(f"{SVG}rect") if rect.get("fill") in (STRONG, f"url(#{status})")]
    longest, stub = rects
    assert float(stub.get("width")) < 0.05 * float(longest.get("width"))
    assert f"{FACES[status]} {words(f'status.{status}')}" in [each.text for each in drawn.iter(f"{SVG}text")]


@pytest.mark.parametrize("status", ABSENT)
def test_in_a_divided_bar_a_number_that_is_not_there_is_a_stub_with_its_words_said_once(status, words):
    half, lost = Bar("a", 8, "final"), Bar("a", None, status)
    said = escape(f"{FACES[status]} {words(f'status.{status}')}")
    for pair in ((half, lost), (lost, half), (lost, lost)):
        halves = Halves(("one", "two"), (pair, (half, half)))
        html, drawn = halves.html(words), str(halves_svg(halves, words.language))
        assert html.count(f'<span class="words">{said}</span>') == html.count('class="stub') == 1
        assert [each.text for each in ElementTree.fromstring(drawn).iter(f"{SVG}text")].count(unescape(said)) == 1
        assert drawn.count(f"url(#{status})") == 1


def test_where_no_number_is_shown_one_sentence_stands_alone_on_every_surface(words):
    rows = frame("hidden", "age", ("child", "adult")).assign(
        value=pd.array([None, None], dtype="Int64"), status="hidden"
    )
    figure, sentence = bars_of(rows, str), parts(rows, None, str, words)
    table = table_of(rows, words)
    chart = Chart(figure, sentence, figure.alt(words), table, "")
    assert not chart.is_drawn and sentence == words("describe.all_hidden", mark="[c]")
    html = block_html("t", chart, chart.figure, words, note="")
    assert escape(sentence) in html and "<figure" not in html and "lane" not in html
    picture = picture_svg(chart, words, about=("foot",))
    body = picture.partition("</defs>")[2]
    assert "foot" in body and body.count("url(#hidden)") == body.count("<rect") == 1  # that beside its meaning
    assert not Chart(Halves(("a", "b"), ((Bar("c", None, "hidden"),) * 2,)), "", "", table, "").is_drawn


def test_bars_say_the_zero_or_the_mark_and_its_meaning_aloud(face, words):
    alt = bars(face).alt(words)
    assert alt.endswith("adult: 0." if face == "zero" else f"adult: {FACES[face]} {words(f'status.{face}')}.")
    chart = Chart(bars(face), "s", alt, table_of(frame(face), words), "")
    assert f'aria-label="{alt}"' in block_html("t", chart, chart.figure, words, note="")


@pytest.mark.parametrize("status", ABSENT)
def test_a_line_breaks_at_a_gap_with_the_pattern_of_the_status_and_a_zero_is_on_the_line(status):
    broken = Sparkline(("1", "2"), (8, None), ("final", status), first="a", last="b")
    assert f"url(#{status})" in str(sparkline_svg(broken))
    whole = Sparkline(("1", "2"), (8, 0), ("final", "final"), first="a", last="b")
    assert "url(#" not in str(sparkline_svg(whole))


@pytest.mark.parametrize("status", ABSENT)
def test_every_reason_has_a_sentence_of_its_own(status, words):
    said = {each: missing(each, words) for each in ABSENT}
    assert len({*said.values()}) == 3
    assert said[status]


def a_release(face):
    """Return a release of all areas in which the home area has the face in 2023."""
    made = make_map_dataset()
    observations = made.observations
    here = (observations["area_code"] == HOME) & (observations["period"] == "2023")
    observations.loc[here, "value"] = 0 if face == "zero" else pd.NA
    observations.loc[here, "status"] = "final" if face == "zero" else face
    return Dataset(observations, made.population, made.manifest)


def test_maps_and_tiles_have_the_white_of_a_zero_or_the_pattern_of_the_status(face, words):
    release = a_release(face)
    faces = json.loads(map_file("faces.json", release, View(HOME, "nrm_referrals", "2023"), words))
    place, view = faces["codes"].index(HOME), faces["views"]["rate 2023"]
    assert view["looks"][place] == face
    assert faces["looks"][face]["fill"] == ("#ffffff" if face == "zero" else f"url(#{face})")
    said = view["labels"][place]
    assert words("map.label.count", count="0") in said if face == "zero" else FACES[face] in said
    for name in ("map.svg", "tiles.svg"):
        drawn = map_file(name, release, View(HOME, "nrm_referrals", "2023"), words).decode()
        assert face == "zero" or f'<pattern id="{face}"' in drawn


@pytest.mark.parametrize("tiles", [False, True])
def test_a_picture_of_the_map_has_the_white_of_a_zero_or_the_pattern_of_the_status(face, words, tiles):
    release, view = a_release(face), View(HOME, "nrm_referrals", "2023")
    drawn = picture_chart(map_view(release, view, Options(), words), tiles=tiles)
    outline = (
        shapes().paths[HOME] if not tiles else "M{} {}h57v57h-57z".format(*(60 * step for step in shapes().tiles[HOME]))
    )
    painted = re.search(
        rf'<path d="{re.escape(outline)}" fill="([^"]*)" stroke', str(drawing(drawn.figure, words.language))
    )[1]
    assert painted == ("#ffffff" if face == "zero" else f"url(#{face})")
    assert face == "zero" or FACES[face] in drawn.sentence


def test_the_geojson_to_take_away_has_the_zero_or_null_with_the_mark(face, words):
    found = geojson.geojson(map_view(a_release(face), View(HOME, "nrm_referrals", "2023"), Options(), words))
    home = next(each["properties"] for each in found["features"] if each["properties"]["code"] == HOME)
    assert home["value"] == (0 if face == "zero" else None)
    # A rate of none of the people of an area is unreliable as well.
    assert home["mark"] == ("[u]" if face == "zero" else FACES[face])


def test_the_alternative_text_of_the_maps_and_the_words_beside_them_have_the_mark_and_its_meaning(face, words):
    release, view = a_release(face), View(HOME, "nrm_referrals", "2023")
    html = area_html(MapView(release, view, Options(), words), Links("", ""))
    if face == "zero":
        assert "<b>0</b>" in html
        return
    alt = interactive.map_charts(MapView(release, view, Options(), words), is_narrow=False)["twin"].alt
    named = f"{mark_in_words(face, words)}: "
    assert named in alt and areas()[HOME].name(words.language) in alt.split(named)[1].split(".")[0]
    assert f"{FACES[face]} {missing(face, words).split(chr(39))[0]}" in html


def test_the_map_that_can_be_zoomed_has_the_same_pattern_and_says_the_same(face, words):
    release = a_release(face)
    shown = area_figures(release, "nrm_referrals", "2023", words)
    pattern = shown.classes.symbol(HOME).pattern
    assert pattern == ("" if face == "zero" else face)
    features = json.loads(map_file("map.geojson", release, View(HOME, "nrm_referrals", "2023"), words))["features"]
    home = next(each["properties"] for each in features if each["properties"]["code"] == HOME)
    assert home["rate 2023"]["pattern"] == (pattern or "none")
    row = next(row for row in records(shown.rows) if row.area_code == HOME)
    assert home["figure rate 2023"] == shown.labels[HOME].figure == figure_in_words(row, words)


def test_a_change_from_or_to_the_face_has_its_pattern_and_no_verdict_and_a_zero_has_one(face, words):
    made = a_release(face)
    observations = made.observations
    before = (observations["area_code"] == HOME) & (observations["period"] == "2022")
    observations.loc[before, ["value", "status"]] = [40, "final"]
    found = area_figures(made, "nrm_referrals", "2023", words, measure="change")
    assert found.classes.symbol(HOME).name == ("fell" if face == "zero" else face)
    assert (
        words("verdict.fell") in found.labels[HOME].figure
        if face == "zero"
        else FACES[face] in found.labels[HOME].figure
    )


def a_year(face):
    """Return a release in which the home area has one year with the face."""
    made = make_map_dataset()
    value = 0 if face == "zero" else None
    observations = [
        *rows("recorded_offences", HOME, years_to_december(value, last=2022), status=face),
        *rows("recorded_offences", WHOLE, years_to_december(9, last=2022)),
        *rows("recorded_offences", HOME, [("2023-Q2", "2023-04-01", "2023-06-30", value)], status=face),
        *rows("recorded_offences", WHOLE, [("2023-Q2", "2023-04-01", "2023-06-30", 9)]),
        *rows("nrm_referrals", HOME, [("2023", "2023-01-01", "2023-12-31", value)], status=face),
        *rows("nrm_referrals", WHOLE, [("2023", "2023-01-01", "2023-12-31", 9)]),
    ]
    return Dataset(pd.DataFrame(observations).astype({"value": "Int64"}), made.population, made.manifest)


def test_cards_show_the_zero_or_the_mark_with_its_reason_in_sentence_drawing_and_alternative(face, words):
    cards = overview_cards(a_year(face), HOME, words)
    for card in (cards[0], cards[2], cards[3]):
        assert card.big == (FACES[face] or "0")
    count, referrals = cards[0].chart, cards[2].chart
    if face == "zero":
        assert "url(#" not in str(drawing(count.figure, words.language))
    else:
        assert not count.is_drawn and not referrals.is_drawn
        assert "<img" not in cards_html((cards[0], cards[2]), words)
        assert count.sentence == missing(face, words)
        assert FACES[face] in count.alt and words(f"status.{face}") in referrals.alt


def test_the_people_page_says_the_zero_or_the_mark_with_its_reason(face, words):
    html = people.opening_html(a_year(face), View(HOME, "nrm_referrals", "2023"), words)
    assert "<b>0</b>" in html if face == "zero" else f"{FACES[face]} " in html
