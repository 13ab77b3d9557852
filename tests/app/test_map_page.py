"""The map page as a visitor meets it: by address, by its choices, and where there is no map of what was asked."""

import json
import re

import pytest

from components.address.pages import PAGES
from components.wording.text import wording
from tests.app.test_pages import html_of, visit

MAP = next(page for page in PAGES if page.id == "map")
KENT = "E23000032"
HOSTILE = ["<script>alert(1)</script>", "' OR 1=1 --", "../../etc/passwd", "x" * 5000, "rate,change", "\x00", "Ⅷ", "-1"]


def elements(app, kind):
    return [element.proto for element in app.main if element.type == kind]


def deck_of(app):
    return json.loads(elements(app, "deck_gl_json_chart")[0].json)


def data_of(app):
    """Return what the page sends to its slider, its map and its tiles."""
    found = [json.loads(proto.json or proto.mixed.json) for proto in elements(app, "bidi_component")]
    slider = next((each for each in found if "codes" in each and "play" in each), None)
    return slider, [each for each in found if "drawing" in each]


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("measure", ["rate", "change"])
@pytest.mark.parametrize(
    ("period", "newest"),
    [
        ("2022-23", "2024-25"),
        ("2015-16", "2024-25"),
        ("YE-2025-Q4", "YE-2025-Q4"),
        ("YE-2016-Q4", "YE-2025-Q4"),
        ("YE-2024-Q2", "YE-2025-Q2"),
    ],
)
def test_every_year_can_be_opened_among_those_of_its_kind(language, period, newest, measure):
    app = visit(MAP, lang=language, indicator="recorded_offences", period=period, measure=measure)
    assert not app.exception
    assert [box.value for box in app.selectbox][1:4] == ["recorded_offences", newest, measure]
    slider, drawings = data_of(app)
    assert slider["codes"][slider["current"]] == period
    assert {each["view"] for each in drawings} == {f"{measure} {period}"}


def test_a_period_without_figures_can_be_opened_and_says_why():
    app = visit(MAP, lang="en", indicator="nrm_referrals", period="2022")
    html = html_of(app)
    assert wording("en")("describe.missing.not_available") in html
    assert "[x] not available" in html
    slider, drawings = data_of(app)
    assert slider["codes"][slider["current"]] == "2022"
    assert {each["view"] for each in drawings} == {"rate 2022"}


@pytest.mark.parametrize("language", ["en", "cy"])
def test_choosing_another_kind_of_years_opens_its_newest_and_writes_the_address(language):
    app = visit(MAP, lang=language)
    years = app.selectbox[2]
    assert years.label == wording(language)("map.years") and len(years.options) == 2
    years.select("2024-25").run()
    assert not app.exception and app.query_params["period"] == "2024-25"
    slider, _ = data_of(app)
    assert {len(code) for code in slider["codes"]} == {len("2024-25")}
    assert slider["codes"][slider["current"]] == "2024-25"


def test_referrals_have_years_of_one_kind_and_nothing_to_choose():
    app = visit(MAP, lang="en", indicator="nrm_referrals")
    assert wording("en")("map.years") not in [box.label for box in app.selectbox]


def test_the_address_alone_makes_the_view_and_everything_is_in_step():
    asked = {
        "area": "W15000002",
        "measure": "change",
        "scope": "wales",
        "against": KENT,
        "period": "2021-22",
        "large": "on",
    }
    app = visit(MAP, lang="cy", **asked)
    assert [box.value for box in app.selectbox] == [
        "W15000002",
        "recorded_offences",
        "2024-25",
        "change",
        "wales",
        KENT,
    ]
    slider, drawings = data_of(app)
    assert slider["codes"][slider["current"]] == "2021-22"
    for each in drawings:
        assert (each["chosen"], each["compared"], each["view"]) == ("W15000002", KENT, "change 2021-22")
        assert each["codes"] == ["W15000001", "W15000002", "W15000003", "W15000004"]
    layers = {layer["id"]: layer for layer in deck_of(app)["layers"]}
    assert f"touch-W15000002-{KENT}" in layers
    assert "change 2021-22" in layers["areas"]["getFillPattern"] and "wales" in layers["areas"]["getFillPattern"]
    html = html_of(app)
    assert '<h2 lang="cy">Gwent</h2>' in html
    assert html.count('<th scope="row">') == 4


def test_the_large_map_and_the_drawings_are_painted_from_the_same_release_and_language():
    app = visit(MAP, lang="cy", indicator="nrm_referrals", period="2023", large="on")
    _, drawings = data_of(app)
    asked = [each["faces"] for each in drawings] + [deck_of(app)["layers"][1]["data"]]
    assert {address.split("?")[1] for address in asked} == {asked[0].split("?")[1]}
    assert "indicator=nrm_referrals&period=2023&lang=cy&release=" in asked[0]


def test_the_map_to_zoom_into_is_there_when_it_is_asked_for():
    app = visit(MAP, lang="en")
    assert elements(app, "deck_gl_json_chart") == []
    app.toggle[0].set_value(True).run()
    assert app.query_params["large"] == "on" and len(elements(app, "deck_gl_json_chart")) == 1
    app.toggle[0].set_value(False).run()
    assert elements(app, "deck_gl_json_chart") == []


def test_every_choice_writes_the_address():
    app = visit(MAP, lang="en")
    choices = {"indicator": "nrm_referrals", "measure": "change", "scope": "around", "against": KENT}
    for name, value in choices.items():
        next(box for box in app.selectbox if box.label == wording("en")(f"map.{name}")).select(value).run()
        assert value in app.query_params[name]
        assert not app.exception


def test_an_area_is_compared_with_any_other_but_not_with_itself():
    app = visit(MAP, lang="en", area=KENT, against=KENT)
    assert app.selectbox[5].value == "K04000001"
    assert "Kent" not in app.selectbox[5].options
    assert len(app.selectbox[5].options) == 42 + 3 + 9


def test_a_part_of_the_map_is_closer_and_in_the_address_too():
    views = [
        deck_of(visit(MAP, lang="en", large="on", **more))["initialViewState"] for more in ({}, {"scope": "around"})
    ]
    assert views[1]["zoom"] > views[0]["zoom"]


@pytest.mark.parametrize("asked", [{"indicator": "uk_referrals"}, {"period": "2023-Q2"}])
def test_what_has_no_map_is_replaced_with_a_line(asked):
    app = visit(MAP, lang="en", **asked)
    assert not app.exception
    assert "This page does not show it." in html_of(app)
    assert "This page does not show it." not in html_of(visit(MAP, lang="en"))


@pytest.mark.parametrize("language", ["en", "cy"])
def test_there_is_no_map_of_a_change_of_referrals_and_the_page_says_so_plainly(language):
    app = visit(MAP, lang=language, indicator="nrm_referrals", measure="change", large="on")
    assert not app.exception
    assert wording(language)("map.change.none", title="@", periods="").split("@")[0] in html_of(app)
    assert elements(app, "deck_gl_json_chart") == [] and elements(app, "bidi_component") == []
    app.selectbox[2].select("rate").run()
    assert elements(app, "deck_gl_json_chart")


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("name", ["measure", "scope", "against", "period", "area", "indicator"])
def test_a_hostile_value_gives_the_nearest_view_and_one_line(name, value):
    app = visit(MAP, **{"lang": "en", name: value})
    assert not app.exception
    html = html_of(app)
    assert html.count('<p class="notice"') == 1
    assert len(value) < 3 or value not in re.sub("<[^>]*>", "", html)
    expected = ["W15000001", "recorded_offences", "YE-2025-Q4", "rate", "all", "K04000001"]
    assert [box.value for box in app.selectbox] == expected
    slider, _ = data_of(app)
    assert slider["current"] == len(slider["codes"]) - 1


def test_a_value_of_another_page_or_the_kingdom_is_not_compared_with():
    app = visit(MAP, lang="en", against="K02000001")
    assert app.selectbox[5].value == "K04000001"
    assert "Part of the address is not understood and is left out." in html_of(app)


def test_the_page_sends_no_shapes_only_their_addresses():
    app = visit(MAP, lang="en", large="on")
    assert len(elements(app, "deck_gl_json_chart")[0].json) < 3_000
    for proto in elements(app, "bidi_component"):
        assert proto.ByteSize() < 1_500


@pytest.mark.parametrize("measure", ["rate", "change"])
def test_the_table_is_there_once_with_all_areas(measure):
    html = html_of(visit(MAP, lang="en", measure=measure))
    assert html.count("<table") == 1
    assert html.count('<th scope="row">') == 43


def test_the_words_lead_to_the_signs_and_to_whom_to_tell_with_the_area_kept():
    html = html_of(visit(MAP, lang="cy", area=KENT))
    for page in ("signs", "report"):
        assert f'href="/{page}?lang=cy&amp;area={KENT}"' in html
