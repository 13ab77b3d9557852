"""The last gate of a build: sabotage of every kind is caught, and the message says what can be done."""

import csv
import io

import pytest

from data.build.audit import audit
from data.build.problems import BuildError
from data.history import Release
from data.register import register
from tests.data.small_tables import ENGLAND, NAME, NATIONAL, WALES, WELSH_FORCES, rows

NORTH, GWENT, SOUTH, DYFED = WELSH_FORCES
DAYS = ("period_start", "period_end")
FIRST, SECOND = "2026-01-01", "2026-04-01"
REFUSED = "Nothing was published: this release would give away what must not be known."


def counts(values, breakdown="total", category="all", code="2023"):
    return {(area, code, breakdown, category): value for area, value in values.items()}


def hiding(values, *wanted):
    """Return the names of the counts that have one of the areas or categories."""
    return {name for name in values if {*name} & {*wanted}}


def release(values, hidden=(), *, identifier=FIRST, indicator="nrm_referrals", spoil=lambda row: {}):
    published = [
        {**row, **dict.fromkeys(DAYS, ""), "indicator": indicator, **spoil(row)}
        for row in rows(values, hidden, release=identifier)
    ]
    text = io.StringIO(newline="")
    table = csv.DictWriter(text, ["indicator", *NAME, *DAYS, "value", "status", "release"], lineterminator="\n")
    table.writeheader()
    table.writerows(published)
    return Release(identifier, {"observations.csv": text.getvalue().encode()}, {})


def refusal(*releases, held_back=None):
    with pytest.raises(BuildError) as caught:
        audit(releases, register(), held_back=held_back)
    first, *others = str(caught.value).splitlines()
    assert first == REFUSED
    return others


WELSH = counts({WALES: 50, NORTH: 4, GWENT: 16, SOUTH: 20, DYFED: 10})


def test_releases_that_give_nothing_away_pass_with_what_the_attacker_knows():
    found = audit([release(WELSH, hiding(WELSH, NORTH, GWENT))], register())
    assert {interval.count.area_code: (interval.low, interval.high) for interval in found.intervals} == {
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
    corrected = {**WELSH, (SOUTH, "2023", "total", "all"): 20 + more, (WALES, "2023", "total", "all"): 50 + more}
    hidden = hiding(WELSH, NORTH, GWENT)
    assert refusal(release(WELSH, hidden), release(corrected, hidden, identifier=SECOND)) == [
        f"  nrm_referrals {SOUTH} 2023 total all: was 20 in release 2026-01-01, is {20 + more} in 2026-04-01: "
        "a difference of few people",
        "A correction by so few people tells what became known of them.",
    ]


def test_a_correction_by_the_threshold_passes():
    corrected = {**WELSH, (SOUTH, "2023", "total", "all"): 25, (WALES, "2023", "total", "all"): 55}
    hidden = hiding(WELSH, NORTH, GWENT)
    found = audit([release(WELSH, hidden), release(corrected, hidden, identifier=SECOND)], register())
    assert found.findings == ()


def attempts(made):
    """Return what makes a release with figures held back, and the list of what it was asked to hold back."""
    asked = []

    def attempt(held):
        asked.append(" ".join(map(str, held)))
        if isinstance(found := made(asked[-1]), Exception):
            raise found
        return found

    return attempt, asked


def test_a_correction_of_a_quarter_is_held_back_with_its_year():
    values = counts({SOUTH: 20}, code="2023-Q4") | counts({SOUTH: 9}, code="2022-Q1")
    corrected = {name: value + 1 for name, value in values.items()}
    first, second = release(values), release(corrected, identifier=SECOND)
    attempt, asked = attempts(lambda held: first)
    said = refusal(first, second, held_back=attempt)
    assert asked == ["nrm_referrals:2022 nrm_referrals:2023", "nrm_referrals"]
    assert said[-4:] == [
        "Choose one of these; each was tried, and gives nothing away:",
        "  add --hold-back nrm_referrals:2022 --hold-back nrm_referrals:2023, and these figures stay as they were;",
        "  add --hold-back nrm_referrals, and these figures stay as they were;",
        "The corrections can be published later, with others, once they come to more.",
    ]


SMALL, LARGE = counts({SOUTH: 21}), counts({SOUTH: 30})


@pytest.mark.parametrize(
    "still",
    [
        release(SMALL, identifier=SECOND),
        BuildError("cannot be made"),
        release(counts({WALES: 9, SOUTH: 20}), identifier=SECOND),
    ],
    ids=["it gives the same away", "it cannot be made", "it does not add up"],
)
def test_only_choices_that_pass_are_named(still):
    attempt, _ = attempts(lambda held: still if held == "nrm_referrals:2023" else release(LARGE, identifier=SECOND))
    said = refusal(release(counts({SOUTH: 20})), release(SMALL, identifier=SECOND), held_back=attempt)
    assert [line for line in said if "add --hold-back" in line] == [
        "  add --hold-back nrm_referrals, and these figures stay as they were;"
    ]


def test_where_no_choice_passes_the_refusal_says_what_to_do():
    attempt, asked = attempts(lambda held: release(SMALL, identifier=SECOND))
    said = refusal(release(counts({SOUTH: 20})), release(SMALL, identifier=SECOND), held_back=attempt)
    assert asked == ["nrm_referrals:2023", "nrm_referrals"]
    assert said[-2:] == [
        "To hold figures back is not enough this time. Tried were: --hold-back nrm_referrals:2023; "
        "--hold-back nrm_referrals.",
        "Publish nothing of nrm_referrals now: leave what is published as it is, and build again when more corrections "
        "have come together.",
    ]


def test_what_the_last_release_does_not_have_is_not_tried():
    attempt, asked = attempts(lambda held: release(LARGE, identifier=SECOND))
    values = {**WELSH, **counts({SOUTH: 9}, code="2022")}
    new = release(values, hiding(WELSH, NORTH), identifier=SECOND)
    said = refusal(release(counts({SOUTH: 9}, code="2022")), new, held_back=attempt)
    assert asked == ["nrm_referrals"]
    assert "coarse" not in " ".join(said)


def test_it_is_said_what_is_being_tried(capsys):
    attempt, _ = attempts(lambda held: release(LARGE, identifier=SECOND))
    refusal(release(counts({SOUTH: 20})), release(SMALL, identifier=SECOND), held_back=attempt)
    assert capsys.readouterr().out.splitlines()[0] == (
        "Trying whether nothing is given away with --hold-back nrm_referrals:2023"
    )


def test_a_correction_of_cases_is_small_up_to_their_own_threshold():
    first, second, third = (
        release(counts({NORTH: value}), identifier=identifier, indicator="local_cases")
        for value, identifier in ((20, FIRST), (29, SECOND), (30, SECOND))
    )
    assert "is 29 in 2026-04-01: a difference of few people" in refusal(first, second)[0]
    assert audit([first, third], register()).findings == ()


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
