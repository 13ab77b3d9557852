"""Tables read by their Table Schema (Frictionless Data), as published in ``datapackage.json``.

Written by hand, for the few types and constraints our own files use, so that the app stays light: the build
checks with pandera, and the tests check the whole package with Frictionless itself.
"""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd


class SchemaError(ValueError):
    """A table breaks its schema; the message names file, row, value and what was expected."""


def read_table(path: Path, schema: dict[str, Any]) -> pd.DataFrame:
    """Return a CSV table, each column checked and typed by the schema.

    Parameters
    ----------
    path : Path
        A CSV file with a header; an empty cell is a missing value.
    schema : dict
        A Table Schema: ``fields`` with ``type`` string, integer or date and the ``constraints`` required,
        enum, pattern and minimum; ``primaryKey``.

    Returns
    -------
    DataFrame
        Strings as categories in order of first appearance, integers as Int64, dates as datetime64.

    Raises
    ------
    SchemaError
        At the first cell, row or header that breaks the schema.
    """
    try:
        cells = pd.read_csv(
            path, dtype="str", keep_default_na=False, na_values=[""], skip_blank_lines=False, index_col=False
        )
    except (OSError, ValueError) as error:
        raise SchemaError(f"{path.name}: expected a CSV table in UTF-8 ({error})") from error
    expected = [field["name"] for field in schema["fields"]]
    if [*cells.columns] != expected:
        raise SchemaError(
            f"{path.name}, row 1: found columns {', '.join(cells.columns)}; expected {', '.join(expected)}"
        )
    table = pd.DataFrame({field["name"]: _column(path, cells, field) for field in schema["fields"]})
    if key := schema.get("primaryKey"):
        if (repeated := cells.duplicated(key)).any():
            row = int(repeated.to_numpy().argmax())
            raise SchemaError(f"{path.name}, row {row + 2}: a second row for {', '.join(cells[key].iloc[row])}")
    return table


def check_foreign_keys(name: str, schema: dict[str, Any], tables: dict[str, pd.DataFrame]) -> None:
    """Raise SchemaError at the first code that is not in the table which ``foreignKeys`` refers to.

    Only keys of one column, which is all the package has.
    """
    for key in schema.get("foreignKeys", []):
        column, reference = key["fields"], key["reference"]
        known = tables[reference["resource"] or name][reference["fields"]]
        cells = tables[name][column].astype(object)
        if (unknown := cells.notna() & ~cells.isin(known)).any():
            row = int(unknown.to_numpy().argmax())
            where = f"{name}.csv, row {row + 2}, column {column}"
            raise SchemaError(f"{where}: found {cells[row]!r}; expected a code listed in {reference['resource']}.csv")


def _column(path: Path, cells: pd.DataFrame, field: dict[str, Any]) -> pd.Series:
    # Every rule looks at one value at a time, so each different value is checked once, not once a row.
    codes, found = pd.factorize(cells[field["name"]])
    values, rules = found.tolist(), field.get("constraints", {})
    wrong = {
        code: expected for code, value in enumerate(values) if (expected := _expected(value, field["type"], rules))
    }
    if rules.get("required"):
        wrong[-1] = "a value"
    if (bad := pd.Series(codes).isin(wrong)).any():
        row = int(bad.to_numpy().argmax())
        where = f"{path.name}, row {row + 2}, column {field['name']}"
        raise SchemaError(f"{where}: found {cells[field['name']].fillna('')[row]!r}; expected {wrong[codes[row]]}")
    return pd.Series(_TYPED[field["type"]](values).take(codes, allow_fill=True))


def _expected(value: str, kind: str, rules: dict[str, Any]) -> str:
    """Return what was expected instead of a value; empty if the value is right."""
    if "enum" in rules and value not in rules["enum"]:
        return "one of " + ", ".join(rules["enum"])
    if "pattern" in rules and not re.fullmatch(rules["pattern"], value):
        return f"text of the form {rules['pattern']}"
    if kind == "integer" and not re.fullmatch("-?[0-9]{1,18}", value):
        return "a whole number"
    if "minimum" in rules and int(value) < rules["minimum"]:
        return f"{rules['minimum']} or more"
    return "a date such as 2023-12-31" if kind == "date" and not _is_date(value) else ""


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


_TYPED: dict[str, Callable[[list[str]], Any]] = {
    "string": lambda values: pd.Categorical(values, categories=values),
    "integer": lambda values: pd.array([int(value) for value in values], dtype="Int64"),
    "date": lambda values: pd.DatetimeIndex(values).array,
}
