"""Periods as the publishers use them: quarters, calendar years, financial years.

Codes: quarter ``2023-Q2`` (of the calendar year), calendar year ``2023``, financial year ``2022-23``
(April to March).
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

KINDS = ("quarter", "calendar_year", "financial_year")
YEAR_KINDS = KINDS[1:]
_CODE = re.compile(r"(?P<year>[0-9]{4})(?:-Q(?P<quarter>[1-4])|-(?P<next>[0-9]{2}))?")


@dataclass(frozen=True)
class Period:
    """A period by its code, kind, first and last day."""

    code: str
    kind: str
    start: date
    end: date

    @property
    def population_year(self) -> int:
        """Return the year whose 30 June estimate is the population of this period.

        The middle of a calendar year is 30 June itself. The middle of a financial year is 30 September,
        and the nearest estimate is that of the 30 June before it: the calendar year the period starts in.
        """
        return self.start.year


@cache
def period(code: str) -> Period:
    """Return the period a code stands for; ValueError for anything else."""
    match = _CODE.fullmatch(code)
    if not match or int(match["year"]) == 0:
        raise ValueError(f"{code!r} is no period: expected 2023-Q2, 2023 or 2022-23")
    year = int(match["year"])
    if match["quarter"]:
        first = 3 * int(match["quarter"]) - 2
        return Period(code, "quarter", date(year, first, 1), _day_before(year, first + 3))
    if not match["next"]:
        return Period(code, "calendar_year", date(year, 1, 1), date(year, 12, 31))
    if int(match["next"]) != (year + 1) % 100:
        raise ValueError(f"{code!r} is no financial year: {year} is followed by {(year + 1) % 100:02}")
    return Period(code, "financial_year", date(year, 4, 1), date(year + 1, 3, 31))


def quarters_between(first: str, last: str) -> tuple[str, ...]:
    """Return the codes of all quarters from ``first`` to ``last``, both included."""
    number, end = (int(code[:4]) * 4 + int(code[-1]) - 1 for code in (first, last))
    return tuple(f"{n // 4:04}-Q{n % 4 + 1}" for n in range(number, end + 1))


def following(code: str) -> Period:
    """Return the period of the same kind that comes after the one a code stands for."""
    kind, start = period(code).kind, period(code).end + timedelta(days=1)
    if kind == "quarter":
        return period(f"{start.year:04}-Q{start.month // 3 + 1}")
    years = f"{start.year:04}", f"-{(start.year + 1) % 100:02}"
    return period(years[0] if kind == "calendar_year" else "".join(years))


def year_of(quarter: str, kind: str) -> str:
    """Return the code of the calendar or financial year that a quarter belongs to."""
    year, number = int(quarter[:4]), int(quarter[-1])
    if kind == "calendar_year":
        return f"{year:04}"
    start = year if number > 1 else year - 1
    return f"{start:04}-{(start + 1) % 100:02}"


def quarters_of(year: str) -> tuple[str, ...]:
    """Return the codes of the four quarters of a calendar or financial year."""
    start, end = period(year).start, period(year).end
    return quarters_between(f"{start:%Y}-Q{start.month // 3 + 1}", f"{end:%Y}-Q{end.month // 3}")


def _day_before(year: int, month: int) -> date:
    return (date(year, month, 1) if month <= 12 else date(year + 1, 1, 1)) - timedelta(days=1)
