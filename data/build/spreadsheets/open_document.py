"""The ``content.xml`` of an ODS file, followed tag by tag."""

from data.build.spreadsheets.followed import MOST_COLUMNS, FollowedSheet, bits

_GROUPS = ("table:table-row-group", "table:table-column-group")


class OpenDocumentSheet(FollowedSheet):
    """The ``content.xml`` of an ODS file, whose reader knows its tags by these prefixes and no others."""

    def begin_sheet(self) -> None:
        """Forget the sheet before."""
        super().begin_sheet()
        self.columns = self.cells = self.times = 0
        self.hidden_groups = self.asides = 0
        self.is_row_hidden = self.is_covered = False
        self.used = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take note of a tag that opens."""
        if name in ("table:table-cell", "table:covered-table-cell"):
            self.start_cell(attributes, is_covered=name == "table:covered-table-cell")
        elif name == "text:p" and self.cells and not self.asides:
            self.fill()
        elif name == "table:table-row":
            self.row, self.column, self.used = self.row + 1, 0, 0
            self.times = _times(attributes, "table:number-rows-repeated")
            self.is_row_hidden = bool(self.hidden_groups) or _is_collapsed(attributes)
        elif name == "table:table-column":
            first = self.columns + 1
            self.columns += min(_times(attributes, "table:number-columns-repeated"), MOST_COLUMNS)
            if self.hidden_groups or _is_collapsed(attributes):
                self.hidden_columns |= bits(first, self.columns)
        elif name == "office:annotation":
            self.asides += 1
        elif name in _GROUPS and attributes.get("table:display") == "false":
            self.hidden_groups += 1
        elif name in _GROUPS and self.hidden_groups:
            # A group inside a hidden one is hidden as well.
            self.hidden_groups += 1
        elif name == "table:table":
            self.begin_sheet()

    def start_cell(self, attributes: dict[str, str], *, is_covered: bool) -> None:
        """Take note of a cell, or of a run of equal ones."""
        self.column += self.cells
        self.cells, self.length = _times(attributes, "table:number-columns-repeated"), 0
        self.is_covered = is_covered
        if "table:formula" in attributes:
            self.found.formulas.append(self.row)
        if attributes.get("office:value-type", "string") != "string" or "office:string-value" in attributes:
            self.fill()

    def fill(self) -> None:
        """Note that the present cells hold a value."""
        new = bits(self.column + 1, self.column + self.cells) & ~self.used
        self.used |= new
        if self.is_covered:
            rows = range(self.row, self.row + self.times)
            self.found.covered += [row for row in rows for _ in range(new.bit_count())]

    def end(self, name: str) -> None:
        """Take note of a tag that closes."""
        if name == "table:table-row":
            self.end_row()
        elif name == "office:annotation":
            self.asides -= 1
        elif name in _GROUPS and self.hidden_groups:
            self.hidden_groups -= 1
        elif name == "table:table":
            self.finish_sheet()

    def end_row(self) -> None:
        """Note what a row holds, or a run of equal ones."""
        if self.used:
            rows = range(self.row, self.row + self.times)
            self.filled |= dict.fromkeys(rows, self.used)
            self.found.hidden_rows += rows if self.is_row_hidden else ()
        self.row += self.times - 1
        self.cells = 0


def _times(attributes: dict[str, str], name: str) -> int:
    return max(int(attributes.get(name, 1)), 1)


def _is_collapsed(attributes: dict[str, str]) -> bool:
    return attributes.get("table:visibility") in ("collapse", "filter")
