"""Files of the formats publishers use, written from sheets of cells; and files that only pretend to be such."""

import zipfile
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

_START = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.2" '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
)
_END = "</office:spreadsheet></office:body></office:document-content>"
_EMPTY_BELOW = (
    '<table:table-row table:number-rows-repeated="1048000">'
    '<table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
)
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.2" '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" '
    'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"


def write_ods(path: Path, sheets: Mapping[str, Iterable[list]]) -> Path:
    """Write sheets as OpenDocument, the same bytes for the same sheets; equal neighbours as one repeated cell."""
    parts = [_START]
    for name, rows in sheets.items():
        parts.append(f"<table:table table:name={quoteattr(name)}>")
        parts += [f"<table:table-row>{''.join(map(_cells, *_runs(row)))}</table:table-row>" for row in rows]
        parts.append(f"{_EMPTY_BELOW}</table:table>")
    return write_zip(path, "".join([*parts, _END]))


def write_zip(path: Path, content: str, *, mimetype: str = MIMETYPE, level: int = 1) -> Path:
    """Write the package of an OpenDocument file around its ``content.xml``."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), mimetype)
        for name, text in (("content.xml", content), ("META-INF/manifest.xml", _MANIFEST)):
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED, compresslevel=level)
    return path


def _runs(row: list) -> tuple[list, list[int]]:
    runs = [(kind_value[1], sum(1 for _ in run)) for kind_value, run in groupby(row, key=lambda v: (type(v), v))]
    return [value for value, _ in runs], [number for _, number in runs]


def _cells(value: object, number: int) -> str:
    repeat = f' table:number-columns-repeated="{number}"' if number > 1 else ""
    if value is None:
        return f"<table:table-cell{repeat}/>"
    if isinstance(value, bool):
        said = "true" if value else "false"
        return f'<table:table-cell{repeat} office:value-type="boolean" office:boolean-value="{said}"/>'
    if isinstance(value, int | float):
        return f'<table:table-cell{repeat} office:value-type="float" office:value="{value}"/>'
    text = f"<text:p>{escape(str(value))}</text:p>"
    return f'<table:table-cell{repeat} office:value-type="string">{text}</table:table-cell>'


def write_xlsx(path: Path, sheets: Mapping[str, Iterable[list]]) -> Path:
    """Write sheets as an Excel workbook."""
    import openpyxl

    workbook = openpyxl.Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    workbook.save(path)
    return path


def write_size_bomb(path: Path) -> Path:
    """Write a small OpenDocument file whose ``content.xml`` unpacks to 60 MB of blanks."""
    return write_zip(path, _START + " " * 60_000_000 + _END, level=9)


def write_repeat_bomb(path: Path, *, rows: int = 1_000_000, columns: int = 1_000, at_the_end: bool = False) -> Path:
    """Write a tiny OpenDocument file of one filled cell repeated, or of one far below and right of empty ones."""
    cell = '<table:table-cell{} office:value-type="float" office:value="1"/>'
    if at_the_end:
        body = f'<table:table-row table:number-rows-repeated="{rows}"><table:table-cell/></table:table-row>'
        body += f'<table:table-row><table:table-cell table:number-columns-repeated="{columns}"/>'
        body += f"{cell.format('')}</table:table-row>"
    else:
        repeated = cell.format(f' table:number-columns-repeated="{columns}"')
        body = f'<table:table-row table:number-rows-repeated="{rows}">{repeated}</table:table-row>'
    return write_zip(path, f'{_START}<table:table table:name="Sheet">{body}</table:table>{_END}')


def write_html(path: Path) -> Path:
    """Write the page a publisher shows instead of a file that has moved."""
    path.write_text("<!DOCTYPE html><html><title>Page not found</title></html>", encoding="utf-8")
    return path
