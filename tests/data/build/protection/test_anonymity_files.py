"""Made-up case files, released twice: what goes out gives nobody away, and what would is refused."""

import pytest

from benchmarks.synthetic.files import CORRECTIONS, LARGEST, SMALLEST, case_file
from benchmarks.tried_files import HELD_BACK, NOTHING, PASSED, tried_file
from data.build.attacks.rows import width_of
from data.build.protection import protect
from data.build.protection.suppress import Suppression
from data.register import register

FILES = range(1, 13)
# The rule is replayed in one of them only, as it takes longer than all the rest.
REPLAYED = 7


@pytest.fixture(scope="module")
def outcomes():
    return [tried_file(number, every=REPLAYED) for number in FILES]


def corrected(outcomes, kind):
    return [outcome for outcome in outcomes if outcome.corrected == kind]


def test_files_are_of_all_sizes_and_corrections_and_the_same_each_time():
    made = [case_file(number) for number in range(40)]
    assert {each.correction for each in made} == {*CORRECTIONS}
    assert min(each.size for each in made) < 2 * SMALLEST < LARGEST / 2 < max(each.size for each in made)
    assert case_file(1).later.equals(case_file(1).later)
    assert not case_file(1).first.equals(case_file(2).first)


def test_nothing_that_goes_out_gives_anybody_away(outcomes):
    needed = width_of(register()["local_cases"].threshold)
    assert all(outcome.hidden for outcome in outcomes)
    assert [outcome.findings for outcome in outcomes] == [0] * len(FILES)
    assert min(outcome.narrowest for outcome in outcomes) >= needed


def test_nothing_is_refused_that_need_not_be(outcomes):
    assert [outcome.problems for outcome in outcomes] == [[]] * len(FILES)
    assert {outcome.first for outcome in outcomes} == {PASSED}
    assert {outcome.later for outcome in corrected(outcomes, "none")} == {PASSED}


def test_a_correction_by_few_people_is_refused_and_passes_when_it_is_held_back(outcomes):
    few = corrected(outcomes, "few")
    assert {outcome.later for outcome in few} == {HELD_BACK}
    assert all("difference of" in outcome.refused for outcome in few)


def test_a_correction_by_many_people_of_a_kind_may_pass(outcomes):
    assert PASSED in {outcome.later for outcome in corrected(outcomes, "many")}


def test_the_rule_is_replayed_where_it_is_asked_for(outcomes):
    assert [outcome.number for outcome in outcomes if outcome.replayed] == [REPLAYED]


def test_a_protection_that_hides_small_counts_only_does_not_get_a_release_out(monkeypatch):
    def small_only(tables, **_):
        return Suppression(frozenset(cell.name for cell in tables.cells if cell.value < cell.threshold), ())

    monkeypatch.setattr(protect, "suppress", small_only)
    outcome = tried_file(REPLAYED, every=REPLAYED + 1)
    assert outcome.first == outcome.later == NOTHING
    assert "local_cases" in outcome.problems[0]
