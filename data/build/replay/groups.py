"""Hidden counts in groups that are tied together by what is published, each with the tables it stands in.

A line is a published count and the counts it is the sum of: an area and the areas inside it, a total and its
categories, a year and its quarters. Hidden counts that share a line are in one group.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import numpy as np

from data.build.attacks.rows import Categories, Count, Parts, Said, dimensions, quarters


class Line(NamedTuple):
    """A count and the counts that come to it."""

    whole: Count
    parts: tuple[Count, ...]


class Group(NamedTuple):
    """Hidden counts that are tied together: ``matrix @ counts == results``, for whole counts from 0.

    ``matrix`` has a row for each line and a column for each of the ``hidden``.
    """

    hidden: tuple[Count, ...]
    matrix: np.ndarray
    results: np.ndarray


class Surroundings(NamedTuple):
    """The whole tables around hidden counts: what is ``shown`` there, and what of it stands in ``outer`` lines too."""

    shown: Mapping[Count, int]
    outer: frozenset[Count]


class Published:
    """What one release says of one indicator, and the lines in it.

    Parameters
    ----------
    said : dict
        Each count, None if it is hidden.
    parents : dict
        Code of the area one level up, of every area that is a part of one.
    parts : dict
        For each breakdown, the categories that a joined category consists of.
    """

    def __init__(self, said: Said, parents: Mapping[str, str], parts: Parts):
        self._said = said
        self._lines: dict[Count, list[Line]] = defaultdict(list)
        for line in lines(said, parents, parts):
            for count in (line.whole, *line.parts):
                self._lines[count].append(line)

    def groups(self) -> Iterator[Group]:
        """Yield the groups of hidden counts."""
        seen: set[Count] = set()
        for first in sorted(count for count, value in self._said.items() if value is None):
            if first not in seen:
                hidden = self._connected(first)
                seen |= hidden
                yield self._group(tuple(sorted(hidden)))

    def around(self, hidden: Iterable[Count]) -> Surroundings:
        """Return the tables around hidden counts: whatever has an area, a period and a breakdown of their lines."""
        hidden = [*hidden]
        near = {*hidden, *(c for count in hidden for whole, inside in self._lines[count] for c in (whole, *inside))}
        areas, periods = {count.area_code for count in near}, {count.period for count in near}
        breakdowns = {count.breakdown for count in near}
        inner = {c for c in self._said if c.area_code in areas and c.period in periods and c.breakdown in breakdowns}
        shown = {count: value for count in sorted(inner) if (value := self._said[count]) is not None}
        outer = {c for c in shown if any(not {whole, *inside} <= inner for whole, inside in self._lines[c])}
        return Surroundings(shown, frozenset(outer))

    def _connected(self, first: Count) -> set[Count]:
        found, waiting = {first}, [first]
        while waiting:
            for whole, inside in self._lines[waiting.pop()]:
                new = {count for count in (whole, *inside) if self._said[count] is None} - found
                found |= new
                waiting += sorted(new)
        return found

    def _group(self, hidden: tuple[Count, ...]) -> Group:
        place = {count: number for number, count in enumerate(hidden)}
        tied = sorted({line for count in hidden for line in self._lines[count]})
        matrix, results = np.zeros((len(tied), len(hidden)), dtype=int), np.zeros(len(tied), dtype=int)
        for row, (whole, inside) in enumerate(tied):
            for count, sign in ((whole, -1), *((part, 1) for part in inside)):
                value = self._said[count]
                if value is None:
                    matrix[row, place[count]] += sign
                else:
                    results[row] -= sign * value
        return Group(hidden, matrix, results)


def lines(said: Said, parents: Mapping[str, str], parts: Parts) -> list[Line]:
    """Return every line of which all counts are published, shown or hidden."""
    return [*_of_areas(said, parents), *_of_categories(said, parts), *_of_years(said)]


def _of_areas(said: Said, parents: Mapping[str, str]) -> Iterator[Line]:
    inside: dict[str, list[str]] = defaultdict(list)
    for code, parent in parents.items():
        inside[parent].append(code)
    for count in said:
        found = tuple(count._replace(area_code=code) for code in inside.get(count.area_code, ()))
        if found and all(part in said for part in found):
            yield Line(count, found)


def _of_categories(said: Said, parts: Parts) -> Iterator[Line]:
    tables: dict[str, dict[tuple[str, str], list[Count]]] = defaultdict(lambda: defaultdict(list))
    for count in said:
        tables[count.period][count.area_code, count.breakdown].append(count)
    for of_area in tables.values():
        every = [count for counts in of_area.values() for count in counts]
        crossed = dimensions({count.breakdown for count in every})
        categories = Categories(every, crossed, parts)
        for (area, finer), counts in of_area.items():
            for name in crossed:
                if {*crossed[name]} < {*crossed[finer]} and len(crossed[name]) + 1 == len(crossed[finer]):
                    yield from _margins(of_area.get((area, name), ()), counts, categories)


def _margins(wholes: Iterable[Count], counts: list[Count], categories: Categories) -> Iterator[Line]:
    for whole in wholes:
        wanted = categories.of(whole)
        inside = tuple(c for c in counts if wanted.items() <= categories.of(c).items())
        (more,) = categories.of(counts[0]).keys() - wanted.keys()
        # Nobody is left out: together the parts have every category of the dimension that is crossed with.
        if {atom for part in inside for atom in categories.of(part)[more]} == {*categories.smallest[more]}:
            yield Line(whole, inside)


def _of_years(said: Said) -> Iterator[Line]:
    for count in said:
        found = tuple(count._replace(period=code) for code in quarters(count.period))
        if found and all(part in said for part in found):
            yield Line(count, found)
