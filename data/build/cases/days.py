"""Days in other forms than the column map says: how they are known, and what to do. None is guessed at."""

from dataclasses import dataclass

from data.build.cases.column_map import BRITISH, ISO


@dataclass(frozen=True)
class StrangeDay:
    """A form of day that cannot be used: its pattern, what it is called, and what to do instead."""

    pattern: str
    found: str
    expected: str


_NUMBER = StrangeDay(
    "^[0-9]{5}([.][0-9]+)?$",
    "a number where a day should be, as a spreadsheet keeps one",
    "a column of dates; choose the format for dates and save again",
)
STRANGE_DAYS = {
    ISO: (
        StrangeDay(
            "^[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2,4}",
            "a day such as 03/04/2023, which may be in March or in April",
            f'real dates or yyyy-mm-dd; or, where the day comes first, date_format = "{BRITISH}" in the column map',
        ),
        _NUMBER,
    ),
    BRITISH: (
        StrangeDay(
            "^[0-9]{1,2}/(1[3-9]|[2-9][0-9])/",
            "a number above 12 where the month should be, so that the month may come first in all",
            "the day first in every row, or real dates",
        ),
        StrangeDay(
            "^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}",
            "a day such as 2023-04-03",
            f"one form for all; without date_format in the column map it is {ISO}",
        ),
        StrangeDay(
            "^([0-9]/[0-9]{1,2}|[0-9]{1,2}/[0-9])/|^[0-9]{1,2}/[0-9]{1,2}/[0-9]{2}$",
            "a day such as 3/4/2023 or 03/04/23",
            "two digits for the day and the month and four for the year, such as 03/04/2023",
        ),
        _NUMBER,
    ),
}
