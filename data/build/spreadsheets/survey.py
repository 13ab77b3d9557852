"""What the reader of a spreadsheet does not tell: formulas, and values in hidden rows and columns and covered cells."""

import posixpath
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree
from xml.parsers import expat

from data.build.spreadsheets.followed import FollowedSheet, Survey
from data.build.spreadsheets.office_open import OfficeOpenSheet
from data.build.spreadsheets.open_document import OpenDocumentSheet

_RELATIONSHIPS = "xl/_rels/workbook.xml.rels"


def survey(path: Path, kind: str) -> Survey:
    """Return what is met in all sheets of an ODS or XLSX file.

    Raises
    ------
    zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, SyntaxError, xml.parsers.expat.ExpatError
        If the file is damaged.
    """
    found = Survey()
    with zipfile.ZipFile(path) as archive:
        if kind == "ods":
            _follow(archive, "content.xml", OpenDocumentSheet(found))
            return found
        for name in _worksheets(archive):
            _follow(archive, name, OfficeOpenSheet(found))
        for name in archive.namelist():
            if name.startswith("xl/sharedStrings"):
                _follow(archive, name, FollowedSheet(found))
    return found


def _worksheets(archive: zipfile.ZipFile) -> Iterator[str]:
    """Yield the part of each sheet of an XLSX file, as its relationships name them."""
    for relation in ElementTree.fromstring(archive.read(_RELATIONSHIPS)):
        if relation.get("Type", "").endswith("/worksheet"):
            yield posixpath.normpath(posixpath.join("/xl", relation.get("Target", ""))).lstrip("/")


def _follow(archive: zipfile.ZipFile, name: str, sheet: FollowedSheet) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = sheet.start
    parser.EndElementHandler = sheet.end
    parser.CharacterDataHandler = sheet.text
    with archive.open(name) as content:
        parser.ParseFile(content)
