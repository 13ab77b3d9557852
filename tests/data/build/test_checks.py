"""The guards between the steps of the build: sums, comparison with the release before, classes of the maps."""

import pandas as pd
import pytest

from data.build.breaks import proposed_breaks
from data.build.check_figures import check_observations
from data.build.compare import lines_of
from data.build.problems import BuildError
from data.revisions import compared, recorded, tally


def observations(*rows):
    made = pd.DataFrame(rows, columns=["area_code", "period", "value", "status"])
    made = made.assign(indicator="recorded_offences", breakdown="total", category="all")
    return made.astype({"value": "Int64"})


WALES = observations(
    ("W92000004", "2022-23", 30, "final"),
    ("W15000001", "2022-23", 20, "final"),
    ("W15000002", "2022-23", 10, "final"),
)


def said(was, now):
    return [*lines_of(compared(was, now))]


def changed(column, value, row=0):
    spoilt = WALES.copy()
    spoilt.loc[row, column] = value
    return spoilt


def test_figures_that_keep_every_rule_pass():
    check_observations(WALES)


@pytest.mark.parametrize(
    "wrong",
    [
        changed("value", 31),
        changed("value", pd.NA),
        changed("status", "hidden"),
        changed("status", "secret"),
        changed("value", -30),
        pd.concat([WALES, WALES.iloc[:1]], ignore_index=True),
    ],
    ids=["areas that do not add up", "no value", "a hidden value", "an unknown status", "a negative value", "twice"],
)
def test_figures_that_break_a_rule_are_refused(wrong):
    with pytest.raises(BuildError):
        check_observations(wrong)


def test_areas_are_not_added_up_where_one_is_hidden():
    hidden = changed("value", pd.NA, row=1)
    hidden.loc[1, "status"] = "hidden"
    check_observations(hidden)


def test_every_kind_of_difference_is_counted_and_named():
    now = observations(
        ("W92000004", "2022-23", 31, "final"),
        ("W15000001", "2022-23", None, "hidden"),
        ("W15000003", "2022-23", 5, "provisional"),
    )
    assert said(WALES, now) == [
        "  recorded_offences: 3 rows; 1 added, 1 removed, 1 newly hidden, 1 revised, 0 status changed",
        "    removed: W15000002 2022-23 total all: was 10, now absent",
        "    newly hidden: W15000001 2022-23 total all: was 20, now hidden",
        "    revised: W92000004 2022-23 total all: was 30, now 31",
    ]


def test_the_tally_counts_each_indicator_apart():
    referrals = WALES.assign(indicator="nrm_referrals")
    was, now = pd.concat([WALES, referrals]), pd.concat([changed("value", 31), referrals.iloc[1:]])
    assert recorded(tally(compared(was, now))) == {
        "recorded_offences": {"added": 0, "removed": 0, "newly hidden": 0, "revised": 1, "status changed": 0},
        "nrm_referrals": {"added": 0, "removed": 1, "newly hidden": 0, "revised": 0, "status changed": 0},
    }


def test_what_was_hidden_and_is_shown_has_another_status():
    hidden = changed("value", pd.NA).assign(status=["hidden", "final", "final"])
    assert "    status changed: W92000004 2022-23 total all: was hidden, now 30" in said(hidden, WALES)


def test_a_figure_that_only_changes_its_status_is_no_revision():
    assert "    status changed: W92000004 2022-23 total all: was 30, now 30 (revised)" in said(
        WALES, changed("status", "revised")
    )


def test_the_same_figures_show_no_difference():
    assert said(WALES, WALES) == [
        "  recorded_offences: 3 rows; 0 added, 0 removed, 0 newly hidden, 0 revised, 0 status changed"
    ]


def test_everything_is_added_to_a_first_release():
    assert said(WALES.iloc[:0], WALES)[0].startswith("  recorded_offences: 3 rows; 3 added")


def test_a_long_list_of_differences_is_cut_short():
    was = observations(*((f"W{number:08}", "2022-23", 1, "final") for number in range(25)))
    lines = said(was, was.assign(value=2))
    assert len(lines) == 1 + 20 + 1
    assert lines[-1] == "    revised: and 5 more"


def test_breaks_lie_between_clusters_and_are_friendly():
    rates = pd.Series([1, 2, 3, 11, 12, 13, 31, 32, 33], dtype="Float64")
    assert proposed_breaks(rates, classes=3) == (5, 15)


def test_breaks_stay_apart_where_rates_are_close():
    rates = pd.Series([0.9, 1.0, 1.1, 1.9, 2.0, 2.1, 2.9, 3.0, 3.1], dtype="Float64")
    assert proposed_breaks(rates, classes=3) == (1, 2)
