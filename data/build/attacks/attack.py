"""An independent attacker: what can be worked out about the hidden counts from everything ever published.

It shares no code with the protection and knows nothing of the true counts. It is given published rows of
all releases, the parents of the areas and the calendar, and knows that counts are whole and not below 0.
A hidden count may be anything: that it is small is used only where it must be (see ``_must_be_small``).
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np

from data.build.attacks.bounds import Bound, bounds
from data.build.attacks.changes import Change
from data.build.attacks.differences import Difference
from data.build.attacks.differences import differences as changes
from data.build.attacks.equations import Contradiction, Equations, Target, equations
from data.build.attacks.rows import (
    IMPOSSIBLE,
    SHOWN,
    UNTOLD,
    AttackError,
    Count,
    Rule,
    count_of,
    statements,
    width_of,
)

# A hidden count that is known more closely is as good as published, where no threshold says more.
WIDTH = width_of(0)
HIDDEN = "hidden"
_CONTRACT = {
    "indicator", "area_code", "period", "period_start", "period_end", "breakdown", "category", "value", "status",
    "release",
}  # fmt: skip


@dataclass(frozen=True)
class Interval:
    """Between what a hidden count must lie; ``high`` is None if there is no upper limit.

    ``needed`` is how wide the interval must be at least.
    """

    indicator: str
    count: Count
    release: str
    low: int
    high: int | None
    needed: int = WIDTH

    @property
    def width(self) -> float:
        """Return the difference between the bounds: 0 for a count that is known."""
        return math.inf if self.high is None else self.high - self.low

    def __str__(self) -> str:
        place = f"{self.indicator} {' '.join(self.count)}, hidden in release {self.release}"
        return f"{place}: is {self.low}" if self.width == 0 else f"{place}: is from {self.low} to {self.high}"


@dataclass(frozen=True)
class Attack:
    """What the attacker found.

    ``intervals`` has every hidden count, ``differences`` the corrections that give away a small number of
    people, ``marks`` what sets one hidden count apart from another, ``small`` the counts shown that are too small.
    """

    intervals: tuple[Interval, ...]
    differences: tuple[Difference | Change, ...]
    marks: tuple[str, ...]
    small: tuple[str, ...]

    @property
    def narrow(self) -> tuple[Interval, ...]:
        """Return the hidden counts that are known too closely."""
        return tuple(interval for interval in self.intervals if interval.width < interval.needed)

    @property
    def findings(self) -> tuple[str, ...]:
        """Return a line for everything that must not be published; none if the releases are safe."""
        return (*map(str, self.narrow), *map(str, self.differences), *self.marks, *self.small)


def attack(
    rows: Iterable[Mapping[str, str]],
    *,
    parents: Mapping[str, str],
    rules: Mapping[str, Rule] | None = None,
    exact: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Attack:
    """Return what published rows give away.

    Parameters
    ----------
    rows : iterable of dict
        ``indicator``, ``area_code``, ``period``, ``breakdown``, ``category``, ``value``, ``status`` and
        ``release`` as text, of one release or many.
    parents : dict
        Code of the area one level up, of every area that is a part of one.
    rules : dict of Rule, optional
        What is known of the indicators, by id.
    exact : bool
        Return the bounds of whole tables for wide intervals too, not only for narrow ones; slow.
    progress : callable, optional
        Called with the number of hidden counts attacked so far and of all.

    Raises
    ------
    AttackError
        If the tables cannot be read, or do not add up.
    """
    rows = [*rows]
    said = statements(rows)
    hidden = sum(value is None for releases in said.values() for one in releases.values() for value in one.values())
    intervals: list[Interval] = []
    differences: list[Difference | Change] = []
    for indicator, releases in said.items():
        rule = (rules or {}).get(indicator, Rule())
        differences += changes(indicator, releases, parents, rule, partial(_is_guarded, parents=parents, rule=rule))
        for beliefs in equations(releases, parents, rule.parts):
            intervals += _intervals(indicator, beliefs, parents, rule, exact)
            if progress:
                progress(len(intervals), hidden)
    small = _small(rows, parents, rules or {})
    return Attack(tuple(intervals), tuple(differences), tuple(_marks(rows, parents)), tuple(small))


def _intervals(
    indicator: str, beliefs: Iterable[Callable[[], Equations]], parents: Mapping[str, str], rule: Rule, exact: bool
) -> list[Interval]:
    contradictions, width = [], width_of(rule.threshold)
    for belief in beliefs:
        try:
            found = belief()
            limits = bounds(found, width=width, exact=exact)
            while (small := _must_be_small(found.targets, limits, parents, rule)) is not None:
                found = _at_most(found, found.targets[small].unknowns, rule.threshold - 1)
                limits = bounds(found, width=width, exact=exact)
        except Contradiction as error:
            contradictions.append(str(error))
            continue
        return [
            Interval(indicator, target.hidden, target.release, bound.low, bound.high, width)
            for target, bound in zip(found.targets, limits, strict=True)
        ]
    raise AttackError(f"{indicator}: the published tables do not add up: {'; '.join(contradictions)}")


def _must_be_small(targets: list[Target], limits: list[Bound], parents: Mapping[str, str], rule: Rule) -> int | None:
    """Return a target that is hidden for being small, as no other that could explain it can be small."""
    possible = defaultdict(list)
    for number, (target, bound) in enumerate(zip(targets, limits, strict=True)):
        if _is_guarded(target.hidden, parents, rule) and bound.low < rule.threshold and bound.part >= 0:
            possible[bound.part].append(number)
    for numbers in possible.values():
        high = limits[numbers[0]].high
        if len(numbers) == 1 and (high is None or high >= rule.threshold):
            return numbers[0]
    return None


def _is_guarded(count: Count, parents: Mapping[str, str], rule: Rule) -> bool:
    """Return whether a small count is hidden here."""
    return count.area_code in parents or count.breakdown in rule.everywhere


def _at_most(found: Equations, unknowns: np.ndarray, limit: int) -> Equations:
    """Return the equations with a sum that is no more than a limit: what is missing is one more unknown."""
    missing = np.array([found.size])
    more = (np.concatenate([unknowns, missing]), missing[:0], limit)
    return found._replace(size=found.size + 1, results=[*found.results, more])


def _small(rows: Iterable[Mapping[str, str]], parents: Mapping[str, str], rules: Mapping[str, Rule]) -> Iterator[str]:
    """Yield the counts that are shown, although they are so small that they have to be hidden."""
    for row in rows:
        count, rule = count_of(row), rules.get(row["indicator"], Rule())
        if row["status"] in SHOWN and _is_guarded(count, parents, rule) and float(row["value"]) < rule.threshold:
            place = f"{row['indicator']} {' '.join(count)} in release {row['release']}"
            yield f"{place}: is shown, and {row['value']} is less than {rule.threshold}"


def _marks(rows: Iterable[Mapping[str, str]], parents: Mapping[str, str]) -> Iterator[str]:
    """Yield what sets a hidden count apart: another mark, a value, a remark, an absence that its sum belies."""
    usual: dict[tuple[str, ...], str] = {}
    rows = [*rows]
    shown = {(row["indicator"], row["release"], count_of(row)) for row in rows if row["status"] in SHOWN}
    for row in rows:
        count, indicator, release = count_of(row), row["indicator"], row["release"]
        place = f"{indicator} {' '.join(count)} in release {release}"
        if row["status"] == UNTOLD:
            above = count._replace(area_code=parents.get(count.area_code, ""))
            if (indicator, release, above) in shown:
                yield f"{place}: is {UNTOLD}, but the area above it is shown; only {HIDDEN} may be used"
        elif row["status"] not in (*SHOWN, IMPOSSIBLE):
            if row["status"] != HIDDEN:
                yield f"{place}: has a mark of its own, {row['status']}; only {HIDDEN} may be used"
            if str(row["value"]).strip():
                yield f"{place}: is hidden, but has a value"
            for name in row.keys() - _CONTRACT:
                if usual.setdefault((indicator, release, name), row[name]) != row[name]:
                    yield f"{place}: {name} sets it apart from other hidden counts"
