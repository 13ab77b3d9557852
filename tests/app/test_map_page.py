"""The map page as a visitor meets it: by address, by its choices, and where there is no map of what was asked."""

import json

import pytest

from components.registry import PAGES
from components.text import text
from tests.app.test_pages import html_of, visit

MAP = next(page for page in PAGES if page.id == "map")


def elements(app, kind):
    return [element.proto for element in app.main if element.type == kind]


def deck_of(app):
    return json.loads(elements(app, "deck_gl_json_chart")[0].json)


def twins_of(app):
    return [json.loads(proto.json or proto.mixed.json) for proto in elements(app, "bidi_component")]


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("period", ["2022-23", "2016-17", "2015-16"])
def test_every_period_can_be_opened_also_one_without_figures(language, period):
    app = visit(MAP, lang=language, indicator="recorded_offences", period=period)
    assert not app.exception
    assert [box.value for box in app.selectbox][1:] == ["recorded_offences", period]


def test_a_period_without_figures_says_why():
    html = html_of(visit(MAP, lang="en", period="2016-17"))
    assert text("en")("describe.missing.not_available") in html
    assert "[x] not available" in html


def test_the_address_alone_makes_the_view_and_everything_is_in_step():
    app = visit(MAP, lang="cy", area="W15000002", indicator="nrm_referrals", period="2023")
    assert [box.value for box in app.selectbox] == ["W15000002", "nrm_referrals", "2023"]
    assert [twin["chosen"] for twin in twins_of(app)] == ["W15000002", "W15000002"]
    assert deck_of(app)["layers"][-1]["id"] == "touch-W15000002"
    assert '<h2 lang="cy">Gwent</h2>' in html_of(app)


def test_the_large_map_and_the_drawings_ask_for_the_same_view():
    app = visit(MAP, lang="cy", indicator="nrm_referrals", period="2023")
    asked = [twin["address"] for twin in twins_of(app)] + [deck_of(app)["layers"][1]["data"]]
    assert {address.split("?")[1] for address in asked} == {asked[0].split("?")[1]}
    assert "indicator=nrm_referrals&period=2023&lang=cy" in asked[0]


def test_choosing_another_indicator_and_period_writes_the_address():
    app = visit(MAP, lang="en")
    app.selectbox[1].select("nrm_referrals").run()
    assert "nrm_referrals" in app.query_params["indicator"]
    app.selectbox[2].select("2022").run()
    assert "2022" in app.query_params["period"]
    assert not app.exception


def test_the_closer_look_is_in_the_address_too():
    views = [deck_of(visit(MAP, lang="en", **more))["initialViewState"] for more in ({}, {"close": "true"})]
    assert views[1]["zoom"] > views[0]["zoom"]


@pytest.mark.parametrize("asked", [{"indicator": "uk_referrals"}, {"period": "2023-Q2"}])
def test_what_has_no_map_is_replaced_with_a_line(asked):
    app = visit(MAP, lang="en", **asked)
    assert not app.exception
    assert "There is no map of what the address asks for." in html_of(app)
    assert html_of(visit(MAP, lang="en")).count("There is no map") == 0


def test_the_page_sends_no_shapes_only_their_addresses():
    app = visit(MAP, lang="en")
    assert len(elements(app, "deck_gl_json_chart")[0].json) < 5_000
    for proto in elements(app, "bidi_component"):
        assert proto.ByteSize() < 2_500


def test_the_table_is_there_once_with_all_areas():
    html = html_of(visit(MAP, lang="en"))
    assert html.count("<table") == 1
    assert html.count('<th scope="row">') == 43
