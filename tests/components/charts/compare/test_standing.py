"""Where each force stands: the statistics of the release in a small form, and nothing of what it hides."""

import pytest

from components.address.options import Options
from components.charts.compare.comparison import compare_options, marked, members, similar
from components.charts.compare.standing import standings
from components.charts.compare.words import ordinal
from components.wording.text import wording
from data.load import Dataset, load
from data.statistics.compare import funnel_limits
from data.views import View, by_area
from tests.components.charts.map.release import FEW, MISSING, RESIDENTS, make_map_dataset
from tests.components.source_figures import rank, year_to_december
from tests.conftest import CITY, HIDDEN, HOME, WHOLE

OFFENCES = ("recorded_offences", "YE-2025-Q4")
WALES, GWENT = "W92000004", "W15000002"


@pytest.fixture(scope="module")
def real():
    return load()


@pytest.fixture(scope="module")
def gaps():
    return make_map_dataset()


def test_the_plain_funnel_has_23_of_42_forces_outside_and_the_other_none(real):
    # Pinned, as the release of 30 November 2026 has it: a limit is no figure of a source.
    plain, allowing = (standings(real, *OFFENCES, limits) for limits in ("plain", "overdispersed"))
    assert (len(plain.rated), len(plain.beyond("low", "high"))) == (42, 23)
    assert len(allowing.beyond("low", "high")) == 0
    assert allowing.by_code[HOME].position == "within"
    assert allowing.is_overdispersed and not plain.is_overdispersed


def test_north_wales_has_its_rank_by_rate_between_about_fourteenth_and_thirty_second(real):
    home = standings(real, *OFFENCES, "overdispersed").by_code[HOME]
    assert home.rank == rank(HOME, 2025)
    # Pinned with room for a draw: the ends come from a simulation, not from a source.
    assert 13 <= home.first <= 15 and 31 <= home.last <= 33


def test_the_city_has_a_count_and_neither_rate_nor_rank_nor_place(real):
    found = standings(real, *OFFENCES, "plain")
    (city,) = found.unrated
    assert (city.code, city.count, city.rate_status) == (CITY, year_to_december(CITY, 2025), "not_applicable")
    assert (city.rate, city.rank, city.first, city.last, city.position) == (None,) * 5


def test_the_curves_are_the_limits_of_the_same_figures(real):
    found = standings(real, *OFFENCES, "overdispersed")
    people = found.curves[0].people
    assert people < min(area.people for area in found.rated)
    assert found.curves[-1].people > max(area.people for area in found.rated)
    rows = by_area(real, View("", *OFFENCES)).set_index("area_code")
    rows = rows[rows["rate"].notna()]
    residents = rows.index.map(lambda code: found.by_code[code].people).astype("int64")
    funnel = funnel_limits(rows["value"], rows["value"] * 0 + residents)
    home = found.by_code[HOME]
    before, after = (each for each in _either_side(found.curves, home.people))
    assert before.higher >= funnel.limits.loc[HOME, "higher"] * 100_000 >= after.higher


def _either_side(curves, people):
    place = next(i for i, curve in enumerate(curves) if curve.people > people)
    return curves[place - 1], curves[place]


def test_the_highest_rate_stands_first(real):
    rates = [area.rate for area in standings(real, *OFFENCES, "plain").rated]
    assert rates == sorted(rates, reverse=True)


def test_what_is_hidden_or_missing_stands_apart_and_moves_nothing(gaps):
    found = standings(gaps, "nrm_referrals", "2023", "overdispersed")
    assert [(area.code, area.rate_status) for area in found.unrated] == [
        (HIDDEN, "hidden"),
        (MISSING, "not_available"),
        (CITY, "not_applicable"),
    ]
    assert found.by_code[HIDDEN].count is None
    shown = [area.count for area in found.rated]
    assert found.baseline == pytest.approx(sum(shown) / len(shown) / RESIDENTS * 100_000)


@pytest.mark.parametrize(("indicator", "period"), [("recorded_offences", "YE-2015-Q4"), ("nrm_referrals", "2022")])
def test_a_period_without_figures_has_no_standings(real, indicator, period):
    assert standings(real, indicator, period, "plain") is None


@pytest.mark.parametrize(
    ("area", "group", "expected"),
    [
        (HOME, "all", (WALES, WHOLE)),
        ("E23000032", "all", ("E12000008", "E92000001", WHOLE)),
        (WHOLE, "all", ()),
        (HOME, "wales", (GWENT, "W15000003", "W15000004")),
        ("E23000032", "wales", (HOME, GWENT, "W15000003", "W15000004")),
        (HOME, "similar", ("E23000037", "E23000008", "E23000026", "E23000038")),
        (WALES, "similar", ()),
        (CITY, "similar", ()),
        (HOME, "chosen", (WHOLE, GWENT)),
    ],
)
def test_each_group_holds_who_it_says(real, area, group, expected):
    options = Options(group=group, beside=(WHOLE, HOME, GWENT))
    assert members(real, View(area, *OFFENCES), options) == expected


def test_similar_forces_are_nearest_on_the_ratio_scale_and_never_the_city(real):
    found = standings(real, *OFFENCES, "plain").by_code
    for area in ("E23000002", "E23000001", HOME):
        near = similar(real, View(area, *OFFENCES))
        people = found[area].people
        distance = {code: max(people, each.people) / min(people, each.people) for code, each in found.items()}
        others = [code for code in found if code not in (*near, area, CITY)]
        assert len(near) == 4 and CITY not in near
        assert max(distance[code] for code in near) <= min(distance[code] for code in others)


def test_the_city_is_not_similar_even_to_a_force_with_as_few_residents(gaps):
    population = gaps.population.copy()
    far = ~population["area_code"].isin([HOME, CITY])
    population.loc[far, "population"] *= 10
    near = similar(Dataset(gaps.observations, population, gaps.manifest), View(HOME, "nrm_referrals", "2023"))
    assert len(near) == 4 and CITY not in near


def test_a_hidden_force_is_as_similar_as_any_other(gaps):
    assert HIDDEN in members(gaps, View(HOME, "nrm_referrals", "2023"), Options(group="wales"))


def test_larger_areas_are_never_marked_among_the_forces(real):
    options = Options(group="chosen", beside=(WHOLE, GWENT))
    assert marked(real, View(HOME, *OFFENCES), options) == (GWENT,)
    assert marked(real, View(HOME, *OFFENCES), Options()) == ()


def test_only_the_options_of_a_comparison_are_kept():
    given = Options(measure="change", scope="wales", limits="plain", group="wales", league="on", beside=(GWENT,))
    assert compare_options(given) == Options(limits="plain", group="wales", league="on")


@pytest.mark.parametrize(
    ("place", "english"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (13, "13th"), (42, "42nd")]
)
def test_a_place_is_an_ordinal_in_english_and_a_number_in_welsh(place, english):
    assert ordinal(place, wording("en")) == english
    assert ordinal(place, wording("cy")) == str(place)


def test_few_events_are_known_as_such(gaps):
    assert standings(gaps, "nrm_referrals", "2023", "plain").by_code[FEW].is_unreliable


def test_where_nobody_recorded_anything_there_is_nothing_to_compare(gaps):
    none = gaps.observations.assign(value=gaps.observations["value"] * 0)
    assert standings(Dataset(none, gaps.population, gaps.manifest), "nrm_referrals", "2023", "overdispersed") is None
