"""What a source becomes with what the editions say: its rows, and each figure as it was and as it is now."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from data.build.sources import Source
from data.periods import period, year_of

PERIOD_KINDS = ("financial_year", "financial_quarter", "quarter", "year")
AREA_KINDS = ("area_code", "area_name")
# Each edition of these holds one period; an edition of any other holds the whole table.
ONE_PERIOD_AN_EDITION = ("nrm_police_referrals",)


@dataclass(frozen=True, eq=False)
class Incoming:
    """What was fetched and read for one source, the newest edition first.

    ``fetched`` are :class:`data.refresh.fetch.Fetched` and ``reads`` :class:`data.refresh.read.Read`, in the
    same order.
    """

    name: str
    fetched: tuple
    reads: tuple

    @property
    def notes(self) -> tuple[str, ...]:
        """Return what the readers met that a person should know, each once."""
        return tuple(dict.fromkeys(note for read in self.reads for note in read.notes))


@dataclass(frozen=True, eq=False)
class Update:
    """A source as it is, and as it becomes.

    ``made`` is the whole table to be written; ``was`` and ``now`` are the rows that figures are taken from: all,
    or those of the one release that is used.
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
        """Return the figures of the periods in both, without rows counted as 0: such tables leave zeros out."""
        figures = self.figures[self.figures["period"].isin({*self.was.periods()} & {*self.now.periods()})]
        return figures.fillna({"was": 0, "now": 0})

    @cached_property
    def revised(self) -> pd.DataFrame:
        """Return the figures that are no longer the same."""
        return self.shared[self.shared["was"] != self.shared["now"]]

    @property
    def is_changed(self) -> bool:
        """Return whether anything is new or revised; the same figures in another edition change nothing."""
        return bool(self.new_periods) or len(self.revised) > 0


def update(old: Source, incoming: Incoming) -> Update:
    """Return what a source becomes; the cells that were read must be sound already."""
    read = replace(old, rows=_with_known_names(old, read_rows(old, incoming)))
    was, rows, left = old, read.rows, old.rows[~old.periods().isin({*read.periods()})]
    now = None
    if old.name in ONE_PERIOD_AN_EDITION:
        rows = pd.concat([left, rows])
    elif only := old.sidecar.table.get("use_only"):
        is_used = old.rows[only["column"]] == only["value"]
        was, now = replace(old, rows=old.rows[is_used]), read
        rows = pd.concat([rows, left[~is_used.loc[left.index]]])
    made = replace(old, rows=_in_order(old, rows[[*old.rows.columns]]))
    return Update(incoming, old, made, was, now or made)


def read_rows(old: Source, incoming: Incoming) -> pd.DataFrame:
    """Return the rows of all editions; a period that two editions hold is taken from the newer one."""
    kept, seen = [], set()
    for read in incoming.reads:
        periods = replace(old, rows=read.rows).periods()
        kept.append(read.rows[~periods.isin(seen)])
        seen.update(periods)
    return pd.concat(kept, ignore_index=True)


def identity(source: Source) -> list[str]:
    """Return the columns that say what a row counts, other than its period and its area."""
    columns = source.sidecar.columns
    return [name for name in source.sidecar.table["key"] if columns[name]["kind"] not in (*PERIOD_KINDS, *AREA_KINDS)]


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
