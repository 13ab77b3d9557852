"""``python -m data.attack``, tried as one contributor."""

import csv

import pytest

from data.attack import main
from tests.data.build.small_tables import NAME, NORTH_EAST, rows

REGION, *THREE = NORTH_EAST
COUNTS = {(area, "2023", "total", "all"): value for area, value in zip(NORTH_EAST, (40, 4, 16, 20), strict=True)}
COLUMNS = ["indicator", *NAME, "value", "status", "release"]


def write(path, lines, columns=COLUMNS):
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, columns, extrasaction="ignore")
        table.writeheader()
        table.writerows({**line, "indicator": "nrm_referrals"} for line in lines)
    return path


@pytest.fixture
def attacked(tmp_path, capsys):
    """Return a function that publishes counts with two or three forces hidden, tries them, and returns what it said."""

    def attack(own, contributor=THREE[0], *, hidden=2, columns=COLUMNS):
        names = {name for name in COUNTS if name[0] in THREE[:hidden]}
        write(tmp_path / "observations.csv", rows(COUNTS, names))
        file = write(tmp_path / "own.csv", rows(own), columns)
        code = main([str(tmp_path), "--contributor", contributor, "--own", str(file)])
        said = capsys.readouterr()
        return code, said.out.splitlines(), said.err.replace(str(tmp_path), "here").splitlines()

    return attack


OWN = {(area, "2023", "total", "all"): 4 for area in (REGION, THREE[0])}


def test_a_contributor_finds_the_other_of_a_pair(attacked):
    code, out, _ = attacked(OWN)
    assert (code, out) == (1, [
        f"Northumbria, which knows its own counts, knows nrm_referrals {THREE[1]} 2023 total all, hidden in release "
        "2026-01-01, to be 16",
        f"4 rows, {THREE[0]} knows 1 hidden counts of others too closely",
    ])  # fmt: skip


def test_a_contributor_finds_nothing_in_a_group_of_three(attacked):
    assert attacked(OWN, hidden=3)[0] == 0


def test_a_contributor_that_is_not_known_is_refused_with_those_that_are(attacked):
    code, _, err = attacked(OWN, "E23000099")
    assert (code, err) == (1, [f"E23000099 is no contributor of nrm_referrals; expected one of {', '.join(THREE)}"])


def test_a_file_with_other_columns_is_refused(attacked):
    code, _, err = attacked(OWN, columns=["area_code", "value"])
    assert code == 1
    assert err == [
        "here/own.csv: expected the columns breakdown, category, indicator, period, release, status too, as in "
        "observations.csv"
    ]


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ({}, f"here/own.csv: has no rows; expected the parts of {THREE[0]}, as in observations.csv"),
        (
            {**OWN, (REGION, "2024", "total", "all"): 1},
            f"here/own.csv, line 4: nrm_referrals {REGION} 2024 total all is not in release 2026-01-01; expected a "
            "count that is",
        ),
        (
            {**OWN, (REGION, "2023", "total", "all"): "four"},
            "here/own.csv, line 2: value is 'four'; expected a whole number such as 7",
        ),
        (
            {**OWN, (REGION, "2023", "total", "all"): 50},
            f"nrm_referrals: this cannot be the part of Northumbria: {REGION} 2023 total all is published as 40, and "
            "its part of it is 50",
        ),
    ],
    ids=["empty", "not published", "no number", "too many"],
)
def test_parts_that_cannot_be_used_are_refused(attacked, own, said):
    code, _, err = attacked(own)
    assert (code, err) == (1, [said])


def test_whose_part_and_where_it_is_go_together(tmp_path, capsys):
    with pytest.raises(SystemExit):
        main([str(tmp_path), "--contributor", THREE[0]])
    assert "--contributor and --own go together" in capsys.readouterr().err
