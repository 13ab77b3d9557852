"""The published code, run as whoever has it can run it: on tables of their own making, with seeds of their own.

The only module of the attack that calls the protection, and the only one that knows how it is called.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import pandas as pd

from data.build.attack_rows import TOTAL, Categories, Count, Rule, dimensions
from data.build.linked import Dimensions, LinkedTables, linked_tables
from data.build.suppress import suppress

# Whole tables (area_code, period, breakdown, category, value, and whether a count is outer, so that it stays
# shown) and a seed, to the names of the counts that are hidden.
Algorithm = Callable[[pd.DataFrame, bytes], frozenset[Count]]


def published_algorithm(counts: Iterable[Count], rule: Rule) -> Algorithm:
    """Return the rule by which counts are hidden, for tables that are cut out of these counts of one indicator."""
    known, linked = public_dimensions(counts, rule), {}

    def hidden(tables: pd.DataFrame, seed: bytes) -> frozenset[Count]:
        key = tuple(tables[[*Count._fields]].itertuples(index=False, name=None))
        # How counts are tied depends on what they are about, not on what they come to.
        if key not in linked:
            linked.clear()
            linked[key] = linked_tables(tables, known, threshold=rule.threshold, everywhere=rule.everywhere)
        outer = frozenset(name for name, is_outer in zip(key, tables["is_outer"], strict=True) if is_outer)
        values = dict(zip(key, tables["value"], strict=True))
        found = suppress(_with_values(linked[key], values), public=outer)
        return frozenset(Count(*name) for name in found.hidden)

    return hidden


def public_dimensions(counts: Iterable[Count], rule: Rule) -> Dimensions:
    """Return what the breakdowns cross, and the categories of each dimension, as the published names tell them."""
    counts = [*counts]
    crossed = dimensions({count.breakdown for count in counts} | {TOTAL})
    return Dimensions(crossed, Categories(counts, crossed, rule.parts).smallest)


def _with_values(tables: LinkedTables, values: Mapping[tuple[str, ...], int]) -> LinkedTables:
    return replace(tables, cells=tuple(replace(cell, value=int(values[cell.name])) for cell in tables.cells))
