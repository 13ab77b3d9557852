"""What is noted while a sheet is followed tag by tag, and never kept: no more than a bit for each value."""

from dataclasses import dataclass, field

MOST_COLUMNS = 16_384


@dataclass
class Survey:
    """What was met in the sheets of a file; rows and columns are numbered from 1 as a spreadsheet shows them.

    Attributes
    ----------
    formulas : list of int
        The row of each formula.
    hidden_rows, hidden_columns : list of int
        Those that are hidden or filtered away and hold a value, in rising order.
    covered : list of int
        The row of each value that lies under a merged cell.
    values : int
        Cells with a value.
    longest : int
        Characters of the longest text.
    """

    formulas: list[int] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    covered: list[int] = field(default_factory=list)
    values: int = 0
    longest: int = 0


class FollowedSheet:
    """Follows the tags of a part and measures its texts; by itself, the list of texts of an XLSX file.

    ``filled`` has for each row with a value a bit for each of its cells.
    """

    def __init__(self, found: Survey):
        self.found = found
        self.length = 0
        self.begin_sheet()

    def begin_sheet(self) -> None:
        """Forget the sheet before."""
        self.row = self.column = 0
        self.filled: dict[int, int] = {}
        self.hidden_columns = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take note of a tag that opens."""
        if name.rpartition(":")[2] == "si":
            self.length = 0

    def end(self, name: str) -> None:
        """Take note of a tag that closes."""

    def text(self, characters: str) -> None:
        """Measure a piece of text."""
        self.length += len(characters)
        self.found.longest = max(self.found.longest, self.length)

    def finish_sheet(self) -> None:
        """Add what was met in a sheet to what was found."""
        used = 0
        for cells in self.filled.values():
            used |= cells
            self.found.values += cells.bit_count()
        self.found.hidden_columns += _places(used & self.hidden_columns)


def bits(first: int, last: int) -> int:
    """Return a number in which the bits of these columns are set."""
    return (1 << last + 1) - (1 << first) if first <= last else 0


def _places(bits: int) -> list[int]:
    return [place for place in range(bits.bit_length()) if bits >> place & 1]
