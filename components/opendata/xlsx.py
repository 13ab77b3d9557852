"""Tables as an XLSX workbook: a cover, contents, what the marks mean, one table a sheet.

XlsxWriter is loaded here only, and this module only when somebody asks for a workbook.
No cell can be run: words are written as words, whatever they begin with, and no address becomes a link by itself.
The same tables give the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from textwrap import shorten
from xml.sax.saxutils import escape

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from components.opendata.csv_file import FORMULA_STARTS
from components.opendata.sheets import Cell, Cover, Leaf, Sheet, leaves, widths
from components.wording.text import wording

NO_GUESSES = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
FONT = {"font_name": "Arial", "font_size": 12}
STYLES: dict[str, dict[str, str | int]] = {
    "heading": {"bold": True, "font_size": 15},
    "line": {"text_wrap": True, "valign": "top"},
    "head": {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1},
    "words": {"valign": "top"},
    "literal": {"valign": "top", "quote_prefix": True},
    "count": {"num_format": "#,##0", "align": "right", "valign": "top"},
    "decimal": {"num_format": "#,##0.0", "align": "right", "valign": "top"},
    "mark": {"align": "right", "valign": "top"},
    "link": {"underline": 1, "font_color": "#0b3a6b", "valign": "top"},
}


def workbook(sheets: Sequence[Sheet], *, cover: Cover) -> bytes:
    """Return the XLSX file of some tables.

    Parameters
    ----------
    sheets : sequence of Sheet
    cover : Cover
        What stands on the first sheet and in the properties of the document.
    """
    out = io.BytesIO()
    with Workbook(out, NO_GUESSES) as book:
        _describe(book, cover)
        styles = {name: book.add_format({**FONT, **style}) for name, style in STYLES.items()}
        for place, leaf in enumerate(leaves(sheets, cover)):
            _write(book.add_worksheet(leaf.name), leaf, styles, f"table_{place}")
    return _in_language(out.getvalue(), cover.language)


def _describe(book: Workbook, cover: Cover) -> None:
    year, month, day = (int(part) for part in cover.release[:10].split("-"))
    made_of = {
        "title": cover.title,
        "subject": " ".join(cover.sources),
        "comments": " ".join((*cover.about, cover.licence)),
    }
    # Excel takes no more than 255 signs of a property; none ends within a word.
    short = {name: shorten(value, 255, placeholder=" …") for name, value in made_of.items()}
    book.set_properties({**short, "created": datetime(year, month, day)})
    book.set_custom_property(wording(cover.language)("bundle.head.release"), cover.release, "text")


def _write(page: Worksheet, leaf: Leaf, styles: dict[str, Format], name: str) -> None:
    """Write one sheet: its lines, its table as a table that a screen reader can announce, the heads kept in sight."""
    # Beside a table lines run on over its width: wrapped in its first column they would be as high as the screen.
    line_style = "words" if leaf.heads else "line"
    for row, line in enumerate(leaf.lines):
        page.write_string(row, 0, line, styles["heading" if row == 0 else line_style])
    page.hide_gridlines(2)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    top = len(leaf.lines)
    for column, width in enumerate(widths(leaf)):
        page.set_column(column, column, width)
    if not leaf.heads:
        return
    _table(page, leaf, styles, name)
    page.freeze_panes(top + 1, 0)
    page.repeat_rows(top)


def _table(page: Worksheet, leaf: Leaf, styles: dict[str, Format], name: str) -> None:
    top, last = len(leaf.lines), len(leaf.heads) - 1
    if leaf.rows:
        columns = [{"header": head, "header_format": styles["head"]} for head in leaf.heads]
        table = {"name": name, "columns": columns, "style": None, "autofilter": not leaf.is_contents}
        page.add_table(top, 0, top + len(leaf.rows), last, table)
    for column, head in enumerate(leaf.heads):
        page.write_string(top, column, head, styles["head"])
    numeric = leaf.numeric
    for row, cells in enumerate(leaf.rows, top + 1):
        for column, cell in enumerate(cells):
            if leaf.is_contents and column == 0:
                page.write_url(row, 0, f"internal:'{cell}'!A1", styles["link"], str(cell))
            else:
                _cell(page, (row, column), cell, styles, is_mark=column in numeric)


def _cell(page: Worksheet, at: tuple[int, int], cell: Cell, styles: dict[str, Format], *, is_mark: bool) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, str):
        # Literal: not a formula either when somebody types the cell anew.
        style = "mark" if is_mark else "literal" if cell.startswith(FORMULA_STARTS) else "words"
        page.write_string(*at, cell, styles[style])
    else:
        page.write_number(*at, cell, styles["decimal" if isinstance(cell, float) else "count"])


def _in_language(content: bytes, language: str) -> bytes:
    """Return the workbook with the language of its words among the properties, which XlsxWriter cannot say."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as said:
        for part in made.infolist():
            body = made.read(part)
            if part.filename == "docProps/core.xml":
                end = b"</cp:coreProperties>"
                body = body.replace(end, f"<dc:language>{escape(language)}</dc:language>".encode() + end)
            said.writestr(zipfile.ZipInfo(part.filename, (1980, 1, 1, 0, 0, 0)), body, zipfile.ZIP_DEFLATED)
    return out.getvalue()
