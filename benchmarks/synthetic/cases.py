"""Make up cases: ``python -m benchmarks.synthetic.cases /tmp/synthetic-cases.csv --rows 2000``.

No person, place or event is behind any row. The weights below are invented too: they only make the file as
uneven as real ones are, with some combinations common and many rare. The same seed gives the same rows, and
a longer file begins with the rows of a shorter one.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from benchmarks.output import progress

LABEL = "synthetic"
SEED = 2015
ROWS_AT_ONCE = 100_000
DAYS = np.arange(np.datetime64("2015-04-01"), np.datetime64("2024-01-01"))

PLACES = {
    "W06000006": 25,
    "W06000005": 20,
    "W06000003": 17,
    "W06000004": 15,
    "W06000002": 12,
    "W06000001": 7,
    "elsewhere": 3,
    "unknown": 1,
}
# For each setting: its weight, its usual kinds of exploitation, and the share of children.
SETTINGS = {
    "county_lines": (24, {"criminal": 90, "sexual_criminal": 4, "labour_criminal": 4, "unknown": 2}, 0.7),
    "cannabis": (14, {"criminal": 70, "labour_criminal": 28, "unknown": 2}, 0.2),
    "sexual": (12, {"sexual": 92, "sexual_labour": 4, "sexual_criminal": 3, "unknown": 1}, 0.25),
    "car_washes": (9, {"labour": 95, "labour_criminal": 4, "unknown": 1}, 0.03),
    "nail_bars": (7, {"labour": 88, "sexual_labour": 6, "labour_domestic": 4, "unknown": 2}, 0.12),
    "construction": (7, {"labour": 93, "labour_criminal": 5, "unknown": 2}, 0.02),
    "care": (6, {"labour": 90, "labour_domestic": 8, "unknown": 2}, 0.0),
    "domestic": (5, {"domestic": 80, "labour_domestic": 12, "sexual_domestic": 6, "organ_harvesting": 2}, 0.15),
    "cuckooing": (5, {"criminal": 94, "sexual_criminal": 4, "domestic_criminal": 2}, 0.1),
    "hospitality": (4, {"labour": 92, "sexual_labour": 4, "unknown": 4}, 0.05),
    "farming": (2, {"labour": 97, "unknown": 3}, 0.02),
    "begging": (2, {"criminal": 85, "labour_criminal": 10, "unknown": 5}, 0.3),
    "fishing": (1, {"labour": 99, "unknown": 1}, 0.0),
    "other": (1, {"labour": 50, "criminal": 30, "unknown": 20}, 0.15),
    "unknown": (1, {"unknown": 60, "criminal": 20, "labour": 20}, 0.2),
}
WOMEN = {"sexual": 0.9, "domestic": 0.7, "nail_bars": 0.6, "care": 0.6}


def cases(rows: int, *, seed: int = SEED) -> Iterator[pa.Table]:
    """Yield made-up cases, at most ``ROWS_AT_ONCE`` at a time, with the columns of ``data/cases/template.csv``."""
    for number, start in enumerate(range(0, rows, ROWS_AT_ONCE)):
        # Each piece has a seed of its own, and is made whole before it is cut.
        yield _cases(np.random.default_rng([seed, number])).slice(0, rows - start)


def write(rows: int, file: Path, *, seed: int = SEED) -> None:
    """Write made-up cases to a CSV or Parquet file.

    Raises
    ------
    ValueError
        If the name of the file does not say ``synthetic``, or its ending is another.
    """
    if LABEL not in file.name:
        raise ValueError(f"{file.name}: the name of the file must say {LABEL!r}, so that nobody takes it for real")
    writers = {".csv": pyarrow.csv.CSVWriter, ".parquet": pyarrow.parquet.ParquetWriter}
    if file.suffix not in writers:
        raise ValueError(f"{file.name}: expected a file that ends in {' or '.join(writers)}")
    schema = next(cases(1)).schema.with_metadata({LABEL: "made up by benchmarks.synthetic.cases; nobody is behind it"})
    with writers[file.suffix](file, schema) as writer:
        for piece in cases(rows, seed=seed):
            writer.write_table(piece.cast(schema))


def _cases(random: np.random.Generator) -> pa.Table:
    # More cases in later years, as more are noticed.
    days = DAYS[(len(DAYS) * np.sqrt(random.random(ROWS_AT_ONCE))).astype(int)]
    settings = np.array([*SETTINGS])
    weights = np.array([weight for weight, _, _ in SETTINGS.values()], dtype=float)
    chosen = random.choice(len(settings), ROWS_AT_ONCE, p=weights / weights.sum())
    exploitation = np.empty(ROWS_AT_ONCE, dtype=object)
    for place, (_, kinds, _) in enumerate(SETTINGS.values()):
        here = chosen == place
        exploitation[here] = _draw(random, kinds, int(here.sum()))
    children = np.array([share for _, _, share in SETTINGS.values()])[chosen]
    women = np.array([WOMEN.get(setting, 0.12) for setting in SETTINGS])[chosen]
    return pa.table(
        {
            "date": pa.array(days),
            "local_authority": pa.array(_draw(random, PLACES, ROWS_AT_ONCE)),
            "setting": pa.array(settings[chosen]),
            "exploitation": pa.array(exploitation, pa.string()),
            "age_group": pa.array(_either(random, children, "child", "adult")),
            "gender": pa.array(_either(random, women, "female", "male")),
        }
    )


def _draw(random: np.random.Generator, weights: dict[str, int], size: int) -> np.ndarray:
    shares = np.array([*weights.values()], dtype=float)
    return random.choice([*weights], size, p=shares / shares.sum())


def _either(random: np.random.Generator, share: np.ndarray, one: str, other: str) -> np.ndarray:
    drawn = random.random(len(share))
    # One in fifty is not known.
    return np.where(drawn > 0.98, "unknown", np.where(drawn < share, one, other))


def main(arguments: list[str] | None = None) -> None:
    """Write the file named on the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.synthetic.cases", description=__doc__)
    parser.add_argument("file", type=Path, help="a .csv or .parquet file whose name says synthetic")
    parser.add_argument("--rows", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=SEED)
    chosen = parser.parse_args(arguments)
    try:
        write(chosen.rows, chosen.file, seed=chosen.seed)
    except ValueError as error:
        parser.error(str(error))
    progress(f"{chosen.rows:,} made-up cases in {chosen.file}")


if __name__ == "__main__":
    main()
