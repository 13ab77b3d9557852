"""The last gate of a build: sabotage of every kind is caught, and the message says what can be done."""

import pytest

from data.build.attacks.audit import audit
from data.build.past import Held
from data.build.problems import BuildError
from data.register import register
from tests.data.build.small_audits import FIRST, GWENT, NORTH, SECOND, SOUTH, WELSH, counts, hiding, refusal, release
from tests.data.build.small_tables import ENGLAND, NATIONAL, WALES


def test_releases_that_give_nothing_away_pass_with_what_the_attacker_knows():
    found = audit([release(WELSH, hiding(WELSH, NORTH, GWENT))], register())
    assert {interval.count.area_code: (interval.low, interval.high) for interval in found.public.intervals} == {
        NORTH: (0, 20),
        GWENT: (0, 20),
    }


def test_one_secondary_cell_shown_is_caught():
    assert refusal(release(WELSH, hiding(WELSH, NORTH))) == [
        f"  nrm_referrals {NORTH} 2023 total all, hidden in release 2026-01-01: is 4",
        "To hide these counts better, publish fewer or coarser tables: data/build/publication.toml says which",
    ]


def test_a_hierarchy_with_one_child_hidden_is_caught():
    values = WELSH | counts({NATIONAL: 150, ENGLAND: 100})
    assert f"  nrm_referrals {WALES} 2023 total all, hidden in release 2026-01-01: is 50" in refusal(
        release(values, hiding(values, WALES, NORTH))
    )


def test_two_tables_that_are_safe_alone_but_not_together_are_caught():
    by_type = {(NORTH, "2023", "type", "labour"): 4, (NORTH, "2023", "type", "sexual"): 8}
    by_age = {(NORTH, "2023", "age", "adult"): 7, (NORTH, "2023", "age", "child"): 5}
    hidden = hiding(by_type, "labour")
    assert audit([release(by_type, hidden)], register()).findings == ()
    assert audit([release(by_age)], register()).findings == ()
    assert refusal(release(by_type | by_age, hidden))[0] == (
        f"  nrm_referrals {NORTH} 2023 type labour, hidden in release 2026-01-01: is 4"
    )


def test_two_releases_that_are_safe_alone_but_not_together_are_caught():
    first, second = (
        release(WELSH, hiding(WELSH, NORTH, other), identifier=identifier)
        for other, identifier in ((GWENT, FIRST), (SOUTH, SECOND))
    )
    assert audit([first], register()).findings == audit([second], register()).findings == ()
    assert f"  nrm_referrals {NORTH} 2023 total all, hidden in release 2026-04-01: is 4" in refusal(first, second)


@pytest.mark.parametrize("more", [1, 4, -1, -4])
def test_two_releases_that_differ_by_one_small_correction_are_caught(more):
    assert refusal(*corrected(more))[:2] == [
        f"  nrm_referrals {SOUTH} 2023 total all: was 20 in release 2026-01-01, is {20 + more} in 2026-04-01: "
        "a difference of few people",
        "A correction by so few people tells what became known of them.",
    ]


def corrected(more):
    """Return a release, and the next one with a force and its country corrected."""
    values = {**WELSH, (SOUTH, "2023", "total", "all"): 20 + more, (WALES, "2023", "total", "all"): 50 + more}
    hidden = hiding(WELSH, NORTH, GWENT)
    return release(WELSH, hidden), release(values, hidden, identifier=SECOND)


def test_a_correction_by_the_threshold_passes():
    assert audit(corrected(5), register()).findings == ()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (
            lambda row: {"status": "hidden_too"} if row["area_code"] == GWENT else {},
            "has a mark of its own, hidden_too",
        ),
        (lambda row: {"value": "4"} if row["area_code"] == NORTH else {}, "is hidden, but has a value"),
        (
            lambda row: {"status": "not_available"} if row["area_code"] == GWENT else {},
            "is not_available, but the area above it is shown",
        ),
    ],
    ids=["another mark", "a value", "passed off as not available"],
)
def test_a_hidden_count_that_is_set_apart_is_caught(spoil, said):
    assert any(said in line for line in refusal(release(WELSH, hiding(WELSH, NORTH, GWENT), spoil=spoil)))


def test_an_indicator_without_a_threshold_may_be_corrected_by_one():
    first, second = (
        release(counts({NORTH: value}, code="2022-23"), identifier=identifier, indicator="recorded_offences")
        for value, identifier in ((20, FIRST), (21, SECOND))
    )
    assert audit([first, second], register()).findings == ()


def test_many_findings_are_cut_short():
    values = {(area, f"{year}", *rest): n for (area, _, *rest), n in WELSH.items() for year in range(2000, 2023)}
    said = refusal(release(values, hiding(values, NORTH)))
    assert len(said) == 20 + 2
    assert said[20] == "  and 3 more"


def test_tables_that_cannot_be_attacked_are_not_published():
    values = {**WELSH, (WALES, "2023", "total", "all"): 9}
    with pytest.raises(BuildError) as caught:
        audit([release(values, hiding(values, NORTH))], register())
    assert str(caught.value).startswith(
        "The attack could not be carried out, so nothing was published. nrm_referrals: the published tables do not"
    )


def test_progress_is_told():
    seen = []
    audit([release(WELSH, hiding(WELSH, NORTH, GWENT))], register(), progress=lambda *told: seen.append(told))
    assert seen == [(2, 2)]


def choices(first, second, *passing):
    """Return what was tried, and what the message says can be done, if these choices make a release that passes."""
    tried = []

    def held_back(option):
        tried.append(option)
        return first if option in passing else second

    said = refusal(first, second, held_back=held_back)
    return tried, said[said.index("A correction by so few people tells what became known of them.") + 1 :]


YEAR, WHOLE = (Held("nrm_referrals", "2023"),), (Held("nrm_referrals"),)


def test_every_choice_that_is_named_was_tried():
    tried, said = choices(*corrected(1), YEAR, WHOLE)
    assert tried == [YEAR, WHOLE]
    assert said == [
        "Choose one of these; each was tried, and gives nothing away:",
        "  add --hold-back nrm_referrals:2023, and these figures stay as they were;",
        "  add --hold-back nrm_referrals, and these figures stay as they were;",
        "The corrections can be published later, with others, once they come to more.",
    ]


def test_a_choice_that_gives_something_away_is_not_named():
    _, said = choices(*corrected(1), WHOLE)
    assert [line for line in said if "add" in line] == [
        "  add --hold-back nrm_referrals, and these figures stay as they were;"
    ]


def test_where_no_choice_will_do_that_is_said():
    assert choices(*corrected(1))[1] == [
        "To hold figures back is not enough this time. Tried were: --hold-back nrm_referrals:2023; --hold-back "
        "nrm_referrals.",
        "Publish nothing of nrm_referrals now: leave what is published as it is, and build again when more corrections "
        "have come together.",
    ]


def test_a_choice_that_cannot_be_made_is_not_named():
    def held_back(option):
        raise BuildError("no such release")

    assert any("not enough" in line for line in refusal(*corrected(1), held_back=held_back))


def test_a_correction_of_a_quarter_is_held_back_with_its_year():
    values = counts({SOUTH: 20}, code="2023-Q4") | counts({SOUTH: 9}, code="2022-Q1")
    changed = {name: value + 1 for name, value in values.items()}
    tried, _ = choices(release(values), release(changed, identifier=SECOND))
    assert {*tried[0]} == {Held("nrm_referrals", "2023"), Held("nrm_referrals", "2022")}


def test_a_correction_of_cases_is_small_up_to_their_own_threshold():
    first, second, third = (
        release(counts({NORTH: value}), identifier=identifier, indicator="local_cases")
        for value, identifier in ((20, FIRST), (29, SECOND), (30, SECOND))
    )
    assert choices(first, second)[0][0] == (Held("local_cases", "2023"),)
    assert audit([first, third], register()).findings == ()
