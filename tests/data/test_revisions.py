"""Was and now: what differs, why, what may be said of it, and the same counts as the build said of each release."""

from dataclasses import replace
from itertools import pairwise

import pandas as pd
import pytest

from data.build.past import observations_of
from data.history import Release, releases
from data.revisions import KEY, REASONS, _figures, changes_of, compared, differences, is_withheld, recorded, tally

HEADER = "indicator,area_code,period,breakdown,category,value,status\n"


def release(*figures, identifier="2026-01-01"):
    """Return a release of referrals; a figure is area, value and status."""
    lines = [f"nrm_referrals,{area},2023,total,all,{value},{status}\n" for area, value, status in figures]
    return Release(identifier, {"observations.csv": (HEADER + "".join(lines)).encode()}, {})


def only(rows):
    assert len(rows) == 1
    return rows.iloc[0]


def test_what_is_the_same_in_both_does_not_differ():
    same = release(("A", 7, "final"), ("B", "", "hidden"), ("C", "", "not_available"), ("D", 0, "final"))
    assert differences(same, same).empty


def test_a_value_that_was_revised_has_a_difference():
    row = only(differences(release(("A", 7, "final")), release(("A", 5, "final"))))
    assert (row["was"], row["now"], row["difference"], row["reason"]) == (7, 5, -2, "revised")


def test_a_true_zero_that_becomes_a_number_was_zero():
    row = only(differences(release(("A", 0, "final")), release(("A", 3, "final"))))
    assert (row["was"], row["difference"], row["reason"]) == (0, 3, "revised")


@pytest.mark.parametrize(
    ("was", "now", "reason"),
    [
        (("A", "", "not_available"), ("A", 9, "final"), "status"),
        (("A", 9, "final"), ("A", "", "not_available"), "status"),
        (("A", 9, "provisional"), ("A", 9, "final"), "status"),
        (("A", 9, "provisional"), ("A", 8, "final"), "revised"),
        (("A", "", "hidden"), ("A", 9, "final"), "status"),
        (("A", 9, "final"), ("A", "", "hidden"), "hidden"),
        (("A", "", "not_available"), ("A", "", "hidden"), "hidden"),
        (("A", "", "not_available"), ("A", "", "not_applicable"), "status"),
    ],
)
def test_each_difference_has_its_reason(was, now, reason):
    assert only(differences(release(was), release(now)))["reason"] == reason


@pytest.mark.parametrize("figure", [("A", 9, "final"), ("A", "", "hidden"), ("A", "", "not_available")])
def test_what_only_one_release_has_is_new_or_gone(figure):
    other = ("B", 1, "final")
    new = only(differences(release(other), release(figure, other)))
    gone = only(differences(release(figure, other), release(other)))
    assert (new["reason"], new["was_status"], gone["reason"], gone["now_status"]) == (
        "added",
        "absent",
        "removed",
        "absent",
    )
    assert pd.isna(new["was"])
    assert pd.isna(new["difference"])
    assert pd.isna(gone["now"])
    assert pd.isna(gone["difference"])


def test_what_is_hidden_by_now_is_not_said_as_it_was():
    row = only(differences(release(("A", 9, "final")), release(("A", "", "hidden"))))
    assert pd.isna(row["was"])
    assert pd.isna(row["now"])
    assert pd.isna(row["difference"])
    assert is_withheld(row["was"], row["was_status"])
    assert not is_withheld(row["now"], row["now_status"])


def test_what_the_newest_release_hides_is_said_of_no_earlier_one():
    first, second = release(("A", 9, "final"), ("B", 9, "final")), release(("A", 8, "final"), ("B", 8, "final"))
    newest = release(("A", "", "hidden"), ("B", 8, "final"))
    rows = differences(first, second, newest=newest).set_index("area_code")
    assert rows.loc["A", ["was", "now", "difference"]].isna().all()
    assert rows.loc["B", ["was", "now", "difference"]].tolist() == [9, 8, -1]


def test_a_figure_gone_from_a_release_and_hidden_in_the_newest_is_not_said():
    newest = release(("A", "", "hidden"), ("B", 1, "final"))
    row = only(differences(release(("A", 9, "final"), ("B", 1, "final")), release(("B", 1, "final")), newest=newest))
    assert (row["reason"], pd.isna(row["was"])) == ("removed", True)


def test_only_a_value_that_is_gone_is_withheld():
    statuses = ("hidden", "not_available", "not_applicable", "absent")
    assert not any(is_withheld(pd.NA, status) for status in statuses)
    assert not is_withheld(0, "final")
    assert is_withheld(pd.NA, "final")


def test_the_figures_come_in_the_order_of_the_later_release_and_what_is_gone_last():
    before, after = release(("G", 1, "final"), ("B", 1, "final")), release(("B", 2, "final"), ("A", 1, "final"))
    assert differences(before, after)["area_code"].tolist() == ["B", "A", "G"]


def test_the_counts_of_each_reason_add_up():
    before = release(("A", 1, "final"), ("B", 1, "final"), ("C", 1, "final"), ("D", 1, "final"))
    after = release(("A", 2, "final"), ("B", "", "hidden"), ("C", 1, "revised"), ("E", 1, "final"))
    assert tally(differences(before, after)) == {"nrm_referrals": dict.fromkeys(REASONS, 1)}


def test_a_table_of_figures_has_every_figure_and_what_became_of_it():
    before = release(("A", 1, "final"), ("B", 1, "final"), ("C", 1, "final"), ("D", 1, "final"), ("F", 1, "final"))
    after = release(("A", 2, "final"), ("B", "", "hidden"), ("C", 1, "revised"), ("E", 1, "final"), ("F", 1, "final"))
    rows = compared(_figures(before), _figures(after)).set_index("area_code")
    reasons = {"A": "revised", "B": "hidden", "C": "status", "D": "removed", "E": "added", "F": "same"}
    assert rows["reason"].to_dict() == reasons
    assert (rows.loc["B", "was"], rows.loc["D", "now_status"], rows.loc["E", "was_status"]) == (1, "absent", "absent")


OF_ONE = (("added", 1700), ("removed", 5), ("newly hidden", 2), ("revised", 7))


def test_what_a_release_changed_is_what_its_record_says():
    sealed = Release("2027-01-01", {}, {"indicators": {"old_thing": {**dict(OF_ONE), "status changed": 3}}})
    counts = {"added": 1700, "removed": 5, "hidden": 2, "revised": 7, "status": 3}
    assert changes_of(sealed, release()) == {"old_thing": counts}
    assert recorded({"old_thing": counts}) == sealed.changes["indicators"]


def test_a_record_that_counts_a_change_of_status_as_revised_is_counted_again():
    before = release(("A", 1, "provisional"), ("B", 1, "provisional"), ("C", "", "hidden"))
    after = release(("A", 1, "final"), ("B", 2, "final"), ("C", 4, "final"))
    sealed = replace(after, changes={"indicators": {"nrm_referrals": {**dict(OF_ONE), "revised": 3}}})
    counts = {"added": 0, "removed": 0, "hidden": 0, "revised": 1, "status": 2}
    assert changes_of(sealed, before) == {"nrm_referrals": counts}


def test_the_real_releases_differ_as_their_changes_say():
    kept = releases()
    assert len(kept) >= 2
    for before, after in pairwise(kept):
        counted = tally(differences(before, after))
        assert {name: counts for name, counts in changes_of(after, before).items() if any(counts.values())} == counted
        for indicator, said in after.changes["indicators"].items():
            found = recorded({indicator: counted.get(indicator, dict.fromkeys(REASONS, 0))})[indicator]
            if "status changed" not in said:  # it was counted among the revised
                found["revised"] += found.pop("status changed")
            assert said == found


def test_the_build_the_list_and_the_page_count_the_same_where_figures_are_changed_at_random():
    last = releases()[-1]
    rows = observations_of(last)
    spoilt = rows.drop(rows.sample(40, random_state=1).index)
    hidden, revised = spoilt.sample(60, random_state=2).index, spoilt.sample(60, random_state=3).index
    provisional = spoilt[spoilt["value"].notna()].sample(60, random_state=4).index
    spoilt.loc[revised, "value"] = spoilt.loc[revised, "value"] + 1
    spoilt.loc[provisional, "status"] = "provisional"
    spoilt.loc[hidden, ["value", "status"]] = [pd.NA, "hidden"]
    of_build = tally(compared(rows, spoilt))
    changes = {"previous": last.as_previous(), "indicators": recorded(of_build)}
    other = Release("2027-01-01", {"observations.csv": spoilt.to_csv(index=False).encode()}, changes)
    for reason in ("hidden", "revised", "removed", "status"):
        assert sum(counts[reason] for counts in of_build.values()) > 20
    assert changes_of(other, last) == of_build
    on_page = tally(differences(last, other))
    assert on_page == {name: counts for name, counts in of_build.items() if any(counts.values())}


def test_no_hidden_figure_of_the_newest_release_has_a_value_in_any_comparison():
    kept = releases()
    newest = observations_of(kept[-1])
    hidden = {*newest.loc[newest["status"] == "hidden", KEY].itertuples(index=False, name=None)}
    assert hidden
    for place, before in enumerate(kept):
        for after in kept[place + 1 :]:
            rows = differences(before, after, newest=kept[-1])
            of_hidden = rows[[key in hidden for key in rows[KEY].itertuples(index=False, name=None)]]
            assert of_hidden[["was", "now", "difference"]].isna().all(axis=None)
