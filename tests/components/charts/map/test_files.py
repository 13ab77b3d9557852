"""The maps as files: what they carry wherever they are copied to, that they are sent once, and that they stay small."""

import gzip
import json
from xml.etree import ElementTree

import pytest

from components.charts.map.figures import area_figures
from components.charts.map.files import DRAWINGS, KINDS, NoMapError, map_address, map_file, view_key, whole_series
from components.drawing.map.classes import SYMBOLS
from data.views import View
from geo.areas import children, forces
from geo.shapes import shapes
from tests.components.charts.map.release import VIEW_2023, make_map_dataset
from tests.conftest import HIDDEN, HOME
from web.answer import NoAnswerError
from web.open_data.answer import answer

VIEW = View(HOME, **VIEW_2023)
OFFENCES = View(HOME, "recorded_offences", "2022-23")
KEY = view_key("rate", "2023")


@pytest.fixture(scope="module")
def release():
    return make_map_dataset()


@pytest.fixture
def features(release, words):
    found = json.loads(map_file("map.geojson", release, VIEW, words))
    return {feature["properties"]["code"]: feature for feature in found["features"]}


@pytest.fixture
def faces(release, words):
    return json.loads(map_file("faces.json", release, VIEW, words))


def test_the_shapes_carry_the_43_areas_as_they_were_built(features):
    assert features.keys() == {force.code for force in forces()}
    built = {feature["properties"]["code"]: feature["geometry"] for feature in shapes().features["features"]}
    assert all(feature["geometry"] == built[code] for code, feature in features.items())


def test_a_hidden_area_has_a_pattern_and_neither_value_nor_class(features, words):
    properties = features[HIDDEN]["properties"]
    assert properties[KEY]["pattern"] == "hidden"
    assert properties[f"figure {KEY}"] == f"[c] {words('map.legend.hidden')}"
    known = {
        "code",
        "name",
        "language",
        "scopes",
        *(f"{part}rate {year}" for part in ("", "figure ") for year in (2022, 2023)),
        *("indicator", "indicator_name", "unit", "source", "edition", "release", "period 2022", "period 2023"),
    }
    assert set(properties) == known


def test_an_area_with_a_value_has_its_class_as_a_colour(features):
    assert features[HOME]["properties"][KEY] == {"fill": [32, 115, 188], "line": [255, 255, 255], "pattern": "none"}


def test_an_area_knows_which_parts_of_the_map_it_belongs_to(features):
    welsh = {area.code for area in children("W92000004")}
    assert {code for code, each in features.items() if "wales" in each["properties"]["scopes"]} == welsh
    around = {code for code, each in features.items() if "near-W92000004" in each["properties"]["scopes"]}
    assert around == welsh | {"E23000006", "E23000016", "E23000037"}


@pytest.mark.parametrize("measure", ["rate", "change"])
def test_the_faces_hold_the_look_and_the_words_of_each_area_in_every_period(release, words, measure):
    found = json.loads(map_file("faces.json", release, OFFENCES, words))
    assert found["views"].keys() == {
        view_key(m, p) for m in ("rate", "change") for p in ("2020-21", "2021-22", "2022-23")
    }
    for period in ("2020-21", "2022-23"):
        shown = area_figures(release, "recorded_offences", period, words, measure=measure)
        view = found["views"][view_key(measure, period)]
        assert view["title"] == shown.title(words)
        for code, look, label in zip(found["codes"], view["looks"], view["labels"], strict=True):
            assert label == f"{shown.labels[code].name}: {shown.labels[code].figure}"
            assert found["looks"][look]["fill"] == shown.classes.symbol(code).fill


def test_a_measure_that_has_nothing_to_show_has_no_view(faces):
    assert faces["views"].keys() == {"rate 2022", "rate 2023"}


def test_letters_on_a_pattern_have_a_ground_and_on_a_class_none(faces):
    assert faces["looks"]["hidden"]["halo"] == SYMBOLS["hidden"].halo
    assert {look["halo"] for name, look in faces["looks"].items() if name.startswith("class")} == {""}


@pytest.mark.parametrize("name", ["map.geojson", "faces.json"])
def test_source_caveat_and_attribution_are_inside(release, english, name):
    about = json.loads(map_file(name, release, VIEW, english))["description"]
    for part in (
        "Home Office",
        "This site’s release: 1 January 2026",
        "Contains OS data © Crown copyright and database right 2023",
        "generalised, for display",
        "Potential victims",
    ):
        assert part in about


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_says_where_its_shapes_come_from(release, english, name):
    about = ElementTree.fromstring(map_file(name, release, VIEW, english)).find("{http://www.w3.org/2000/svg}desc").text
    assert "Contains OS data ©" in about and "generalised, for display" in about


@pytest.mark.parametrize(
    ("name", "most"), [("map.geojson", 45_000), ("map.svg", 20_000), ("tiles.svg", 6_000), ("faces.json", 9_000)]
)
def test_a_file_stays_small_when_compressed(release, words, name, most):
    assert len(gzip.compress(map_file(name, release, OFFENCES, words))) <= most


def test_every_view_of_an_indicator_is_in_the_same_file_and_it_is_made_once(release, english):
    kent = View("E23000032", "nrm_referrals", "2022")
    ours, theirs = (whole_series(release, view) for view in (VIEW, kent))
    for name in ("map.geojson", "faces.json", *DRAWINGS):
        assert map_file(name, release, VIEW, english) is map_file(name, release, kent, english)
        assert map_address(name, ours, "2026", english) == map_address(name, theirs, "2026", english)


def test_years_of_another_kind_are_in_a_file_of_their_own(release, english):
    ending = View(HOME, "recorded_offences", "YE-2021-Q4")
    addresses = [map_address("faces.json", whole_series(release, view), "2026", english) for view in (OFFENCES, ending)]
    assert ["period=2022-23" in addresses[0], "period=YE-2022-Q4" in addresses[1]] == [True, True]
    views = json.loads(map_file("faces.json", release, ending, english))["views"]
    assert views.keys() == {view_key(m, f"YE-{year}-Q4") for m in ("rate", "change") for year in (2020, 2021, 2022)}


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_is_the_same_for_every_indicator_and_release(english, name):
    assert map_address(name, VIEW, "2026", english) == map_address(name, OFFENCES, "2027", english)


def test_an_indicator_without_maps_is_refused_by_name(release, english):
    with pytest.raises(NoMapError, match="uk_referrals"):
        map_file("faces.json", release, View(HOME, "uk_referrals", "2023"), english)


def test_the_address_names_what_changes_the_file_and_nothing_else(words):
    language = words.language
    assert map_address("faces.json", VIEW, "2026-01-01", words) == (
        f"/open-data/faces.json?indicator=nrm_referrals&period=2023&lang={language}&release=2026-01-01"
    )
    assert map_address("overview.svg", VIEW, "2026-01-01", words) == (
        f"/open-data/overview.svg?area={HOME}&indicator=nrm_referrals&period=2023&lang={language}&release=2026-01-01"
    )
    assert (
        map_address("map.svg", VIEW, "2026-01-01", words)
        == f"/open-data/map.svg?lang={language}&release={shapes().edition}"
    )


@pytest.mark.parametrize("name", KINDS)
def test_the_open_data_serves_every_map_file_and_lets_the_browser_keep_it(name):
    found = answer(name, {"indicator": "recorded_offences", "period": "2022-23", "lang": "cy"})
    assert found.media_type == KINDS[name]
    assert found.headers["cache-control"] == "public, max-age=3600"
    assert found.content


@pytest.mark.parametrize("parameters", [{"indicator": "nonsense"}, {"indicator": "uk_referrals"}, {"period": "1066"}])
def test_an_address_that_has_no_map_is_not_found(parameters):
    with pytest.raises(NoAnswerError) as refused:
        answer("map.geojson", parameters)
    assert refused.value.parameter in parameters
