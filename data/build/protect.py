"""From true counts to counts that can be published: small ones hidden and protected, tables coarsened if need be.

The written rule of coarsening. A breakdown is published in the first of its groupings in which every hidden
count keeps its interval and enough counts of police force areas stay shown; if there is none, in the last. Where
even that leaves a hidden count exposed, the crossings that are in the way are withdrawn for that period, then
the breakdown itself. A total that cannot be protected stops the build.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

import pandas as pd

from data.build.linked import Cell, Dimensions, Name, linked_tables
from data.build.problems import BuildError
from data.build.publication import Publication
from data.build.suppress import Suppression, suppress
from data.periods import period
from geo.areas import areas

# Counts from here on, or from the threshold on, are worth showing: a table is judged by how many it shows.
LARGE = 5
_NAMED = 10
_NAME = ["area_code", "period", "breakdown", "category"]


@dataclass(frozen=True)
class Earlier:
    """What earlier releases said of an indicator: counts they hid, counts they showed, groupings they used."""

    hidden: frozenset[Name] = frozenset()
    public: frozenset[Name] = frozenset()
    steps: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Protected:
    """One indicator as it can be published.

    ``observations`` has the columns it was made from; hidden counts are NA with status hidden. ``steps``
    says which grouping each breakdown is in, ``withdrawn`` which breakdowns are hidden altogether in which
    period, ``shown`` how many of how many large counts of police force areas are shown, by breakdown and kind
    of period.
    """

    observations: pd.DataFrame
    steps: dict[str, int]
    withdrawn: tuple[tuple[str, str], ...]
    shown: dict[tuple[str, str], tuple[int, int]]


def protect(
    observations: pd.DataFrame,
    publication: Publication,
    dimensions: Dimensions,
    *,
    threshold: int,
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
    earlier : Earlier, optional
    progress : callable, optional
        Called with the number of counts settled and of all, again for every grouping that is tried.

    Raises
    ------
    BuildError
        If a total cannot be protected, or a count would be hidden that an earlier release showed.
    """
    earlier = earlier or Earlier()
    selected = publication.selected(observations)
    steps, withdrawn = {name: earlier.steps.get(name, 0) for name in publication.groupings}, set()
    while True:
        tables, left = publication.regrouped(selected, dimensions, steps)
        kept = [key not in withdrawn for key in zip(tables["breakdown"], tables["period"], strict=True)]
        there = tables[tables["value"].notna() & pd.Series(kept, index=tables.index)]
        linked = linked_tables(there, left, threshold=threshold, everywhere=publication.everywhere)
        # A grouping that fails already fails in a draft, which is several times faster.
        for draft in (True, False):
            found = suppress(
                linked, hidden_before=earlier.hidden, public=earlier.public, draft=draft, progress=progress
            )
            shown = _shown(linked.cells, found.hidden, max(LARGE, threshold))
            failing = {*_poor(publication, shown), *(cell.breakdown for cell in found.exposed)}
            coarser = _next_steps(publication, steps, failing)
            if coarser or found.exposed:
                break
        if coarser:
            steps |= coarser
        elif found.exposed:
            withdrawn |= _withdrawable(found.exposed, linked.cells, dimensions, earlier.public)
        else:
            return Protected(_marked(tables, found, withdrawn), steps, tuple(sorted(withdrawn)), shown)


def _poor(publication: Publication, shown: Mapping[tuple[str, str], tuple[int, int]]) -> set[str]:
    """Return the breakdowns of which too little would be shown."""
    return {name for (name, _), (some, of) in shown.items() if some < publication.shown.get(name, 0) * of}


def _next_steps(publication: Publication, steps: Mapping[str, int], failing: Collection[str]) -> dict[str, int]:
    """Return the next grouping of the breakdowns that fail and have one."""
    groupings = publication.groupings
    return {name: steps[name] + 1 for name in failing if steps.get(name, 0) + 1 < len(groupings.get(name, ()))}


def _withdrawable(
    exposed: Collection[Cell], cells: Collection[Cell], dimensions: Dimensions, public: Collection[Name]
) -> set[tuple[str, str]]:
    """Return the breakdowns and periods to withdraw next: the crossings in the way, else the exposed themselves."""
    if known := [cell for cell in exposed if cell.name in public]:
        raise BuildError(
            f"{_listed(known)}: an earlier release showed what would now be hidden, so hiding it protects nobody. "
            "Hold the correction back, publish it with others in one batch, or publish a coarser table"
        )
    there = {(cell.breakdown, cell.period) for cell in cells}
    at_fault = {(cell.breakdown, cell.period) for cell in exposed}
    crossings = {
        (name, code)
        for name, code in there
        if any(
            code == other and {*dimensions.breakdowns[broken]} < {*dimensions.breakdowns[name]}
            for broken, other in at_fault
        )
    }
    fine = crossings or {(name, code) for name, code in at_fault if dimensions.breakdowns[name]}
    if not fine:
        raise BuildError(
            f"{_listed(exposed)}: too little is hidden around it to hide it, and a total cannot be coarsened. "
            "Publish larger areas or longer periods: data/build/publication.toml says which"
        )
    return fine


def _shown(cells: Collection[Cell], hidden: Collection[Name], large: int) -> dict[tuple[str, str], tuple[int, int]]:
    some, of = Counter(), Counter()
    for cell in cells:
        if cell.value >= large and areas()[cell.area_code].kind == "force":
            table = cell.breakdown, period(cell.period).kind
            of[table] += 1
            some[table] += cell.name not in hidden
    return {table: (some[table], of[table]) for table in of}


def _marked(tables: pd.DataFrame, found: Suppression, withdrawn: Collection[tuple[str, str]]) -> pd.DataFrame:
    is_hidden = [
        name in found.hidden or (name[2], name[1]) in withdrawn
        for name in tables[_NAME].itertuples(index=False, name=None)
    ]
    is_hidden = pd.Series(is_hidden, index=tables.index) & tables["value"].notna()
    return tables.assign(value=tables["value"].mask(is_hidden), status=tables["status"].mask(is_hidden, "hidden"))


def _listed(cells: Collection[Cell]) -> str:
    names = [" ".join(cell.name) for cell in cells]
    return "; ".join(names[:_NAMED]) + (f"; and {len(names) - _NAMED} more" if len(names) > _NAMED else "")
