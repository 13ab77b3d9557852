"""Build the published figures from the sources: ``python -m data.build``."""

import argparse
import re
import sys
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from data.build.attacks.audit import audit
from data.build.attacks.audit_rule import audit_rule
from data.build.candidate import candidate, contributed, seed_of
from data.build.cases.count import count_cases
from data.build.cases.source import as_source
from data.build.check_sources import check_sources
from data.build.check_wording import wording_problems
from data.build.past import Held, check_held, held_from, past_releases
from data.build.problems import BuildError, SourceError
from data.build.progress import Progress, say
from data.build.protection.alone import alone
from data.build.protection.seeds import Seed
from data.build.publish import keep, publish, published_files
from data.build.report import reported
from data.build.request import Request
from data.build.sources import Source, read_sources
from data.history import HistoryError, Release
from data.load import PUBLISHED, PublishedDataError
from data.register import CASES, RegisterError, register
from data.shown import how_to_look
from data.site import site
from geo.areas import AreasError

SOURCES = Path(__file__).parents[1] / "sources"


@dataclass(frozen=True)
class Prepared:
    """The release that the sources make, proven to give nobody away, and every release before it."""

    release: Release
    past: tuple[Release, ...]
    seed: Seed

    @property
    def is_new(self) -> bool:
        """Return whether it differs from the last release."""
        return not self.past or self.release is not self.past[-1]


def build(request: Request) -> None:
    """Make the figures, prove that they give nobody away, and publish them if they differ from the last release.

    Raises
    ------
    BuildError, PublishedDataError, HistoryError, RegisterError, AreasError
        With a message for people; what was published is then untouched.
    """
    with nullcontext() if request.dry_run else alone(request.out):
        finish(request, prepare(request))


def prepare(request: Request) -> Prepared:
    """Make the figures and prove that they give nobody away; nothing is published yet. Raises as :func:`build`."""
    say(f"Reading and checking the sources in {request.sources}")
    sources = read_and_check(request.sources)
    if request.cases:
        say("Counting the cases where they are held")
        sources[CASES] = counted_cases(request.cases, request)
    past = past_releases(request.out, request.releases)
    check_held(request.hold_back, past)

    say("Adding up areas and years, hiding small counts and what would give them away")
    seed = seed_of(request, past)
    release, lines = candidate(request, sources, past, seed.secret)
    prepared = Prepared(release, tuple(past), seed)

    def attempt(more: tuple[Held, ...]) -> Release:
        return candidate(replace(request, hold_back=(*request.hold_back, *more)), sources, past, seed.secret)[0]

    if prepared.is_new:
        say("Attacking the new release together with all before it")
        found = audit(
            (*past, release),
            register(),
            contributions=contributed(sources),
            held_back=attempt,
            progress=Progress("Attacked"),
        ).public
        least, hidden = min((interval.width for interval in found.intervals), default=None), len(found.intervals)
        say(f"  {hidden:,} hidden counts, {len(past) + 1} releases; the narrowest interval is {least} wide")
        say("Replaying the rule of hiding on every table that there could be")
        for line in (*audit_rule((*past, release), register(), progress=Progress("Replayed")), *lines):
            say(line)
    return prepared


def finish(request: Request, prepared: Prepared) -> None:
    """Publish a release that was prepared; if it is the last one, put right what is not as it was released."""
    release, past = prepared.release, prepared.past
    if not prepared.is_new:
        return put_right(request, release)
    if request.dry_run:
        say(f"Nothing was written (--dry-run); this would be release {release.id}")
        return
    if past:
        keep(past[-1], request.releases)
    prepared.seed.keep()
    publish(release, request.out, request.releases)
    say(f"Published release {release.id} in {request.out}")
    if how := how_to_look(request.out):
        say(how)


def read_and_check(folder: Path) -> dict[str, Source]:
    """Return all sources the register asks for; SourceError with every problem of every file, and of the wording."""
    names = [indicator.source for indicator in register().values() if not indicator.is_local]
    sources, unreadable = read_sources(folder, dict.fromkeys([*names, "population"]))
    if problems := [*unreadable, *check_sources(sources.values()), *wording_problems(register(), sources)]:
        raise SourceError(problems)
    return sources


def counted_cases(cases: str, request: Request) -> Source:
    """Return the home force's own records as counts; CasesError with everything that is wrong with them."""
    home = site().home_area
    counted = count_cases(
        cases,
        home_area=home,
        table=request.cases_table,
        map_file=request.cases_map,
        allow_rejected=request.allow_rejected,
    )
    for line in counted.said:
        say(f"  {line}")
    for problem in counted.problems:
        say(f"  left out: {problem}")
    return as_source(counted, home_area=home)


def put_right(request: Request, release: Release) -> None:
    """Leave the last release as it is, or put it back where what is published is not what was released."""
    if published_files(request.out) == release.files:
        say(f"Nothing changed: {request.out} stays at release {release.id}")
    elif request.dry_run:
        say(f"{request.out} is not release {release.id} as it was made; a build would put it back")
    else:
        publish(release, request.out, request.releases)
        say(f"{request.out} was altered or incomplete; put release {release.id} back")


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code: 0, or 1 with a message and nothing replaced."""
    request = Request(**release_options(_parser().parse_args(arguments)))
    try:
        with reported(request.report, (request.out, request.releases)):
            build(request)
    except (BuildError, PublishedDataError, HistoryError, RegisterError, AreasError) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename}: {error.strerror}. What was published is untouched.", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m data.build", description=__doc__)
    add = parser.add_argument
    add_release_options(parser)
    add("--cases", metavar="SOURCE", help="the home force's own records: a file or a database URL; see data/cases")
    add("--cases-table", metavar="NAME", help="table or view of the database")
    add("--cases-map", type=Path, metavar="FILE", help="column map; see data/cases/map.example.toml")
    add("--allow-rejected", type=int, default=0, metavar="N", help="leave out up to N records that cannot be used")
    add("--report", type=Path, metavar="FILE", help="keep what is said in a file for whoever holds the records")
    add("--dry-run", action="store_true", help="say what would change, and write nothing")
    return parser


def add_release_options(parser: argparse.ArgumentParser) -> None:
    """Add what every command takes that makes a release."""
    add = parser.add_argument
    add("--sources", type=Path, default=SOURCES, help="folder of the official tables")
    add("--out", type=Path, default=PUBLISHED, help="folder to publish in")
    add("--releases", type=Path, help="folder of all releases; releases beside --out unless given")
    add("--seeds", type=Path, metavar="FOLDER", help="secret seeds of the releases; seeds beside --out unless given")
    add("--seed", type=Path, metavar="FILE", help="make the release again with the seed that was kept for it")
    add("--release", type=day_option, default=date.today().isoformat(), help="day of a new release")
    add(
        "--hold-back",
        type=held_option,
        action="append",
        default=[],
        metavar="INDICATOR[:YEAR]",
        help="leave these figures as they were last published, with the year's quarters; may be repeated",
    )


def release_options(chosen: argparse.Namespace) -> dict[str, Any]:
    """Return the options of a command as the values of its request."""
    archive = chosen.releases or chosen.out.with_name("releases")
    return {**vars(chosen), "releases": archive, "hold_back": tuple(chosen.hold_back)}


def day_option(text: str) -> str:
    """Return a day given as an option."""
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a day such as 2026-11-23")
    return date.fromisoformat(text).isoformat()


def held_option(text: str) -> Held:
    """Return what is to be held back, given as an option."""
    try:
        return held_from(text, register())
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


if __name__ == "__main__":
    sys.exit(main())
