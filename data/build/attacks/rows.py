"""Published rows, read as an outsider reads them: what each release says, and what the names say of each other.

Shares no code with the protection, on purpose: a mistake there must not be repeated here.
"""

import csv
import io
import itertools
import math
import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

AREAS = Path(__file__).parents[3] / "geo" / "areas.csv"
PUBLICATION = Path(__file__).parents[1] / "publication.toml"

TOTAL = "total"
# Where each smallest area is a contributor.
AREA = "area"
SHOWN = ("final", "provisional", "revised")
UNTOLD = "not_available"
IMPOSSIBLE = "not_applicable"


class AttackError(ValueError):
    """The published tables cannot be read as tables that add up; the message says where."""


class Count(NamedTuple):
    """What one published number is about."""

    area_code: str
    period: str
    breakdown: str
    category: str


# What one release says of each count: a number, or None where it hides one.
Said = dict[Count, int | None]
Parts = Mapping[str, Mapping[str, tuple[str, ...]]]


def width_of(threshold: int) -> int:
    """Return how far apart the bounds of a hidden count must be: a higher threshold hides more."""
    return max(3, math.ceil(0.6 * threshold))


def rows_in(content: bytes, file: str) -> list[dict[str, str]]:
    """Return the rows of a published table, cells as text; AttackError if it has not the columns of one."""
    needed = {"indicator", *Count._fields, "value", "status", "release"}
    try:
        rows = [*csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""), strict=True, restval="")]
    except (UnicodeDecodeError, csv.Error) as error:
        raise AttackError(f"{file}: expected a CSV table in UTF-8 ({error})") from error
    if lost := needed - (rows[0].keys() if rows else needed):
        raise AttackError(f"{file}: expected the columns {', '.join(sorted(lost))} too, as in observations.csv")
    return rows


def read_parents() -> dict[str, str]:
    """Return the code of the area one level up, of every area that is a part of one.

    England and Wales is the top: what else the United Kingdom consists of is not in ``areas.csv``.
    """
    with AREAS.open(encoding="utf-8", newline="") as file:
        areas = [*csv.DictReader(file)]
    outside = {area["code"] for area in areas if area["kind"] == "united_kingdom"} | {""}
    return {area["code"]: area["parent"] for area in areas if area["parent"] not in outside}


def read_names() -> dict[str, str]:
    """Return the official name of every area, local authorities too: its columns of names begin with that."""
    with AREAS.open(encoding="utf-8", newline="") as file:
        return {
            area["code"]: next(value for column, value in area.items() if column.startswith("name_"))
            for area in csv.DictReader(file)
        }


class Rule(NamedTuple):
    """What is publicly known of how an indicator is published.

    ``threshold``: below national level, a count below it is hidden, and in the breakdowns ``everywhere`` at
    national level too. ``parts``: for each breakdown, the categories that a joined category consists of.
    ``contributors``: the breakdown of which each category is a contributor, or ``AREA``; ``insider``: whether counts
    are protected against one.
    """

    threshold: int = 0
    parts: Parts = MappingProxyType({})
    everywhere: tuple[str, ...] = ()
    contributors: str = AREA
    insider: bool = False


def read_rules(thresholds: Mapping[str, int]) -> dict[str, Rule]:
    """Return the rule of each indicator, given its threshold; the rest is in ``publication.toml``."""
    published = tomllib.loads(PUBLICATION.read_text(encoding="utf-8"))
    return {
        name: _rule(threshold, published[name]) if name in published else Rule(threshold)
        for name, threshold in thresholds.items()
    }


def _rule(threshold: int, published: Mapping[str, Any]) -> Rule:
    everywhere, insider = tuple(published["everywhere"]), published["insider"]
    return Rule(threshold, _parts(published), everywhere, published["contributors"], insider)


def _parts(published: Mapping[str, Any]) -> dict[str, dict[str, tuple[str, ...]]]:
    return {
        breakdown: {name: tuple(parts) for name, parts in grouping.items()}
        for breakdown, grouping in published["groupings"].items()
    }


def count_of(row: Mapping[str, str]) -> Count:
    """Return what a row is about."""
    return Count(row["area_code"], row["period"], row["breakdown"], row["category"])


def statements(rows: Iterable[Mapping[str, str]]) -> dict[str, dict[str, Said]]:
    """Return what each release says of each indicator, releases from the oldest.

    A count that is not applicable cannot occur: it is 0. One that is not available says nothing. Whatever
    else is not shown is hidden.
    """
    said: dict[str, dict[str, Said]] = defaultdict(lambda: defaultdict(dict))
    for row in rows:
        value: int | None = None
        if row["status"] in SHOWN:
            value = int(float(row["value"]))
        elif row["status"] == UNTOLD:
            continue
        elif row["status"] == IMPOSSIBLE:
            value = 0
        said[row["indicator"]][row["release"]][count_of(row)] = value
    return {
        indicator: {release: releases[release] for release in sorted(releases, key=_order)}
        for indicator, releases in said.items()
    }


def versions(releases: Mapping[str, Said]) -> list[list[str]]:
    """Return the names of successive releases in groups; none shows a count with two values."""
    groups: list[list[str]] = []
    shown: dict[Count, int] = {}
    for release, said in releases.items():
        told = {count: value for count, value in said.items() if value is not None}
        if not groups or any(shown.get(count, value) != value for count, value in told.items()):
            groups.append([])
            shown = {}
        groups[-1].append(release)
        shown.update(told)
    return groups


def dimensions(breakdowns: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return what each breakdown crosses: the breakdowns whose names it joins, or itself alone."""
    simple = sorted({*breakdowns} - {TOTAL})
    crossings = {"_".join(names): names for length in (2, 3) for names in itertools.permutations(simple, length)}
    found: dict[str, tuple[str, ...]] = {TOTAL: ()}
    # From the shortest name, so that a crossing of a crossing is taken apart too.
    for name in sorted(simple, key=len):
        found[name] = tuple(d for part in crossings.get(name, ()) for d in found[part]) or (name,)
    return found


class Categories:
    """The smallest categories of each dimension in a group of periods, and what each category consists of."""

    def __init__(self, counts: Iterable[Count], crossed: Mapping[str, tuple[str, ...]], parts: Parts):
        named: dict[str, set[str]] = defaultdict(set)
        for count in counts:
            named[count.breakdown].add(count.category)
        self._members = {
            name: _members(categories, parts.get(name, {}))
            for name, categories in named.items()
            if crossed[name] == (name,)
        }
        self.smallest = {d: sorted({*itertools.chain(*of.values())}) for d, of in self._members.items()}
        self._meaning: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {}
        for breakdown in named:
            self._read(breakdown, crossed[breakdown])

    def of(self, count: Count) -> dict[str, tuple[str, ...]]:
        """Return the smallest categories that a count adds up in each dimension it is broken down by."""
        if (key := (count.breakdown, count.category)) not in self._meaning:
            raise AttackError(f"{', '.join(count)}: this category is not one of the breakdown")
        return self._meaning[key]

    def _read(self, breakdown: str, crossed: tuple[str, ...]) -> None:
        if lost := [dimension for dimension in crossed if dimension not in self._members]:
            raise AttackError(f"{breakdown} crosses {', '.join(lost)}, which is not published for the same periods")
        for names in itertools.product(*(sorted(self._members[dimension]) for dimension in crossed)):
            key = breakdown, "_".join(names) or "all"
            if key in self._meaning:
                raise AttackError(f"{breakdown}: the category {key[1]} can be read in two ways")
            members = [self._members[d][name] for d, name in zip(crossed, names, strict=True)]
            self._meaning[key] = dict(zip(crossed, members, strict=True))


def groups_of_periods(periods: Iterable[str]) -> list[set[str]]:
    """Return the periods in groups that say nothing about each other: a year belongs to its quarters."""
    groups: list[set[str]] = []
    for code in sorted(periods):
        related = {code, *quarters(code)}
        joined = [group for group in groups if group & related]
        groups = [group for group in groups if group not in joined] + [related.union(*joined)]
    return [group & {*periods} for group in groups]


def quarters(period: str) -> list[str]:
    """Return the quarters of a year: calendar (2023), financial (2022-23) or up to a quarter (YE-2023-Q2).

    None of a quarter.
    """
    if period.startswith("YE-"):
        year, last = int(period[3:7]), int(period[-1])
        before = [f"{year - 1:04}-Q{number}" for number in range(last + 1, 5)]
        return [*before, *(f"{year:04}-Q{number}" for number in range(1, last + 1))]
    year = int(period[:4])
    if period.isdigit():
        return [f"{year:04}-Q{number}" for number in (1, 2, 3, 4)]
    if period[5:].isdigit():
        return [*(f"{year:04}-Q{number}" for number in (2, 3, 4)), f"{year + 1:04}-Q1"]
    return []


def _members(names: set[str], parts: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Return the smallest categories in each category: a joined one is taken apart if others share its parts."""
    inside = {name: tuple(parts.get(name, (name,))) for name in sorted(names)}
    return {
        name: own if any({*own, name} & {other, *inside[other]} for other in names - {name}) else (name,)
        for name, own in inside.items()
    }


def _order(release: str) -> tuple[str, int]:
    day, _, number = release.partition(".")
    return day, int(number or 1)
