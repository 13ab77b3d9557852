"""Counts of one indicator as they can be published: what is hidden, and the written rule of coarsening."""

import pytest

from data.build.linked import Dimensions
from data.build.problems import BuildError
from data.build.protect import Earlier, protect
from data.build.publication import Publication
from tests.data.small_tables import ENGLAND, NATIONAL, WALES, WELSH_FORCES, observations

NORTH, GWENT, SOUTH, DYFED = WELSH_FORCES
ALL = ["force", "country", "england_and_wales"]
DIMENSIONS = Dimensions(
    {"total": (), "kind": ("kind",), "age": ("age",), "kind_age": ("kind", "age")},
    {"kind": ("labour", "sexual"), "age": ("adult", "child", "unknown")},
)
JOINED = {"adult_or_unknown": ("adult", "unknown")}
TABLES = {
    "total": {"quarter": ALL, "calendar_year": ALL},
    "kind": {"calendar_year": ALL},
    "age": {"calendar_year": ALL},
    "kind_age": {"calendar_year": ["england_and_wales"]},
}


def publication(groupings=JOINED, shown=None, everywhere=()):
    return Publication(TABLES, {"age": groupings}, shown or {}, everywhere)


def totals(values, code="2023"):
    return {(area, code, "total", "all"): value for area, value in values.items()}


def ages(area, *counts, code="2023"):
    return {(area, code, "age", name): n for name, n in zip(("adult", "child", "unknown"), counts, strict=True)}


def crossed(*counts):
    names = DIMENSIONS.combinations("kind_age")
    return {(NATIONAL, "2023", "kind_age", name): value for name, value in zip(names, counts, strict=True)}


def protected(values, *, set_of_tables=None, **settings):
    found = protect(observations(values), set_of_tables or publication(), DIMENSIONS, threshold=5, **settings)
    rows = found.observations
    names = zip(rows["area_code"], rows["period"], rows["breakdown"], rows["category"], strict=True)
    texts = rows["value"].astype("str").where(rows["status"] == "final", rows["status"])
    return found, dict(zip(names, texts, strict=True))


def said(values, **settings):
    """Return what is published: each count as text, or why there is none."""
    return protected(values, **settings)[1]


SMALL = totals({WALES: 40, NORTH: 0, GWENT: 5, SOUTH: 16, DYFED: 19})


def test_a_small_count_and_what_protects_it_have_the_same_mark_and_no_value():
    found = protect(observations(SMALL), publication(), DIMENSIONS, threshold=5).observations
    assert found["status"].tolist() == ["final", "hidden", "hidden", "final", "final"]
    assert found["value"].isna().tolist() == [False, True, True, False, False]


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


def test_a_breakdown_is_published_in_its_first_grouping_if_that_will_do():
    found, texts = protected(ages(WALES, 9, 8, 7))
    assert found.steps == {"age": 0}
    assert [*texts.values()] == ["9", "8", "7"]


def test_a_grouping_that_shows_too_little_gives_way_to_the_next():
    # Of two counts of 5 or more, one has to hide the small one: half of them, where 60 % are wanted.
    values = ages(NORTH, 6, 30, 1) | totals({NORTH: 37})
    found, texts = protected(values, set_of_tables=publication(shown={"age": 0.6}))
    assert found.steps == {"age": 1}
    assert texts == {
        (NORTH, "2023", "age", "adult_or_unknown"): "7",
        (NORTH, "2023", "age", "child"): "30",
        (NORTH, "2023", "total", "all"): "37",
    }


def test_a_grouping_that_shows_just_enough_stays():
    found, texts = protected(ages(NORTH, 6, 30, 1) | totals({NORTH: 37}), set_of_tables=publication(shown={"age": 0.5}))
    assert found.steps == {"age": 0}
    assert [*texts.values()] == ["hidden", "30", "hidden", "37"]


def test_the_last_grouping_is_published_even_if_it_shows_less_than_aimed_for():
    values = ages(NORTH, 0, 20, 2) | totals({NORTH: 22})
    found, texts = protected(values, set_of_tables=publication(shown={"age": 0.9}))
    assert found.steps == {"age": 1}
    assert found.shown["age", "calendar_year"] == (0, 1)
    assert [*texts.values()] == ["hidden", "hidden", "22"]


def test_a_grouping_that_leaves_a_count_exposed_gives_way_to_the_next():
    # Nationally one person is of unknown age, and that is shown: in England there is one or none.
    values = totals({NATIONAL: 60, ENGLAND: 30, WALES: 30})
    values |= ages(NATIONAL, 40, 19, 1) | ages(ENGLAND, 20, 9, 1) | ages(WALES, 20, 10, 0)
    found, texts = protected(values)
    assert found.steps == {"age": 1}
    assert texts[ENGLAND, "2023", "age", "adult_or_unknown"] == "21"
    assert "hidden" not in texts.values()


CROSSING = crossed(2, 0, 0, 28, 15, 15)
# The crossing says that two are of labour at all, so how many of them are in Wales is known to within 2.
CROSSED = (
    totals({NATIONAL: 60, ENGLAND: 30, WALES: 30})
    | {(NATIONAL, "2023", "kind", "labour"): 2, (NATIONAL, "2023", "kind", "sexual"): 58}
    | {(ENGLAND, "2023", "kind", "labour"): 1, (ENGLAND, "2023", "kind", "sexual"): 29}
    | {(WALES, "2023", "kind", "labour"): 1, (WALES, "2023", "kind", "sexual"): 29}
)


def test_crossings_in_the_way_are_withdrawn_before_the_breakdown_itself():
    found, texts = protected(CROSSED | CROSSING | ages(NATIONAL, 30, 15, 15))
    assert found.withdrawn == (("kind", "2023"), ("kind_age", "2023"))
    assert texts[NATIONAL, "2023", "total", "all"] == "60"


def test_only_the_crossing_is_withdrawn_where_that_is_enough():
    # Without the crossing nothing says how few the two are, as their table is not published nationally.
    values = {name: value for name, value in CROSSED.items() if name[:3] != (NATIONAL, "2023", "kind")}
    found, texts = protected(values | CROSSING | ages(NATIONAL, 30, 15, 15))
    assert found.withdrawn == (("kind_age", "2023"),)
    assert {text for name, text in texts.items() if name[2] == "kind_age"} == {"hidden"}
    assert {text for name, text in texts.items() if name[2] == "age"} == {"30", "15"}


def test_a_breakdown_is_withdrawn_for_the_year_in_which_it_cannot_be_protected():
    other = {(area, "2022", breakdown, name): 30 for area, _, breakdown, name in CROSSED}
    other |= {name: 60 for name in other if name[0] == NATIONAL}
    other |= {name: 60 for name in other if name[2] == "total"} | totals({NATIONAL: 120}, "2022")
    found, texts = protected(CROSSED | other)
    assert found.withdrawn == (("kind", "2023"),)
    assert {text for name, text in texts.items() if name[1:3] == ("2023", "kind")} == {"hidden"}
    assert "hidden" not in {text for name, text in texts.items() if name[1] == "2022"}


def test_a_total_that_cannot_be_protected_stops_the_build():
    with pytest.raises(BuildError) as caught:
        said(totals({NATIONAL: 2, ENGLAND: 2, WALES: 0}))
    assert str(caught.value) == (
        f"{ENGLAND} 2023 total all; {WALES} 2023 total all: too little is hidden around it to hide it, and a total "
        "cannot be coarsened. Publish larger areas or longer periods: data/build/publication.toml says which"
    )


def test_what_was_hidden_once_stays_hidden_however_large_it_is_now():
    large = totals({WALES: 70, NORTH: 30, GWENT: 5, SOUTH: 16, DYFED: 19})
    earlier = Earlier(hidden=frozenset({(NORTH, "2023", "total", "all")}))
    assert [*said(large, earlier=earlier).values()] == ["70", "hidden", "hidden", "16", "19"]


def test_a_count_that_was_shown_before_is_not_hidden_to_protect_another():
    earlier = Earlier(public=frozenset({(GWENT, "2023", "total", "all")}))
    assert [*said(SMALL, earlier=earlier).values()] == ["40", "hidden", "5", "hidden", "19"]


def test_a_count_that_was_shown_before_and_would_now_be_hidden_stops_the_build():
    earlier = Earlier(public=frozenset(SMALL))
    with pytest.raises(BuildError) as caught:
        said(SMALL, earlier=earlier)
    assert str(caught.value) == (
        f"{NORTH} 2023 total all: an earlier release showed what would now be hidden, so hiding it protects nobody. "
        "Hold the correction back, publish it with others in one batch, or publish a coarser table"
    )


def test_many_counts_that_were_shown_before_are_cut_short():
    codes = [f"{year}" for year in range(2009, 2021)]
    values = {name: value for code in codes for name, value in totals({WALES: 20, NORTH: 1, GWENT: 19}, code).items()}
    with pytest.raises(BuildError, match="2018 total all; and 2 more: an earlier release showed"):
        said(values, earlier=Earlier(public=frozenset(values)))


def test_a_grouping_is_never_finer_than_it_was_in_an_earlier_release():
    found, texts = protected(ages(WALES, 9, 8, 7), earlier=Earlier(steps={"age": 1}))
    assert found.steps == {"age": 1}
    assert texts == {(WALES, "2023", "age", "adult_or_unknown"): "16", (WALES, "2023", "age", "child"): "8"}


def test_how_many_larger_counts_of_forces_are_shown_is_told_table_by_table():
    found, _ = protected(SMALL | totals({NORTH: 6, GWENT: 4}, "2024-Q1"))
    # Wales is no force, and 4 is not large; of 5, 16 and 19 the first protects the small one.
    assert found.shown == {("total", "calendar_year"): (2, 3), ("total", "quarter"): (1, 1)}


def test_where_the_threshold_is_higher_larger_counts_begin_there():
    found = protect(observations(SMALL), publication(), DIMENSIONS, threshold=10)
    assert found.shown == {("total", "calendar_year"): (2, 2)}


def test_nothing_to_publish_yet_is_no_mistake():
    values = totals({WALES: None, NORTH: None})
    found, texts = protected(values)
    assert [*texts.values()] == ["not_available", "not_available"]
    assert (found.withdrawn, found.shown) == ((), {})


def test_progress_is_told_up_to_all_counts():
    seen = []
    protected(SMALL, progress=lambda done, of: seen.append((done, of)))
    assert seen == [(5, 5), (5, 5)]
