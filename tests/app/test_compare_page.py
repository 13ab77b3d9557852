"""The compare page, entered as a visitor does: everything it shows is in the address, and every choice writes it."""

import json

import pytest

from components.address.pages import PAGES
from tests.app.test_pages import html_of, visit
from tests.components.source_figures import HOME, rank, rate, year_to_december

COMPARE = next(page for page in PAGES if page.id == "compare")


def figures(app):
    return [json.loads(element.proto.spec) for element in app.main if element.type == "plotly_chart"]


def box(app, label):
    return next(each for each in app.selectbox if each.label == label)


def test_north_wales_in_the_newest_year_says_what_the_release_says():
    html = html_of(visit(COMPARE, lang="en", area="W15000001"))
    count, before = year_to_december(HOME, 2025), year_to_december(HOME, 2024)
    # The intervals, the limits and the ends of the rank are pinned as the release of 30 November 2026 has them.
    for said in (
        f"Recorded modern slavery offences, year to December 2025: <b>{count}</b>.",
        f"{rate(HOME, 2025):.1f} (10.8 to 16.3)",
        "Outside the 99.8% limits: 0 of 42 forces.",
        f"North Wales ranks {rank(HOME, 2025)}th of 42 by rate; "
        "allowing for chance, it may lie anywhere between 14th and 32nd.",
        f"Police in North Wales recorded {count} modern slavery offences in the year to December 2025, "
        f"compared with {before} in the year to December 2024.",
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
        ("Year", "YE-2021-Q4", "period"),
        ("Which years", "2024-25", "period"),
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
        {"period": "YE-2016-Q2"},
        {"indicator": "nrm_referrals", "period": "2022"},
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
    app = visit(COMPARE, lang="en", indicator="nrm_referrals", period="2022")
    assert figures(app) == []
    assert "Years with rates: 2023." in html_of(app)
    assert "Not safe to print" in html_of(app)


def test_every_chart_has_an_alternative_text():
    app = visit(COMPARE, lang="cy", league="on", group="wales")
    alts = [element.proto.alt for element in app.main if element.type == "plotly_chart"]
    assert len(set(alts)) == 3 and all(alts)
