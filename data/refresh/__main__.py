"""Bring the figures up to date: find, fetch, check and stage newer editions; publish them with ``--publish``."""

import argparse
import sys
from datetime import date
from pathlib import Path

from data.build.__main__ import SOURCES, day_option, held_option
from data.load import PUBLISHED
from data.refresh.editions import TABLES
from data.refresh.run import REFUSALS, Request, refresh
from data.site import SiteError

WORKPLACE = Path(".refresh")


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code: 0, or 1 with a message and nothing changed."""
    chosen = vars(_parser().parse_args(arguments))
    chosen["releases"] = chosen["releases"] or chosen["out"].with_name("releases")
    chosen["hold_back"] = tuple(chosen["hold_back"])
    chosen["only"] = tuple(dict.fromkeys(chosen["only"] or TABLES))
    try:
        refresh(Request(**chosen))
    except (*REFUSALS, SiteError) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename or 'A file'}: {error.strerror or error}. Nothing was changed.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. Nothing was changed.", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m data.refresh", description=__doc__)
    add = parser.add_argument
    add("--only", nargs="+", action="extend", choices=[*TABLES], metavar="SOURCE", help=f"of {', '.join(TABLES)}")
    add("--downloads", type=Path, default=WORKPLACE / "downloads", help="folder that fetched files are kept in")
    add("--staging", type=Path, default=WORKPLACE / "staging", help="folder to put the new sources and the report in")
    add("--from-files", type=Path, metavar="DIR", help="read the files of this folder, and fetch nothing")
    add("--accept-revisions", action="store_true", help="go on where revisions are beyond the band")
    add(
        "--hold-back",
        type=held_option,
        action="append",
        default=[],
        metavar="INDICATOR[:YEAR]",
        help="leave these figures as they were last published; as in data.build",
    )
    add("--publish", action="store_true", help="publish a release of it, if every check passes")
    add("--sources", type=Path, default=SOURCES, help="folder of the official tables")
    add("--out", type=Path, default=PUBLISHED, help="folder of the published figures")
    add("--releases", type=Path, help="folder of all releases; releases beside --out unless given")
    add("--release", type=day_option, default=date.today().isoformat(), help="day of a new release")
    return parser


if __name__ == "__main__":
    sys.exit(main())
