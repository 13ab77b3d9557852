"""What an address asks of a briefing: understood where it can be, left out and named where it cannot."""

from urllib.parse import parse_qsl

import pytest

from components.briefing.changes_step import earlier_releases
from components.briefing.request import WORDS, read_briefing
from components.briefing.steps import STEPS, USUAL
from data import current
from data.site import LANGUAGES, site
from geo.areas import areas

KENT, WHOLE, UNITED_KINGDOM = "E23000032", "K04000001", "K02000001"
# The release that is shipped has no cases of a force.
HERE = tuple(id for id in USUAL if id != "cases")
HOSTILE = (
    "<script>alert(1)</script>",
    '" onload="x',
    "../../site.toml",
    "\x00",
    "=1+1",
    "W15000001'; DROP TABLE areas",
    "%(count)s",
    "９９９",
    "x" * 100_000,
    "," * 100_000,
    "🙂‮",
)


@pytest.fixture(scope="module")
def release():
    return current.dataset()


def read(release, accepted="", **parameters):
    return read_briefing(release, parameters, accepted=accepted)


def parts(asked):
    return asked.area, asked.language, asked.words, asked.steps, asked.since


def test_an_address_without_parameters_asks_for_the_usual_of_the_home_area(release):
    asked = read(release)
    assert parts(asked) == (site().home_area, "en", "one", HERE, "")
    assert asked.unknown == ()


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("name", ["area", "lang", "words", "steps", "since"])
def test_what_means_nothing_is_left_out_and_named_and_never_handed_on(release, name, hostile):
    asked = read(release, **{name: hostile})
    assert parts(asked) == parts(read(release))
    if hostile.strip(", ") or name != "steps":  # commas alone ask for no step
        assert asked.unknown == (name,)
    assert asked.query() == "lang=en"


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_whole_address_of_nonsense_still_is_a_sound_briefing(release, hostile):
    names = ("area", "lang", "words", "steps", "since", "nonsense")
    asked = read(release, accepted=hostile, **dict.fromkeys(names, hostile))
    assert [step.id for step in asked.briefings()[0]] == [*HERE]
    assert set(asked.unknown) <= {*names} - {"nonsense"}


@pytest.mark.parametrize("name", ["area", "lang", "words", "steps", "since"])
def test_a_parameter_without_a_value_is_none(release, name):
    assert read(release, **{name: ""}).unknown in ((), ("area",))
    assert parts(read(release, **{name: ""})) == parts(read(release))


@pytest.mark.parametrize("code", ["E23000999", "W15", "E0600", "north wales"])
def test_a_code_of_no_area_gets_the_home_area(release, code):
    asked = read(release, area=code)
    assert (asked.area, asked.unknown) == (site().home_area, ("area",))


def test_the_united_kingdom_has_no_briefing_of_its_own(release):
    asked = read(release, area=UNITED_KINGDOM)
    assert asked.area == site().home_area


@pytest.mark.parametrize("kind", ["force", "region", "country", "england_and_wales"])
def test_every_area_that_has_figures_of_its_own_can_be_asked_for(release, kind):
    codes = [code for code, area in areas().items() if area.kind == kind]
    assert codes
    assert [read(release, area=code).area for code in codes] == codes


def test_steps_are_shown_in_the_order_of_the_address_each_once(release):
    asked = read(release, steps="act, trend,stand,,act")
    assert (asked.steps, asked.unknown) == (("act", "trend", "stand"), ())


def test_a_step_that_there_is_not_is_named_and_the_others_are_shown(release):
    asked = read(release, steps="trend,nonsense,act")
    assert (asked.steps, asked.unknown) == (("trend", "act"), ("steps",))


def test_ten_thousand_steps_are_no_more_than_there_are(release):
    assert set(read(release, steps=",".join(STEPS * 10_000)).steps) <= {*STEPS}


def test_a_step_of_the_home_area_is_left_out_elsewhere_without_a_word(release):
    asked = read(release, area=KENT, steps="doing,act")
    assert (asked.steps, asked.unknown) == (("act",), ())


def test_a_briefing_has_at_least_one_step(release):
    asked = read(release, area=KENT, steps="doing")
    assert asked.steps == tuple(id for id in HERE if id != "doing")


@pytest.mark.parametrize(("accepted", "language"), [("cy-GB,cy;q=0.9,en;q=0.8", "cy"), ("fr", "en"), ("", "en")])
def test_without_a_language_in_the_address_the_browsers_is_taken(release, accepted, language):
    assert read(release, accepted=accepted).language == language


def test_the_address_goes_before_the_browser(release):
    assert read(release, accepted="cy", lang="en").language == "en"


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_languages_begin_with_that_of_the_address_and_have_the_same_steps(release, language):
    asked = read(release, lang=language, words="both", steps="stand,act", area=WHOLE)
    assert asked.texts[0].language == language
    assert {words.language for words in asked.texts} == {*LANGUAGES}
    first, second = asked.briefings()
    assert [step.id for step in first] == [step.id for step in second] == ["stand", "act"]
    assert first[0].title != second[0].title
    assert [cover.area for cover in asked.covers()] == [areas()[WHOLE].name(words.language) for words in asked.texts]


def test_one_language_is_one_briefing(release):
    asked = read(release, lang="cy", steps="act")
    assert len(asked.texts) == len(asked.briefings()) == len(asked.covers()) == 1


def test_an_earlier_release_can_be_asked_for(release):
    before = earlier_releases(release)[0]
    assert read(release, since=before).since == before


@pytest.mark.parametrize("since", ["2020-01-01", current.dataset().release, "2099-01-01", "../2026-11-23"])
def test_a_release_that_is_not_an_earlier_one_is_named(release, since):
    asked = read(release, since=since)
    assert (asked.since, asked.unknown) == ("", ("since",))


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"lang": "cy"},
        {"area": KENT, "words": "both"},
        {"steps": "changes,act,map", "since": "2026-11-23"},
        {"lang": "cy", "area": WHOLE, "words": "both", "steps": "people", "since": "2026-11-23"},
    ],
)
def test_the_address_of_a_briefing_asks_for_the_same_briefing(release, parameters):
    asked = read(release, **parameters)
    again = read(release, **dict(parse_qsl(asked.query())))
    assert parts(again) == parts(asked) and again.unknown == ()
    assert asked.query() == again.query()


def test_an_address_says_only_what_is_not_usual(release):
    assert read(release, words="one", area=site().home_area, steps=",".join(USUAL)).query() == "lang=en"


def test_an_address_can_be_changed(release):
    asked = read(release, area=KENT)
    changed = read(release, **dict(parse_qsl(asked.query(lang="cy", words=WORDS[1]))))
    assert (changed.area, changed.language, changed.words) == (KENT, "cy", "both")
