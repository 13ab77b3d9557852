"""Protection of random tables with all it can do, withdrawing too, tried by the attacker."""

from collections import defaultdict

import pandas as pd
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from data.build.attacks.attack import attack
from data.build.attacks.rows import Rule
from data.build.past import earlier
from data.build.problems import BuildError
from data.build.protection.linked import NATIONAL as NATIONAL_KINDS
from data.build.protection.protect import protect
from data.build.protection.publication import Publication
from geo.areas import areas, children
from tests.data.build.small_tables import DIMENSIONS, PARENTS, WORLDS, linked, observations

ALL = ["force", "region", "country", "england_and_wales"]
YEARLY = {"calendar_year": ALL, "financial_year": ALL}
TABLES = {"total": {"quarter": ALL, **YEARLY}, "kind": YEARLY, "age": YEARLY, "kind_age": YEARLY}
GROUPINGS = {"kind": {"any": ("labour", "sexual")}, "age": {"anybody": ("adult", "child")}}
SETS = st.builds(
    Publication,
    st.just(TABLES),
    st.sampled_from([{}, {"kind": GROUPINGS["kind"]}, {"age": GROUPINGS["age"]}, GROUPINGS]),
    st.just({}),
    st.sampled_from([(), ("kind_age",)]),
)
THRESHOLDS = st.sampled_from([5, 10])
SEEDS = st.binary(min_size=1, max_size=4)
KEY = ["area_code", "period", "breakdown", "category"]


def protected(values, publication, threshold, *, seed=b"one", **more):
    """Return what is published; nothing is tried further where a total cannot be protected."""
    try:
        return protect(
            observations(values), publication, DIMENSIONS, threshold=threshold, seed=seed, **more
        ).observations
    except BuildError as error:
        assume("a total cannot be coarsened" not in str(error))
        raise


def as_rows(published, release="2026-01-01"):
    texts = published.assign(value=published["value"].astype("str").where(published["value"].notna(), ""))
    return texts.assign(release=release).to_dict("records")


def found(rows, publication, threshold):
    rule = Rule(threshold, publication.groupings, publication.everywhere)
    return attack(rows, parents=PARENTS, rules={"referrals": rule})


@settings(max_examples=30)
@given(linked(), SETS, THRESHOLDS, SEEDS)
def test_the_attacker_finds_nothing_in_what_is_published(example, publication, threshold, seed):
    published = protected(example[1], publication, threshold, seed=seed)
    assert found(as_rows(published), publication, threshold).findings == ()


@settings(max_examples=30)
@given(linked(), SETS, THRESHOLDS)
def test_no_count_below_the_threshold_is_published(example, publication, threshold):
    published = protected(example[1], publication, threshold)
    small = published[published["value"].fillna(threshold) < threshold]
    kinds = small["area_code"].map(lambda code: areas()[code].kind)
    assert small[~kinds.isin(NATIONAL_KINDS) | small["breakdown"].isin(publication.everywhere)].empty


@settings(max_examples=30)
@given(linked(), SETS, THRESHOLDS, SEEDS)
def test_whatever_the_seed_what_is_shown_is_the_true_count(example, publication, threshold, seed):
    true, _ = publication.regrouped(publication.selected(observations(example[1])), DIMENSIONS)
    published = protected(example[1], publication, threshold, seed=seed)
    pd.testing.assert_frame_equal(published[KEY], true[KEY])
    is_shown = published["status"] == "final"
    assert published.loc[is_shown, "value"].equals(true.loc[is_shown, "value"])
    assert published.loc[~is_shown, "value"].isna().all()


@settings(max_examples=30)
@given(linked(), SETS, THRESHOLDS)
def test_the_counts_that_are_shown_add_up(example, publication, threshold):
    published = protected(example[1], publication, threshold)
    shown = {tuple(name): value for *name, value in published[[*KEY, "value"]].itertuples(index=False, name=None)}
    categories = defaultdict(list)
    for (area, code, breakdown, category), value in shown.items():
        parts = [shown.get((part.code, code, breakdown, category), pd.NA) for part in children(area)]
        if parts and not pd.isna([value, *parts]).any():
            assert value == sum(parts)
        categories[area, code, breakdown].append(value)
    for (area, code, _), parts in categories.items():
        total = shown.get((area, code, "total", "all"), pd.NA)
        if not pd.isna([total, *parts]).any():
            assert total == sum(parts)


@settings(max_examples=25)
@given(linked(), SETS, THRESHOLDS, st.randoms())
def test_the_same_counts_are_published_in_the_same_way_whatever_their_order(example, publication, threshold, random):
    values = example[1]
    shuffled = dict(random.sample([*values.items()], len(values)))
    one, other = (
        protected(given_values, publication, threshold).sort_values(KEY, ignore_index=True)
        for given_values in (values, shuffled)
    )
    pd.testing.assert_frame_equal(one, other)


@settings(max_examples=20)
@given(linked(tuple(world for world in WORLDS if "2023-Q4" in world.periods)), SETS)
def test_a_release_with_a_new_year_gives_nothing_away_of_what_the_one_before_hid(example, publication):
    values = example[1]
    before = {name: value for name, value in values.items() if "Q" in name[1]}
    first = protected(before, publication, 5)
    second = protected(values, publication, 5, earlier=earlier([first], "referrals"))
    rows = as_rows(first) + as_rows(second, "2026-04-01")
    assert found(rows, publication, 5).findings == ()
    hidden = {tuple(name) for name in first.loc[first["status"] == "hidden", KEY].itertuples(index=False, name=None)}
    still = {tuple(name) for name in second.loc[second["status"] == "hidden", KEY].itertuples(index=False, name=None)}
    assert hidden <= still
