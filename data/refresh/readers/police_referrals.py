"""Referrals by police first responders in one quarter, out of the data tables of the National Referral Mechanism.

A row with a name in the first column is the total of that responder; below it each type of exploitation has its total,
below that each age group, and below that a row for each gender. Blank cells mean "as above". Nationalities are columns:
they are added up and never kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.build.problems import Problem, SourceError
from data.refresh.readers.categories import category, spellings
from data.refresh.readers.figures import Read, stop_on, table
from data.refresh.readers.names import Body, referring_body
from data.refresh.readers.quarters import quarters_in
from data.refresh.readers.tables import Header, Wanted, find_table, fold
from data.refresh.readers.workbook import Sheet, Workbook, cell, open_workbook, plain, quoted

NAME = "nrm_police_referrals"
KEYS = ("first responder", "exploitation type", "age at exploitation", "gender")
COLUMNS = ("first_responder", "exploitation", "age_at_exploitation", "gender")
WANTED = Wanted(
    described="referrals by police first responder, exploitation type, age, gender and nationality",
    says=("referrals", r"\bpolice\b.*first responder|first responder.*\bpolice\b"),
    columns={
        "first responder": (
            "Police first responder",
            "Police and ROCUs first responder",
            "Police and ROCU first responder",
            "First responder (Police)",
            "First responder (Police and ROCUs)",
            "First responder",
        ),
        "exploitation type": ("Exploitation type", "Claimed exploitation type", "Type of exploitation"),
        "age at exploitation": ("Age at exploitation", "Age group at exploitation", "Age group"),
        "gender": ("Gender", "Sex"),
        "total": ("Total", "Grand total", "Total referrals"),
    },
)


@dataclass(frozen=True)
class _Row:
    """One row: its names, how deep it stands (0 a responder, 3 a gender, -1 the whole table) and its total."""

    number: int
    names: tuple[str, ...]
    depth: int
    total: int


def read_police_referrals(path: Path, *, quarter: str = "") -> Read:
    """Return the referrals of the one quarter an edition's police table is about.

    Parameters
    ----------
    path : Path
        The data tables of one edition.
    quarter : str
        The quarter the publisher's page says, such as ``2023Q4``: what the file says must be the same.

    Raises
    ------
    SourceError
        If the table is not found, a name or count cannot be read, or any total in it differs from what it adds up.
    """
    workbook = open_workbook(path)
    sheet, header = find_table(workbook, WANTED)
    about = _quarter(workbook, sheet, header, quarter)
    rows = _read_rows(sheet, header)
    stop_on([*_wrong_totals(sheet, rows), *_repeated(sheet, rows)])
    found, bodies = _figures(sheet, [row for row in rows if row.depth == len(KEYS) - 1])
    columns = ("quarter", "area_code", *COLUMNS, "referrals")
    values = [(about, bodies[key[0]].code, *key, count) for key, count in sorted(found.items())]
    outside = tuple(sorted(body.name for body in bodies.values() if not body.code))
    control = {"where": {"quarter": about}, "total": rows[-1].total}
    return Read(NAME, table(columns, values), control_totals=(control,), outside=outside)


def _quarter(workbook: Workbook, sheet: Sheet, header: Header, expected: str) -> str:
    """Return the quarter said above the table, or else on the first sheet that says one."""
    above = quarters_in(" ; ".join(plain(value) for number, row in sheet.top if number < header.row for value in row))
    covers = (quarters_in(" ; ".join(map(plain, row))) for other in workbook.sheets for _, row in other.top[:10])
    said = above or next(filter(None, covers), set())
    if not said and expected:
        return expected
    if len(said) != 1 or (expected and said != {expected}):
        found = f"the quarter {' and '.join(sorted(said))} above the table" if said else "no quarter above the table"
        raise SourceError([sheet.problem(None, found, expected or "one, such as October to December 2023")])
    return said.pop()


def _read_rows(sheet: Sheet, header: Header) -> list[_Row]:
    rows: list[_Row] = []
    problems: list[Problem] = []
    numbers = [place for place, name in enumerate(header.names) if name and place not in header.columns.values()]
    names: tuple[str, ...] = ()
    for number, values in sheet.rows():
        if number <= header.row or not any(map(plain, values)):
            continue
        if rows and rows[-1].depth == -1:
            if any(isinstance(value, int | float) for value in values):
                problems.append(sheet.problem(number, "a row of figures below the total of the whole table", "none"))
            continue
        keys = tuple(plain(values[header.columns[key]]) for key in KEYS)
        try:
            depth, names = _place(keys, names)
            rows.append(_Row(number, names, depth, _total(values, header.columns["total"], numbers)))
        except ValueError as error:
            found, _, expected = str(error).partition("; expected ")
            problems.append(sheet.problem(number, found, expected or "a whole number, 0 or more"))
    if not rows or rows[-1].depth != -1:
        problems.append(sheet.problem(None, "no row Total of the whole table", "it below the last responder"))
    stop_on(problems)
    return rows


def _place(keys: tuple[str, ...], above: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    """Return how deep a row stands and its names, blanks filled from the row above."""
    if fold(keys[0]).startswith("total") or fold(keys[0]) == "grand total":
        return -1, ()
    filled = [place for place, key in enumerate(keys) if key and fold(key) != "total"]
    if not filled:
        raise ValueError("a row without a name; expected a responder, exploitation type, age group or gender")
    depth = filled[-1]
    names = tuple(key or said for key, said in zip(keys[:depth], above, strict=False))
    if len(names) < depth or any(fold(name) == "total" for name in names) or names != above[:depth]:
        raise ValueError(f"{keys[depth]!r} without the total row of its group above it; expected the total row first")
    return depth, (*names, keys[depth])


def _total(values: list[Any], place: int, nationalities: list[int]) -> int:
    """Return the total of a row, its nationalities added up and compared."""
    total = cell(values[place])
    if total.number is None or total.number < 0:
        raise ValueError(f"{quoted(values[place])} as the total; expected a whole number, 0 or more")
    parts = [cell(values[nationality]) for nationality in nationalities]
    strange = [part for part in parts if part.text or (part.number or 0) < 0]
    if strange:
        raise ValueError(f"{strange[0].text or strange[0].number} in a nationality; expected a whole number, 0 or more")
    known = sum(part.number or 0 for part in parts)
    is_open = any(part.number is None and {"c", "x"} & set(part.statuses) for part in parts)
    if known != total.number and not (is_open and known < total.number):
        raise ValueError(f"nationalities that add up to {known}; expected the total of the row, {total.number}")
    return total.number


def _wrong_totals(sheet: Sheet, rows: list[_Row]) -> Iterator[Problem]:
    """Yield each total that differs from the sum of the rows right below it."""
    sums: dict[tuple[str, ...], int] = {}
    for row in rows[:-1]:
        sums[row.names[:-1]] = sums.get(row.names[:-1], 0) + row.total
    for row in rows:
        if row.depth < len(KEYS) - 1 and sums.get(row.names, 0) != row.total:
            of = ", ".join(row.names) or "the whole table"
            parts = "rows below it" if row.depth >= 0 else "responders"
            found = f"a total of {row.total} for {of}"
            yield sheet.problem(row.number, found, f"{sums.get(row.names, 0)}, the sum of the {parts}")


def _repeated(sheet: Sheet, rows: list[_Row]) -> Iterator[Problem]:
    """Yield each name that is there twice: its figures would be counted twice."""
    met: dict[tuple[str, ...], int] = {}
    for row in rows[:-1]:
        if row.names in met:
            yield sheet.problem(row.number, f"{', '.join(row.names)} again, as in row {met[row.names]}", "it once")
        met.setdefault(row.names, row.number)


def _figures(sheet: Sheet, rows: list[_Row]) -> tuple[dict[tuple[str, ...], int], dict[str, Body]]:
    """Return the counts by the names the source uses, those of nobody left away, and the responders met."""
    found: dict[tuple[str, ...], int] = {}
    bodies: dict[str, Body] = {}
    problems: list[Problem] = []
    for row in rows:
        body = referring_body(row.names[0])
        kinds = [category(NAME, column, name) for column, name in zip(COLUMNS[1:], row.names[1:], strict=True)]
        if body is None:
            problems.append(
                sheet.problem(
                    row.number,
                    f"the first responder {row.names[0]!r}",
                    "a name of geo/areas.csv or data/refresh/readers/names.toml",
                )
            )
        elif None in kinds:
            place = kinds.index(None)
            listed = "; ".join(spellings(NAME, COLUMNS[1:][place]))
            problems.append(
                sheet.problem(row.number, f"the {KEYS[1:][place]} {row.names[1:][place]!r}", f"one of: {listed}")
            )
        elif row.total:
            bodies[body.name] = body
            key = (body.name, *filter(None, kinds))
            if key in found:
                problems.append(sheet.problem(row.number, f"{', '.join(key)} again under another spelling", "it once"))
            found[key] = row.total
    stop_on(list({(problem.found): problem for problem in problems}.values()))
    return found, bodies
