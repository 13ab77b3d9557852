"""A refresh from beginning to end: find, fetch, read, check, stage, report; and publish, if the owner says so."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from data.build import __main__ as pipeline
from data.build import request as build_request
from data.build.check_sources import check_sources
from data.build.past import Held
from data.build.problems import SHOWN_PER_FILE, BuildError, SourceError
from data.build.progress import heard, say
from data.build.sources import Source, read_source
from data.history import HistoryError
from data.load import PublishedDataError
from data.refresh import RefreshError, check, editions, locks, stage
from data.refresh.by_hand import editions_by_hand
from data.refresh.merge import Update, update
from data.refresh.report import Findings, report
from data.refresh.settings import Settings, read_settings
from data.register import RegisterError
from geo.areas import AreasError

REFUSALS = (BuildError, PublishedDataError, HistoryError, RegisterError, AreasError)


@dataclass(frozen=True)
class Request:
    """What a refresh is asked to do: the options of the command, which says what each means."""

    sources: Path
    out: Path
    releases: Path
    downloads: Path
    staging: Path
    release: str
    only: tuple[str, ...] = tuple(editions.TABLES)
    from_files: Path | None = None
    accept_revisions: bool = False
    hold_back: tuple[Held, ...] = ()
    publish: bool = False
    seeds: Path | None = None
    seed: Path | None = None
    settings: Settings | None = None


@dataclass(frozen=True)
class Outcome:
    """The report, the release that is published now, and whether this run has made it."""

    report: str
    release: str
    is_published: bool


def refresh(request: Request) -> Outcome:
    """Bring the sources up to date in the staging folder, report, and publish if that was asked for.

    Raises
    ------
    BuildError, PublishedDataError, HistoryError, RegisterError, AreasError
        With a message for people; sources, published figures and releases are then as they were.
    """
    # The sources are locked only where they may change: a scheduled run can stand in a file system it only reads.
    changes_sources = request.publish or stage.is_unfinished(request.sources)
    published = [request.out] if request.publish else []
    downloaded = [] if request.from_files else [request.downloads]
    guarded = [request.staging, *published, *downloaded, *([request.sources] if changes_sources else [])]
    with locks.held(guarded):
        stage.clear(request.staging)
        if changes_sources:
            stage.recover(request.sources, request.out)
        found = _found(request)
        say("Checking against the sources there are")
        old = _old_sources(request.sources, [incoming.name for incoming in found.tables])
        updates, accepted = _checked(old, found, request)
        return _staged(request, updates, found, accepted)


def _found(request: Request) -> editions.Found:
    if request.from_files:
        say(f"Taking the files in {request.from_files}")
        fetched = editions_by_hand(request.from_files, request.only)
    else:
        fetched = editions.fetched_editions(request.only, request.downloads, request.settings or read_settings())
    try:
        return editions.read_all(fetched)
    except SourceError as error:
        raise RefreshError(_stopped(map(str, error.problems))) from error


def _old_sources(folder: Path, names: Iterable[str]) -> dict[str, Source]:
    try:
        return {name: read_source(folder, name) for name in names}
    except SourceError as error:
        lines = ["The sources there are cannot be compared with:", *map(str, error.problems)]
        raise RefreshError(_stopped(lines)) from error


def _checked(
    old: Mapping[str, Source], found: editions.Found, request: Request
) -> tuple[tuple[Update, ...], tuple[str, ...]]:
    """Return what each source becomes, and the doubts that the owner has accepted."""
    wrong = [line for incoming in found.tables for line in check.wrong_rows(old[incoming.name], incoming)]
    if wrong:
        raise RefreshError(_stopped(wrong))
    updates = tuple(update(old[incoming.name], incoming) for incoming in found.tables)
    if stopped := [line for each in updates for line in check.reasons(each)]:
        raise RefreshError(_stopped(stopped))
    doubts = tuple(line for each in updates for line in check.doubts(each, check.bands()[each.name]))
    if doubts and not request.accept_revisions:
        raise RefreshError(
            _stopped(
                doubts,
                "Look into the publisher's notes on revisions. If it is meant, run again with --accept-revisions.",
            )
        )
    return updates, doubts


def _staged(request: Request, updates: Sequence[Update], found: editions.Found, accepted: tuple[str, ...]) -> Outcome:
    staged = stage.staged(updates, request.sources)
    with stage.new_staging(request.staging) as folder:
        say(f"Staging in {request.staging}")
        stage.write_files(folder / stage.SOURCES, staged.files)
        _check_staged(folder / stage.SOURCES, updates)
        if found.boundaries:
            stage.write_boundaries(folder, found.boundaries)
        say("Trying out what a release of it would change and hide")
        prepared, lines, refused = _tried(_pipeline(request, folder / stage.SOURCES))
        findings = Findings(
            staging=request.staging,
            updates=tuple(updates),
            untouched=_untouched(updates, found),
            notes=staged.notes,
            accepted=accepted,
            boundaries=found.boundaries_from,
            release=tuple(lines),
            refused=refused,
        )
        text = report(findings, date.today().isoformat())
        (folder / stage.REPORT).write_text(text, encoding="utf-8")
    say(text)
    if prepared is None or refused:
        where = request.staging / stage.REPORT
        raise RefreshError(f"{refused}\nThe new editions are staged, and the report is in {where}.")
    return _published(request, prepared, text)


def _untouched(updates: Sequence[Update], found: editions.Found) -> tuple[str, ...]:
    """Return what was not looked for, or had no files."""
    seen = {*(each.name for each in updates), *([editions.BOUNDARIES] if found.boundaries else [])}
    return tuple(source for source, tables in editions.TABLES.items() if not seen & {source, *tables})


def _check_staged(sources: Path, updates: Sequence[Update]) -> None:
    """Check what was staged as the build will: structure, codes, all 43 forces, every published total."""
    try:
        problems = [*check_sources(stage.read_staged(sources, updates))]
    except SourceError as error:
        problems = [*error.problems]
    if problems:
        raise RefreshError(_stopped(map(str, problems)))


def _pipeline(request: Request, sources: Path) -> build_request.Request:
    return build_request.Request(
        sources=sources,
        out=request.out,
        releases=request.releases,
        release=request.release,
        hold_back=request.hold_back,
        seeds=request.seeds,
        seed=request.seed,
        dry_run=True,
    )


def _tried(request: build_request.Request) -> tuple[pipeline.Prepared | None, list[str], str]:
    """Return the release the pipeline would make, the lines it says, and why it would not make one."""
    prepared, refused = None, ""
    with heard() as lines:
        try:
            prepared = pipeline.prepare(request)
            pipeline.finish(request, prepared)
        except REFUSALS as error:
            refused = str(error)
    return prepared, lines, refused


def _published(request: Request, prepared: pipeline.Prepared, text: str) -> Outcome:
    last = prepared.past[-1].id if prepared.past else ""
    if not request.publish:
        files = request.from_files or request.downloads
        say(f"Nothing was published. To publish just this: python -m data.refresh --from-files {files} --publish")
        return Outcome(text, last, is_published=False)
    wanted = replace(_pipeline(request, request.sources), dry_run=False)
    if not prepared.is_new:
        pipeline.finish(wanted, prepared)
        return Outcome(text, last, is_published=False)
    with stage.in_the_place_of(request.sources, request.staging / stage.SOURCES, request.out):
        pipeline.finish(wanted, prepared)
    return Outcome(text, prepared.release.id, is_published=True)


def _stopped(lines: Iterable[str], advice: str = "") -> str:
    found = [*lines]
    shown = found[:SHOWN_PER_FILE]
    if len(found) > len(shown):
        shown.append(f"and {len(found) - len(shown):,} more")
    closing = "The refresh has stopped; sources, published figures and releases are as they were."
    return "\n".join([*shown, *filter(None, [advice]), closing])
