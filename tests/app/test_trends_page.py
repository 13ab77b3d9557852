"""The trends page, entered as a visitor does: every choice is in the address, and every address has a page."""

import json

import pytest

from components.registry import PAGES
from components.text import LANGUAGES, text
from tests.app.test_pages import html_of, visit

TRENDS = next(page for page in PAGES if page.id == "trends")


def figures_of(app):
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def box(app, label):
    return next(each for each in app.selectbox if each.label == label)


def test_north_wales_says_what_the_release_says():
    html = html_of(visit(TRENDS, lang="en", area="W15000001"))
    for said in ("North Wales, 2022/23: 124", "98 in 2021/22: no clear change", "41 in 2017/18", "726 in 2010"):
        assert said in html
    assert "17,004 in 2023" in html and "15,247 in 2023" in html


def test_its_quarterly_referrals_are_no_signal_and_no_clear_trend():
    html = html_of(visit(TRENDS, lang="en", area="W15000001", indicator="nrm_referrals", step="quarter"))
    assert "No signal: the newest figure is within" in html
    assert "No clear trend." in html
    assert "Signal: " not in html.replace("No signal: ", "")


def test_every_drawing_has_its_alternative_text_and_its_table():
    app = visit(TRENDS, lang="en", area="W15000001")
    charts = app.get("plotly_chart")
    assert len(charts) == 3
    assert all(chart.proto.alt for chart in charts)
    assert html_of(app).count("<table") == 3
    assert html_of(app).count("data-take") == 3


def test_choosing_quarters_changes_the_address_and_the_drawing():
    app = visit(TRENDS, lang="en", area="W15000001")
    years = figures_of(app)[0]
    box(app, "Years or quarters").select("quarter").run()
    assert app.query_params["step"] == "quarter"
    assert len(figures_of(app)[0]["data"][1]["x"]) > len(years["data"][1]["x"])
    assert "compare the shapes, not the heights" in html_of(app)


def test_the_dated_events_can_be_switched_off_and_the_address_says_so():
    app = visit(TRENDS, lang="en", area="W15000001")
    assert 'class="events"' in html_of(app)
    app.toggle[0].set_value(False).run()
    assert app.query_params["notes"] == "off"
    assert 'class="events"' not in html_of(app)
    dotted = [shape for shape in figures_of(app)[0]["layout"]["shapes"] if shape["line"].get("dash") == "dot"]
    assert dotted == []


@pytest.mark.parametrize("indicator", ["uk_referrals", "uk_decisions"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_address_of_the_united_kingdom_shows_the_home_area_and_says_where_its_figures_are(indicator, language):
    app = visit(TRENDS, lang=language, area="K02000001", indicator=indicator, period="2023")
    assert not app.exception
    words = text(language)("trends.instead.uk", shown="")
    assert words.split(":")[0] in html_of(app)


@pytest.mark.parametrize(
    ("indicator", "step"), [("recorded_offences", "year"), ("nrm_referrals", "quarter"), ("local_cases", "quarter")]
)
@pytest.mark.parametrize("area", ["W15000004", "E12000007", "W92000004", "K04000001"])
def test_every_kind_of_area_has_its_trends_without_its_own_panel_twice(area, indicator, step):
    app = visit(TRENDS, lang="en", area=area, indicator=indicator, step=step)
    assert not app.exception
    panels = sum(name.startswith("xaxis") for name in figures_of(app)[0]["layout"])
    assert panels == (2 if area in ("W92000004", "K04000001") else 3)


def test_an_area_whose_quarters_are_all_hidden_shows_none_of_them():
    app = visit(TRENDS, lang="en", area="E23000034", indicator="nrm_referrals", step="quarter")
    assert "City of London, October to December 2023: [c] The number is hidden" in html_of(app)
    own = [trace for trace in figures_of(app)[0]["data"] if trace["xaxis"] == "x" and trace["type"] == "scatter"]
    assert [value for trace in own for value in trace["y"] if value is not None] == []


def test_what_an_address_may_hold_of_nonsense_gets_the_nearest_view_and_a_line():
    app = visit(
        TRENDS, lang="en", area="W15000001", step="<script>", notes="1;drop", indicator="../..", period="9" * 999
    )
    assert not app.exception
    assert "North Wales, 2022/23: 124" in html_of(app)
    assert "<script>" not in html_of(app)
