"""The maps as files: what they carry wherever they are copied to, and that they stay small."""

import gzip
import json

import pytest

from components.map_files import KINDS, NoMapError, map_address, map_file
from components.open_data import answer
from data.views import View
from geo.areas import forces
from geo.shapes import shapes
from tests.components.conftest import HIDDEN, HOME
from tests.components.map_release import VIEW_2023, make_map_dataset

VIEW = View(HOME, **VIEW_2023)


@pytest.fixture(scope="module")
def release():
    return make_map_dataset()


@pytest.fixture
def features(release, words):
    found = json.loads(map_file("map.geojson", release, VIEW, words))
    return {feature["properties"]["code"]: feature for feature in found["features"]}


def test_the_shapes_carry_the_43_areas_as_they_were_built(features):
    assert features.keys() == {force.code for force in forces()}
    built = {feature["properties"]["code"]: feature["geometry"] for feature in shapes().features["features"]}
    assert all(feature["geometry"] == built[code] for code, feature in features.items())


def test_a_hidden_area_has_a_pattern_and_neither_value_nor_class(features, words):
    properties = features[HIDDEN]["properties"]
    assert properties["pattern"] == "hidden"
    assert properties["figure"] == f"[c] {words('map.legend.hidden')}"
    assert set(properties) == {"code", "name", "language", "figure", "fill", "line", "pattern"}


def test_an_area_with_a_value_has_its_class_as_a_colour(features):
    assert features[HOME]["properties"]["fill"] == [32, 115, 188]
    assert features[HOME]["properties"]["pattern"] == "none"


@pytest.mark.parametrize("name", ["map.geojson", "map.svg", "tiles.svg"])
def test_source_caveat_and_attribution_are_inside(release, english, name):
    content = map_file(name, release, VIEW, english).decode()
    for part in (
        "Home Office",
        "Release: 1 January 2026",
        "Natural Earth",
        "generalised, for display",
        "Potential victims",
    ):
        assert part in content


@pytest.mark.parametrize(("name", "most"), [("map.geojson", 40_000), ("map.svg", 20_000), ("tiles.svg", 6_000)])
def test_a_file_stays_small_when_compressed(release, words, name, most):
    assert len(gzip.compress(map_file(name, release, VIEW, words))) <= most


def test_the_same_view_is_made_once(release, english):
    kent = View("E23000032", **VIEW_2023)
    assert map_file("map.svg", release, VIEW, english) is map_file("map.svg", release, kent, english)


def test_an_indicator_without_maps_is_refused_by_name(release, english):
    with pytest.raises(NoMapError, match="uk_referrals"):
        map_file("map.svg", release, View(HOME, "uk_referrals", "2023"), english)


def test_the_address_names_the_view_the_language_and_the_release(words):
    assert map_address("map.svg", VIEW, "2026-01-01", words) == (
        f"/open-data/map.svg?indicator=nrm_referrals&period=2023&lang={words.language}&release=2026-01-01"
    )


@pytest.mark.parametrize("name", KINDS)
def test_the_open_data_serves_every_map_file_and_lets_the_browser_keep_it(name):
    found = answer(name, {"indicator": "recorded_offences", "period": "2022-23", "lang": "cy"})
    assert found.media_type == KINDS[name]
    assert found.headers["cache-control"] == "public, max-age=3600"
    assert found.content


@pytest.mark.parametrize("parameters", [{"indicator": "nonsense"}, {"indicator": "uk_referrals"}, {"period": "1066"}])
def test_an_address_that_has_no_map_is_not_found(parameters):
    assert answer("map.geojson", parameters) is None
