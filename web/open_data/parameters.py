"""What the parameters of an address of the open data may say; for the errors and for the description of the API."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from components.address.options import CHOICES
from components.charts.exhibits import EXHIBITS
from components.opendata.changes import indicators
from data.current import release_ids
from data.load import Dataset
from data.register import register
from data.site import LANGUAGES
from geo.areas import areas
from web.answer import NoAnswerError


def values(parameter: str, dataset: Dataset, *, indicator: str = "") -> tuple[str, ...]:
    """Return what a parameter may say, of the release that is shown; nothing for a name that is no parameter.

    Parameters
    ----------
    parameter : str
    dataset : Dataset
    indicator : str
        Id of the indicator that periods and breakdowns are wanted of; of all where it is empty or unknown.
    """
    chosen = [indicator] if indicator in indicators(dataset) else [*indicators(dataset)]
    compared = tuple(code for code, area in areas().items() if area.kind != "united_kingdom")
    known = {
        **CHOICES,
        "area": tuple(areas()),
        "indicator": indicators(dataset),
        "period": tuple(sorted({code for name in chosen for code in _periods(dataset)[name]})),
        "breakdown": tuple(dict.fromkeys(kind for name in chosen for kind in register()[name].breakdowns)),
        "chart": tuple(EXHIBITS),
        "lang": LANGUAGES,
        **dict.fromkeys(("against", "beside"), compared),
        **dict.fromkeys(("from", "to", "release"), release_ids()),
    }
    return tuple(known.get(parameter, ()))


def not_known(parameter: str, asked: Mapping[str, str], dataset: Dataset) -> NoAnswerError:
    """Return the error for a parameter of an address that says what we do not have."""
    expected = values(parameter, dataset, indicator=asked.get("indicator", ""))
    return NoAnswerError("unknown_value", parameter=parameter, given=asked.get(parameter, ""), expected=expected)


@lru_cache(maxsize=2)
def _periods(dataset: Dataset) -> dict[str, tuple[str, ...]]:
    """Return the periods of each indicator that there are rows for."""
    by_indicator = dataset.observations.groupby("indicator", observed=True)["period"]
    return {str(name): tuple(map(str, codes.unique())) for name, codes in by_indicator}
