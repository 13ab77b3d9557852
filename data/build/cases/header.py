"""The header: which column holds which field, and whether a column is there that must not be."""

from collections.abc import Iterator
from dataclasses import dataclass

from data.build.cases.column_map import ColumnMap
from data.build.cases.personal import named_for
from data.build.cases.problems import CasesError
from data.build.cases.schema import CODED, WHEN
from data.build.problems import Problem

MOST_COLUMNS = 100


@dataclass(frozen=True)
class Header:
    """The names of the columns as found, in their order, and whether some may be left aside unread."""

    label: str
    names: tuple[str, ...]
    may_leave_out: bool


@dataclass(frozen=True)
class Placement:
    """Where each field is, and which columns are left aside; by position, counted from 0."""

    fields: dict[str, int]
    left_out: tuple[int, ...]


def place(header: Header, column_map: ColumnMap) -> Placement:
    """Return which column holds which field.

    Raises
    ------
    CasesError
        If a field has no column or two, or if there is a column beside them that is personal or that the map
        does not leave out. Without all fields row 1 may be a record, so columns go by their number then.
    """
    if len(header.names) > MOST_COLUMNS:
        expected = f"at most {MOST_COLUMNS}; export only the columns of data/cases/template.csv"
        raise CasesError([Problem(header.label, "header", f"{len(header.names):,} columns", expected)])
    found: dict[str, list[int]] = {}
    for position, name in enumerate(header.names):
        found.setdefault(_plain(name), []).append(position)
    when = [name for name in WHEN if name in column_map.columns] or [name for name in WHEN if name in found]
    fields = {name: found.get(_plain(column_map.columns.get(name, name)), []) for name in (*when, *CODED)}
    incomplete = [*_incomplete(header, fields, column_map)]
    extra = [position for position in range(len(header.names)) if [position] not in fields.values()]
    unwanted = [*_unwanted(header, fields, extra, column_map, is_recognised=not incomplete)]
    if problems := [*incomplete, *unwanted]:
        raise CasesError(problems)
    return Placement({name: positions[0] for name, positions in fields.items()}, tuple(extra))


def _plain(name: str) -> str:
    """Return a name so that ``Age group``, ``AGE_GROUP`` and ``age_group`` are one."""
    return "_".join(name.casefold().replace("_", " ").replace("-", " ").split())


def _incomplete(header: Header, fields: dict[str, list[int]], column_map: ColumnMap) -> Iterator[Problem]:
    if len(header.names) == 1:
        expected = "one for each field, separated by commas, as in data/cases/template.csv"
        yield Problem(header.label, "header", "a single column", expected)
        return
    if len({*WHEN} & fields.keys()) != 1:
        found = "both a date and a quarter" if "date" in fields else "no column date or quarter"
        yield Problem(header.label, "header", found, "one of the two")
    for name, positions in fields.items():
        wanted = column_map.columns.get(name, name)
        if len(positions) != 1:
            found = f"no column {wanted!r}" if not positions else f"{len(positions)} columns {wanted!r}"
            expected = f"one for the {name.replace('_', ' ')}, named in row 1 as in data/cases/template.csv"
            yield Problem(header.label, "header", found, expected if not positions else "only one")


def _unwanted(
    header: Header, fields: dict[str, list[int]], extra: list[int], column_map: ColumnMap, *, is_recognised: bool
) -> Iterator[Problem]:
    explicit = [positions for name, positions in fields.items() if name in column_map.columns]
    left_out = {_plain(name) for name in column_map.leave_out}
    for position, name in enumerate(header.names):
        where = f"column {position + 1}" + (f", {name!r}" if is_recognised and name else "")
        if kind := named_for(name, is_mapped=[position] in explicit):
            yield Problem(header.label, where, f"a column named for {kind}", "an extract without it; nothing was read")
        elif is_recognised and position in extra and not name.strip():
            yield from _nameless(header, where, left_out)
        elif is_recognised and position in extra and not header.may_leave_out:
            yield Problem(header.label, where, "a column that is not a field", "a sheet without it")
        elif is_recognised and position in extra and _plain(name) not in left_out:
            expected = "an extract without it, or its name under leave_out in the column map"
            yield Problem(header.label, where, "a column that is not a field", expected)


def _nameless(header: Header, where: str, left_out: set[str]) -> Iterator[Problem]:
    if not header.may_leave_out:
        yield Problem(header.label, where, "a column without a name", "a sheet without it")
    elif "" not in left_out:
        expected = 'its name in the header, or an extract without it; or leave_out = [""] in the column map'
        yield Problem(header.label, where, "a column without a name", expected)
