"""Contributors: who counted the people of an indicator, and which part of every published count is its own."""

from collections.abc import Iterator

import pandas as pd

from data.build.aggregate import COLUMNS, category, with_larger_areas
from data.build.problems import BuildError
from data.build.protection.linked import Dimensions
from data.build.protection.publication import AREA, Publication
from data.build.sources import Source
from data.periods import period, quarters_between, quarters_of, year_of
from data.register import Indicator
from geo.areas import areas

# Categories that stand for nobody in particular, so that nobody knows them as its own.
NOBODY = ("elsewhere", "unknown")


def contributions(
    indicator: Indicator,
    source: Source,
    publication: Publication,
    dimensions: Dimensions,
) -> dict[str, pd.DataFrame]:
    """Return what each contributor knows because it is its own: its part of every published count.

    Parameters
    ----------
    indicator : Indicator
    source : Source
        What the indicator is counted from, by quarters.
    publication : Publication
        Says who the contributors are: ``area``, each police force area of the rows; or a breakdown, each of its
        categories that somebody stands for.
    dimensions : Dimensions
        In the categories of the source.

    Returns
    -------
    dict of DataFrame
        By code of the contributor, in the order of ``areas.csv`` or of the categories: rows with the columns
        ``data.build.aggregate.COLUMNS``, in published categories, ``value`` its own part. A count that is not there
        has no part of its own.

    Raises
    ------
    BuildError
        If the contributors are those of a breakdown that crosses several dimensions.
    """
    owners, known = _owners(source, publication, dimensions)
    counted = [rows for rows in _counted(indicator, source, publication, owners) if len(rows)]
    if not counted:
        return {}
    published, _ = publication.regrouped(publication.selected(pd.concat(counted)), dimensions)
    by_owner = {code: rows for code, rows in published.groupby("contributor", sort=False)}
    return {code: by_owner[code][COLUMNS].reset_index(drop=True) for code in known if code in by_owner}


def _owners(source: Source, publication: Publication, dimensions: Dimensions) -> tuple[pd.Series, list[str]]:
    """Return whose each row of the source is, and the contributors that there can be."""
    if publication.contributors == AREA:
        return source.rows[source.sidecar.column("area_code")], [*areas()]
    crossed = dimensions.breakdowns.get(publication.contributors, ())
    if len(crossed) != 1:
        raise BuildError(
            f"publication.toml, contributors: {publication.contributors} is no breakdown by one column; expected "
            f"{AREA}, or a breakdown of which each category is one contributor"
        )
    codes = source.sidecar.columns[crossed[0]]["codes"]
    return source.rows[crossed[0]].map(codes), [code for code in dict.fromkeys(codes.values()) if code not in NOBODY]


def _counted(
    indicator: Indicator, source: Source, publication: Publication, owners: pd.Series
) -> Iterator[pd.DataFrame]:
    """Yield the counts of each breakdown by one kind of period, with a column ``contributor``, in all their areas."""
    sidecar = source.sidecar
    area = sidecar.column("area_code")
    rows = pd.DataFrame(
        {
            "contributor": owners,
            "area_code": source.rows[area] if area else sidecar.table["area"],
            "quarter": source.periods(),
            "value": source.rows[sidecar.table["count"]].astype(int),
        }
    )
    for breakdown, by_kind in publication.tables.items():
        for kind in by_kind:
            periods = _periods(source, kind)
            counted = rows.assign(
                category=category(source, indicator.breakdowns[breakdown]), period=rows["quarter"].map(periods)
            ).dropna(subset="period")
            names = ["contributor", "area_code", "period", "category"]
            own = counted.groupby(names, as_index=False)[["value"]].sum()
            if area:
                own = with_larger_areas(own).groupby(names, as_index=False)[["value"]].sum()
            yield own.astype({"value": "Int64"}).assign(
                indicator=indicator.id,
                breakdown=breakdown,
                period_start=[period(code).start.isoformat() for code in own["period"]],
                period_end=[period(code).end.isoformat() for code in own["period"]],
                status=indicator.status,
            )


def _periods(source: Source, kind: str) -> dict[str, str]:
    """Return the period of a kind that each quarter belongs to, of those that are whole in the source."""
    covered = [q for q in quarters_between(*source.sidecar.covers) if q not in source.sidecar.missing_quarters]
    found = {quarter: quarter if kind == "quarter" else year_of(quarter, kind) for quarter in covered}
    return {quarter: code for quarter, code in found.items() if kind == "quarter" or {*quarters_of(code)} <= {*covered}}
