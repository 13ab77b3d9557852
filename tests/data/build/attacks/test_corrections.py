"""A long history is attacked in the small: nothing that could be worked out from all of it is lost."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from data.build.attacks import bounds as attack_bounds
from data.build.attacks.attack import attack
from data.build.attacks.equations import Contradiction
from data.build.attacks.parts import Part, distinct, model, with_fewest_changes
from tests.data.build.small_tables import PARENTS, WORLDS, linked, rows

NOTHING = np.array([], dtype=int)
TWO_RELEASES = sparse.csr_array(np.array([[1, 1, 0, 0, 0, 0], [0, 0, 1, 1, 0, 0], [-1, 0, 1, 0, -1, 1.0]]))


def as_it_is(part):
    """Return a part with the fewest changes as one more equation, and every unknown it had."""
    counted = np.zeros(len(part.columns))
    counted[part.changes] = 1
    whole = model(part, whole=True)
    whole.changeColsCost(len(counted), np.arange(len(counted), dtype=np.int32), counted)
    whole.run()
    if whole.getModelStatus() == whole.getModelStatus().kInfeasible:
        raise Contradiction("nothing fits")
    fewest = round(whole.getInfo().objective_function_value)
    matrix = sparse.vstack([part.matrix, sparse.csr_array(counted[None])], format="csr")
    return Part(matrix, np.append(part.results, fewest), part.columns, NOTHING), sparse.eye_array(len(counted)).tocsr()


@st.composite
def histories(draw):
    """Return published rows of three releases of a world, each with corrections and with hidden counts."""
    world = draw(st.sampled_from(WORLDS))
    published = []
    for release in ("2026-01-01", "2026-02-01", "2026-03-01"):
        _, values = draw(linked((world,), most=6))
        hidden = draw(st.sets(st.sampled_from([*values]), max_size=12))
        published += rows(values, hidden, release=release)
    return published


@settings(max_examples=20)
@given(histories())
def test_the_small_programme_gives_the_bounds_of_the_large_one(published):
    narrowed = attack(published, parents=PARENTS, exact=True).intervals
    with pytest.MonkeyPatch.context() as replaced:
        replaced.setattr(attack_bounds, "with_fewest_changes", as_it_is)
        assert attack(published, parents=PARENTS, exact=True).intervals == narrowed


def test_two_releases_of_the_same_counts_become_one():
    same = Part(TWO_RELEASES, np.array([7.0, 7, 0]), np.arange(6), np.array([4, 5]))
    made, merged = with_fewest_changes(same)
    assert merged[[0]].toarray().tolist() == merged[[2]].toarray().tolist()
    assert made.matrix.shape[1] < 6


def test_more_changes_than_fractions_need_are_found():
    # Half of the first and half of the third would do, one change in all; but people are whole, so two others must be.
    halves = Part(sparse.csr_array(np.array([[2.0, 1, 0, 0], [0, 0, 2, 1]])), np.ones(2), np.arange(4), np.arange(4))
    made, _ = with_fewest_changes(halves)
    assert made.results.tolist() == [1, 1, 2]


def test_counts_that_no_correction_explains_are_a_contradiction():
    both = Part(sparse.csr_array(np.array([[1.0, 0], [1, 0]])), np.array([1.0, 2]), np.arange(2), np.array([1]))
    with pytest.raises(Contradiction):
        with_fewest_changes(both)


def test_rows_that_say_the_same_are_told_apart_from_others():
    first, same = distinct(sparse.csr_array(np.array([[1.0, 0], [0, 1], [1, 0], [0, 2]])))
    assert first.tolist() == [0, 1, 3]
    assert same.tolist() == [0, 1, 0, 2]
