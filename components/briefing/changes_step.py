"""What has changed since an earlier release, as lines to read out at a meeting."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from pandas.api.typing import NAType

from components.charts import categories
from components.opendata import change_rows, changes
from components.wording.format import number, period
from components.wording.text import Text
from data.current import release_ids
from data.history import HistoryError
from data.load import Dataset
from data.register import register
from data.revisions import REASONS, Difference, each_difference, tally

# More figures than this are counted and not read out one by one.
MOST = 8
# What an office is asked about comes before what is merely new.
ORDER = (*(reason for reason in REASONS if reason != "added"), "added")


@dataclass(frozen=True)
class Changes:
    """What is said first, titled lists of lines, and the two releases."""

    said: tuple[str, ...]
    lists: tuple[tuple[str, tuple[str, ...]], ...] = ()
    sources: tuple[str, ...] = ()


def earlier_releases(dataset: Dataset) -> tuple[str, ...]:
    """Return the ids of the releases before the one that is shown, the newest first."""
    ids = release_ids()
    return ids[: ids.index(dataset.release)][::-1] if dataset.release in ids else ()


def changed(dataset: Dataset, area: str, text: Text, *, since: str = "") -> Changes:
    """Return what the release says of an area that an earlier one did not.

    Parameters
    ----------
    dataset : Dataset
    area : str
    text : Text
    since : str
        Id of the earlier release; the one before where it is empty or not kept.
    """
    earlier = earlier_releases(dataset)
    if not earlier:
        return Changes((text("downloads.changes.one"),))
    before = since if since in earlier else earlier[0]
    releases = text("briefing.changes.between", before=before, after=dataset.release)
    try:
        rows = changes.differing(before, dataset.release)
    except HistoryError:
        return Changes((text("downloads.changes.damaged"),), sources=(releases,))
    here = rows[rows["area_code"] == area]
    said = text.plural("briefing.changes.here", len(here), count=number(len(here), text.language))
    lists = [(text(f"indicator.{name}.name"), _lines(of_one, text)) for name, of_one in _by_indicator(here)]
    everywhere = tuple(_counted(name, counts, text) for name, counts in tally(rows).items())
    if everywhere:
        lists.append((text("downloads.changes.everywhere"), everywhere))
    return Changes((said,), tuple(lists), (releases,))


def _by_indicator(rows: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    return [(name, rows[rows["indicator"] == name]) for name in register() if (rows["indicator"] == name).any()]


def _lines(rows: pd.DataFrame, text: Text) -> tuple[str, ...]:
    lines = [_line(row, text) for row in each_difference(_first(rows).head(MOST))]
    if len(rows) > MOST:
        lines.append(text("briefing.changes.more", count=number(len(rows) - MOST, text.language)))
    return tuple(lines)


def _first(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows in the order to read them out: by reason, totals first, figures before marks, newest first."""
    newest_first = rows.sort_values("period", ascending=False, kind="stable", ignore_index=True)
    ranks = pd.DataFrame(
        {
            "reason": newest_first["reason"].map(ORDER.index),
            "is_part": newest_first["breakdown"] != "total",
            "is_marked": newest_first["now"].isna(),
        }
    )
    return newest_first.loc[ranks.sort_values([*ranks], kind="stable").index]


def _line(row: Difference, text: Text) -> str:
    breakdown, category = categories.named(row.breakdown, row.category, text)
    what = breakdown if row.breakdown == "total" else f"{breakdown}, {category}"
    return text(
        "briefing.changes.line",
        period=period(row.period, text),
        what=what,
        was=_figure(row.was, row.was_status, text),
        now=_figure(row.now, row.now_status, text),
        reason=text(f"downloads.reason.{row.reason}"),
    )


def _figure(value: int | NAType, status: str, text: Text) -> str:
    """Return a figure with its mark; in words where the release had no such figure."""
    figure, said = change_rows.plain(value, status, text)
    shown = [] if figure is None else [number(figure, text.language)]
    return " ".join(filter(None, [*shown, said]))


def _counted(indicator: str, counts: dict[str, int], text: Text) -> str:
    named = text(f"indicator.{indicator}.name") if indicator in register() else indicator
    parts = [
        f"{text(f'downloads.reason.{why}')}: {number(count, text.language)}" for why, count in counts.items() if count
    ]
    return f"{named}. {'; '.join(parts)}"
