"""Every published figure with its rate, its interval and what can be said of both."""

from functools import lru_cache

import pandas as pd

from data.load import Dataset
from data.periods import period
from data.population import estimate
from data.register import register
from data.statistics.rates import rate
from data.statuses import UNRELIABLE_BELOW


@lru_cache(maxsize=2)
def figures(dataset: Dataset) -> pd.DataFrame:
    """Return the observations with their kind and series of period, rate, interval, rate status and reliability.

    The rate of a year uses the residents that :mod:`data.population` gives it. Its status is that of the count,
    except: not_applicable where the register gives no rate (a quarter, a UK figure, City of London), not_available
    where there is no population as early as the year, provisional where the population of a later year is not out
    yet and the newest stands in for it. A hidden count has a hidden rate and no interval.

    Derived from the protected observations alone. Not to be written to: every caller shares one frame.
    """
    observations = dataset.observations
    codes = observations["period"].astype(object)
    known = {code: period(code) for code in codes.unique()}
    kind = codes.map({code: found.kind for code, found in known.items()})
    series = codes.map({code: found.series for code, found in known.items()})
    residents, is_stand_in = _residents(dataset)

    rate_status = observations["status"].astype(object)
    rate_status = rate_status.where(residents.notna() | observations["value"].isna(), "not_available")
    rate_status = rate_status.mask(is_stand_in & (rate_status == "final"), "provisional")
    rate_status = rate_status.where(_has_rate(observations, kind), "not_applicable")
    has_rate = rate_status.isin(["final", "provisional", "revised"])
    rates = rate(observations["value"][has_rate], residents[has_rate]).rename(columns={"value": "rate"})
    return observations.assign(
        kind=kind,
        series=series,
        **rates.reindex(observations.index),
        rate_status=rate_status,
        is_unreliable=has_rate & (observations["value"] < UNRELIABLE_BELOW).fillna(False).astype(bool),
    )


@lru_cache(maxsize=64)
def figures_of(dataset: Dataset, indicator: str, breakdown: str | None = None) -> pd.DataFrame:
    """Return the rows of :func:`figures` of one indicator and one breakdown, its headline unless given."""
    rows, chosen = figures(dataset), breakdown or register()[indicator].headline_breakdown
    rows = rows[(rows["indicator"] == indicator) & (rows["breakdown"] == chosen)]
    # Plain strings from here on: a category would keep every code of the dataset and surprise a merge.
    texts = ("indicator", "area_code", "period", "breakdown", "category", "status", "rate_status", "kind", "series")
    return rows.astype({name: "str" for name in texts})


def _residents(dataset: Dataset) -> tuple[pd.Series, pd.Series]:
    """Return the residents of each observation, and whether they are those of an earlier year than its own."""
    cells = zip(
        dataset.observations["area_code"].astype(object), dataset.observations["period"].astype(object), strict=True
    )
    found = [estimate(dataset, area, code) for area, code in cells]
    index = dataset.observations.index
    people = pd.Series([each.people if each else pd.NA for each in found], index=index, dtype="Int64")
    return people, pd.Series([bool(each and each.is_stand_in) for each in found], index=index)


def _has_rate(observations: pd.DataFrame, kind: pd.Series) -> pd.Series:
    """Return whether the register gives each figure a rate."""
    given = pd.Series(False, index=observations.index)
    for indicator in register().values():
        for rated in filter(indicator.gives_rate, indicator.periods):
            given |= (
                (observations["indicator"] == indicator.id)
                & (kind == rated)
                & ~observations["area_code"].isin(indicator.rate_not_applicable)
            )
    return given
