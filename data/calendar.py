"""How old the figures are, and when the next edition of each should be out. Pure.

Publishers name the day of an edition only a little ahead. The register says how often one comes and how long after the
end of its period it has come until now; what follows from that is a limit and not a promise.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from data.load import Dataset
from data.periods import following
from data.register import Indicator, register
from data.views import ViewError, latest_period


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
        try:
            newest = latest_period(dataset, indicator.id, _kind(indicator))
        except ViewError:
            continue
        expected = next_edition(indicator, newest)
        found.append(Age(indicator.id, newest, expected, expected is not None and today >= expected))
    return tuple(found)


def next_edition(indicator: Indicator, newest: str) -> date | None:
    """Return the day from which the edition after the period ``newest`` should be there; None if nobody has said."""
    return following(newest).end + timedelta(days=indicator.lag_days) if indicator.lag_days else None


def _kind(indicator: Indicator) -> str:
    return "quarter" if indicator.rhythm == "quarterly" else indicator.headline_kind
