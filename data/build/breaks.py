"""Propose the class breaks of the maps: ``python -m data.build.breaks``.

The register holds the breaks in use. They stay as they are when figures are added, so that a colour means
the same rate in every year; look here when a class has run empty.
"""

import warnings

import pandas as pd
from mapclassify import FisherJenks

from data.figures import figures_of
from data.load import Dataset, load
from data.register import Indicator, register
from geo.areas import forces

STEPS = (50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1)


def map_rates(dataset: Dataset, indicator: Indicator) -> pd.DataFrame:
    """Return area, period and rate of police force areas in all years, without City of London."""
    rows = figures_of(dataset, indicator.id)
    rows = rows[rows["rate"].notna() & rows["area_code"].isin([force.code for force in forces()])]
    return rows[["area_code", "period", "rate"]]


def proposed_breaks(rates: pd.Series, *, classes: int) -> tuple[float, ...]:
    """Return friendly breaks near those of Fisher and Jenks.

    Parameters
    ----------
    rates : float series of shape (n,)
        The rates of all areas in all periods, pooled.
    classes : int

    Returns
    -------
    tuple of float, of length ``classes`` - 1
        Multiples of the largest step of ``STEPS`` that keeps the breaks apart and above 0.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Numba not installed")
        natural = FisherJenks(rates.to_numpy(dtype=float), k=classes).bins[:-1]
    for step in STEPS:
        friendly = [round(round(value / step) * step, 1) for value in natural]
        if friendly[0] > 0 and len(set(friendly)) == len(friendly):
            break
    return tuple(friendly)


def main() -> None:
    """Print the breaks proposed and in use for each mapped indicator, and the areas in each class."""
    dataset = load()
    for indicator in filter(lambda each: each.map_breaks, register().values()):
        rates = map_rates(dataset, indicator)
        newest = rates.loc[rates["period"] == rates["period"].max(), "rate"].astype(float)
        for name, breaks in (
            ("proposed", proposed_breaks(rates["rate"], classes=len(indicator.map_breaks) + 1)),
            ("in use", indicator.map_breaks),
        ):
            sizes = pd.cut(newest, [0, *breaks, float("inf")], right=False).value_counts(sort=False)
            print(f"{indicator.id}, {name}: {breaks}; areas in each class in the newest year: {[*sizes]}")


if __name__ == "__main__":
    main()
