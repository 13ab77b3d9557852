"""Build the published figures from the sources: ``python -m data.build``."""

import argparse
import re
import sys
from datetime import date
from pathlib import Path

import pandas as pd

from data.build import aggregate
from data.build.check_figures import check_observations
from data.build.check_sources import check_sources
from data.build.compare import differences
from data.build.package import files_of_release
from data.build.problems import BuildError, SourceError
from data.build.protect import protect
from data.build.publish import next_release, publish, published_files, recover, release_of
from data.build.sources import Source, read_sources
from data.load import PUBLISHED, PublishedDataError, load
from data.register import RegisterError, register
from geo.areas import AreasError

SOURCES = Path(__file__).parents[1] / "sources"


def build(sources_folder: Path, out: Path, day: str) -> None:
    """Make the figures and publish them, if they differ from what is published.

    Raises
    ------
    BuildError, PublishedDataError, RegisterError, AreasError
        With a message for people; what was published is then untouched.
    """
    say(f"Reading and checking the sources in {sources_folder}")
    sources = read_and_check(sources_folder)

    say("Adding up areas and years, hiding small counts")
    everything = aggregate.observations(register(), sources)
    observations = protect(everything, register())
    check_observations(observations)
    tables = {"observations": observations, "population": aggregate.population(sources["population"])}

    say("Comparing with what was published")
    recover(out)
    before = published_files(out)
    last = release_of(before)
    release = last or day
    files = files_of_release(release, sources, tables)
    if files == before:
        say(f"Nothing changed: {out} stays at release {release}")
        return
    if last and files["manifest.json"] != before["manifest.json"]:
        release = next_release(last, day)
        files = files_of_release(release, sources, tables)
    for line in differences(published_observations(out), observations):
        say(line)

    publish(files, out)
    say(f"Published release {release} in {out}")


def read_and_check(folder: Path) -> dict[str, Source]:
    """Return all sources the register asks for; SourceError with every problem of every file."""
    names = dict.fromkeys([*(indicator.source for indicator in register().values()), "population"])
    sources, unreadable = read_sources(folder, names)
    if problems := [*unreadable, *check_sources(sources.values())]:
        raise SourceError(problems)
    return sources


def published_observations(out: Path) -> pd.DataFrame:
    """Return the observations published so far; none if there are none that can be trusted."""
    nothing = pd.DataFrame(columns=aggregate.COLUMNS)
    if not out.exists():
        return nothing
    try:
        return load(out, indicators=()).observations
    except PublishedDataError as error:
        say(f"What was published cannot be compared, so every row counts as added: {error}")
        return nothing


def say(line: str) -> None:
    """Print a line of progress at once."""
    print(line, flush=True)


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code: 0, or 1 with a message and nothing replaced."""
    parser = argparse.ArgumentParser(prog="python -m data.build", description=__doc__)
    parser.add_argument("--sources", type=Path, default=SOURCES, help="folder of the sources")
    parser.add_argument("--out", type=Path, default=PUBLISHED, help="folder to publish in")
    parser.add_argument("--release", type=_day, default=date.today().isoformat(), help="day of a new release")
    chosen = parser.parse_args(arguments)
    try:
        build(chosen.sources, chosen.out, chosen.release)
    except (BuildError, PublishedDataError, RegisterError, AreasError) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename}: {error.strerror}. What was published is untouched.", file=sys.stderr)
        return 1
    return 0


def _day(text: str) -> str:
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a day such as 2026-11-23")
    return date.fromisoformat(text).isoformat()


if __name__ == "__main__":
    sys.exit(main())
