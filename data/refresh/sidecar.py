"""What the file beside a source says of it, brought up to date with its comments kept."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import tomlkit

from data.build.sources import Source
from data.periods import quarters_between
from data.refresh.gaps import MONTHS, editions_in_use, kept_notes, known_gaps
from data.refresh.merge import Update, year_codes
from data.refresh.report import long_day

_YEAR = re.compile(r"\b(?P<year>\d{4})(?:/(?P<next>\d\d))?\b")
# What is said of the edition that was held holds for that edition only.
_OF_ONE_EDITION = ("This edition", "Compared with the edition held before")
_RECONCILED = "Every total that the fetched editions state for these figures"


@dataclass(frozen=True)
class Written:
    """The text of a sidecar, and what a person should know about how it was made."""

    text: str
    notes: tuple[str, ...]


def rewritten(text: str, update: Update, sha256: str) -> Written:
    """Return the sidecar of a source that changes.

    Parameters
    ----------
    text : str
        The sidecar as it is.
    update : Update
    sha256 : str
        Of the new table.
    """
    notes: list[str] = []
    described = tomlkit.parse(text)
    periods = sorted({*update.made.periods()})
    described["edition"] = _edition(update, periods)
    editions = update.made.sidecar.editions
    described["published"] = editions[-1]["published"] if editions else update.incoming.fetched[0].edition.published
    described["obtained"] = update.incoming.fetched[0].edition.obtained
    described["covers"] = [periods[0], periods[-1]]
    missing = _missing(periods)
    described["missing_quarters"] = missing
    described["sha256"] = sha256
    totals = _control_totals(update, notes)
    described["reconciled"] = _lines(_reconciled(update, totals, notes))
    described["known_gaps"] = _lines(known_gaps(update, periods, missing))
    tables = {
        "control_totals": totals,
        "editions": editions,
        "notes": kept_notes(update, notes),
        "fetched": _fetched(update),
    }
    for name, entries in tables.items():
        described.pop(name, None)
        if entries:
            described[name] = _tables(entries)
    return Written(tomlkit.dumps(described), tuple(f"{update.name}: {note}" for note in notes))


def _edition(update: Update, periods: Sequence[str]) -> str:
    newest = update.incoming.fetched[0].edition
    last = periods[-1]
    if in_use := editions_in_use(update):
        spans = [(edition, f"mid-{first}" + f" to mid-{end}" * (end != first)) for edition, first, end in in_use]
        return "; ".join(f"{span}: {edition}" for edition, span in spans)
    about = f"its last quarter is {MONTHS[int(last[-1])]} {last[:4]}" if "Q" in last else f"up to {last}"
    if not newest.published:
        return f"day of publication not known; {about}"
    return f"published on {long_day(newest.published)}; {about}"


def _missing(periods: Sequence[str]) -> list[str]:
    if "Q" not in periods[0]:
        return []
    return [quarter for quarter in quarters_between(periods[0], periods[-1]) if quarter not in {*periods}]


def _control_totals(update: Update, notes: list[str]) -> list[dict[str, Any]]:
    """Return the published totals: those of the editions, and of the ones before those that still hold."""
    fresh = [dict(total) for read in update.incoming.reads for total in read.control_totals]
    fresh = [total for place, total in enumerate(fresh) if not _is_among(total, fresh[:place])]
    kept = []
    for total in update.old.sidecar.control_totals:
        if _is_among(total, fresh):
            continue
        was, now = _total(update.old, total), _total(update.made, total)
        if was == now:
            kept.append(total)
        else:
            about = ", ".join(f"{column} {wanted}" for column, wanted in total["where"].items())
            notes.append(
                f"the total of {total['total']:,} published earlier for {about} was left out of control_totals: the "
                f"figures were revised, and now come to {now:,}"
            )
    return [*kept, *fresh]


def _is_among(total: Mapping[str, Any], others: Sequence[Mapping[str, Any]]) -> bool:
    about = (total["where"], bool(total.get("areas_only")))
    return any((other["where"], bool(other.get("areas_only"))) == about for other in others)


def _total(source: Source, control: Mapping[str, Any]) -> int:
    chosen = pd.Series(True, index=source.rows.index)
    for column, wanted in control["where"].items():
        chosen &= source.rows[column].isin([wanted] if isinstance(wanted, str) else wanted)
    if control.get("areas_only"):
        chosen &= source.rows[source.sidecar.column("area_code")] != ""
    return int(pd.to_numeric(source.rows.loc[chosen, source.sidecar.table["count"]]).sum())


def _reconciled(update: Update, totals: Sequence[Mapping[str, Any]], notes: list[str]) -> Iterator[str]:
    """Yield what was found to agree; not what names a year whose figures were revised since."""
    revised = {*year_codes(update.revised["period"], update.old)} if len(update.revised) else set()
    for line in update.old.sidecar.reconciled:
        if line.startswith(_RECONCILED):
            continue
        if line.startswith(_OF_ONE_EDITION):
            notes.append(f"left out of reconciled, since it was said of the edition before: {line}")
            continue
        if years := {*_years(line)} & revised:
            about = ", ".join(sorted(years))
            notes.append(f"left out of reconciled, since figures of {about} were revised: {line}")
        else:
            yield line
    if len(totals) and any(read.control_totals for read in update.incoming.reads):
        day = max(each.fetched_on for each in update.incoming.fetched)[:10]
        yield f"{_RECONCILED} equals the sum of their rows, checked on {day}; see control_totals."


def _years(line: str) -> Iterator[str]:
    for found in _YEAR.finditer(line):
        yield f"{found['year']}-{found['next']}" if found["next"] else found["year"]


def _fetched(update: Update) -> list[dict[str, Any]]:
    """Return where each file came from; of those before, the ones whose figures are still in the table."""
    fresh = [
        {
            "title": each.edition.title,
            "url": each.edition.url,
            "published": each.edition.published,
            "sha256": each.sha256,
            "fetched_on": each.fetched_on,
        }
        for each in update.incoming.fetched
    ]
    if {*update.made.periods()} <= {*update.read_periods}:
        return fresh
    known = {entry["sha256"] for entry in fresh}
    return [entry for entry in update.old.sidecar.fetched if entry["sha256"] not in known] + fresh


def _lines(lines: Iterator[str]) -> tomlkit.items.Array:
    made = tomlkit.array()
    for line in lines:
        made.add_line(line, indent="  ")
    if len(made):
        made.add_line(indent="")
    return made


def _tables(entries: Sequence[Mapping[str, Any]]) -> tomlkit.items.AoT:
    made = tomlkit.aot()
    for entry in entries:
        table = tomlkit.table()
        for name, value in entry.items():
            if isinstance(value, Mapping):
                inline = tomlkit.inline_table()
                inline.update(value)
                value = inline
            table[name] = value
        made.append(table)
    return made
