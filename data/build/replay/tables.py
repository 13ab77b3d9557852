"""Every whole table that agrees with what is published, if there are not too many, and what leads to others."""

import math
from collections.abc import Iterator

import numpy as np
from scipy import optimize

# More tables than this are not written down.
MOST_TABLES = 600
_MOST_STEPS = 6000
_ORDERS = 60
_NO_LIMIT = 10**9


class Unlimited(ValueError):
    """There is no end of tables, as nothing that is shown limits some count."""


def tables(matrix: np.ndarray, results: np.ndarray) -> np.ndarray | None:
    """Return every table of whole counts from 0 with ``matrix @ counts == results``, an array of (tables, counts).

    None if there are more than ``MOST_TABLES``.

    Raises
    ------
    Unlimited
        If there is no end of them.
    """
    low, high = np.zeros(matrix.shape[1], dtype=int), np.full(matrix.shape[1], _NO_LIMIT)
    if not _narrow(matrix, results, low, high) or (high >= _NO_LIMIT // 2).any():
        raise Unlimited("nothing that is shown limits it, so its tables have no end")
    found: list[np.ndarray] = []
    steps = 0
    for table in _every(matrix, results, low, high):
        steps += 1
        if table is not None:
            found.append(table)
        if len(found) > MOST_TABLES or steps > _MOST_STEPS:
            return None
    return np.array(found)


def _every(matrix: np.ndarray, results: np.ndarray, low: np.ndarray, high: np.ndarray) -> Iterator[np.ndarray | None]:
    """Yield every table between these limits, and None for each step that leads to none."""
    if not _narrow(matrix, results, low, high):
        yield None
        return
    open_counts = np.flatnonzero(low < high)
    if not len(open_counts):
        yield low
        return
    first = open_counts[np.argmin((high - low)[open_counts])]
    for value in range(low[first], high[first] + 1):
        lower, upper = low.copy(), high.copy()
        lower[first] = upper[first] = value
        yield from _every(matrix, results, lower, upper)


def _narrow(matrix: np.ndarray, results: np.ndarray, low: np.ndarray, high: np.ndarray) -> bool:
    """Bring limits together, in place, as far as each line by itself does; return whether any table is left."""
    plus, minus = matrix > 0, matrix < 0
    while True:
        least = plus @ low - minus @ high
        most = plus @ high - minus @ low
        if (least > results).any() or (most < results).any():
            return False
        before = high.sum() - low.sum()
        for line, result in enumerate(results):
            up, down = plus[line], minus[line]
            over, under = result - least[line], most[line] - result
            high[up], low[up] = np.minimum(high[up], low[up] + over), np.maximum(low[up], high[up] - under)
            high[down], low[down] = np.minimum(high[down], low[down] + under), np.maximum(low[down], high[down] - over)
            if (low > high).any():
                return False
            least[line] = plus[line] @ low - minus[line] @ high
        if high.sum() - low.sum() == before:
            return True


def far_table(matrix: np.ndarray, results: np.ndarray, costs: np.ndarray, high: np.ndarray) -> np.ndarray | None:
    """Return the table of whole counts of the least cost, none of them above ``high``; None if there is none."""
    found = optimize.milp(
        costs,
        constraints=optimize.LinearConstraint(matrix, results, results),
        integrality=np.ones(len(costs), dtype=int),
        bounds=optimize.Bounds(0, high),
    )
    return None if found.x is None else np.round(found.x).astype(int)


def circuits(matrix: np.ndarray) -> np.ndarray:
    """Return smallest moves that change no sum, an array of shape (moves, counts), many but perhaps not all.

    They are those that each count outside a basis of the lines makes with it, for a number of bases.
    """
    draws = np.random.default_rng(2)
    found: dict[bytes, np.ndarray] = {}
    for _ in range(_ORDERS):
        order = draws.permutation(matrix.shape[1])
        for move in _kernel(matrix[:, order]):
            circuit = np.empty_like(move)
            circuit[order] = move
            circuit = circuit if circuit[np.flatnonzero(circuit)[0]] > 0 else -circuit
            found.setdefault(circuit.tobytes(), circuit)
    return np.array([*found.values()])


def _kernel(matrix: np.ndarray) -> Iterator[np.ndarray]:
    """Yield whole moves that change no sum: one for each count that the counts before it leave open."""
    rows = matrix.astype(float)
    pivots: list[int] = []
    for column in range(rows.shape[1]):
        done = len(pivots)
        at = done + int(np.argmax(np.abs(rows[done:, column]))) if done < len(rows) else done
        if at < len(rows) and abs(rows[at, column]) > 1e-9:
            rows[[done, at]] = rows[[at, done]]
            rows[done] /= rows[done, column]
            others = np.arange(len(rows)) != done
            rows[others] -= np.outer(rows[others, column], rows[done])
            pivots.append(column)
            continue
        move = np.zeros(rows.shape[1])
        move[column], move[pivots] = 1, -rows[: len(pivots), column]
        scale = next((n for n in range(1, 13) if np.allclose(move * n, np.round(move * n))), None)
        if scale:
            whole = np.round(move * scale).astype(int)
            yield whole // math.gcd(*(int(n) for n in whole))
