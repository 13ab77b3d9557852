"""How often a turn, a direction or a fall from the highest is seen that is not there: ``python -m benchmarks.joins``.

By simulation. Counts vary beyond chance by a gamma distribution, whose quantiles are correlated from one period to
the next; the tests in ``data.statistics.joinpoint`` draw from another (lognormal) one.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from benchmarks.output import keep, machine, progress, table
from data.statistics.joinpoint import joinpoint
from data.statistics.peak import against_highest
from data.statistics.recent import recent

SEED = 20261130
MEANS, DISPERSIONS, ALIKE = (20, 100, 800), (1, 3, 6), (0.0, 0.3, 0.5)
STEADY = {"level": 1.0, "+25 % a year": 1.25}
# Ratio before and after, the period of the turn, events there and dispersion, as fitted with one join to the
# offences of financial years 2015/16 to 2024/25 (edition of 23 April 2026).
BREAKS = {
    "like England and Wales": (1.62, 1.00, 4, 8200, 60.6),
    "like Metropolitan Police": (1.67, 0.99, 4, 2100, 7.1),
    "like South Wales": (1.72, 0.96, 5, 189, 6.2),
    "like West Midlands": (1.40, 0.88, 6, 1096, 38.6),
    "like Kent": (1.21, 0.78, 7, 394, 12.5),
    "like North Wales": (1.29, 0.98, 5, 105, 10.2),
}
# Events a year in the newest five periods, dispersion, and the ratio of each to the one before after a level start.
DIRECTIONS = tuple(product((100, 800), (1, 3, 6), (1.1, 1.2, 0.8)))
# Events a year, dispersion, and the ratio of the newest period to the level of those before.
FALLS = tuple(product((100, 800), (1, 3, 6), (0.7, 0.5)))


def counts(
    expected: np.ndarray, dispersion: float, alike: float, *, repeats: int, seed: int | Sequence[int]
) -> np.ndarray:
    """Return made-up series of shape (repeats, n).

    Parameters
    ----------
    expected : array of shape (n,)
    dispersion : float
        Variance of a count over its mean; 1 for chance alone.
    alike : float
        Correlation of what varies beyond chance with that of the period before.
    """
    draw = np.random.default_rng(seed)
    if dispersion == 1:
        return draw.poisson(expected, (repeats, len(expected)))
    noise = draw.standard_normal((repeats, len(expected)))
    for at in range(1, len(expected)):
        noise[:, at] = alike * noise[:, at - 1] + np.sqrt(1 - alike**2) * noise[:, at]
    levels = stats.gamma.ppf(stats.norm.cdf(noise), expected / (dispersion - 1), scale=dispersion - 1)
    return draw.poisson(levels)


def series(rows: np.ndarray) -> Iterator[tuple[pd.Series, pd.Series]]:
    """Yield each row as a count and its years."""
    years = pd.Series(np.arange(rows.shape[1], dtype=float))
    for row in rows:
        yield pd.Series(row, dtype="Int64"), years


def joins(rows: np.ndarray) -> list[tuple[int, ...]]:
    """Return where each series is said to turn."""
    return [joinpoint(count, years=years).joins for count, years in series(rows)]


def directions(rows: np.ndarray) -> float:
    """Return the share of series whose newest periods are said to rise or fall."""
    return float(np.mean([recent(one, years=years).verdict in ("rising", "falling") for one, years in series(rows)]))


def falls(rows: np.ndarray) -> float:
    """Return the share of series whose newest figure is said to be clearly below the highest."""
    found = [against_highest(count) for count, _ in series(rows)]
    return float(np.mean([peak is not None and peak.verdict == "clearly below" for peak in found]))


def false_alarms(points: int, *, repeats: int) -> Iterator[dict[str, Any]]:
    """Yield what is seen in series that are level or steady."""
    for (shape, ratio), mean, dispersion, alike in product(STEADY.items(), MEANS, DISPERSIONS, ALIKE):
        if dispersion == 1 and alike:
            continue
        progress(f"{shape}, mean {mean}, dispersion {dispersion}, alike {alike}")
        expected = ratio ** np.arange(points, dtype=float)
        seed = (SEED, mean, dispersion, round(10 * alike), round(100 * ratio))
        rows = counts(expected / expected.mean() * mean, dispersion, alike, repeats=repeats, seed=seed)
        level = ratio == 1
        yield {
            "series": shape,
            "mean": mean,
            "dispersion": dispersion,
            "alike": alike,
            "turns": float(np.mean([bool(each) for each in joins(rows)])),
            "recent direction": directions(rows) if level else None,
            "below the highest": falls(rows) if level else None,
        }


def power(*, repeats: int) -> dict[str, list[dict[str, Any]]]:
    """Return how often turns, directions and falls that are there are seen, in ten periods."""
    periods = np.arange(10)
    found: dict[str, list[dict[str, Any]]] = {"turns": [], "directions": [], "falls": []}
    for (name, (before, after, join, level, dispersion)), alike in product(BREAKS.items(), ALIKE):
        progress(f"turn {name}, alike {alike}")
        expected = level * np.where(
            periods < join, before ** (periods - join), after ** np.maximum(periods - join, 0.0)
        )
        rows = counts(expected, dispersion, alike, repeats=repeats, seed=SEED)
        seen = joins(rows)
        near = [any(abs(place - join) <= 1 for place in each) for each in seen]
        shares = {"seen": np.mean([bool(each) for each in seen]), "within a period": np.mean(near)}
        found["turns"].append({"turn": name, "alike": alike} | {what: float(share) for what, share in shares.items()})
    progress("recent directions and falls from the highest")
    for mean, dispersion, ratio in DIRECTIONS:
        expected = mean * ratio ** np.clip(periods - 7.0, -2, None)
        rows = counts(expected, dispersion, 0, repeats=repeats, seed=SEED)
        found["directions"].append({"a year": ratio, "mean": mean, "dispersion": dispersion, "seen": directions(rows)})
    for mean, dispersion, ratio in FALLS:
        rows = counts(mean * np.where(periods == 9, ratio, 1.0), dispersion, 0, repeats=repeats, seed=SEED)
        found["falls"].append({"newest": ratio, "mean": mean, "dispersion": dispersion, "seen": falls(rows)})
    return found


def main() -> None:
    """Simulate, print, and keep."""
    options, here, start = _options(), machine(), perf_counter()
    alarms = list(false_alarms(options.points, repeats=options.repeats))
    seen = power(repeats=options.repeats)
    table("Machine", [here])
    table(f"Seen where there is nothing, {options.points} periods, share of {options.repeats} series", alarms)
    for what, rows in seen.items():
        table(f"Seen of {what} that are there, 10 periods, share of {options.repeats} series", rows)
    progress(f"{perf_counter() - start:.0f} s")
    keep({"machine": here, "repeats": options.repeats, "false alarms": alarms, "seen": seen}, options.json)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.joins", description=__doc__)
    parser.add_argument("--repeats", type=int, default=1000, help="series of each kind")
    parser.add_argument("--points", type=int, default=10, help="periods of a level or steady series")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the result to FILE")
    options = parser.parse_args()
    if not 1 <= options.repeats <= 20_000:
        parser.error(f"--repeats is from 1 to 20,000, not {options.repeats}")
    if not 7 <= options.points <= 24:
        parser.error(f"--points is from 7 to 24, not {options.points}")
    return options


if __name__ == "__main__":
    main()
