"""Of the release that is shipped, every area, in both languages: headline, cards, trends, map and claims agree."""

import re

import pytest

from data import current
from geo.areas import areas
from tests.properties.opening import LANGUAGES
from tests.properties.sentences import AVERAGE, TURN, check, check_quarter, quarter_sentence, says, sentences
from tests.properties.told import told

AREAS = [area.code for area in areas().values() if area.kind not in ("united_kingdom", "local_authority")]
# The same sentence in each language, by what it begins with: those that one language has, the other has.
KINDS = {
    "a turn": TURN,
    "one average change": AVERAGE,
    "clearly below": re.compile("is clearly below it|mae’r nifer diweddaraf yn amlwg yn is"),
    "no clear trend": re.compile("there is no clear trend|nid oes tuedd glir"),
}


def test_every_force_and_every_larger_area_is_looked_at():
    kinds = [areas()[code].kind for code in AREAS]
    assert (kinds.count("force"), kinds.count("region"), len(AREAS)) == (43, 9, 55)


@pytest.mark.parametrize("area", AREAS)
def test_all_that_is_said_of_an_area_is_true_and_agrees(area):
    found = told(current.PUBLISHED, area)
    spoken = {}
    for language in LANGUAGES:
        said = sentences(current.dataset(), area, language)
        check(said, found, language)
        check_quarter(quarter_sentence(current.dataset(), area, language), found, language)
        agree(said, language)
        spoken[language] = {
            **{name: bool(kind.search(said["headline"])) for name, kind in KINDS.items()},
            **{way: bool(says(said["headline"], language, way)) for way in ("rise", "fall")},
        }
    assert spoken["en"] == spoken["cy"]


def agree(said, language):
    """Fail where one place speaks of a rise and another of a fall, or a card goes the other way than the headline."""
    title = said["stand"]
    ways = [way for way in ("rise", "fall") if says(title, language, way)]
    assert len(ways) < 2, title
    for way in ways:
        assert says(said["card"], language, way), said["card"]
        assert says(said["reason"], language, way), said["reason"]
        assert says(said["trends"], language, way), said["trends"]
    assert said["stand card"] in said["card"]
    assert title in said["claims True"] and title in said["claims False"]
