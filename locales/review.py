"""The translator's file: ``python -m locales.review write``, ``take FILE`` and ``plain``. Offline only.

``write`` makes docs/welsh-review.md, which is not kept in the repository; ``take`` puts a corrected copy of it into the
files of the site, as reviewed or, with ``--draft``, as a better draft; ``plain`` writes how hard the English guidance
is to read into docs/plain-language.md.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from locales import plain
from locales.confidence import CONFIDENCES, terms
from locales.corrections import Change, checked
from locales.review_file import counts, read_back, written
from locales.rewriting import replace_all, rewritten
from locales.wordings import ROOT, wordings

REVIEW = "docs/welsh-review.md"
PLAIN = "docs/plain-language.md"
NOTHING = "Nothing was written."


def review(root: Path = ROOT) -> str:
    """Return what docs/welsh-review.md has to hold."""
    found = wordings(root).values()
    return written(found, terms(found))


def main(arguments: Sequence[str] | None = None, *, root: Path = ROOT) -> int:
    """Run one command; return 0 if it did what was asked, 1 if a file could not be taken."""
    chosen = _parser().parse_args(arguments)
    if chosen.command == "write":
        return _write(root)
    if chosen.command == "plain":
        replace_all({PLAIN: plain.report(root)}, root)
        print(f"{PLAIN} is written")
        return 0
    return _take(chosen, root)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m locales.review", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("write", help=f"make {REVIEW} anew")
    commands.add_parser("plain", help=f"make {PLAIN} anew")
    take = commands.add_parser("take", help="show what a corrected copy changes; with --yes, write it")
    take.add_argument("file", type=Path)
    take.add_argument("--yes", action="store_true", help="write the changes")
    take.add_argument("--by", default="", help="initials of whoever read the wordings")
    take.add_argument(
        "--on", type=date.fromisoformat, default=None, help="the day they did (YYYY-MM-DD); today if absent"
    )
    take.add_argument(
        "--draft", action="store_true", help="nobody has read the wordings for good: mark none as reviewed"
    )
    return parser


def _write(root: Path) -> int:
    found = wordings(root).values()
    known = terms(found)
    replace_all({REVIEW: written(found, known)}, root)
    count = counts(found, known)
    print(f"{REVIEW} is written:", ", ".join(f"{letter} {count[letter]}" for letter in CONFIDENCES))
    return 0


def _take(chosen: argparse.Namespace, root: Path) -> int:
    if chosen.draft and (chosen.by or chosen.on):
        print(f"--draft marks no wording as reviewed; leave out --by and --on. {NOTHING}", file=sys.stderr)
        return 1
    try:
        corrections = read_back(chosen.file.read_text(encoding="utf-8"))
        changes, problems = checked(corrections, wordings(root), is_draft=chosen.draft)
        problems += [] if corrections else [f"{chosen.file}: there is no wording in it; expected is a copy of {REVIEW}"]
        new = {} if problems else rewritten(changes, _mark(chosen), root)
    except (OSError, ValueError) as error:
        problems, changes, new = [f"{chosen.file} cannot be taken: {error}"], [], {}
    for change in changes:
        _show(change)
    if problems:
        print("\n".join([*problems, NOTHING]), file=sys.stderr)
        return 1
    ticked = sum(not change.is_new for change in changes)
    print(f"{len(changes) - ticked} changed, {ticked} read and right as they are, in {len(new)} files")
    if chosen.yes and new:
        replace_all(new, root)
        return _write(root)
    print("Nothing was written; --yes writes it." if new else "There is nothing to write.")
    return 0


def _mark(chosen: argparse.Namespace) -> str:
    """Return the mark of review; empty for a draft."""
    return "" if chosen.draft else f"{chosen.on or date.today()} {chosen.by}".strip()


def _show(change: Change) -> None:
    for was, now in zip(change.wording.welsh, change.forms, strict=True):
        if was != now:
            print(f"{change.wording.id}\n  - {was}\n  + {now}")


if __name__ == "__main__":
    sys.exit(main())
