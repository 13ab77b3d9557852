"""Which partners a small count gets: drawn from a secret seed, enough against a reader of the rule and contributors."""

import itertools

import pytest

from data.build.protection import suppress
from data.build.protection.linked import Dimensions, linked_tables
from data.build.protection.onlooker import Contribution
from data.build.protection.suppress import width_of
from tests.data.build.small_tables import frame

COUNCILS = ("W06000001", "W06000002", "W06000003", "W06000004", "W06000005", "W06000006", "elsewhere", "unknown")
HOME = "W15000001"
SHOWN = (10, 17, 22, 14, 26, 28)
SEEDS = [str(number).encode() for number in range(8)]


def _own(code, count):
    parts = {(HOME, "2023", "total", "all"): count, (HOME, "2023", "local_authority", code): count}
    return Contribution(code, parts, "local_authority")


def protected(counts, *, seed=b"one", threshold=10, insiders=False):
    """Return the categories that are hidden of councils with these counts."""
    there = dict(zip(COUNCILS, counts, strict=False))
    values = {(HOME, "2023", "total", "all"): sum(there.values())}
    values |= {(HOME, "2023", "local_authority", code): count for code, count in there.items()}
    dimensions = Dimensions({"total": (), "local_authority": ("council",)}, {"council": tuple(there)})
    contributions = [_own(code, count) for code, count in there.items()]
    found = suppress.suppress(
        linked_tables(frame(values), dimensions, threshold=threshold),
        seed=seed,
        contributions=contributions if insiders else (),
    )
    assert not found.exposed
    return {name[3] for name in found.hidden}


def test_the_same_seed_gives_the_same_pattern_and_another_seed_another():
    counts = (*SHOWN, 4, 3)
    patterns = {frozenset(protected(counts, seed=seed)) for seed in SEEDS}
    assert protected(counts) == protected(counts)
    assert len(patterns) > 3


def test_which_partner_is_taken_does_not_depend_on_what_it_counts():
    orders = [*itertools.islice(itertools.permutations((16, 17, 22, 24, 26, 28)), 0, 720, 90)]
    for seed in SEEDS[:4]:
        assert len({frozenset(protected((*order, 4, 30), seed=seed)) for order in orders}) == 1


@pytest.mark.parametrize(("one", "other"), [(0, 3), (1, 2), (3, 4), (0, 7), (9, 9)])
def test_two_small_counts_never_stand_alone_whatever_they_come_to(one, other):
    # Two that come to 3 were hidden alone if they were 0 and 3, and with another if they were 1 and 2; 18 is 9 and 9.
    assert len(protected((*SHOWN, one, other))) > 2


def test_a_pair_leaves_the_small_one_its_width_for_who_knows_which_it_is():
    # Who knows that 11 is the large one of two that come to 20 knows that the small one is 9 or 10, and so 9.
    for seed, partner, small in itertools.product(SEEDS, (10, 11), (0, 9)):
        counts = dict(zip(COUNCILS, (partner, 40, small, 40), strict=False))
        hidden = protected(counts.values(), seed=seed)
        most = sum(counts[code] for code in hidden) - 10 * (len(hidden) - 1)
        assert min(9, most) >= width_of(10)


def test_against_contributors_a_group_has_three_at_least():
    for small in range(10):
        assert len(protected((small, *SHOWN, 50), insiders=True)) >= 3
    assert len(protected((3, *SHOWN, 50))) == 2


@pytest.mark.parametrize("removed", ["costs", "spare", "reader", "contributors"])
def test_each_rule_is_needed(monkeypatch, removed):
    """Without one of the rules one of the tests above fails: none of them passes for nothing."""
    init = suppress._Onlookers.__init__

    def without(self, *given, **more):
        init(self, *given, **more)
        if removed == "spare":
            self._met["public"].ceilings = self._nobody
        if removed == "reader":
            del self._met["reader"]

    monkeypatch.setattr(suppress._Onlookers, "__init__", without)
    if removed == "costs":
        monkeypatch.setattr(suppress, "draw", lambda seed, what, name: 0.5)
    if removed == "contributors":
        monkeypatch.setattr(suppress._Onlookers, "_contributor", lambda self, own: self._met["public"])
    broken = {
        "costs": test_the_same_seed_gives_the_same_pattern_and_another_seed_another,
        "spare": lambda: test_two_small_counts_never_stand_alone_whatever_they_come_to(3, 4),
        "reader": test_a_pair_leaves_the_small_one_its_width_for_who_knows_which_it_is,
        "contributors": test_against_contributors_a_group_has_three_at_least,
    }
    with pytest.raises(AssertionError):
        broken[removed]()
