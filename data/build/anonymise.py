"""Every indicator as it can be published: those with a threshold protected, the others as they are."""

from collections.abc import Callable, Collection, Iterator, Mapping
from types import MappingProxyType

import pandas as pd

from data.build.past import earlier
from data.build.problems import BuildError
from data.build.protection.linked import Dimensions
from data.build.protection.protect import Protected, protect
from data.build.protection.publication import publications
from data.build.sources import Source
from data.register import Indicator


def anonymise(
    observations: pd.DataFrame,
    register: Mapping[str, Indicator],
    sources: Mapping[str, Source],
    *,
    seed: bytes,
    past: Collection[pd.DataFrame] = (),
    contributed: Mapping[str, Mapping[str, pd.DataFrame]] = MappingProxyType({}),
    progress: Callable[[str], Callable[[int, int], None]] | None = None,
) -> tuple[pd.DataFrame, dict[str, Protected]]:
    """Return the observations with nothing left that must not be known, and how each indicator was protected.

    Parameters
    ----------
    observations : DataFrame
        True counts, columns as ``data.build.aggregate.COLUMNS``.
    register : dict of Indicator
    sources : dict of Source
        What the observations were made from, by name.
    seed : bytes
        Secret: it settles which counts are hidden beside the small ones.
    past : collection of DataFrame
        The observations of every earlier release, the oldest first.
    contributed : dict of dict of DataFrame
        For each indicator that is protected against its contributors, what each of them knows.
    progress : callable, optional
        Returns, for what is being done, a function of the counts settled so far and of all.

    Raises
    ------
    BuildError
        If an indicator cannot be protected; the message begins with its id.
    """
    sets, parts = publications(), []
    protected: dict[str, Protected] = {}
    for group, rows in observations.groupby("indicator", sort=False):
        name = str(group)
        indicator = register[name]
        if indicator.threshold:
            if name not in sets:
                raise BuildError(f"{name} has a threshold, so data/build/publication.toml needs a block [{name}]")
            dimensions = dimensions_of(indicator, sources[indicator.source])
            try:
                protected[name] = protect(
                    rows,
                    sets[name],
                    dimensions,
                    threshold=indicator.threshold,
                    seed=seed,
                    contributions=contributed.get(name, {}),
                    earlier=earlier(past, name),
                    progress=progress(f"{name}: protecting") if progress else None,
                )
            except BuildError as error:
                raise BuildError(f"{name}: {error}") from error
            rows = protected[name].observations
        parts.append(rows)
    # Nothing is left where every figure is held back.
    return pd.concat(parts, ignore_index=True) if parts else observations, protected


def dimensions_of(indicator: Indicator, source: Source) -> Dimensions:
    """Return what the tables of an indicator cross, in the categories of its source."""
    crossed = dict.fromkeys(column for columns in indicator.breakdowns.values() for column in columns)
    codes = {column: tuple(source.sidecar.columns[column]["codes"].values()) for column in crossed}
    return Dimensions(indicator.breakdowns, codes)


def shares_shown(protected: Mapping[str, Protected]) -> Iterator[str]:
    """Yield lines that say how much is left to see: the share of larger counts still shown, table by table."""
    sets = publications()
    for name, result in protected.items():
        hidden = int((result.observations["status"] == "hidden").sum())
        yield f"  {name}: {hidden:,} counts hidden, each with an interval of its own"
        for (breakdown, kind), (some, of) in result.shown.items():
            aim = sets[name].shown.get(breakdown, 0)
            aimed = f", of {aim:.0%} aimed for" if aim else ""
            table = f"{breakdown} by {kind.replace('_', ' ')}"
            yield f"    {table}: {some:,} of {of:,} larger counts shown ({some / of:.1%}{aimed})"
        for breakdown, code in result.withdrawn:
            yield f"    {breakdown}, {code}: hidden altogether, as too little is in it to hide a part"
