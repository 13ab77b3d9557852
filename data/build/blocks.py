"""Tables of different breakdowns protected apart: where the total they share is shown, they say nothing of each other.

A block of dimensions that no table crosses with another is tied to it by nothing but the total of each area. A total
that stays shown is a number that everybody knows, so the tie is two sentences about that number, one in each block;
and a larger area's total says nothing that its areas' shown totals do not say. What is left of the tables falls into
parts, each with its own small programme. What an attacker can work out is the same, neither more nor less.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from scipy import sparse

from data.build.linked import Cell, LinkedTables, Name
from data.build.problems import BuildError
from data.build.suppress import Suppression, suppress

# What linked tables call the one category of a breakdown that crosses nothing.
_TOTAL = "all"


class _Row(NamedTuple):
    """A sum of base cells whose value everybody knows, and the cell that says so."""

    base: frozenset[int]
    value: int
    cell: Cell


def suppress_by_block(
    tables: LinkedTables, *, hidden_before: Collection[Name] = (), public: Collection[Name] = (), **settings: object
) -> Suppression:
    """Return which cells to hide: the totals by themselves first, then every block beside the totals that stay shown.

    Parameters
    ----------
    tables : LinkedTables
    hidden_before, public : collections of names
        As for :func:`data.build.suppress.suppress`.
    **settings
        Passed on to it as they are.

    Notes
    -----
    Where a count cannot be protected beside the totals that stay shown, its part is protected as a whole, and
    totals may be hidden for it.
    """
    hidden, exposed = set(), []
    for part in tables.parts():
        is_total = np.array([cell.category == _TOTAL for cell in part.cells])
        alone = suppress(_chosen(part, is_total), hidden_before=hidden_before, public=public, **settings)
        shown = np.array([cell.name not in alone.hidden for cell in part.cells]) & is_total
        before = {*hidden_before} | alone.hidden
        found = suppress(split_at(part, shown), hidden_before=before, public=public, **settings)
        if found.exposed:
            found = suppress(part, hidden_before=hidden_before, public=public, **settings)
        hidden |= found.hidden
        exposed += found.exposed
    return Suppression(frozenset(hidden), tuple(sorted(exposed)))


def split_at(tables: LinkedTables, known: np.ndarray) -> LinkedTables:
    """Return tables that say the same, in as many parts as there are once some counts are known.

    Parameters
    ----------
    tables : LinkedTables
    known : boolean array of shape (n,)
        Counts that are shown whatever happens.

    Returns
    -------
    LinkedTables
        The other cells as they were; the known ones with threshold 0, less what is known of their parts, without
        those of which nothing is left, and again in every block that they tied to another. A name may come twice.

    Raises
    ------
    BuildError
        If the known counts do not add up.
    """
    rows = [_Row(frozenset(_columns(tables.sums, i)), tables.cells[i].value, tables.cells[i]) for i in _where(known)]
    ties = [_sides(tables.ties, number) for number in range(tables.ties.shape[0])]
    while found := {number: row for number, tie in enumerate(ties) if (row := _known_side(tie, rows))}:
        rows += found.values()
        ties = [tie for number, tie in enumerate(ties) if number not in found]
    rows = [*_reduced(rows)]
    others = np.flatnonzero(~known)
    cells = tuple(tables.cells[i] for i in others)
    cells += tuple(replace(row.cell, value=row.value, threshold=0) for row in rows)
    size = tables.sums.shape[1]
    sums = sparse.vstack([tables.sums[others], _matrix([row.base for row in rows], size)], format="csr")
    left = _matrix([plus for plus, _ in ties], size) - _matrix([minus for _, minus in ties], size)
    return LinkedTables(cells, sums, left)


def _chosen(tables: LinkedTables, chosen: np.ndarray) -> LinkedTables:
    """Return some of the cells, with all ties."""
    return LinkedTables(tuple(tables.cells[i] for i in _where(chosen)), tables.sums[chosen], tables.ties)


def _known_side(tie: tuple[frozenset[int], frozenset[int]], rows: list[_Row]) -> _Row | None:
    """Return what a tie says of one side, if the other is known."""
    for side, other in (tie, tie[::-1]):
        left, value, parts = _less_known(side, 0, rows)
        if parts and not left:
            return _Row(other, -value, parts[0].cell)
    return None


def _reduced(rows: list[_Row]) -> Iterator[_Row]:
    """Yield what each row says that smaller ones do not."""
    before: list[_Row] = []
    for row in sorted(rows, key=lambda row: len(row.base)):
        left, value, _ = _less_known(row.base, row.value, before)
        if value < 0 or (value and not left):
            name = ", ".join(row.cell.name)
            raise BuildError(f"The tables do not add up, at or around {name}: look at how they were summed")
        if left:
            yield _Row(left, value, row.cell)
        before.append(row)


def _less_known(base: frozenset[int], value: int, rows: list[_Row]) -> tuple[frozenset[int], int, list[_Row]]:
    """Return base cells and their value without known sums of them, the largest first, and those sums."""
    parts = []
    for row in sorted(rows, key=lambda row: -len(row.base)):
        if row.base <= base:
            base, value = base - row.base, value - row.value
            parts.append(row)
    return base, value, parts


def _where(chosen: np.ndarray) -> list[int]:
    return np.flatnonzero(chosen).tolist()


def _columns(matrix: sparse.csr_matrix, row: int) -> list[int]:
    return matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]].tolist()


def _sides(ties: sparse.csr_matrix, row: int) -> tuple[frozenset[int], frozenset[int]]:
    """Return the base cells on each side of a tie."""
    columns, signs = _columns(ties, row), ties.data[ties.indptr[row] : ties.indptr[row + 1]]
    pairs = [*zip(columns, signs, strict=True)]
    return frozenset(c for c, sign in pairs if sign > 0), frozenset(c for c, sign in pairs if sign < 0)


def _matrix(rows: list[frozenset[int]], size: int) -> sparse.csr_matrix:
    """Return a 0/1 matrix with ones in the given columns of each row."""
    starts = np.cumsum([0, *(len(row) for row in rows)])
    columns = np.array([column for row in rows for column in sorted(row)], dtype=int)
    return sparse.csr_matrix((np.ones(len(columns)), columns, starts), shape=(len(rows), size))
