"""The compare page, entered as a visitor does: everything it shows is in the address, and every choice writes it."""

import json

import pytest

from components.registry import PAGES
from tests.app.test_pages import html_of, visit

COMPARE = next(page for page in PAGES if page.id == "compare")


def figures(app):
    return [json.loads(element.proto.spec) for element in app.main if element.type == "plotly_chart"]


def box(app, label):
    return next(each for each in app.selectbox if each.label == label)


def test_north_wales_in_2022_23_says_what_the_release_says():
    html = html_of(visit(COMPARE, lang="en", area="W15000001"))
    for said in (
        "Recorded modern slavery offences, 2022/23: <b>124</b>.",
        "18.0 (15.0 to 21.5)",
        "Outside the 99.8% limits: 0 of 42 forces.",
        "North Wales ranks 8th of 42 by rate; allowing for chance, it may lie anywhere between 6th and 13th.",
        "Police in North Wales recorded 124 modern slavery offences in 2022/23, compared with 98 in 2021/22.",
    ):
        assert said in html


def test_the_league_table_is_off_until_asked_for():
    app = visit(COMPARE, lang="en")
    assert len(figures(app)) == 2 and not app.toggle[0].value
    assert "(95%)</th>" not in html_of(app).split("What about ranks?")[1]
    app.toggle[0].set_value(True).run()
    assert "on" in app.query_params["league"]
    assert len(figures(app)) == 3
    assert len(figures(visit(COMPARE, lang="cy", league="on"))) == 3


@pytest.mark.parametrize(
    ("label", "value", "name"),
    [
        ("Year", "2021-22", "period"),
        ("Compared with", "similar", "group"),
        ("Limits of the funnel", "plain", "limits"),
        ("What is compared", "nrm_referrals", "indicator"),
    ],
)
def test_a_choice_writes_the_address(label, value, name):
    app = visit(COMPARE, lang="en")
    box(app, label).select(value).run()
    assert value in app.query_params[name]
    assert not app.exception


def test_areas_chosen_by_hand_are_in_the_address_as_codes():
    app = visit(COMPARE, lang="en", group="chosen")
    assert "Choose up to four areas." in html_of(app)
    app.multiselect[0].set_value(["W15000002", "K04000001"]).run()
    assert "W15000002,K04000001" in app.query_params["beside"]
    assert "North Wales beside others" in html_of(app)
    app.multiselect[0].set_value([]).run()
    assert not app.exception and "Choose up to four areas." in html_of(app)


def test_the_same_address_shows_the_same_in_the_other_language():
    asked = {"area": "W15000003", "group": "chosen", "beside": "W15000001", "limits": "plain", "period": "2021-22"}
    english, welsh = (figures(visit(COMPARE, lang=language, **asked)) for language in ("en", "cy"))
    for one, other in zip(english, welsh, strict=True):
        assert [trace.get("x") for trace in one["data"]] == [trace.get("x") for trace in other["data"]]
        assert [trace.get("y") for trace in one["data"]] == [trace.get("y") for trace in other["data"]]


@pytest.mark.parametrize(
    "asked",
    [
        {"period": "2016-17"},
        {"indicator": "uk_referrals", "area": "K02000001"},
        {"area": "E23000034", "group": "similar", "league": "on"},
        {"area": "K04000001", "group": "wales"},
        {"group": "<script>", "beside": "../../etc,W15000001,W15000001", "limits": "' OR 1=1", "league": "yes"},
    ],
)
def test_any_address_shows_the_nearest_comparison(asked):
    app = visit(COMPARE, lang="en", **asked)
    assert not app.exception and "<script>" not in html_of(app)
    assert html_of(app).count("<h1") == 1


def test_a_year_without_figures_has_no_chart_and_says_when_there_are_some():
    app = visit(COMPARE, lang="en", period="2016-17")
    assert figures(app) == []
    assert "Years with rates: 2015/16, 2017/18" in html_of(app)
    assert "Not safe to print" in html_of(app)


def test_every_chart_has_an_alternative_text():
    app = visit(COMPARE, lang="cy", league="on", group="wales")
    alts = [element.proto.alt for element in app.main if element.type == "plotly_chart"]
    assert len(set(alts)) == 3 and all(alts)
