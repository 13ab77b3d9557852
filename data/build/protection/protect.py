"""From true counts to counts that can be published: small ones hidden and protected, what cannot be is withdrawn.

Categories are joined as ``publication.toml`` says, the same every year, and never for what a year's counts come to.
The written rule for what cannot be protected even so: the crossings that are in the way are hidden altogether for that
period, then the breakdown itself, then the tables it crosses, the finer ones first, as a margin of two tells that each
of its parts is two at most; then, where there is one area only, the whole period. A total that cannot be protected
among other areas stops the build.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd

from data.build.problems import BuildError
from data.build.protection.linked import Cell, Dimensions, Name, linked_tables
from data.build.protection.onlooker import Contribution
from data.build.protection.publication import AREA, Publication
from data.build.protection.suppress import Said, suppress
from data.periods import period
from geo.areas import areas

# Counts from here on, or from the threshold on, are worth showing: a table is judged by how many it shows.
LARGE = 5
_NAMED = 10
_NAME = ["area_code", "period", "breakdown", "category"]


@dataclass(frozen=True)
class Earlier:
    """What earlier releases said of an indicator: counts they hid and counts they showed."""

    hidden: frozenset[Name] = frozenset()
    public: frozenset[Name] = frozenset()


@dataclass(frozen=True)
class Protected:
    """One indicator as it can be published.

    ``observations`` has the columns it was made from; hidden counts are NA with status hidden. ``withdrawn`` says which
    breakdowns are hidden altogether in which period, ``shown`` how many of how many large counts of police force areas
    are shown, by breakdown and kind of period.
    """

    observations: pd.DataFrame
    withdrawn: tuple[tuple[str, str], ...]
    shown: dict[tuple[str, str], tuple[int, int]]


def protect(
    observations: pd.DataFrame,
    publication: Publication,
    dimensions: Dimensions,
    *,
    threshold: int,
    seed: bytes,
    contributions: Mapping[str, pd.DataFrame] = MappingProxyType({}),
    earlier: Earlier | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Protected:
    """Return the counts of one indicator with nothing left in them that must not be known.

    Parameters
    ----------
    observations : DataFrame
        True counts in the categories of the source, columns as ``data.build.aggregate.COLUMNS``.
    publication : Publication
    dimensions : Dimensions
    threshold : int
    seed : bytes
        Secret: it settles which counts are hidden beside the small ones.
    contributions : dict of DataFrame
        By contributor, its own part of every count; see ``contributors.py``. None if nothing is to be kept from
        contributors.
    earlier : Earlier, optional
    progress : callable, optional
        Called with the number of counts settled and of all.

    Raises
    ------
    BuildError
        If a total cannot be protected, or a count would be hidden that an earlier release showed.
    """
    earlier = earlier or Earlier()
    withdrawn: set[tuple[str, str]] = set()
    tables, left = publication.regrouped(publication.selected(observations), dimensions)
    there = tables[tables["value"].notna()]
    linked = linked_tables(there, left, threshold=threshold, everywhere=publication.everywhere)
    own = [_contribution(code, rows, publication) for code, rows in contributions.items()]
    hidden: set[Name] = set()
    settled = 0
    for part in linked.parts():
        while True:
            gone = {cell.name for cell in part.cells if (cell.breakdown, cell.period) in withdrawn}
            found = suppress(part, seed=seed, said=Said(earlier.hidden, earlier.public, gone), contributions=own)
            if not found.exposed:
                break
            withdrawn |= _withdrawable(found.exposed, part.cells, dimensions, earlier.public, withdrawn)
        hidden |= found.hidden
        settled += len(part.cells)
        if progress:
            progress(settled, len(linked.cells))
    shown = _shown(linked.cells, hidden, max(LARGE, threshold))
    return Protected(_marked(tables, hidden), tuple(sorted(withdrawn)), shown)


def _contribution(code: str, rows: pd.DataFrame, publication: Publication) -> Contribution:
    """Return what a contributor knows."""
    parts = {tuple(name): int(value) for *name, value in rows[[*_NAME, "value"]].itertuples(index=False)}
    return Contribution(code, parts, "" if publication.contributors == AREA else publication.contributors)


def _withdrawable(
    exposed: Collection[Cell],
    cells: Collection[Cell],
    dimensions: Dimensions,
    public: Collection[Name],
    withdrawn: Collection[tuple[str, str]],
) -> set[tuple[str, str]]:
    """Return the breakdowns and periods to withdraw next, by the rule at the head of this module."""
    if known := [cell for cell in exposed if cell.name in public]:
        raise BuildError(
            f"{_listed(known)}: an earlier release showed what would now be hidden, so hiding it protects nobody. "
            "Hold the correction back, or publish it with others in one batch"
        )
    there = {(cell.breakdown, cell.period) for cell in cells} - {*withdrawn}
    at_fault = {(cell.breakdown, cell.period) for cell in exposed}
    if of_categories := (
        _related(there, at_fault, dimensions, lambda broken, other: broken < other)
        or _related(there, at_fault, dimensions, lambda broken, other: broken == other)
        or _related(there, at_fault, dimensions, lambda broken, other: len(broken) == len(other) + 1 and broken > other)
        or _related(there, at_fault, dimensions, lambda broken, other: broken > other)
    ):
        return of_categories
    if len({cell.area_code for cell in cells}) == 1 and (whole := {(n, c) for n, c in there if c in _periods(exposed)}):
        return whole
    raise BuildError(
        f"{_listed(exposed)}: too little is hidden around it to hide it, and a total cannot be coarsened. "
        "Publish larger areas or longer periods: data/build/publication.toml says which"
    )


def _related(
    there: Collection[tuple[str, str]],
    at_fault: Collection[tuple[str, str]],
    dimensions: Dimensions,
    is_related: Callable[[set[str], set[str]], bool],
) -> set[tuple[str, str]]:
    """Return what is there by categories and related by them to something at fault in the same period."""
    sets = {name: {*crossed} for name, crossed in dimensions.breakdowns.items()}
    return {
        (name, code)
        for name, code in there
        if sets[name]
        and any(code == other and sets[broken] and is_related(sets[broken], sets[name]) for broken, other in at_fault)
    }


def _periods(cells: Collection[Cell]) -> set[str]:
    return {cell.period for cell in cells}


def _shown(cells: Collection[Cell], hidden: Collection[Name], large: int) -> dict[tuple[str, str], tuple[int, int]]:
    some: Counter[tuple[str, str]] = Counter()
    of: Counter[tuple[str, str]] = Counter()
    for cell in cells:
        if cell.value >= large and areas()[cell.area_code].kind == "force":
            table = cell.breakdown, period(cell.period).kind
            of[table] += 1
            some[table] += cell.name not in hidden
    return {table: (some[table], of[table]) for table in of}


def _marked(tables: pd.DataFrame, hidden: Collection[Name]) -> pd.DataFrame:
    names = tables[_NAME].itertuples(index=False, name=None)
    is_hidden = pd.Series([name in hidden for name in names], index=tables.index, dtype=bool)
    return tables.assign(value=tables["value"].mask(is_hidden), status=tables["status"].mask(is_hidden, "hidden"))


def _listed(cells: Collection[Cell]) -> str:
    names = [" ".join(cell.name) for cell in cells]
    return "; ".join(names[:_NAMED]) + (f"; and {len(names) - _NAMED} more" if len(names) > _NAMED else "")
