"""What a source becomes with what the editions say: its rows, and each figure as it was and as it is now."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from data.build.sources import Source
from data.periods import period, year_of
from data.refresh.fetch import Fetched
from data.refresh.readers.figures import Read

PERIOD_KINDS = ("financial_year", "financial_quarter", "quarter", "year")
AREA_KINDS = ("area_code", "area_name")
# Each edition of these holds one period; an edition of any other holds the whole table.
ONE_PERIOD_AN_EDITION = ("nrm_police_referrals",)


@dataclass(frozen=True, eq=False)
class Incoming:
    """What was fetched and read for one source, the newest edition first.

    ``reads`` is what the files of ``fetched`` say, in the same order.
    """

    name: str
    fetched: tuple[Fetched, ...]
    reads: tuple[Read, ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """Return what the readers met that a person should know, each once."""
        return tuple(dict.fromkeys(note for read in self.reads for note in read.notes))


@dataclass(frozen=True, eq=False)
class Update:
    """A source as it is, and as it becomes.

    ``made`` is the whole table to be written; ``was`` and ``now`` are the rows that figures are taken from: all,
    or of each period those of the newest edition that has it.
    """

    incoming: Incoming
    old: Source
    made: Source
    was: Source
    now: Source

    @property
    def name(self) -> str:
        """Return the name of the source."""
        return self.old.name

    @cached_property
    def figures(self) -> pd.DataFrame:
        """Return each figure that was or is: ``period``, ``area``, ``what``, ``was`` and ``now``; NA where no row."""
        key = identity(self.old)
        both = [
            _named(source, key).set_index(["period", "area", *key])["count"].rename(when)
            for source, when in ((self.was, "was"), (self.now, "now"))
        ]
        return pd.concat(both, axis=1, sort=False).astype("Int64").reset_index()

    @cached_property
    def new_periods(self) -> tuple[str, ...]:
        """Return the periods that the source did not have."""
        return tuple(sorted({*self.now.periods()} - {*self.was.periods()}))

    @cached_property
    def lost_periods(self) -> tuple[str, ...]:
        """Return the periods that the source has and would no longer have."""
        return tuple(sorted({*self.was.periods()} - {*self.now.periods()}))

    @cached_property
    def read_periods(self) -> tuple[str, ...]:
        """Return the periods that the editions hold."""
        return tuple(sorted({*replace(self.old, rows=read_rows(self.old, self.incoming)).periods()}))

    @cached_property
    def shared(self) -> pd.DataFrame:
        """Return the figures that can be compared: of the periods in both, and in both tables.

        In a table that leaves zeros out, no row counts as 0; in any other, a row that is not there says nothing.
        """
        if self._has_every_row:
            return self._in_both.dropna(subset=["was", "now"])
        return self._in_both.fillna({"was": 0, "now": 0})

    @cached_property
    def gone(self) -> pd.DataFrame:
        """Return the figures of periods in both that are no longer in a table that has every row: not known, not 0."""
        return self._in_both[self._in_both["now"].isna() & self._has_every_row]

    @cached_property
    def joined(self) -> pd.DataFrame:
        """Return the figures of periods in both that such a table did not have."""
        return self._in_both[self._in_both["was"].isna() & self._has_every_row]

    @cached_property
    def _in_both(self) -> pd.DataFrame:
        return self.figures[self.figures["period"].isin({*self.was.periods()} & {*self.now.periods()})]

    @property
    def _has_every_row(self) -> bool:
        return bool(self.old.sidecar.table["every_row_in_every_period"])

    @cached_property
    def revised(self) -> pd.DataFrame:
        """Return the figures that are no longer the same."""
        return self.shared[self.shared["was"] != self.shared["now"]]

    @property
    def is_changed(self) -> bool:
        """Return whether anything is new, revised or gone; the same figures in another edition change nothing."""
        return bool(self.new_periods) or any(map(len, (self.revised, self.gone, self.joined)))


def update(old: Source, incoming: Incoming) -> Update:
    """Return what a source becomes; the cells that were read must be sound already."""
    read = replace(old, rows=_with_known_names(old, read_rows(old, incoming)))
    rows = read.rows
    if old.name in ONE_PERIOD_AN_EDITION:
        rows = pd.concat([old.rows[~old.periods().isin({*read.periods()})], rows])
    elif edition := old.sidecar.column("edition"):
        # An edition adds to those before and takes nothing away; of itself, a year that is there again counts anew.
        held, again = (each.periods() + " " + each.rows[edition] for each in (old, read))
        rows = pd.concat([old.rows[~held.isin({*again})], rows])
    made = replace(with_editions(old, incoming), rows=_in_order(old, rows[[*old.rows.columns]]))
    return Update(incoming, old, made, *(replace(each, rows=each.in_use()) for each in (old, made)))


def with_editions(old: Source, incoming: Incoming) -> Source:
    """Return a source whose sidecar knows the editions that were read: the newest last, as far as days are known."""
    name, editions = old.sidecar.column("edition"), [*old.sidecar.editions]
    pairs = zip(reversed(incoming.fetched), reversed(incoming.reads), strict=True) if name else ()
    for fetched, read in pairs:
        new = {*read.rows[name]} - {edition["name"] for edition in editions}
        for label in sorted(new):
            day = fetched.edition.published
            place = next((at for at, other in enumerate(editions) if day and other["published"] > day), len(editions))
            editions.insert(place, {"name": label, "title": fetched.edition.title, "published": day})
    return replace(old, sidecar=replace(old.sidecar, editions=editions))


def read_rows(old: Source, incoming: Incoming) -> pd.DataFrame:
    """Return the rows of all editions; a period that two editions hold is taken from the newer one."""
    kept: list[pd.DataFrame] = []
    seen: set[str] = set()
    for read in incoming.reads:
        periods = replace(old, rows=read.rows).periods()
        kept.append(read.rows[~periods.isin(seen)])
        seen.update(periods)
    return pd.concat(kept, ignore_index=True)


def identity(source: Source) -> list[str]:
    """Return the columns that say what a row counts, other than its period, its area and its edition."""
    columns, others = source.sidecar.columns, (*PERIOD_KINDS, *AREA_KINDS, "edition")
    return [name for name in source.sidecar.table["key"] if columns[name]["kind"] not in others]


def year_codes(periods: pd.Series, source: Source) -> pd.Series:
    """Return the year each period is in: the year its publisher counts in."""
    kind = "financial_year" if source.sidecar.column("financial_year") else "calendar_year"
    years = {code: year_of(code, kind) if period(code).kind == "quarter" else code for code in periods.unique()}
    return periods.map(years)


def _named(source: Source, key: Sequence[str]) -> pd.DataFrame:
    sidecar, rows = source.sidecar, source.rows
    name = sidecar.column("area_name")
    return pd.DataFrame(
        {
            "period": source.periods(),
            "area": rows[name] if name else "United Kingdom",
            **{column: rows[column] for column in key},
            "count": pd.to_numeric(rows[sidecar.table["count"]]),
        }
    )


def _with_known_names(old: Source, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with the name each area has in the source: publishers spell them in more than one way."""
    code, name = old.sidecar.column("area_code"), old.sidecar.column("area_name")
    if not code or not name:
        return rows
    known = old.rows[old.rows[code] != ""].drop_duplicates(code).set_index(code)[name]
    return rows.assign(**{name: rows[code].map(known).fillna(rows[name])})


def _in_order(old: Source, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows in the order of the source, new ones after them, so that a comparison shows what changed."""
    key = old.sidecar.table["key"]
    places = {cells: place for place, cells in enumerate(old.rows[key].itertuples(index=False, name=None))}
    order = [places.get(cells, len(places)) for cells in rows[key].itertuples(index=False, name=None)]
    made = rows.assign(_place=order).sort_values("_place", kind="stable").drop(columns="_place")
    if old.periods().is_monotonic_increasing:
        made = made.iloc[replace(old, rows=made).periods().argsort(kind="stable")]
    return made.set_axis(range(2, len(made) + 2))
