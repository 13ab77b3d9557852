"""Blanks, comments and instructions between the cells of an ODS file: legal, and more than the reader knows."""

import io
import re
import zipfile
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

_LARGEST = 200_000_000
# Before these tags stand only other tags, never text; so a blank there means nothing.
_BLANK = re.compile(rb">\s+(?=</?table:|<text:p\b|</office:|<office:(?:spreadsheet|body)\b)")
_ASIDE = re.compile(rb"<!--.*?-->|<\?(?!xml\s).*?\?>", re.DOTALL)


def open_tables(path: Path, kind: str) -> CalamineWorkbook:
    """Return the sheets of an XLSX or ODS file, also of one whose tags stand on lines of their own.

    Parameters
    ----------
    path : Path
    kind : str
        ``ods`` or ``xlsx``, as :func:`data.build.spreadsheets.archive.check_archive` returned it.

    Raises
    ------
    CalamineError
        If it cannot be read even without the blanks.
    """
    try:
        return CalamineWorkbook.from_path(path)
    except CalamineError:
        if kind != "ods":
            raise
        return CalamineWorkbook.from_filelike(_without_blanks(path))


def _without_blanks(path: Path) -> io.BytesIO:
    """Return a copy of an ODS file, in memory, in which nothing stands between the tags of its tables."""
    copy = io.BytesIO()
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(copy, "w") as squeezed:
        if archive.getinfo("content.xml").file_size > _LARGEST:
            raise CalamineError(f"blanks between the cells of more than {_LARGEST:,} bytes")
        for name in archive.namelist():
            content = archive.read(name)
            if name == "content.xml":
                content = content if b"<![CDATA[" in content else _ASIDE.sub(b"", content)
                content = _BLANK.sub(b">", content)
            squeezed.writestr(name, content)
    copy.seek(0)
    return copy
