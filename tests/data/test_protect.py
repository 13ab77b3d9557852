"""Hidden counts cannot be worked out again: every one keeps an interval at least 3 wide."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.optimize import linprog

from data.build.problems import BuildError
from data.build.protect import WIDTH, hidden_areas, protect
from data.load import load
from data.register import register

TREES = [
    {"top": "", "a": "top", "b": "top", "c": "top"},
    {"top": "", "R": "top", "S": "top", "a": "R", "b": "R", "c": "S", "d": "S", "e": "S"},
    {"top": "", "E": "top", "W": "top", "R": "E", "S": "E", "a": "R", "b": "S", "c": "S", "w": "W", "x": "W"},
    {"top": "", "E": "top", "W": "top", "R": "E", "a": "R", "b": "R", "w": "W"},
    {"top": "", "E": "top", "a": "E", "b": "E"},
]


def leaves_below(code, parents):
    inside = [other for other, parent in parents.items() if parent == code]
    return [leaf for other in inside for leaf in leaves_below(other, parents)] if inside else [code]


def narrowest_interval(counts, parents, hidden):
    """Return the width of the interval that an attacker finds for the best known hidden count.

    Every count is a sum of leaves that are 0 or more; the published ones are known.
    """
    leaves = [code for code in parents if code not in parents.values()]
    sums = {code: np.isin(leaves, leaves_below(code, parents)).astype(float) for code in parents}
    shown = [code for code in parents if code not in hidden]
    known = {"A_eq": [sums[code] for code in shown], "b_eq": [counts[code] for code in shown]}
    widths = []
    for code in hidden:
        low, high = (sign * linprog(sign * sums[code], **known).fun for sign in (1, -1))
        widths.append(math.floor(high + 1e-6) - math.ceil(low - 1e-6))
    return min(widths, default=math.inf)


@st.composite
def trees(draw):
    parents = draw(st.sampled_from(TREES))
    leaves = {code: draw(st.integers(0, 12)) for code in parents if code not in parents.values()}
    return {code: sum(leaves[leaf] for leaf in leaves_below(code, parents)) for code in parents}, parents


@given(trees(), st.sampled_from([3, 5, 10]))
def test_every_hidden_count_keeps_an_interval_at_least_3_wide(tree, threshold):
    counts, parents = tree
    try:
        hidden = hidden_areas(counts, parents, threshold=threshold)
    except BuildError:
        assume(False)
    assert narrowest_interval(counts, parents, hidden) >= WIDTH


@given(trees(), st.sampled_from([3, 5, 10]))
def test_a_tree_is_only_refused_when_its_top_is_tiny_or_has_one_area_below(tree, threshold):
    counts, parents = tree
    below = {code: [other for other, parent in parents.items() if parent == code] for code in parents}
    try:
        hidden_areas(counts, parents, threshold=threshold)
    except BuildError:
        assert counts["top"] < WIDTH or len(below["top"]) == 1


def test_the_attack_finds_a_count_that_is_hidden_alone():
    # The proof above would be worth nothing if the attacker were blind.
    counts = {"top": 20, "a": 2, "b": 8, "c": 10}
    assert narrowest_interval(counts, TREES[0], {"a"}) == 0


def test_counts_under_the_threshold_take_their_neighbours_with_them():
    counts = {"top": 60, "R": 20, "S": 40, "a": 4, "b": 16, "c": 10, "d": 10, "e": 20}
    assert hidden_areas(counts, TREES[1], threshold=5) == {"a", "b"}


def test_a_true_zero_is_hidden_as_any_small_count():
    counts = {"top": 56, "R": 16, "S": 40, "a": 0, "b": 16, "c": 10, "d": 10, "e": 20}
    assert hidden_areas(counts, TREES[1], threshold=5) == {"a", "b"}


def test_a_small_region_hides_all_regions_and_all_inside_them():
    counts = {"top": 44, "R": 4, "S": 40, "a": 2, "b": 2, "c": 10, "d": 10, "e": 20}
    assert hidden_areas(counts, TREES[1], threshold=5) == set(counts) - {"top"}


def test_a_count_of_the_threshold_is_shown():
    assert hidden_areas({"top": 15, "a": 5, "b": 5, "c": 5}, TREES[0], threshold=5) == set()


def test_a_top_too_small_to_hide_anything_below_it_is_refused():
    with pytest.raises(BuildError, match="which cannot be hidden"):
        hidden_areas({"top": 2, "a": 1, "b": 1, "c": 0}, TREES[0], threshold=5)


def test_a_top_that_equals_the_one_area_below_it_is_refused():
    with pytest.raises(BuildError, match="which cannot be hidden"):
        hidden_areas({"top": 4, "E": 4, "a": 2, "b": 2}, TREES[4], threshold=5)


def test_only_the_indicator_with_a_threshold_is_protected():
    rows = [("nrm_referrals", "2023", "W92000004", 20), ("nrm_referrals", "2023", "W15000001", 4)]
    rows += [("nrm_referrals", "2023", "W15000002", 16), ("recorded_offences", "2022-23", "W15000001", 1)]
    observations = pd.DataFrame(rows, columns=["indicator", "period", "area_code", "value"])
    observations = observations.assign(value=observations["value"].astype("Int64"), status="final")
    protected = protect(observations, register())
    assert protected["status"].tolist() == ["final", "hidden", "hidden", "final"]
    assert protected["value"].isna().tolist() == [False, True, True, False]


def test_nothing_is_hidden_in_the_figures_of_today():
    observations = load().observations
    unprotected = observations[observations["indicator"] == "nrm_referrals"].astype({"status": "str"})
    assert (protect(unprotected, register())["status"] != "hidden").all()


def test_an_indicator_with_a_finer_table_than_this_rule_covers_is_refused():
    indicator = register()["nrm_referrals"]
    finer = type(indicator)(**{**vars(indicator), "breakdowns": {"total": (), "gender": ("gender",)}})
    observations = pd.DataFrame({"indicator": [], "value": [], "period": [], "area_code": []})
    with pytest.raises(BuildError, match="covers totals"):
        protect(observations, {"nrm_referrals": finer})
