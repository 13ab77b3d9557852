"""Try to work out what published tables hide: ``python -m data.attack FOLDER...``, oldest release first or not.

Each folder holds an ``observations.csv``. All folders are attacked together, as one outsider who kept them
all would, or as one of the contributors would who knows its own part of every count (--contributor and --own). The exit
code is 0 if nothing is given away, 1 if something is or the tables cannot be read.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from data.build.attacks.attack import attack
from data.build.attacks.contributor import insiders
from data.build.attacks.own import read_own
from data.build.attacks.rows import AttackError, Rule, read_parents, read_rules, rows_in
from data.build.replay.attacker import replay
from data.build.replay.posteriors import Replay
from data.register import RegisterError, register

TABLE = "observations.csv"


def main(arguments: list[str] | None = None) -> int:
    """Run the attack and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m data.attack", description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER", help=f"folder with {TABLE}")
    parser.add_argument("--replay", action="store_true", help="replay the rule of hiding too, release by release; slow")
    parser.add_argument("--exact", action="store_true", help="bounds of whole tables for wide intervals too; slow")
    parser.add_argument("--contributor", metavar="CODE", help="try it as a police force or a council")
    parser.add_argument("--own", type=Path, metavar="FILE", help=f"its part of every count, with columns as {TABLE}")
    chosen = parser.parse_args(arguments)
    if bool(chosen.contributor) != bool(chosen.own):
        parser.error("--contributor and --own go together: whose part, and which file it is in")
    try:
        rows = [row for folder in chosen.folders for row in rows_in((folder / TABLE).read_bytes(), str(folder / TABLE))]
        rules = read_rules({name: indicator.threshold for name, indicator in register().items()})
        if chosen.own:
            return _as_contributor(rows, chosen.contributor, chosen.own, rules)
        found = attack(rows, parents=read_parents(), rules=rules, exact=chosen.exact, progress=_say_progress)
        replays = _replays(rows, rules) if chosen.replay else []
    except (AttackError, RegisterError) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return 1
    given_away = [line for each in replays for line in each.findings]
    for line in (*found.findings, *given_away, *(str(each) for one in replays for each in one.unreplayed)):
        print(line)
    print(
        f"{len(rows):,} rows, {len({row['release'] for row in rows})} releases, {len(found.intervals):,} hidden "
        f"counts: {len(found.narrow):,} known more closely than their threshold allows, "
        f"{len(found.differences):,} revealing differences, {len(found.marks):,} telling marks, "
        f"{len(found.small):,} counts shown that are too small"
    )
    for each in replays:
        kept, of = sum(swaps.kept for swaps in each.swaps), sum(swaps.of for swaps in each.swaps)
        print(
            f"Replayed {len(each.posteriors):,} hidden counts, {len(each.narrow):,} of which the rule gives away; "
            f"{len(each.unreplayed):,} could not be; {kept:,} of {of:,} swaps of one person leave the pattern as it is"
        )
    return 1 if found.findings or given_away else 0


def _replays(rows: list[dict[str, str]], rules: Mapping[str, Rule]) -> list[Replay]:
    """Return the replay of each release."""
    by_release = defaultdict(list)
    for row in rows:
        by_release[row["release"]].append(row)
    return [
        replay(by_release[release], parents=read_parents(), rules=rules, progress=_say_replayed)
        for release in sorted(by_release)
    ]


def _say_replayed(done: int, hidden: int) -> None:
    print(f"Replayed {done:,} of {hidden:,} hidden counts", file=sys.stderr, flush=True)


def _as_contributor(rows: list[dict[str, str]], contributor: str, file: Path, rules: dict[str, Rule]) -> int:
    own = read_own(file.read_bytes(), str(file), contributor, rows=rows, rules=rules)
    found = insiders(rows, own, parents=read_parents(), rules=rules)
    for rest in found:
        print(rest)
    print(f"{len(rows):,} rows, {contributor} knows {len(found):,} hidden counts of others too closely")
    return 1 if found else 0


def _say_progress(done: int, hidden: int) -> None:
    print(f"Attacked {done:,} of {hidden:,} hidden counts", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
