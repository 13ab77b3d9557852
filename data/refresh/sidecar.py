"""What the file beside a source says of it, brought up to date with its comments kept."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import tomlkit
from tomlkit.items import InlineTable

from data.build.sources import Source
from data.periods import period, quarters_between, quarters_of
from data.refresh.merge import Update, year_codes
from data.refresh.report import long_day

_PARTIAL = re.compile(r"\d{4}(/\d\d)? has (its first quarter only|\w+ of its four quarters)\.")
_ABSENT = re.compile(r"(?P<year>\d{4}(/\d\d)?) is not available\.")
_YEAR = re.compile(r"\b(?P<year>\d{4})(?:/(?P<next>\d\d))?\b")
# What is said of the edition that was held holds for that edition only.
_OF_ONE_EDITION = ("This edition", "Compared with the edition held before")
_RECONCILED = "Every total that the fetched editions state for these figures"
_MONTHS = {1: "January to March", 2: "April to June", 3: "July to September", 4: "October to December"}
_NUMBERS = ("none", "one", "two", "three")


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
    described, notes = tomlkit.parse(text), []
    periods = sorted({*update.made.periods()})
    described["edition"] = _edition(update, periods)
    described["published"] = update.incoming.fetched[0].edition.published
    described["obtained"] = update.incoming.fetched[0].edition.obtained
    described["covers"] = [periods[0], periods[-1]]
    missing = _missing(periods)
    described["missing_quarters"] = missing
    described["sha256"] = sha256
    if only := described["table"].get("use_only"):
        notes += _release(only, update)
    totals = _control_totals(update, notes)
    described["reconciled"] = _lines(_reconciled(update, totals, notes))
    described["known_gaps"] = _lines(_known_gaps(update, periods, missing))
    tables = {"control_totals": totals, "notes": _kept_notes(update, notes), "fetched": _fetched(update)}
    for name, entries in tables.items():
        described.pop(name, None)
        if entries:
            described[name] = _tables(entries)
    return Written(tomlkit.dumps(described), tuple(f"{update.name}: {note}" for note in notes))


def _edition(update: Update, periods: Sequence[str]) -> str:
    newest = update.incoming.fetched[0].edition
    last = periods[-1]
    if "Q" in last:
        about = f"its last quarter is {_MONTHS[int(last[-1])]} {last[:4]}"
    else:
        about = f"mid-{periods[0]} to mid-{last}"
    if not newest.published:
        return f"day of publication not known; {about}"
    return f"published on {long_day(newest.published)}; {about}"


def _missing(periods: Sequence[str]) -> list[str]:
    if "Q" not in periods[0]:
        return []
    return [quarter for quarter in quarters_between(periods[0], periods[-1]) if quarter not in {*periods}]


def _release(only: InlineTable, update: Update) -> Iterator[str]:
    value = update.now.rows[only["column"]].iloc[0]
    if value != only["value"]:
        yield (
            f"the release that is used changes from {only['value']!r} to {value!r}, for every year; read known_gaps "
            "in its sidecar, and put it right where it no longer holds"
        )
    only["value"] = value


def _control_totals(update: Update, notes: list[str]) -> list[dict]:
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


def _is_among(total: Mapping, others: Sequence[Mapping]) -> bool:
    about = (total["where"], bool(total.get("areas_only")))
    return any((other["where"], bool(other.get("areas_only"))) == about for other in others)


def _total(source: Source, control: Mapping) -> int:
    chosen = pd.Series(True, index=source.rows.index)
    for column, wanted in control["where"].items():
        chosen &= source.rows[column].isin([wanted] if isinstance(wanted, str) else wanted)
    if control.get("areas_only"):
        chosen &= source.rows[source.sidecar.column("area_code")] != ""
    return int(pd.to_numeric(source.rows.loc[chosen, source.sidecar.table["count"]]).sum())


def _reconciled(update: Update, totals: Sequence[Mapping], notes: list[str]) -> Iterator[str]:
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


def _known_gaps(update: Update, periods: Sequence[str], missing: Sequence[str]) -> Iterator[str]:
    """Yield the known gaps, with those about unfinished years made anew from the quarters there are."""
    quarterly = "Q" in periods[0]
    for line in update.old.sidecar.known_gaps:
        absent = _ABSENT.fullmatch(line)
        filled = absent and not {*_quarters_of_label(absent["year"])} <= {*missing}
        if not (quarterly and (_PARTIAL.fullmatch(line) or filled)):
            yield line
    if quarterly:
        years = year_codes(pd.Series(periods), update.old)
        for year in dict.fromkeys(years):
            there = [quarter for quarter in quarters_of(year) if quarter in periods]
            if len(there) < 4:
                first = len(there) == 1 and there[0] == quarters_of(year)[0]
                number = "its first quarter only" if first else f"{_NUMBERS[len(there)]} of its four quarters"
                yield f"{year.replace('-', '/')} has {number}."


def _kept_notes(update: Update, notes: list[str]) -> list[dict]:
    """Return what is said of single figures; not of a figure that was revised or is gone."""
    code = update.old.sidecar.column("area_code")
    kept = []
    for note in update.old.sidecar.notes:
        was, now = (
            source.rows.loc[
                (source.periods() == note["period"]) & (source.rows[code] == note["area_code"]),
                source.sidecar.table["count"],
            ].tolist()
            for source in (update.old, update.made)
        )
        if was == now:
            kept.append(note)
        else:
            about = f"{note['note']} of {note['area_code']} in {note['period']}"
            notes.append(f"the note {about} was left out: its figure was {', '.join(was)}, now {', '.join(now)}")
    return kept


def _quarters_of_label(year: str) -> tuple[str, ...]:
    return quarters_of(period(year.replace("/", "-")).code)


def _fetched(update: Update) -> list[dict]:
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


def _tables(entries: Sequence[Mapping]) -> tomlkit.items.AoT:
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
