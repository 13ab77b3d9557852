"""The published code, run as whoever has it can run it: on tables of their own making, with seeds of their own.

The only module of the attack that calls the protection, and the only one that knows how it is called.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from data.build.attacks.rows import TOTAL, Categories, Count, Rule, Said, dimensions
from data.build.protection.linked import Dimensions, LinkedTables, linked_tables
from data.build.protection.suppress import Said as Settled
from data.build.protection.suppress import suppress
from data.build.replay.own import contributions


class Made(NamedTuple):
    """Whole tables as a reader makes them up: every count, and those that are outer, which stay shown."""

    values: Mapping[Count, int]
    outer: frozenset[Count]


# Tables and a seed, to the counts that are hidden.
Algorithm = Callable[[Made, bytes], frozenset[Count]]


def published_algorithm(said: Said, rule: Rule) -> Algorithm:
    """Return the rule by which counts are hidden, for tables that are cut out of what is said of one indicator."""
    known = public_dimensions(said, rule)
    linked: dict[tuple[Count, ...], LinkedTables] = {}

    def hidden(made: Made, seed: bytes) -> frozenset[Count]:
        key = tuple(made.values)
        # How counts are tied depends on what they are about, not on what they come to.
        if key not in linked:
            linked.clear()
            frame = pd.DataFrame(key, columns=[*Count._fields]).assign(value=0)
            linked[key] = linked_tables(frame, known, threshold=rule.threshold, everywhere=rule.everywhere)
        own = contributions(made.values, said, rule.contributors, seed) if rule.insider else []
        tables = _with_values(linked[key], made.values)
        found = suppress(tables, seed=seed, said=Settled(public=made.outer), contributions=own)
        return frozenset(Count(*name) for name in found.hidden)

    return hidden


def public_dimensions(counts: Iterable[Count], rule: Rule) -> Dimensions:
    """Return what the breakdowns cross, and the categories of each dimension, as the published names tell them."""
    counts = [*counts]
    crossed = dimensions({count.breakdown for count in counts} | {TOTAL})
    smallest = Categories(counts, crossed, rule.parts).smallest
    return Dimensions(crossed, {name: tuple(categories) for name, categories in smallest.items()})


def _with_values(tables: LinkedTables, values: Mapping[Count, int]) -> LinkedTables:
    return replace(tables, cells=tuple(replace(cell, value=values[Count(*cell.name)]) for cell in tables.cells))
