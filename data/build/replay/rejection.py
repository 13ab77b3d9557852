"""Of many tables the few with which the rule, with a seed of the reader's own, hides just what is hidden."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from data.build.replay.chances import ENOUGH, IsPattern

# If this many give the pattern, what they have in common is no accident; before a count is said to be given away, so
# many more are looked for.
CERTAIN = 4 * ENOUGH


class Accepted(NamedTuple):
    """The tables that gave the pattern, an array of shape (tables, counts), after so many ``runs``.

    ``kept`` of ``swaps`` of one person in them leave the pattern as it is.
    """

    counts: np.ndarray
    runs: int
    kept: int
    swaps: int


def accepted(
    tables: np.ndarray,
    moves: np.ndarray,
    is_pattern: IsPattern,
    seeds: Sequence[bytes],
    *,
    runs: int,
    is_doubtful: Callable[[np.ndarray], bool],
) -> Accepted:
    """Return which of some tables give the pattern, each tried with the next seed.

    Parameters
    ----------
    tables : array of shape (tables, counts)
        Each as likely as another before.
    moves : array of shape (moves, counts)
        Those that change no sum; of each table one swap is tried.
    is_pattern : callable
    seeds : sequence of bytes
    runs : int
        The most tables to try while fewer than are enough gave the pattern; to be certain, all of them are.
    is_doubtful : callable
        Whether what tables that gave the pattern have in common has to be looked at more closely.
    """
    draws, found, kept, swaps, run = np.random.default_rng(3), [], 0, 0, 0
    for run, table in enumerate(tables, start=1):
        seed = seeds[run % len(seeds)]
        if is_pattern(table, seed):
            found.append(table)
            if len(found) <= ENOUGH:
                swap = table + moves[draws.integers(len(moves))] * draws.choice([-1, 1])
                is_swap = swap.min() >= 0
                swaps += is_swap
                kept += is_swap and is_pattern(swap, seed)
        if len(found) in (ENOUGH, CERTAIN) and (len(found) == CERTAIN or not is_doubtful(np.array(found))):
            break
        if run >= runs and len(found) < ENOUGH:
            break
    return Accepted(np.array(found).reshape(len(found), tables.shape[1]), run, int(kept), int(swaps))
