"""How old the figures are, and when the next edition of each should be out.

Publishers name the day of an edition only a little ahead. The register says how often one comes and how long after the
end of its period it has come until now; what follows from that is a limit and not a promise.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from data.load import Dataset
from data.periods import following, period
from data.register import Indicator, register
from data.views import ViewError, latest_period
from geo.areas import forces

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Age:
    """How old the figures of an indicator are.

    Parameters
    ----------
    indicator : str
    newest : str
        Code of the newest period with a figure.
    expected : date or None
        Day from which the edition with the period after it should be there; None where nobody has said.
    is_due : bool
        Whether that day has come.
    """

    indicator: str
    newest: str
    expected: date | None
    is_due: bool


def ages(dataset: Dataset, today: date) -> tuple[Age, ...]:
    """Return how old each indicator of a release is on a day, in the order of the register.

    An indicator without a figure in any period of its rhythm is left out.
    """
    found = []
    for indicator in register().values():
        newest = newest_of_rhythm(dataset, indicator)
        if not newest:
            continue
        expected = next_edition(indicator, newest)
        found.append(Age(indicator.id, newest, expected, expected is not None and today >= expected))
    return tuple(found)


def next_edition(indicator: Indicator, newest: str) -> date | None:
    """Return the day from which the edition after the period ``newest`` should be there; None if nobody has said."""
    return following(newest).end + timedelta(days=indicator.lag_days) if indicator.lag_days else None


@lru_cache(maxsize=64)
def newest_by_force(dataset: Dataset, indicator: str) -> str:
    """Return the newest period in which a single force has a figure, a year before its last quarter; or empty."""
    rows, codes = dataset.observations, {force.code for force in forces()}
    rows = rows[(rows["indicator"] == indicator) & rows["value"].notna() & rows["area_code"].isin(codes)]
    known = sorted(
        map(str, rows["period"].unique()), key=lambda code: (period(code).end, period(code).kind != "quarter")
    )
    return known[-1] if known else ""


def has_fallen_behind(dataset: Dataset, indicator: str) -> bool:
    """Return whether the newest figures by force are a year or more older than those of the first indicator."""
    first, newest = (newest_by_force(dataset, each) for each in (next(iter(register())), indicator))
    return bool(first and newest) and period(first).end - period(newest).end >= YEAR


def newest_of_rhythm(dataset: Dataset, indicator: Indicator) -> str:
    """Return the newest period with a figure, of the kind that each edition adds; empty where there is none."""
    kind = "quarter" if indicator.rhythm == "quarterly" else indicator.headline_kind
    try:
        return latest_period(dataset, indicator.id, kind)
    except ViewError:
        return ""
