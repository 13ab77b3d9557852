"""Counts of one indicator as they can be published: what is hidden, from whom, and what the seed settles."""

import pandas as pd

from data.build.protection.publication import Publication
from tests.data.build.small_sets import (
    DYFED,
    GWENT,
    NORTH,
    SEEDS,
    SMALL,
    SOUTH,
    TABLES,
    ages,
    crossed,
    hidden,
    protected,
    publication,
    said,
    totals,
)
from tests.data.build.small_tables import NATIONAL, WALES, WELSH_FORCES, observations


def test_a_small_count_and_what_protects_it_have_the_same_mark_and_no_value():
    found = protected(SMALL)[0].observations
    is_hidden = found["status"] == "hidden"
    assert (found.loc[is_hidden, "area_code"] == NORTH).any()
    assert 2 <= is_hidden.sum() < 5
    assert found["value"].isna().equals(is_hidden)
    assert {*found["status"]} == {"final", "hidden"}


def test_the_same_seed_gives_the_same_observations():
    for seed in SEEDS:
        pd.testing.assert_frame_equal(*(protected(SMALL, seed=seed)[0].observations for _ in range(2)))


def test_another_seed_gives_another_pattern_and_what_is_shown_is_the_true_count():
    made = [said(SMALL, seed=seed) for seed in SEEDS]
    assert len({frozenset(name for name, text in texts.items() if text == "hidden") for texts in made}) > 1
    for texts in made:
        assert {name: int(text) for name, text in texts.items() if text != "hidden"}.items() <= SMALL.items()


def test_a_count_of_nobody_is_hidden_as_any_small_one():
    assert said(SMALL)[NORTH, "2023", "total", "all"] == "hidden"


def test_a_count_of_the_threshold_is_shown():
    shown = totals({WALES: 40, NORTH: 5, GWENT: 5, SOUTH: 10, DYFED: 20})
    assert [*said(shown).values()] == ["40", "5", "5", "10", "20"]


def test_a_small_national_count_is_shown():
    values = totals({NATIONAL: 50}) | ages(NATIONAL, 48, 2, 0)
    assert [*said(values).values()] == ["50", "48", "2", "0"]


def test_a_small_national_count_of_a_table_that_is_too_fine_is_hidden():
    values = totals({NATIONAL: 50}) | crossed(20, 9, 0, 4, 8, 9)
    assert {*said(values).values()} == {"50", "20", "9", "0", "4", "8"}
    found = said(values, set_of_tables=publication(everywhere=("kind_age",)))
    assert [name[3] for name, text in found.items() if text == "hidden"][:2] == ["labour_unknown", "sexual_adult"]


def test_what_is_not_available_stays_so():
    values = totals({WALES: None, NORTH: None}, "2022") | SMALL
    assert [*said(values).values()][:2] == ["not_available", "not_available"]


def test_tables_that_are_not_in_the_publication_set_are_left_out():
    finer = {(NORTH, "2023", "kind_age", "labour_adult"): 9, (NORTH, "2023-Q1", "kind", "labour"): 9}
    assert said(SMALL | finer).keys() == SMALL.keys()


def own(*areas):
    """Return what forces know: their own counts of the small example, which are in that of Wales too."""
    return {
        area: observations(
            {(place, "2023", "total", "all"): SMALL[area, "2023", "total", "all"] for place in (area, WALES)}
        )
        for area in areas
    }


def test_a_contributor_that_takes_its_own_part_off_is_left_the_width():
    # Of two that are hidden either knows the other.
    knows = own(*WELSH_FORCES)
    assert min(len(hidden(SMALL, seed=seed)) for seed in SEEDS) == 2
    assert min(len(hidden(SMALL, seed=seed, contributions=knows)) for seed in SEEDS) >= 3


def test_a_contributor_with_no_part_in_what_is_hidden_changes_nothing():
    for seed in SEEDS:
        shown = {*WELSH_FORCES} - hidden(SMALL, seed=seed)
        alone = {area: rows[rows["area_code"] == area] for area, rows in own(*shown).items()}
        assert hidden(SMALL, seed=seed, contributions=alone) == hidden(SMALL, seed=seed)


def test_a_contributor_can_be_a_category_of_a_breakdown():
    whole = {
        (NORTH, "2023", "age", name): n for name, n in zip(("adult", "child", "unknown"), (20, 30, 3), strict=True)
    }
    whole |= totals({NORTH: 53})
    rules = {"groupings": {}, "shown": {}, "contributors": "age"}
    knows = {
        name: observations({(NORTH, "2023", "age", name): n, (NORTH, "2023", "total", "all"): n})
        for name, n in (("adult", 20), ("child", 30))
    }
    for seed in SEEDS:
        texts = said(whole, set_of_tables=Publication(TABLES, **rules), seed=seed, contributions=knows)
        assert [*texts.values()].count("hidden") >= 3


def test_how_many_larger_counts_of_forces_are_shown_is_told_table_by_table():
    found, texts = protected(SMALL | totals({NORTH: 6, GWENT: 4}, "2024-Q1"))
    large = [texts[area, "2023", "total", "all"] for area in (GWENT, SOUTH, DYFED)]
    # Wales is no force, and neither 0 nor 4 is large; the quarter has no total that would tell.
    assert found.shown == {
        ("total", "calendar_year"): (3 - large.count("hidden"), 3),
        ("total", "quarter"): (1, 1),
    }
    assert large.count("hidden") == 1


def test_where_the_threshold_is_higher_larger_counts_begin_there():
    counts = totals({WALES: 90, NORTH: 9, GWENT: 10, SOUTH: 31, DYFED: 40})
    for seed in SEEDS:
        (some, of) = protected(counts, threshold=10, seed=seed)[0].shown["total", "calendar_year"]
        assert (of, some) == (3, 3 - len(hidden(counts, threshold=10, seed=seed) - {NORTH, WALES}))


def test_nothing_to_publish_yet_is_no_mistake():
    values = totals({WALES: None, NORTH: None})
    found, texts = protected(values)
    assert [*texts.values()] == ["not_available", "not_available"]
    assert (found.withdrawn, found.shown) == ((), {})


def test_progress_is_told_up_to_all_counts():
    seen = []
    protected(SMALL, progress=lambda done, of: seen.append((done, of)))
    assert seen == [(5, 5)]
