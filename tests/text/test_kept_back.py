"""No sentence of the repository tells a count that the tables keep back: documents, wording, comments and docstrings.

What is planted here is put together from parts, so that this file tells nothing either.
"""

import collections

import pytest

from data.load import load
from geo.areas import areas
from tests.text.kept_back import KeptBack, kept_back, told
from tests.text.paragraphs import MADE, ROOT, paragraphs

WHOLE, WELSH_WHOLE, HOME = "England and Wales", "Nghymru a Lloegr", "North Wales"
NUMBERS = {1: "one", 2: "two", 3: "three", 4: "four"}
WELSH_PEOPLE = {1: "un person", 2: "dau berson", 3: "tri pherson", 4: "pedwar person"}


def smallest(area, breakdown, *, is_joined=False):
    """Return the smallest count of a breakdown in an area that is hidden, or joined with another."""
    found = [each for each in kept_back() if each.area == area and each.breakdown == breakdown and each.value]
    return min((each for each in found if ("+" in each.category) == is_joined), key=lambda each: each.value)


def planted():
    """Return sentences as they once stood or could stand, each with the count of the source put in."""
    joined, crossed = smallest("K04000001", "gender", is_joined=True), smallest("K04000001", "type_age_gender")
    people, low, high = NUMBERS[joined.value], NUMBERS[crossed.value], NUMBERS[crossed.value + 2]
    quarter = next(each for each in kept_back() if each.breakdown == "total" and each.value in NUMBERS)
    return {
        "joined": f"In 2023 “other” and “not known” gender came to {people} people in {WHOLE}, so they are joined.",
        "range": (
            f"**Type by age by gender for {WHOLE} is published, with its small counts hidden**, although small "
            f"national counts may be shown. Because: four of its cells counted {low} to {high} people."
        ),
        "figure": f"Of other or not known gender there were {joined.value} referrals in {WHOLE}.",
        "Welsh": f"Yn 2023, {WELSH_PEOPLE[joined.value]} o rywedd arall oedd yng {WELSH_WHOLE}, yn ôl rhywedd.",
        "quarter": f"In that quarter {area(quarter)} referred {NUMBERS[quarter.value]} people.",
        "sum": f"Organ harvesting, a type of exploitation, comes to {exploitation()} in {WHOLE}.",
    }


def area(each):
    return areas()[each.area].name("en")


def exploitation():
    return next(each.value for each in kept_back() if (each.area, each.category) == ("K04000001", "organ_harvesting"))


def test_what_is_kept_back_is_what_the_shipped_release_hides_or_joins():
    shown = load().observations
    shown = shown[shown["indicator"] == "nrm_referrals"]
    hidden = shown[shown["status"] == "hidden"]
    named = {(each.area, each.period, each.breakdown, each.category) for each in kept_back()}
    assert named >= {*hidden[["area_code", "period", "breakdown", "category"]].itertuples(index=False, name=None)}
    published = {*shown[["breakdown", "category"]].itertuples(index=False, name=None)}
    joined = {breakdown for _, _, breakdown, category in named if (breakdown, category) not in published}
    assert joined == {*shown["breakdown"]} - {"total"}


@pytest.mark.parametrize("kind", planted())
def test_a_sentence_that_tells_a_count_is_found(kind):
    assert told(planted()[kind])


def test_no_sentence_of_the_repository_tells_a_count_that_is_kept_back():
    found = [
        f"{file}: {sentence!r} tells {each}" for file, words in paragraphs() for sentence, each in told(words).items()
    ]
    assert not found, "reword it without the number: " + "\n".join(found)


def test_every_kind_of_prose_is_read():
    files = collections.Counter(file for file, _ in paragraphs())
    for name in ("README.md", "CHANGELOG.md", "data/cases/dictionary.md", "data/build/publication.toml"):
        assert files[name] > 3, name
    for name in ("locales/cy/people.po", "locales/cy/methods.md", "locales/guidance/signs.toml", "data/history.py"):
        assert files[name] > 3, name
    assert {"docs/anonymity.md", "tests/text/test_kept_back.py", "site.toml"} <= {*files}
    assert {file.name for file in (ROOT / "docs").glob("*.md")} - {*MADE} <= {file.rpartition("/")[2] for file in files}


@pytest.mark.parametrize(
    "harmless",
    [
        f"In 2023 the police of {HOME} referred 39 people, by type, age group and gender.",
        f"A number below 5 is hidden in any area smaller than {WHOLE}.",
        "In this made-up example three councils of a region have 3, 9 and 20 people.",
    ],
)
def test_a_number_that_tells_nothing_is_left_alone(harmless):
    assert not told(harmless)


def test_a_count_and_its_words_belong_to_one_area_and_one_year():
    each = smallest("K04000001", "gender", is_joined=True)
    assert isinstance(each, KeptBack)
    said = f"In 2019 other and not known gender came to {NUMBERS[each.value]} people in {WHOLE}."
    assert not told(said)
    assert not told(said.replace("2019", "2023").replace(WHOLE, "Scotland"))
