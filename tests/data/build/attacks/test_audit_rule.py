"""The last gate against a reader of the rule, and the same by hand: ``python -m data.attack --replay``."""

import csv
import io
from functools import partial

import pytest

from data import attack
from data.build.attacks import audit_rule as gate
from data.build.attacks.audit_rule import audit_rule
from data.build.problems import BuildError
from data.build.replay.attacker import replay
from data.history import Release
from data.register import register
from tests.data.build.rules_to_replay import at_random, cheapest_first
from tests.data.build.small_tables import NAME, PARENTS, rows

SOUTH_WEST = "E12000009"
AVON, DEVON, DORSET, GLOUCESTERSHIRE, WILTSHIRE = [code for code in sorted(PARENTS) if PARENTS[code] == SOUTH_WEST]
FORCES = {AVON: 16, DEVON: 4, DORSET: 5, GLOUCESTERSHIRE: 6, WILTSHIRE: 5}
COUNCILS = {f"W0600000{n}": value for n, value in zip(range(1, 7), (9, 10, 10, 30, 30, 30), strict=True)}


@pytest.fixture(autouse=True)
def old_rule(monkeypatch):
    """Hide as this project once did: what counts least is the partner."""
    let(monkeypatch, cheapest_first)


def let(monkeypatch, rule):
    for module in (gate, attack):
        monkeypatch.setattr(module, "replay", partial(replay, algorithm=rule))


def region(period="2022-Q2", hidden=(DEVON, DORSET)):
    """Return the counts of the forces of a region, and the names of those that are hidden."""
    counts = {(SOUTH_WEST, period, "total", "all"): sum(FORCES.values())}
    counts |= {(code, period, "total", "all"): value for code, value in FORCES.items()}
    return counts, {name for name in counts if name[0] in hidden}


def councils():
    """Return the cases of the councils of a force: the two that are hidden come to 19, and 10 is shown."""
    counts = {("W15000001", "2023", "total", "all"): sum(COUNCILS.values())}
    counts |= {("W15000001", "2023", "local_authority", code): value for code, value in COUNCILS.items()}
    return counts, {name for name in counts if name[3] in ("W06000001", "W06000002")}


def table(tables, identifier):
    text = io.StringIO(newline="")
    written = csv.DictWriter(text, ["indicator", *NAME, "value", "status", "release"], lineterminator="\n")
    written.writeheader()
    for indicator, (counts, hidden) in tables:
        written.writerows({**row, "indicator": indicator} for row in rows(counts, hidden, release=identifier))
    return text.getvalue().encode()


def release(*tables, identifier="2026-01-01"):
    return Release(identifier, {"observations.csv": table(tables, identifier)}, {})


REFERRALS, CASES = ("nrm_referrals", region()), ("local_cases", councils())


def test_a_count_that_the_rule_gives_away_is_not_published():
    with pytest.raises(BuildError) as caught:
        audit_rule([release(REFERRALS)], register())
    assert str(caught.value).splitlines() == [
        "Nothing was published: which counts are hidden would tell what some of them are.",
        *(
            f"  nrm_referrals {code} 2022-Q2 total all: which counts are hidden tells that it is 4 or 5 "
            "(enumerated: 10 tables)"
            for code in (DEVON, DORSET)
        ),
        "Publish fewer or coarser tables: data/build/publication.toml says which",
    ]


def test_a_rule_that_gives_nothing_away_passes_and_says_what_was_replayed(monkeypatch):
    let(monkeypatch, at_random)
    three = ("nrm_referrals", region(hidden=(DEVON, DORSET, WILTSHIRE)))
    assert audit_rule([release(three)], register()) == ["  3 hidden counts replayed, 0 not"]


def test_what_an_earlier_release_said_of_referrals_is_not_replayed_again():
    said = audit_rule([release(REFERRALS), release(REFERRALS, identifier="2026-04-01")], register())
    assert said == ["  0 hidden counts replayed, 0 not"]


def test_a_period_that_is_new_is_replayed():
    later = release(REFERRALS, ("nrm_referrals", region("2022-Q3")), identifier="2026-04-01")
    with pytest.raises(BuildError, match="2022-Q3 total all: which counts are hidden tells") as caught:
        audit_rule([release(REFERRALS), later], register())
    assert "2022-Q2" not in str(caught.value)


def test_cases_are_replayed_in_every_release():
    with pytest.raises(BuildError, match="local_cases W15000001 2023 local_authority W06000001: .* it is 9 or 10 "):
        audit_rule([release(CASES), release(CASES, identifier="2026-04-01")], register())


def test_a_group_too_large_for_a_build_is_said(monkeypatch):
    monkeypatch.setattr(gate, "_LARGEST_GROUP", 1)
    assert audit_rule([release(REFERRALS)], register()) == [
        "  0 hidden counts replayed, 2 not",
        "    2: one of 2 counts that are tied together, and 1 are the most",
    ]


def test_an_indicator_without_a_threshold_is_left_alone():
    assert audit_rule([release(("recorded_offences", region()))], register()) == ["  0 hidden counts replayed, 0 not"]


def run(tmp_path, capsys, *options):
    (tmp_path / "observations.csv").write_bytes(table([REFERRALS], "2026-01-01"))
    code = attack.main([str(tmp_path), *options])
    return code, capsys.readouterr().out.splitlines()


def test_the_command_finds_by_replay_what_the_sums_do_not_tell(tmp_path, capsys):
    code, said = run(tmp_path, capsys)
    assert code == 0
    assert not [line for line in said if "which counts are hidden" in line]
    code, said = run(tmp_path, capsys, "--replay")
    assert code == 1
    assert [line.split(":")[0] for line in said[:2]] == [
        f"nrm_referrals {code} 2022-Q2 total all" for code in (DEVON, DORSET)
    ]
    assert said[-1] == (
        "Replayed 2 hidden counts, 2 of which the rule gives away; 0 could not be; "
        "2 of 4 swaps of one person leave the pattern as it is"
    )
