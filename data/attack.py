"""Try to work out what published tables hide: ``python -m data.attack FOLDER...``, oldest release first or not.

Each folder holds an ``observations.csv``. All folders are attacked together, as one outsider who kept them
all would. The exit code is 0 if nothing is given away, 1 if something is or the tables cannot be read.
"""

import argparse
import sys
from pathlib import Path

from data.build.attack import attack
from data.build.attack_rows import AttackError, read_parents, read_rules, rows_in
from data.register import RegisterError, register

TABLE = "observations.csv"


def main(arguments: list[str] | None = None) -> int:
    """Run the attack and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m data.attack", description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER", help=f"folder with {TABLE}")
    parser.add_argument("--exact", action="store_true", help="bounds of whole tables for wide intervals too; slow")
    chosen = parser.parse_args(arguments)
    try:
        rows = [row for folder in chosen.folders for row in rows_in((folder / TABLE).read_bytes(), str(folder / TABLE))]
        rules = read_rules({name: indicator.threshold for name, indicator in register().items()})
        found = attack(rows, parents=read_parents(), rules=rules, exact=chosen.exact, progress=_say_progress)
    except (AttackError, RegisterError) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return 1
    for line in found.findings:
        print(line)
    print(
        f"{len(rows):,} rows, {len({row['release'] for row in rows})} releases, {len(found.intervals):,} hidden "
        f"counts: {len(found.narrow):,} known more closely than their threshold allows, "
        f"{len(found.differences):,} revealing differences, {len(found.marks):,} telling marks, "
        f"{len(found.small):,} counts shown that are too small"
    )
    return 1 if found.findings else 0


def _say_progress(done: int, hidden: int) -> None:
    print(f"Attacked {done:,} of {hidden:,} hidden counts", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
