"""Tables of different breakdowns protected apart: where the total they share is shown, they say nothing of each other.

A block of dimensions that no table crosses with another is tied to it by nothing but the total of each area. A total
that stays shown is a number that everybody knows, so the tie is two sentences about that number, one in each block;
and a larger area's total says nothing that its areas' shown totals do not say. What is left of the tables falls into
parts, each with its own small programme. What an attacker can work out is the same, neither more nor less.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from scipy import sparse

from data.build.linked import Cell, LinkedTables
from data.build.onlooker import Contribution
from data.build.problems import BuildError
from data.build.suppress import Said, Suppression, suppress

# A part with fewer base cells takes milliseconds as it is; and where totals may be hidden too, a little less is hidden.
SMALL = 1_000
# What linked tables call the one category of a breakdown that crosses nothing.
_TOTAL = "all"


class _Row(NamedTuple):
    """A sum of base cells whose value everybody knows, and the cell that says so."""

    base: frozenset[int]
    cell: Cell


def suppress_by_block(
    tables: LinkedTables,
    *,
    seed: bytes,
    said: Said | None = None,
    contributions: Collection[Contribution] = (),
    progress: Callable[[int, int], None] | None = None,
) -> Suppression:
    """Return which cells to hide: the totals by themselves first, then every block beside the totals that stay shown.

    Parameters
    ----------
    tables, seed, said, contributions, progress
        As for :func:`data.build.suppress.suppress`.

    Notes
    -----
    A small part, and one with a count that cannot be protected beside the totals that stay shown, is protected as a
    whole, and totals may be hidden in it for other counts.
    """
    said, asked = said or Said(), {"seed": seed, "contributions": contributions}
    hidden, exposed, settled = set(), [], 0
    for part in tables.parts():
        found = _beside_totals(part, said, asked) if part.sums.shape[1] >= SMALL else None
        if not found or found.exposed:
            found = suppress(part, said=said, **asked)
        hidden |= found.hidden
        exposed += found.exposed
        settled += len(part.cells)
        if progress:
            progress(settled, len(tables.cells))
    return Suppression(frozenset(hidden), tuple(sorted(exposed)))


def _beside_totals(part: LinkedTables, said: Said, asked: dict[str, object]) -> Suppression:
    """Return which cells of a part to hide: first of its totals, then of its blocks beside those that stay shown."""
    is_total = np.array([cell.category == _TOTAL for cell in part.cells])
    alone = suppress(_chosen(part, is_total), said=said, **asked)
    is_shown = np.array([cell.name not in alone.hidden for cell in part.cells])
    partners = {cell.name for cell in part.cells if cell.name in alone.hidden and cell.value >= cell.threshold}
    beside = said._replace(withdrawn={*said.withdrawn, *partners})
    return suppress(split_at(part, is_total & is_shown), said=beside, **asked)


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
        The other cells as they were. The known ones have threshold 0; those that smaller ones add up to are left
        out, and one that ties two blocks is there once for each, so a name may come twice.

    Raises
    ------
    BuildError
        If the known counts do not add up.
    """
    columns = [frozenset(_columns(tables.sums, number)) for number in np.flatnonzero(known)]
    rows = [_Row(*pair) for pair in zip(columns, _where(tables, known), strict=True)]
    ties = [_sides(tables.ties, number) for number in range(tables.ties.shape[0])]
    while found := {number: row for number, tie in enumerate(ties) if (row := _known_side(tie, rows))}:
        rows += found.values()
        ties = [tie for number, tie in enumerate(ties) if number not in found]
    rows = [*_without_sums(rows)]
    cells = _where(tables, ~known) + tuple(replace(row.cell, threshold=0) for row in rows)
    size = tables.sums.shape[1]
    sums = sparse.vstack([tables.sums[~known], _matrix([row.base for row in rows], size)], format="csr")
    left = _matrix([plus for plus, _ in ties], size) - _matrix([minus for _, minus in ties], size)
    return LinkedTables(cells, sums, left)


def _known_side(tie: tuple[frozenset[int], frozenset[int]], rows: list[_Row]) -> _Row | None:
    """Return what a tie says of one of its sides, if the other is a known count."""
    said = {row.base: row.cell for row in rows}
    return next((_Row(other, said[side]) for side, other in (tie, tie[::-1]) if side in said), None)


def _without_sums(rows: list[_Row]) -> Iterator[_Row]:
    """Yield the rows that no smaller ones add up to."""
    smaller: list[_Row] = []
    for row in sorted(rows, key=lambda row: len(row.base)):
        left, value = row.base, row.cell.value
        for part in reversed(smaller):
            if part.base <= left:
                left, value = left - part.base, value - part.cell.value
        if value < 0 or (value and not left):
            name = ", ".join(row.cell.name)
            raise BuildError(f"The tables do not add up, at or around {name}: look at how they were summed")
        if left:
            yield row
        smaller.append(row)


def _chosen(tables: LinkedTables, chosen: np.ndarray) -> LinkedTables:
    """Return some of the cells, with all ties."""
    return LinkedTables(_where(tables, chosen), tables.sums[chosen], tables.ties)


def _where(tables: LinkedTables, chosen: np.ndarray) -> tuple[Cell, ...]:
    return tuple(cell for cell, here in zip(tables.cells, chosen, strict=True) if here)


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
