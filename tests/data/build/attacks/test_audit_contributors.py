"""The last gate against contributors, and against who lays two indicators beside each other."""

import pandas as pd
import pytest

from data.build.attacks import gate
from data.build.attacks.audit import audit
from data.build.problems import BuildError
from data.history import Release
from data.register import register
from tests.data.build.small_audits import GWENT, NORTH, SECOND, WELSH, counts, hiding, refusal, release
from tests.data.build.small_tables import NAME, WALES


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


def test_a_force_that_takes_its_own_off_is_caught_in_periods_that_no_release_had_before():
    values = {(area, code, *rest): n for (area, _, *rest), n in WELSH.items() for code in ("2022", "2023")}
    before = {name: n for name, n in values.items() if name[1] == "2022"}
    parts = {(area, code, "total", "all"): 16 for area in (GWENT, WALES) for code in ("2022", "2023")}
    knows = own("nrm_referrals", GWENT, parts)
    first = release(before, hiding(before, NORTH, GWENT))
    second = release(values, hiding(values, NORTH, GWENT), identifier=SECOND)
    assert [line.split(", hidden")[0] for line in refusal(first, second, contributions=knows)[:-1]] == [
        f"  Gwent, which knows its own counts, knows nrm_referrals {NORTH} 2023 total all"
    ]
    again = release(before, hiding(before, NORTH, GWENT), identifier=SECOND)
    assert audit([first, again], register(), contributions=knows).findings == ()


def test_a_group_of_three_contributors_passes():
    three = release(CASES, hiding(CASES, "W06000001", "W06000002", "W06000003"), indicator="local_cases")
    assert audit([three], register(), contributions=GWYNEDD).findings == ()


def test_what_a_contributor_knows_is_counted_where_it_is_allowed(monkeypatch, capsys):
    rules = {name: rule._replace(insider=False) for name, rule in gate.read_rules({"local_cases": 10}).items()}
    monkeypatch.setattr(gate, "read_rules", lambda thresholds: rules)
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
