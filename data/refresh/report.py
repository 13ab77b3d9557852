"""What a refresh found, for the owner to read before anything goes out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from data.refresh.check import SHOWN, was_now
from data.refresh.fetch import Fetched
from data.refresh.merge import Update


@dataclass(frozen=True)
class Findings:
    """What there is to report.

    ``staging`` is the folder of what was staged; ``updates`` are all sources that were read, ``untouched`` those not
    looked for; ``notes`` is what to read and put right, ``accepted`` the doubts the owner has accepted;
    ``boundaries`` the file of boundaries that was staged, if any; ``release`` the lines of the release pipeline, and
    ``refused`` why there would be no release, if so.
    """

    staging: Path
    updates: tuple[Update, ...]
    untouched: tuple[str, ...]
    notes: tuple[str, ...]
    accepted: tuple[str, ...]
    boundaries: Fetched | None
    release: tuple[str, ...]
    refused: str


def report(findings: Findings, day: str) -> str:
    """Return the report, in Markdown that reads well as it is."""
    return "\n".join([*_lines(findings, day), ""])


def _lines(findings: Findings, day: str) -> Iterator[str]:
    changed = [update for update in findings.updates if update.is_changed]
    same = [update for update in findings.updates if not update.is_changed]
    yield f"# Refresh of {long_day(day)}"
    yield ""
    yield f"Sources that change: {_names(changed)}. Sources that stay as they are: {_names(same)}."
    if findings.untouched:
        yield f"Not looked for: {', '.join(findings.untouched)}."
    for update in changed:
        yield from _changed(update)
    for update in same:
        yield from ["", f"## {update.name}: unchanged", "", *_editions(update), *_notes(update.incoming.notes)]
    if findings.boundaries:
        yield from ["", "## Boundaries", "", *_edition(findings.boundaries)]
        yield f"- staged, and taken up only by: python -m geo.build --from {findings.staging}/force_areas.geojson"
    for title, lines in (("To read and put right", findings.notes), ("Accepted by the owner", findings.accepted)):
        if lines:
            yield from ["", f"## {title}", "", *(f"- {line}" for line in lines)]
    yield from ["", "## What a release would change and hide", ""]
    yield from (["    " + line for line in findings.release] or ["    nothing"])
    if findings.refused:
        yield from ["", "## There would be no release", "", *("    " + line for line in findings.refused.splitlines())]


def _changed(update: Update) -> Iterator[str]:
    yield from ["", f"## {update.name}: changed", "", *_editions(update)]
    yield f"- new periods: {', '.join(update.new_periods) or 'none'}"
    revised = update.revised
    yield f"- revised figures: {len(revised):,}"
    for _, row in revised.head(SHOWN).iterrows():
        yield f"    - {_figure(row)}: {was_now(row)}"
    if len(revised) > SHOWN:
        yield f"    - and {len(revised) - SHOWN:,} more"
    yield from _rows_of_body("no longer in the table, and not counted as 0", update.gone, "was")
    yield from _rows_of_body("in the table for periods it was not in before", update.joined, "now")
    if update.old.sidecar.column("area_code"):
        areas = sorted({*revised["area"]})
        yield f"- forces with revised figures: {len(areas)}{': ' if areas else ''}{', '.join(areas)}"
    yield f"- new rows: {_new_rows(update):,}, which come to {_new_total(update):,}"
    yield from _notes(update.incoming.notes)


def _rows_of_body(said: str, rows: pd.DataFrame, count: str) -> Iterator[str]:
    for area, found in rows.groupby("area", sort=False):
        first, last = found["period"].min(), found["period"].max()
        yield f"- {said}: {area}, {first} to {last}, {len(found):,} figures that come to {int(found[count].sum()):,}"


def _editions(update: Update) -> Iterator[str]:
    fetched = update.incoming.fetched
    for each in fetched[:SHOWN]:
        yield from _edition(each)
    if len(fetched) > SHOWN:
        yield f"- and {len(fetched) - SHOWN} more editions"


def _edition(fetched: Fetched) -> Iterator[str]:
    edition = fetched.edition
    published = f"published {long_day(edition.published)}" if edition.published else "day of publication not known"
    again = "the same file as last time" if fetched.is_unchanged else f"fetched {long_day(fetched.fetched_on)}"
    yield f"- edition: {edition.title}; {published}; {again}; sha256 {fetched.sha256[:12]}…; {edition.url}"


def _notes(notes: Sequence[str]) -> Iterator[str]:
    for note in notes[:SHOWN]:
        yield f"- met in the file: {note}"
    if len(notes) > SHOWN:
        yield f"- met in the file: and {len(notes) - SHOWN} more"


def _figure(row: pd.Series) -> str:
    """Return what a figure counts: area, period, and the values of every other column that tells rows apart."""
    return ", ".join(str(value) for name, value in row.items() if name not in ("was", "now"))


def _new(update: Update) -> pd.DataFrame:
    return update.figures[update.figures["period"].isin(update.new_periods)]


def _new_rows(update: Update) -> int:
    return len(_new(update))


def _new_total(update: Update) -> int:
    return int(_new(update)["now"].sum())


def _names(updates: Sequence[Update]) -> str:
    return ", ".join(update.name for update in updates) or "none"


def long_day(day: str) -> str:
    """Return an ISO day in words: 25 April 2024."""
    known = date.fromisoformat(day[:10])
    return f"{known.day} {known:%B %Y}"
