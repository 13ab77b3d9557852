"""Checks on the way in: every cell, every row and the whole of a source is what its sidecar says."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import pandas as pd
import pandera.pandas as pa

from data.build.problems import Problem
from data.build.sources import Sidecar, Source, hash_problems
from data.periods import period, quarters_between
from geo.areas import forces

_PATTERNS = {
    "financial_quarter": ("[1-4]", "a quarter of the financial year, 1 to 4"),
    "quarter": ("[0-9]{4}Q[1-4]", "a quarter such as 2023Q2"),
    "year": ("[0-9]{4}", "a year such as 2023"),
    "area_name": (r"\S(.*\S)?", "a name"),
    "text": (r"\S(.*\S)?", "a text"),
    "count": ("0|[1-9][0-9]{0,8}", "a whole number, 0 or more"),
}


def check_sources(sources: Iterable[Source]) -> list[Problem]:
    """Return everything that is wrong with the sources; nothing, if all are right."""
    return [problem for source in sources for problem in check_source(source)]


def check_source(source: Source) -> list[Problem]:
    """Return everything that is wrong with one source.

    First each cell and row by itself; only where those are right the table as a whole, so that one wrong
    cell is not reported many times over.
    """
    problems = [*row_problems(source)] or [*_table_problems(source)]
    return [*hash_problems(source.file, source.sha256, source.sidecar), *_sidecar_problems(source), *problems]


def _sidecar_problems(source: Source) -> Iterator[Problem]:
    """Yield what is wrong with the day of publication, and with what is said of single figures."""
    file, sidecar = f"{source.name}.toml", source.sidecar
    for said in (sidecar.published, *(edition["published"] for edition in sidecar.editions)):
        if said and not is_day(said):
            yield Problem(file, "published", repr(said), "a day such as 2026-04-23; empty where it is not known")
    codes = {area.code for area in forces()}
    for note in sidecar.notes:
        if set(note) != {"area_code", "period", "note"} or note["area_code"] not in codes:
            yield Problem(file, "notes", str(note), "area_code of a police force area, period, and note")


def row_problems(source: Source) -> Iterator[Problem]:
    """Yield what is wrong with single cells and rows."""
    sidecar = source.sidecar
    columns = {name: pa.Column(str, _cell_rule(column, sidecar)) for name, column in sidecar.columns.items()}
    try:
        pa.DataFrameSchema(columns, checks=_row_rules(source)).validate(source.rows, lazy=True)
    except pa.errors.SchemaErrors as error:
        cases = error.failure_cases.sort_values("index", kind="stable")
        is_row = cases["schema_context"] == "DataFrameSchema"
        for case in cases[~is_row].itertuples():
            where = f"row {case.index}, column {case.column}"
            yield Problem(source.file, where, repr(case.failure_case), case.check)
        # pandera reports a row once for each of its columns.
        for case in cases[is_row].drop_duplicates(["index", "check"]).itertuples():
            row = ",".join(source.rows.loc[case.index])
            yield Problem(source.file, f"row {case.index}", repr(row), case.check)


def _cell_rule(column: dict[str, Any], sidecar: Sidecar) -> pa.Check:
    if column["kind"] == "area_code":
        codes = [area.code for area in forces()] + [""] * ("without_area" in sidecar.table)
        return pa.Check.isin(codes, error="the code of one of the 43 police force areas of geo/areas.csv")
    if column["kind"] == "edition":
        names = [edition["name"] for edition in sidecar.editions]
        return pa.Check.isin(names, error="the name of one of the editions: " + "; ".join(names))
    if column["kind"] == "category":
        return pa.Check.isin([*column["codes"]], error="one of: " + "; ".join(column["codes"]))
    if column["kind"] in _RULES:
        rule, expected = _RULES[column["kind"]]
        return pa.Check(rule, element_wise=True, error=expected)
    pattern, expected = _PATTERNS[column["kind"]]
    return pa.Check.str_matches(f"^(?:{pattern})$", error=expected)


def _is_financial_year(text: str) -> bool:
    start, _, end = text.partition("/")
    return len(text) == 7 and start.isdecimal() and end == f"{(int(start) + 1) % 100:02}"


def _is_period(text: str) -> bool:
    try:
        return bool(period(text))
    except ValueError:
        return False


def is_day(text: str) -> bool:
    """Return whether a text is a day such as 2026-04-23."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


_RULES = {
    "financial_year": (_is_financial_year, "a financial year such as 2022/23"),
    "period": (_is_period, "a period such as 2024-Q1, 2024 or 2024-25"),
    "day": (is_day, "a day such as 2026-04-23"),
}


def _row_rules(source: Source) -> list[pa.Check]:
    sidecar, key = source.sidecar, source.sidecar.table["key"]
    rules = [pa.Check(lambda rows: ~rows.duplicated(key), error=f"only one row for the same {', '.join(key)}")]
    if outside := sidecar.table.get("without_area"):
        code, name = sidecar.column("area_code"), outside["column"]
        expected = f"a {code}, and none exactly for the names under without_area in {source.name}.toml"
        rules.append(pa.Check(lambda rows: (rows[code] == "") == rows[name].isin(outside["names"]), error=expected))
    return rules


def _table_problems(source: Source) -> Iterator[Problem]:
    """Yield what only the whole table shows: names and codes, periods and rows that are missing, totals."""
    periods = source.periods()
    if source.sidecar.column("area_code"):
        yield from _area_problems(source)
    yield from _period_problems(source, periods)
    if source.sidecar.table["every_row_in_every_period"]:
        yield from _missing_rows(source, periods)
    yield from _wrong_totals(source)


def _area_problems(source: Source) -> Iterator[Problem]:
    code, name = source.sidecar.column("area_code"), source.sidecar.column("area_name")
    pairs = source.rows.loc[source.rows[code] != "", [each for each in (code, name) if each]].drop_duplicates()
    for one, other in ((code, name), (name, code)) if code and name else ():
        for row in pairs[pairs.duplicated(one)].itertuples():
            found = f"{one} {getattr(row, one)} with {other} {getattr(row, other)}"
            yield Problem(source.file, f"row {row.Index}", found, f"the same {other} for it as in the rows above")
    if missing := {area.code for area in forces()} - set(pairs[code]):
        yield Problem(source.file, "", f"no row for {', '.join(sorted(missing))}", "all 43 police force areas")


def _period_problems(source: Source, periods: pd.Series) -> Iterator[Problem]:
    sidecar, note = source.sidecar, f"{source.name}.toml"
    first, last = sidecar.covers
    if sidecar.column("period"):
        # Years and quarters side by side, as far as they were published: none is missing.
        for row, code in periods.items():
            if not period(first).start <= period(code).start <= period(code).end <= period(last).end:
                yield Problem(source.file, f"row {row}", code, f"only periods within covers in {note}")
        return
    covered = quarters_between(first, last) if "Q" in first else [*map(str, range(int(first), int(last) + 1))]
    for code in sorted(set(sidecar.missing_quarters) - set(covered)):
        yield Problem(note, "missing_quarters", code, f"only periods within covers, {first} to {last}")
    expected = set(covered) - set(sidecar.missing_quarters)
    for code in sorted(expected - set(periods)):
        yield Problem(source.file, "", f"no row for {code}", f"some: it is within covers in {note}")
    for code in sorted(set(periods) - expected):
        where = f"row {periods.index[periods == code][0]}"
        yield Problem(source.file, where, code, f"only periods within covers, and not missing_quarters, in {note}")


def _missing_rows(source: Source, periods: pd.Series) -> Iterator[Problem]:
    """Yield the rows one period has and another has not; of several editions, each by itself.

    A body without an area may begin or end: its figures are in no total of the areas.
    """
    sidecar, rows = source.sidecar, source.rows
    if outside := sidecar.table.get("without_area"):
        rows = rows[~rows[outside["column"]].isin(outside["names"])]
    other_kinds = ("financial_year", "financial_quarter", "quarter", "year", "edition")
    key = [name for name in sidecar.table["key"] if sidecar.columns[name]["kind"] not in other_kinds]
    described = rows[key].agg(", ".join, axis=1)
    periods = periods.loc[rows.index]
    if edition := sidecar.column("edition"):
        periods = periods + " of " + rows[edition]
    table = pd.crosstab(periods, described)
    for code, row in table.iterrows():
        for missing in table.columns[row == 0]:
            yield Problem(source.file, "", f"no row for {missing} in {code}", "one, as in other periods")


def _wrong_totals(source: Source) -> Iterator[Problem]:
    counts = source.rows[source.sidecar.table["count"]].astype(int)
    for control in source.sidecar.control_totals:
        chosen = pd.Series(True, index=counts.index)
        for column, wanted in control["where"].items():
            chosen &= source.rows[column].isin([wanted] if isinstance(wanted, str) else wanted)
        if control.get("areas_only"):
            chosen &= source.rows[source.sidecar.column("area_code")] != ""
        if (total := counts[chosen].sum()) != control["total"]:
            where = ", ".join(f"{column} {wanted}" for column, wanted in control["where"].items())
            yield Problem(source.file, where, f"a total of {total}", f"the published total, {control['total']}")
