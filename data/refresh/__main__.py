"""Bring the figures up to date: find, fetch, check and stage newer editions; publish them with ``--publish``."""

import argparse
import sys
from pathlib import Path

from data.build.__main__ import add_release_options, release_options
from data.refresh.editions import TABLES
from data.refresh.run import REFUSALS, Request, refresh
from data.site import SiteError

WORKPLACE = Path(".refresh")


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code: 0, or 1 with a message and nothing changed."""
    chosen = release_options(_parser().parse_args(arguments))
    only = tuple(dict.fromkeys(chosen.pop("only") or TABLES))
    try:
        refresh(Request(**chosen, only=only))
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
    add("--publish", action="store_true", help="publish a release of it, if every check passes")
    add_release_options(parser)
    return parser


if __name__ == "__main__":
    sys.exit(main())
