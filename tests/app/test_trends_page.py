"""The trends page, entered as a visitor does: every choice is in the address, and every address has a page."""

import json

import pytest

from components.address.pages import PAGES
from components.wording.text import wording
from data.site import LANGUAGES
from tests.app.test_pages import html_of, visit
from tests.components.source_figures import HOME, year_to_december

TRENDS = next(page for page in PAGES if page.id == "trends")


def figures_of(app):
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def box(app, label):
    return next(each for each in app.selectbox if each.label == label)


def test_north_wales_says_what_the_release_says():
    html = html_of(visit(TRENDS, lang="en", area="W15000001"))
    for said in (
        f"In the year to December 2025, North Wales Police recorded {year_to_december(HOME, 2025)} modern slavery",
        f"In the year to December 2024 it was {year_to_december(HOME, 2024)}: a difference of this size can happen",
        "Over the five years to December 2025, there is no clear trend.",
        "726 in 2010",
    ):
        assert said in html
    # The first three as the tables by age and place have them, the last as a bulletin says: two editions of one year.
    assert "17,004 in 2023" in html and "15,247 in 2023" in html and "16,990 in 2023" in html


def test_its_quarterly_referrals_are_compared_with_the_quarter_a_year_before_and_no_trend_is_said():
    html = html_of(visit(TRENDS, lang="en", area="W15000001", indicator="nrm_referrals", step="quarter"))
    assert "In October to December 2023, North Wales Police referred 10 potential victims" in html
    assert "In October to December 2022 it was 7:" in html
    assert "ignal" not in html.replace("signals", "") and "Over the five years" not in html


@pytest.mark.parametrize(("step", "newest"), [("year", "December 2025"), ("financial", "2024/25"), ("quarter", "2025")])
def test_offences_go_by_years_to_december_financial_years_or_quarters(step, newest):
    app = visit(TRENDS, lang="en", area="W15000001", step=step)
    assert not app.exception
    assert box(app, "Years or quarters").value == step
    (line, *_) = (trace for trace in figures_of(app)[0]["data"] if trace["type"] == "scatter")
    assert newest in line["hovertext"][-1]


def test_every_drawing_has_its_alternative_text_and_its_table():
    app = visit(TRENDS, lang="en", area="W15000001")
    charts = app.get("plotly_chart")
    assert len(charts) == 4
    assert all(chart.proto.alt for chart in charts)
    assert html_of(app).count("<table") == 4
    assert html_of(app).count("data-take") == 4


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


@pytest.mark.parametrize("indicator", ["uk_referrals", "uk_totals", "uk_decisions"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_address_of_the_united_kingdom_shows_the_home_area_and_says_where_its_figures_are(indicator, language):
    app = visit(TRENDS, lang=language, area="K02000001", indicator=indicator, period="2023")
    assert not app.exception
    words = wording(language)("trends.instead.uk", shown="")
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
    number = year_to_december(HOME, 2025)
    assert f"North Wales Police recorded {number} modern slavery offences" in html_of(app)
    assert "<script>" not in html_of(app)
