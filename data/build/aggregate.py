"""From sources to observations: quarters add up to years, police force areas to the areas above them."""

import pandas as pd

from data.build.sources import Source
from data.periods import KINDS, following, period, quarters_between, quarters_of, year_of
from data.register import Indicator
from geo.areas import areas, forces

COLUMNS = [
    "indicator",
    "area_code",
    "period",
    "period_start",
    "period_end",
    "breakdown",
    "category",
    "value",
    "status",
]


def observations(register: dict[str, Indicator], sources: dict[str, Source]) -> pd.DataFrame:
    """Return the observations of every indicator, before protection.

    Parameters
    ----------
    register : dict of Indicator
    sources : dict of Source
        Checked sources, by name. An indicator whose source is not among them is left out.

    Returns
    -------
    DataFrame
        One row for each indicator, area, period, breakdown and category, in the order of the register, of
        the breakdowns, of time and of ``areas.csv``. ``value`` is NA, and ``status`` not_available, where
        a quarter is missing from the source. The year of the last quarters, still incomplete, is left
        out.
    """
    made = [
        _tidy(indicator, breakdown, kind, sources[indicator.source])
        for indicator in register.values()
        if indicator.source in sources
        for breakdown in indicator.breakdowns
        for kind in KINDS
        if kind in indicator.periods
    ]
    return pd.concat(made, ignore_index=True)[COLUMNS]


def joined(made: pd.DataFrame, held: pd.DataFrame, register: dict[str, Indicator]) -> pd.DataFrame:
    """Return observations together with others that were held back, in the order of :func:`observations`."""
    observations = pd.concat([made, held], ignore_index=True)
    kinds = {code: KINDS.index(period(code).kind) for code in observations["period"].unique()}
    breakdowns = [(name, breakdown) for name, indicator in register.items() for breakdown in indicator.breakdowns]
    places = {pair: place for place, pair in enumerate(breakdowns)}
    table = [places[pair] for pair in zip(observations["indicator"], observations["breakdown"], strict=True)]
    sortable = observations.assign(_table=table, _kind=observations["period"].map(kinds))
    keys = ["_table", "_kind", "period", "area_code"]
    return sortable.sort_values(keys, key=_in_order_of_areas, kind="stable", ignore_index=True)[[*observations.columns]]


def population(source: Source) -> pd.DataFrame:
    """Return residents by area and mid-year, for police force areas and the areas they add up to.

    Each year is that of the newest edition that has it, so that two years may come from two editions; ``edition`` says
    which.
    """
    rows, titles = source.in_use(), {each["name"]: each["title"] for each in source.sidecar.editions}
    by_force = pd.DataFrame(
        {
            "area_code": rows[source.sidecar.column("area_code")],
            "mid_year": rows[source.sidecar.column("year")].astype(int),
            "population": rows[source.sidecar.table["count"]].astype(int),
        }
    )
    summed = with_larger_areas(by_force).groupby(["area_code", "mid_year"], as_index=False)[["population"]].sum()
    editions = dict(zip(by_force["mid_year"], rows[source.sidecar.column("edition")].map(titles), strict=True))
    summed = summed.assign(edition=summed["mid_year"].map(editions))
    return summed.sort_values(["mid_year", "area_code"], key=_in_order_of_areas, ignore_index=True)


def _tidy(indicator: Indicator, breakdown: str, kind: str, source: Source) -> pd.DataFrame:
    by_period = _by_period(source, indicator.breakdowns[breakdown], kind)
    kinds_of_area = indicator.periods[kind]
    published = [code for code, area in areas().items() if area.kind in kinds_of_area]
    by_period = by_period[by_period.index.get_level_values("area_code").isin(published)]
    tidy = pd.DataFrame({"value": by_period.rename_axis(columns="period").stack(future_stack=True)}).reset_index()
    tidy = tidy.sort_values(["period", "area_code"], key=_in_order_of_areas, kind="stable")
    return tidy.assign(
        indicator=indicator.id,
        breakdown=breakdown,
        period_start=tidy["period"].map(lambda code: period(code).start.isoformat()),
        period_end=tidy["period"].map(lambda code: period(code).end.isoformat()),
        value=tidy["value"].astype("Int64"),
        status=tidy["value"].isna().map({True: "not_available", False: indicator.status}),
    )


def _by_period(source: Source, crossed: tuple[str, ...], kind: str) -> pd.DataFrame:
    """Return counts, a row for each area and category, a column for each period of a kind; NaN where missing."""
    if source.sidecar.column("period"):
        return _as_published(source, crossed, kind)
    quarters = _quarters(source, crossed)
    return quarters if kind == "quarter" else _years(quarters, kind)


def _as_published(source: Source, crossed: tuple[str, ...], kind: str) -> pd.DataFrame:
    """Return totals that were published for the periods themselves, from the first to the last; nothing is added up."""
    rows, sidecar = source.rows, source.sidecar
    counted = pd.DataFrame(
        {
            "area_code": sidecar.table["area"],
            "category": category(source, crossed),
            "period": source.periods(),
            "value": rows[sidecar.table["count"]].astype(float),
        }
    )
    counted = counted[counted["period"].map(lambda code: period(code).kind) == kind]
    table = counted.pivot(index=["area_code", "category"], columns="period", values="value")
    codes, last = [min(table.columns)], max(table.columns)
    while codes[-1] != last:
        codes.append(following(codes[-1]).code)
    every = pd.MultiIndex.from_product([[sidecar.table["area"]], _categories(source, crossed)], names=table.index.names)
    return table.reindex(index=every, columns=codes)


def _quarters(source: Source, crossed: tuple[str, ...]) -> pd.DataFrame:
    """Return counts, a row for each area and category, a column for each quarter; NaN where missing."""
    sidecar, rows = source.sidecar, source.rows
    code = sidecar.column("area_code")
    counted = pd.DataFrame(
        {
            "area_code": rows[code] if code else sidecar.table["area"],
            "category": category(source, crossed),
            "period": source.periods(),
            "value": rows[sidecar.table["count"]].astype(int),
        }
    )
    if code:
        counted = with_larger_areas(counted[counted["area_code"] != ""])
    # A combination without a row counted nobody, and so did a quarter, unless it was not received.
    table = counted.pivot_table(
        index=["area_code", "category"], columns="period", values="value", aggfunc="sum", fill_value=0
    )
    every = pd.MultiIndex.from_product(
        [table.index.unique("area_code"), _categories(source, crossed)], names=table.index.names
    )
    table = table.reindex(every, fill_value=0).reindex(columns=quarters_between(*sidecar.covers), fill_value=0)
    return table.astype(float).assign(**dict.fromkeys(sidecar.missing_quarters, float("nan")))


def _years(quarters: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Return the sums of whole years; NaN where a quarter is missing, nothing for a last, unfinished year.

    A year that ends with a quarter is there only if all its quarters are covered by the source.
    """
    years = dict.fromkeys(year_of(quarter, kind) for quarter in quarters.columns)
    finished = [year for year in years if quarters_of(year)[-1] <= quarters.columns[-1]]
    if kind == "year_ending":
        finished = [year for year in finished if quarters_of(year)[0] >= quarters.columns[0]]
    return pd.DataFrame(
        {year: quarters.reindex(columns=quarters_of(year)).sum(axis=1, skipna=False) for year in finished},
        index=quarters.index,
    )


def with_larger_areas(counted: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of police force areas once more for every area above them, up to England and Wales."""
    above = []
    for force in forces():
        code = force.code
        while areas()[code].kind != "united_kingdom":
            above.append((force.code, code))
            code = areas()[code].parent
    larger = pd.DataFrame(above, columns=["area_code", "larger"])
    return counted.merge(larger, on="area_code").drop(columns="area_code").rename(columns={"larger": "area_code"})


def category(source: Source, crossed: tuple[str, ...]) -> pd.Series | str:
    """Return the category of each row of a source in a breakdown, the same one for all in the total."""
    if not crossed:
        return "all"
    coded = [source.rows[name].map(source.sidecar.columns[name]["codes"]) for name in crossed]
    return pd.Series(["_".join(parts) for parts in zip(*coded, strict=True)], index=source.rows.index)


def _categories(source: Source, crossed: tuple[str, ...]) -> list[str]:
    """Return every category there can be, in the order of the sidecar."""
    found = ["all"] if not crossed else [""]
    for name in crossed:
        codes = source.sidecar.columns[name]["codes"].values()
        found = [f"{before}_{code}".strip("_") for before in found for code in codes]
    return found


def _in_order_of_areas(column: pd.Series) -> pd.Series:
    places = {code: place for place, code in enumerate(areas())}
    return column.map(places) if column.name == "area_code" else column
