"""Write the static edition: ``python -m web.static_site DEST [--address https://…]``."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from components.address.links import BASE
from data.load import PublishedDataError
from data.site import site
from geo.areas import areas
from web.static_site.edition import EditionError, write_edition


def main() -> int:
    """Write the edition and say what it has become; 1 where it could not be written."""
    options = _options()
    begun = time.monotonic()
    try:
        written = write_edition(
            options.destination,
            options.address.rstrip("/"),
            areas=options.areas,
            jobs=options.jobs,
            say=_say,
        )
    except (EditionError, PublishedDataError, OSError) as error:
        print(f"the static edition was not written: {error}", file=sys.stderr)
        return 1
    _say(f"{written.said()} in {time.monotonic() - begun:.0f} seconds")
    return 0


def _say(words: str) -> None:
    print(words, flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m web.static_site", description=__doc__)
    parser.add_argument("destination", type=Path, help="an empty folder, or that of an earlier edition")
    parser.add_argument(
        "--address",
        default=site().address,
        help="where it will be found, for what is used elsewhere; by default the address in site.toml",
    )
    parser.add_argument("--areas", nargs="+", default=(), metavar="CODE", help="only these, and the home area")
    parser.add_argument("--jobs", type=int, default=0, help="processes; by default one for each core")
    options = parser.parse_args()
    if unknown := [code for code in options.areas if code not in areas()]:
        parser.error(f"--areas {' '.join(unknown)}: expected codes of geo/areas.csv, as in W15000002")
    if options.address and not BASE.fullmatch(options.address.rstrip("/")):
        parser.error(f"--address {options.address}: expected a scheme and a name, as in https://example.org")
    return options


if __name__ == "__main__":
    sys.exit(main())
