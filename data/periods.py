"""Periods as the publishers use them: quarters, calendar years, financial years, years ending with a quarter.

Codes: quarter ``2023-Q2`` (of the calendar year), calendar year ``2023``, financial year ``2022-23``
(April to March), year ending with a quarter ``YE-2025-Q4`` (January to December 2025, as official crime statistics
say "year ending December 2025").
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

KINDS = ("quarter", "calendar_year", "financial_year", "year_ending")
YEAR_KINDS = KINDS[1:]
_CODE = re.compile(r"(?P<ending>YE-(?=.*Q))?(?P<year>[0-9]{4})(?:-Q(?P<quarter>[1-4])|-(?P<next>[0-9]{2}))?")
# A calendar year and a year that starts in April or July take the estimate of the year they start in.
LAST_MONTH_OF_ITS_OWN_YEAR = 7


@dataclass(frozen=True)
class Period:
    """A period by its code, kind, first and last day."""

    code: str
    kind: str
    start: date
    end: date

    @property
    def population_year(self) -> int:
        """Return the year whose 30 June estimate is the population of this period: the one nearest to its middle.

        The middle of a calendar year is 30 June itself, that of a financial year 30 September, nearest to the 30 June
        before it. A year that starts in July lies as near to two estimates and takes the earlier; one that starts in
        October takes that of the following June. A quarter takes that of its year.
        """
        is_later = self.kind != "quarter" and self.start.month > LAST_MONTH_OF_ITS_OWN_YEAR
        return self.start.year + is_later

    def holds(self, code: str) -> bool:
        """Return whether the whole of another period lies in this one."""
        return self.start <= period(code).start and period(code).end <= self.end

    @property
    def series(self) -> str:
        """Return what a period belongs to together with those it may be compared with over time: ``year_ending-Q4``.

        Years that end with the same quarter never overlap; years that end with different quarters do.
        """
        return f"{self.kind}-Q{self.code[-1]}" if self.kind == "year_ending" else self.kind


@cache
def period(code: str) -> Period:
    """Return the period a code stands for; ValueError for anything else."""
    match = _CODE.fullmatch(code)
    if not match or int(match["year"]) == 0:
        raise ValueError(f"{code!r} is no period: expected 2023-Q2, 2023, 2022-23 or YE-2025-Q4")
    year = int(match["year"])
    if match["quarter"]:
        first = 3 * int(match["quarter"]) - 2
        end = _day_before(year, first + 3)
        if match["ending"]:
            start = date(year, 1, 1) if first == 10 else date(year - 1, first + 3, 1)
            return Period(code, "year_ending", start, end)
        return Period(code, "quarter", date(year, first, 1), end)
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
    if kind in ("quarter", "year_ending"):
        quarter = f"{start.year:04}-Q{start.month // 3 + 1}"
        return period(quarter if kind == "quarter" else year_ending(quarter))
    years = f"{start.year:04}", f"-{(start.year + 1) % 100:02}"
    return period(years[0] if kind == "calendar_year" else "".join(years))


def year_ending(quarter: str) -> str:
    """Return the code of the year that ends with a quarter."""
    return f"YE-{quarter}"


def year_before(code: str) -> str:
    """Return the code of the same period a year earlier; the two never overlap."""
    before, year, after = re.split("([0-9]{4})", code, maxsplit=1)
    earlier = int(year) - 1
    if period(code).kind == "financial_year":
        return f"{earlier:04}-{(earlier + 1) % 100:02}"
    return f"{before}{earlier:04}{after}"


def year_of(quarter: str, kind: str) -> str:
    """Return the code of the calendar or financial year that a quarter belongs to, or of the year that ends with it."""
    if kind == "year_ending":
        return year_ending(quarter)
    year, number = int(quarter[:4]), int(quarter[-1])
    if kind == "calendar_year":
        return f"{year:04}"
    start = year if number > 1 else year - 1
    return f"{start:04}-{(start + 1) % 100:02}"


def quarters_of(year: str) -> tuple[str, ...]:
    """Return the codes of the four quarters of a year of any kind."""
    start, end = period(year).start, period(year).end
    return quarters_between(f"{start:%Y}-Q{start.month // 3 + 1}", f"{end:%Y}-Q{end.month // 3}")


def _day_before(year: int, month: int) -> date:
    return (date(year, month, 1) if month <= 12 else date(year + 1, 1, 1)) - timedelta(days=1)
