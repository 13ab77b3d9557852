"""The column map: how the columns and values of a force's own extract correspond to the schema."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data.build.cases.problems import CasesError
from data.build.cases.schema import CODED, WHEN, Schema
from data.build.problems import Problem
from data.periods import period

DATE_FORMATS = ISO, BRITISH = ("yyyy-mm-dd", "dd/mm/yyyy")
# What is to be done with hidden rows, columns and sheets, and with values under merged cells.
HIDDEN = REFUSE, COUNT = ("refuse", "count")


@dataclass(frozen=True)
class ColumnMap:
    """A column map; ``data/cases/map.example.toml`` says what each setting means.

    ``columns`` maps a field to the name of its column, ``values`` a field to the code of each text,
    ``covers`` holds the first and the last quarter, or nothing where the records decide.
    """

    columns: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    leave_out: tuple[str, ...] = ()
    date_format: str = DATE_FORMATS[0]
    hidden: str = REFUSE
    covers: tuple[str, ...] = ()


def read_map(path: Path, schema: Schema) -> ColumnMap:
    """Return the column map in a TOML file; CasesError with everything that is wrong with it."""
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CasesError([Problem(path.name, "", f"no readable file ({error.strerror})", "a column map")]) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CasesError([Problem(path.name, "", f"no TOML ({error})", "a column map")]) from error
    if problems := [Problem(path.name, *problem) for problem in _problems(settings, schema)]:
        raise CasesError(problems)
    lists = {name: tuple(value) for name, value in settings.items() if isinstance(value, list)}
    return ColumnMap(**{**settings, **lists})


def _problems(settings: dict[str, Any], schema: Schema) -> Iterator[tuple[str, str, str]]:
    """Yield where, found and expected for each setting that cannot be used."""
    kinds = {"columns": dict, "values": dict, "leave_out": list, "date_format": str, "hidden": str, "covers": list}
    for name, value in settings.items():
        if not isinstance(value, kinds.get(name, ())):
            yield name, "a setting that cannot be used", f"only {', '.join(kinds)}, as in data/cases/map.example.toml"
            return
    if settings.get("date_format", DATE_FORMATS[0]) not in DATE_FORMATS:
        yield "date_format", repr(settings["date_format"]), " or ".join(DATE_FORMATS)
    if settings.get("hidden", REFUSE) not in HIDDEN:
        yield "hidden", repr(settings["hidden"]), " or ".join(HIDDEN)
    if not _are_quarters(settings.get("covers", [])):
        yield "covers", repr(settings["covers"]), 'the first and the last quarter, such as ["2019-Q2", "2023-Q4"]'
    if not all(isinstance(name, str) for name in settings.get("leave_out", [])):
        yield "leave_out", "something else than names", "names of columns"
    yield from _wrong_columns(settings.get("columns", {}))
    yield from _wrong_values(settings.get("values", {}), schema)


def _wrong_columns(columns: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    for name, column in columns.items():
        if name not in (*WHEN, *CODED) or not isinstance(column, str):
            yield f"columns, {name}", repr(column), f"the name of a column for one of {', '.join((*WHEN, *CODED))}"
    if {*WHEN} <= columns.keys():
        yield "columns", "both a date and a quarter", "one of the two"


def _wrong_values(values: dict[str, Any], schema: Schema) -> Iterator[tuple[str, str, str]]:
    for name, texts in values.items():
        if name not in CODED or not isinstance(texts, dict):
            yield f"values, {name}", "a list for it", f"values only for {', '.join(CODED)}"
            continue
        for text, code in texts.items():
            if code not in schema.codes[name]:
                yield f"values, {name}", f"{code!r} for {text!r}", f"one of {', '.join(schema.codes[name])}"


def _are_quarters(covers: list[Any]) -> bool:
    if not covers:
        return True
    try:
        return [period(code).kind for code in covers] == ["quarter", "quarter"] and covers[0] <= covers[1]
    except (TypeError, ValueError):
        return False
