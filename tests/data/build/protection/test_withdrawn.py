"""What does not depend on the counts, what is withdrawn, and what earlier releases leave to be done."""

import pytest

from data.build.problems import BuildError
from data.build.protection.linked import Dimensions
from data.build.protection.protect import Earlier, protect
from data.build.protection.publication import Publication
from tests.data.build.small_sets import (
    DYFED,
    GWENT,
    JOINED,
    NORTH,
    SEEDS,
    SMALL,
    SOUTH,
    ages,
    crossed,
    hidden,
    protected,
    publication,
    said,
    totals,
)
from tests.data.build.small_tables import ENGLAND, NATIONAL, WALES, WELSH_FORCES, observations


def test_categories_are_joined_as_the_set_says():
    assert [*said(ages(WALES, 9, 8, 7)).values()] == ["9", "8", "7"]
    assert said(ages(WALES, 9, 8, 7), set_of_tables=publication(JOINED)) == {
        (WALES, "2023", "age", "adult_or_unknown"): "16",
        (WALES, "2023", "age", "child"): "8",
    }


@pytest.mark.parametrize("joined", [None, JOINED], ids=["apart", "joined"])
def test_which_categories_are_published_never_depends_on_the_counts(joined):
    """Of every table of three ages that comes to 20, as once the share shown told the two ages that were joined."""
    categories = set()
    for adult in range(21):
        for child in range(21 - adult):
            values = ages(NORTH, adult, child, 20 - adult - child) | totals({NORTH: 20})
            categories.add(frozenset(name[3] for name in said(values, set_of_tables=publication(joined))))
    names = {"adult_or_unknown", "child"} if joined else {"adult", "child", "unknown"}
    assert categories == {frozenset({"all", *names})}


def test_a_joined_count_is_hidden_by_what_it_comes_to_not_by_its_parts():
    joined = said(ages(NORTH, 4, 30, 3) | totals({NORTH: 37}), set_of_tables=publication(JOINED))
    assert [*joined.values()] == ["7", "30", "37"]


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


@pytest.mark.parametrize("is_national_only", [True, False])
def test_a_margin_that_tells_its_parts_is_withdrawn_with_its_crossing(is_national_only):
    # Two are of labour nationally; without the crossing, too, each of its ages is known to be 2 at most.
    areas = {name: value for name, value in CROSSED.items() if name[0] == NATIONAL or name[2] == "total"}
    if is_national_only:
        areas = {name: value for name, value in areas.items() if name[0] == NATIONAL}
    found, texts = protected(areas | CROSSING, set_of_tables=publication(everywhere=("kind_age",)))
    assert found.withdrawn == (("kind", "2023"), ("kind_age", "2023"))
    assert {name[2] for name, text in texts.items() if text == "hidden"} == {"kind", "kind_age"}
    assert {name[2] for name, text in texts.items() if text != "hidden"} == {"total"}


def test_the_finest_margin_goes_first():
    dimensions = Dimensions(
        {name: tuple(name.split("_")) for name in ("kind", "kind_age", "kind_age_gender")} | {"total": ()},
        {"kind": ("labour", "sexual"), "age": ("adult", "child"), "gender": ("female", "male")},
    )
    tables = {name: {"calendar_year": ["england_and_wales"]} for name in dimensions.breakdowns}
    counts = {"kind_age": (2, 20, 20, 20), "kind_age_gender": (1, 1, 10, 10, 10, 10, 10, 10)}
    values = totals({NATIONAL: 62}) | {
        (NATIONAL, "2023", breakdown, category): count
        for breakdown, numbers in counts.items()
        for category, count in zip(dimensions.combinations(breakdown), numbers, strict=True)
    }
    values |= {(NATIONAL, "2023", "kind", name): n for name, n in (("labour", 22), ("sexual", 40))}
    rules = Publication(tables, {}, {}, ("kind_age_gender",))
    found = protect(observations(values), rules, dimensions, threshold=5, seed=b"one")
    assert found.withdrawn == (("kind_age", "2023"), ("kind_age_gender", "2023"))


def test_where_there_is_one_area_the_whole_period_is_withdrawn_last():
    # Two are all there are, so whatever is known of them is 2 at most.
    values = totals({NATIONAL: 2}) | {(NATIONAL, "2023", "kind", "labour"): 2, (NATIONAL, "2023", "kind", "sexual"): 0}
    before = totals({NATIONAL: 50}, "2022")
    found, texts = protected(values | crossed(2, 0, 0, 0, 0, 0) | before, set_of_tables=publication((), ("kind_age",)))
    assert found.withdrawn == (("kind", "2023"), ("kind_age", "2023"), ("total", "2023"))
    assert {name for name, text in texts.items() if text != "hidden"} == before.keys()


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


@pytest.mark.parametrize("seed", SEEDS)
def test_what_was_hidden_once_stays_hidden_however_large_it_is_now(seed):
    large = totals({WALES: 70, NORTH: 30, GWENT: 5, SOUTH: 16, DYFED: 19})
    found = hidden(large, seed=seed, earlier=Earlier(hidden=frozenset({(NORTH, "2023", "total", "all")})))
    assert NORTH in found
    assert len(found) == 2


@pytest.mark.parametrize("seed", SEEDS)
def test_a_count_that_was_shown_before_is_not_hidden_to_protect_another(seed):
    earlier = Earlier(public=frozenset({(GWENT, "2023", "total", "all"), (WALES, "2023", "total", "all")}))
    found = hidden(SMALL, seed=seed, earlier=earlier)
    assert NORTH in found
    assert not found & {GWENT, WALES}


def test_what_is_settled_is_protected_against_the_public_only():
    # The two come to 6: who knows that Gwent is only the partner knows it to be 5 or 6, and North Wales to be 0 or 1.
    settled = totals({WALES: 40, NORTH: 1, GWENT: 5, SOUTH: 15, DYFED: 19})
    pair = frozenset({(NORTH, "2023", "total", "all"), (GWENT, "2023", "total", "all")})
    earlier = Earlier(hidden=pair, public=frozenset(settled) - pair)
    assert hidden(settled, earlier=earlier) == {NORTH, GWENT}
    assert all(len(hidden(settled, seed=seed) - {NORTH, GWENT}) for seed in SEEDS)


def test_what_is_settled_must_keep_its_width_from_the_public():
    narrow = totals({WALES: 37, NORTH: 1, GWENT: 1, SOUTH: 16, DYFED: 19})
    pair = frozenset({(NORTH, "2023", "total", "all"), (GWENT, "2023", "total", "all")})
    # Two together: each is 0 to 2, which is less than the width of 3.
    with pytest.raises(BuildError, match=f"^{NORTH} 2023 total all; {GWENT} 2023 total all: too little is hidden"):
        hidden(narrow, earlier=Earlier(hidden=pair, public=frozenset(narrow) - pair))


def test_a_count_that_was_shown_before_and_would_now_be_hidden_stops_the_build():
    earlier = Earlier(public=frozenset(SMALL))
    with pytest.raises(BuildError) as caught:
        said(SMALL, earlier=earlier)
    assert str(caught.value) == (
        f"{NORTH} 2023 total all: an earlier release showed what would now be hidden, so hiding it protects nobody. "
        "Hold the correction back, or publish it with others in one batch"
    )


def test_many_counts_that_were_shown_before_are_cut_short():
    kinds = {(area, "2023", "kind", name): 1 for area in WELSH_FORCES for name in ("labour", "sexual")}
    values = kinds | totals(dict.fromkeys(WELSH_FORCES, 2)) | totals({WALES: 8})
    with pytest.raises(BuildError, match=f"{DYFED} 2023 kind labour; and 2 more: an earlier release showed"):
        said(values, earlier=Earlier(public=frozenset(values)))
