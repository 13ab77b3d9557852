"""What is published, as equations about people nobody has counted for the outsider."""

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

import numpy as np

from data.build.attacks.rows import (
    AttackError,
    Categories,
    Count,
    Parts,
    Said,
    dimensions,
    groups_of_periods,
    quarters,
    versions,
)


class Contradiction(AttackError):
    """No tables agree with all that is said, if nothing was corrected but what is seen to be."""


class Target(NamedTuple):
    """A hidden count, the newest release that hides it, and the unknowns it is the sum of."""

    hidden: Count
    release: str
    unknowns: np.ndarray


class Equations(NamedTuple):
    """Sums of whole unknowns, none below 0, with their known results.

    Each of ``results`` is: unknowns added, unknowns taken away, result. ``changes`` are the unknowns that
    say how much was corrected between releases; the attacker takes it to be as little as possible.
    """

    size: int
    results: list[tuple[np.ndarray, np.ndarray, int]]
    targets: list[Target]
    changes: np.ndarray


def equations(
    releases: Mapping[str, Said], parents: Mapping[str, str], parts: Parts
) -> Iterator[list[Callable[[], Equations]]]:
    """Yield the equations of each group of periods in which something is hidden.

    Parameters
    ----------
    releases : dict
        What each release says of one indicator, oldest first.
    parents : dict
        Code of the area one level up, of every area that is a part of one.
    parts : dict
        For each breakdown, the categories that a joined category consists of.

    Yields
    ------
    list of functions that return Equations
        One or two beliefs, to be tried in this order: nothing was corrected but what is seen to be; and, for
        the case that this contradicts itself, every release may have corrected something. Contradiction is
        raised by the function if that is seen at once.
    """
    counts = {count for said in releases.values() for count in said}
    crossed = dimensions({count.breakdown for count in counts})
    for group in groups_of_periods({count.period for count in counts}):
        inside = {r: {c: v for c, v in said.items() if c.period in group} for r, said in releases.items()}
        inside = {release: said for release, said in inside.items() if said}
        if any(value is None for said in inside.values() for value in said.values()):
            unknowns = Unknowns({c for said in inside.values() for c in said}, parents, crossed, parts)
            believed = [versions(inside), [[release] for release in inside]]
            yield [partial(equations_of, unknowns, inside, b) for n, b in enumerate(believed) if b not in believed[:n]]


class Unknowns:
    """Numbers for the unknowns of a group of periods.

    One unknown is the people of one smallest area, one period and one category of each dimension of a family:
    dimensions that some published table crosses in that group of periods. Whatever the tables of two families
    say, some people fit both if they say the same of everybody, so families only agree on how many there are.
    """

    def __init__(
        self, counts: set[Count], parents: Mapping[str, str], crossed: Mapping[str, tuple[str, ...]], parts: Parts
    ):
        self.categories = Categories(counts, crossed, parts)
        self.children: dict[str, list[str]] = defaultdict(list)
        for code, parent in parents.items():
            self.children[parent].append(code)
        named = {count.area_code for count in counts}
        above = {parent for code in named for parent in _ancestors(code, parents)}
        self.below = {code: [*self._inside(code, above)] for code in named}
        self._leaves = sorted({leaf for leaves in self.below.values() for leaf in leaves})
        published = {(count.period, count.breakdown) for count in counts}
        families = _families({crossed[breakdown] for _, breakdown in published})
        self._axes = {
            period: [[axis for axis in axes if axis in family] for family in families if family & {*axes}] or [[]]
            for period, axes in self._crossed_in(published, crossed).items()
        }
        every = (
            (leaf, period, number, combination)
            for period, families in self._axes.items()
            for leaf in self._leaves
            for number, axes in enumerate(families)
            for combination in itertools.product(*(self.categories.smallest[axis] for axis in axes))
        )
        self._number = {unknown: number for number, unknown in enumerate(every)}

    def __len__(self) -> int:
        return len(self._number)

    def in_count(self, count: Count) -> np.ndarray:
        """Return the unknowns that a published count adds up."""
        return self._of(self.below[count.area_code], count.period, self.categories.of(count))

    def same(self) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """Yield unknowns that come to the same as others: those of two families, those of a year and its quarters."""
        for period, families in self._axes.items():
            for leaf, number in itertools.product(self._leaves, range(1, len(families))):
                yield self._numbers([leaf], period, 0, {}), self._numbers([leaf], period, number, {})
        for year, families in self._axes.items():
            inside = [quarter for quarter in quarters(year) if quarter in self._axes]
            for axes in families if inside else ():
                yield from self._year(year, inside, axes)

    def _year(self, year: str, inside: list[str], axes: list[str]) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        told = [{*itertools.chain(*self._axes[quarter])} for quarter in inside]
        shared = [axis for axis in axes if all(axis in names for names in told)]
        choices = [self.categories.smallest[axis] for axis in shared]
        for leaf, *atoms in itertools.product(self._leaves, *choices):
            fixed = {axis: [atom] for axis, atom in zip(shared, atoms, strict=True)}
            yield self._of([leaf], year, fixed), np.concatenate([self._of([leaf], q, fixed) for q in inside])

    def _of(self, leaves: Iterable[str], period: str, fixed: Mapping[str, Iterable[str]]) -> np.ndarray:
        number = next(n for n, axes in enumerate(self._axes[period]) if {*fixed} <= {*axes})
        return self._numbers(leaves, period, number, fixed)

    def _numbers(
        self, leaves: Iterable[str], period: str, number: int, fixed: Mapping[str, Iterable[str]]
    ) -> np.ndarray:
        choices = [fixed.get(axis, self.categories.smallest[axis]) for axis in self._axes[period][number]]
        combinations = [*itertools.product(*choices)]
        return np.array([self._number[leaf, period, number, c] for leaf in leaves for c in combinations], dtype=int)

    def _inside(self, code: str, above: set[str]) -> Iterator[str]:
        """Yield the smallest areas in an area: those that nothing is said below."""
        if code not in above:
            yield code
            return
        for child in self.children[code]:
            yield from self._inside(child, above)

    def _crossed_in(
        self, published: set[tuple[str, str]], crossed: Mapping[str, tuple[str, ...]]
    ) -> dict[str, list[str]]:
        axes: dict[str, set[str]] = defaultdict(set)
        for period, breakdown in published:
            axes[period].update(crossed[breakdown])
        years = [period for period in axes if quarters(period)]
        for year in years:
            other = {quarter for rest in years if rest != year for quarter in quarters(rest)}
            # A quarter that nothing is said about still takes its share of the year.
            if {*quarters(year)} & (axes.keys() | other):
                axes.update({quarter: set() for quarter in quarters(year) if quarter not in axes})
        return {period: sorted(names) for period, names in sorted(axes.items())}


def equations_of(unknowns: Unknowns, releases: Mapping[str, Said], believed: list[list[str]]) -> Equations:
    """Return the equations of releases in versions: within one version nothing was corrected."""
    size, nothing = len(unknowns), np.array([], dtype=int)
    results, targets = [], []
    for number, names in enumerate(believed):
        start = number * size
        known = {c: v for name in names for c, v in releases[name].items() if v is not None}
        hidden = {c: name for name in names for c, v in releases[name].items() if v is None}
        new = [count for count in known if not _follows(count, known, unknowns.children)]
        results += [(unknowns.in_count(count) + start, nothing, known[count]) for count in new]
        results += [(one + start, other + start, 0) for one, other in unknowns.same()]
        targets += [Target(count, name, unknowns.in_count(count) + start) for count, name in sorted(hidden.items())]
    # Between two versions each unknown went up by one change and down by another.
    total = len(believed) * size
    for place in range(total - size):
        up, down = total + 2 * place, total + 2 * place + 1
        results.append((np.array([place + size, down]), np.array([place, up]), 0))
    return Equations(total + 2 * (total - size), results, targets, np.arange(total, total + 2 * (total - size)))


def _families(crossings: Iterable[Iterable[str]]) -> list[set[str]]:
    """Return the dimensions in families: two that are crossed are in one, and so is whatever is crossed with either."""
    families: list[set[str]] = []
    for crossed in sorted(map(sorted, crossings)):
        related = [family for family in families if not family.isdisjoint(crossed)]
        families = [family for family in families if family not in related]
        families += [set(crossed).union(*related)] if crossed else []
    return families


def _follows(count: Count, known: Mapping[Count, int], children: Mapping[str, list[str]]) -> bool:
    """Return whether a count says nothing new, because all areas inside it are known."""
    inside = [count._replace(area_code=code) for code in children.get(count.area_code, ())]
    if not inside or not all(part in known for part in inside):
        return False
    if sum(known[part] for part in inside) != known[count]:
        raise Contradiction(f"{', '.join(count)}: {known[count]} is not the sum of the areas inside it")
    return True


def _ancestors(code: str, parents: Mapping[str, str]) -> Iterator[str]:
    while code := parents.get(code, ""):
        yield code
