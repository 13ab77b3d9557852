"""The last gate of a build: sabotage of every kind is caught, and the message says what can be done."""

import csv
import io

import pandas as pd
import pytest

from data.build import audit as auditing
from data.build.audit import audit
from data.build.problems import BuildError
from data.history import Release
from data.register import register
from tests.data.small_tables import ENGLAND, NAME, NATIONAL, WALES, WELSH_FORCES, rows

NORTH, GWENT, SOUTH, DYFED = WELSH_FORCES
FIRST, SECOND = "2026-01-01", "2026-04-01"
REFUSED = "Nothing was published: this release would give away what must not be known."


def counts(values, breakdown="total", category="all", code="2023"):
    return {(area, code, breakdown, category): value for area, value in values.items()}


def hiding(values, *wanted):
    """Return the names of the counts that have one of the areas or categories."""
    return {name for name in values if {*name} & {*wanted}}


def release(values, hidden=(), *, identifier=FIRST, indicator="nrm_referrals", spoil=lambda row: {}):
    published = [{**row, "indicator": indicator, **spoil(row)} for row in rows(values, hidden, release=identifier)]
    text = io.StringIO(newline="")
    table = csv.DictWriter(text, ["indicator", *NAME, "value", "status", "release"], lineterminator="\n")
    table.writeheader()
    table.writerows(published)
    return Release(identifier, {"observations.csv": text.getvalue().encode()}, {})


def refusal(*releases, **more):
    with pytest.raises(BuildError) as caught:
        audit(releases, register(), **more)
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
        f"  nrm_referrals {WALES} 2023 total all: was 50 in release 2026-01-01, is {50 + more} in 2026-04-01: "
        "a difference of few people",
        f"  nrm_referrals {SOUTH} 2023 total all: was 20 in release 2026-01-01, is {20 + more} in 2026-04-01: "
        "a difference of few people",
        "A correction by so few people tells what became known of them. Choose:",
        "  hold back: add --hold-back nrm_referrals:2023, and these figures stay as they were;",
        "  batch: hold back now, and publish the correction with others once they come to more;",
        "  coarsen: leave out the finer tables, in data/build/publication.toml.",
    ]


def test_a_correction_by_the_threshold_passes():
    corrected = {**WELSH, (SOUTH, "2023", "total", "all"): 25, (WALES, "2023", "total", "all"): 55}
    hidden = hiding(WELSH, NORTH, GWENT)
    found = audit([release(WELSH, hidden), release(corrected, hidden, identifier=SECOND)], register())
    assert found.findings == ()


def test_a_correction_of_a_quarter_is_held_back_with_its_year():
    values = counts({SOUTH: 20}, code="2023-Q4") | counts({SOUTH: 9}, code="2022-Q1")
    corrected = {name: value + 1 for name, value in values.items()}
    said = refusal(release(values), release(corrected, identifier=SECOND))
    assert (
        "  hold back: add --hold-back nrm_referrals:2023 --hold-back nrm_referrals:2022, and these figures stay as "
        "they were;"
    ) in said


def test_a_correction_of_cases_is_small_up_to_their_own_threshold():
    first, second = (
        release(counts({NORTH: value}), identifier=identifier, indicator="local_cases")
        for value, identifier in ((20, FIRST), (29, SECOND))
    )
    assert "  hold back: add --hold-back local_cases:2023, and these figures stay as they were;" in refusal(
        first, second
    )


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


def own(indicator, code, values):
    """Return contributions as the build has them: one contributor with its part of every count."""
    parts = pd.DataFrame([(*name, value) for name, value in values.items()], columns=[*NAME, "value"])
    return {indicator: {code: parts.astype({"value": "Int64"})}}


CASES = counts({NORTH: 90}) | {
    (NORTH, "2023", "local_authority", code): value
    for code, value in {"W06000001": 4, "W06000002": 16, "W06000003": 20, "W06000004": 50}.items()
}
GWYNEDD = own("local_cases", "W06000002", {
    (NORTH, "2023", "total", "all"): 16, (NORTH, "2023", "local_authority", "W06000002"): 16,
})  # fmt: skip


def test_a_group_of_two_contributors_is_caught_where_cases_are_protected_against_one():
    pair = release(CASES, hiding(CASES, "W06000001", "W06000002"), indicator="local_cases")
    assert audit([pair], register()).findings == ()
    assert refusal(pair, contributions=GWYNEDD) == [
        f"  Gwynedd, which knows its own counts, knows local_cases {NORTH} 2023 local_authority W06000001, hidden in "
        "release 2026-01-01, to be 4",
        "To hide these counts better, publish fewer or coarser tables: data/build/publication.toml says which",
    ]


def test_a_group_of_three_contributors_passes():
    three = release(CASES, hiding(CASES, "W06000001", "W06000002", "W06000003"), indicator="local_cases")
    assert audit([three], register(), contributions=GWYNEDD).findings == ()


def test_what_a_contributor_knows_is_counted_where_it_is_allowed(monkeypatch, capsys):
    rules = {name: rule._replace(insider=False) for name, rule in auditing.read_rules({"local_cases": 10}).items()}
    monkeypatch.setattr(auditing, "read_rules", lambda thresholds: rules)
    pair = release(CASES, hiding(CASES, "W06000001", "W06000002"), indicator="local_cases")
    audit([pair], register(), contributions=GWYNEDD)
    assert "  local_cases: 1 hidden count is known too closely to some contributor" in capsys.readouterr().out


def test_parts_that_are_not_those_of_the_release_stop_the_build():
    pair = release(CASES, hiding(CASES, "W06000001", "W06000002"), indicator="local_cases")
    wrong = own("local_cases", "W06000003", {(NORTH, "2023", "total", "all"): 21})
    with pytest.raises(BuildError) as caught:
        audit([pair], register(), contributions=wrong)
    assert "local_cases: this cannot be the part of Conwy" in str(caught.value)


def test_indicators_about_the_same_people_are_not_published_side_by_side():
    typed = {(NORTH, "2023", "type", "criminal"): 19}
    both = both_of(release(typed), release(typed, indicator="local_cases"))
    assert refusal(both)[0] == (
        f"  local_cases {NORTH} 2023 type: can be laid beside nrm_referrals type (criminal), which may be about the "
        "same people"
    )


def both_of(one, other):
    """Return a release with the rows of two."""
    first, second = (each.files["observations.csv"] for each in (one, other))
    return Release(one.id, {"observations.csv": first + second.partition(b"\n")[2]}, {})
