"""What differs between two releases, figure by figure, and why: was and now. The one comparison there is.

The build counts what a release changes with it and seals the counts in ``changes.json``; the feed, the list of
releases, the page and ``changes.csv`` say what it finds. A figure is *revised* where both releases have a value and the
values differ, as the field has it. One that only goes from provisional to final, or from not available or hidden to a
value, has another status.

What is hidden to protect people is not said again as it once was: a figure that the later release hides, or the
newest one, has no value on either side, and so no difference.
"""

import io
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pandas as pd
from pandas.api.typing import NAType

from data.history import Release
from data.statuses import WITHOUT_VALUE

KEY = ["indicator", "area_code", "period", "breakdown", "category"]


class Difference(NamedTuple):
    """A figure that two releases say differently: a row of :func:`differences`."""

    indicator: str
    area_code: str
    period: str
    breakdown: str
    category: str
    was: int | NAType
    was_status: str
    now: int | NAType
    now_status: str
    difference: int | NAType
    reason: str


COLUMNS = [*Difference._fields]
REASONS = ("added", "revised", "hidden", "removed", "status")
SAME = "same"
# What changes.json calls each reason. Releases until 30 November 2026 have no last one: they counted those as revised.
RECORDED = {
    "added": "added",
    "removed": "removed",
    "hidden": "newly hidden",
    "revised": "revised",
    "status": "status changed",
}
# The status of a figure in a release that has no row for it.
ABSENT = "absent"
TABLE = "observations.csv"


def compared(was: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """Return what two releases say of every figure, and what became of it.

    Parameters
    ----------
    was, now : DataFrame
        The figures of the earlier and the later one: the columns ``KEY``, ``value`` (Int64) and ``status``.

    Returns
    -------
    DataFrame
        ``KEY``, ``was`` and ``now`` (Int64, NA where a status says why), ``was_status`` and ``now_status`` (``absent``
        where there is no such row) and ``reason``: ``same``, or the first of these that fits: it is new (``added``),
        no longer published (``removed``), newly hidden (``hidden``), its value was revised (``revised``), or it has
        another status (``status``). In the order of the later release; what only the earlier one has comes last.
    """
    before, after = _by_key(was), _by_key(now)
    keys = after.index.append(before.index.difference(after.index, sort=False))
    both = pd.concat([before.reindex(keys).add_prefix("was_"), after.reindex(keys).add_prefix("now_")], axis=1)
    both = both.rename(columns={"was_value": "was", "now_value": "now"}).reset_index()
    statuses = ["was_status", "now_status"]
    both[statuses] = both[statuses].fillna(ABSENT)
    both["reason"] = _reasons(both)
    return both[[*KEY, "was", "was_status", "now", "now_status", "reason"]]


def differences(before: Release, after: Release, *, newest: Release | None = None) -> pd.DataFrame:
    """Return every figure that two releases say differently.

    Parameters
    ----------
    before, after : Release
        The earlier and the later one.
    newest : Release, optional
        The newest there is, where that is neither: what it hides stays hidden.

    Returns
    -------
    DataFrame
        The columns ``COLUMNS`` of the rows of :func:`compared` that are not the same; ``was`` and ``now`` are NA also
        where the figure is hidden by now, and ``difference`` (Int64) is there only where both are shown.
    """
    now = _figures(after)
    both = compared(_figures(before), now)
    both = both[both["reason"] != SAME].reset_index(drop=True)
    hidden = _hidden(now).union(_hidden(_figures(newest))) if newest else _hidden(now)
    both.loc[pd.MultiIndex.from_frame(both[KEY]).isin(hidden), ["was", "now"]] = pd.NA
    both["difference"] = both["now"] - both["was"]
    return both[COLUMNS].astype(dict.fromkeys([*KEY, "was_status", "now_status", "reason"], "category"))


def each_difference(rows: pd.DataFrame) -> Iterator[Difference]:
    """Yield the rows of :func:`differences`, in their order."""
    return (Difference(*cells) for cells in rows[COLUMNS].itertuples(index=False, name=None))


def tally(rows: pd.DataFrame) -> dict[str, dict[str, int]]:
    """Return how many figures of each indicator differ for each of ``REASONS``; only indicators that have a row."""
    counted = rows.groupby(["indicator", "reason"], observed=True).size()
    indicators = dict.fromkeys(rows["indicator"])
    return {name: {why: int(counted.get((name, why), 0)) for why in REASONS} for name in indicators}


def recorded(counts: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, int]]:
    """Return the counts of :func:`tally` by the words that ``changes.json`` has for the reasons."""
    return {name: {word: of_one[why] for why, word in RECORDED.items()} for name, of_one in counts.items()}


def changes_of(release: Release, before: Release | None) -> dict[str, dict[str, int]]:
    """Return how many figures of each indicator a kept release changed, by ``REASONS``; empty for the first one.

    The counts are those of its ``changes.json``. One that does not tell a revision from a change of status is as it
    was sealed, so its figures are compared again with those of the release before.
    """
    said = release.changes["indicators"]
    if before is None or all(RECORDED["status"] in counts for counts in said.values()):
        return {name: {why: counts.get(word, 0) for why, word in RECORDED.items()} for name, counts in said.items()}
    return tally(differences(before, release))


def _figures(release: Release) -> pd.DataFrame:
    """Return ``KEY``, value (Int64) and status of each figure."""
    content = io.BytesIO(release.files[TABLE])
    rows = pd.read_csv(
        content, dtype="str", keep_default_na=False, na_values={"value": [""]}, usecols=[*KEY, "value", "status"]
    )
    rows["value"] = pd.to_numeric(rows["value"]).astype("Int64")
    return rows


def _hidden(figures: pd.DataFrame) -> pd.MultiIndex:
    return pd.MultiIndex.from_frame(figures.loc[figures["status"] == "hidden", KEY])


def _by_key(figures: pd.DataFrame) -> pd.DataFrame:
    """Return value and status of each figure, by ``KEY`` as text."""
    keys = pd.MultiIndex.from_frame(figures[KEY].astype("str"))
    return pd.DataFrame({name: figures[name].array for name in ("value", "status")}, index=keys)


def _reasons(both: pd.DataFrame) -> pd.Series:
    """Return what became of each figure; the last rule that fits."""
    are_shown = both["was"].notna() & both["now"].notna()
    reasons = pd.Series("status", index=both.index, dtype=object)
    is_other_value = (are_shown & (both["was"] != both["now"])).fillna(False).astype(bool)
    reasons[(both["was_status"] == both["now_status"]) & ~is_other_value] = SAME
    reasons[is_other_value] = "revised"
    reasons[(both["now_status"] == "hidden") & (both["was_status"] != "hidden")] = "hidden"
    reasons[both["now_status"] == ABSENT] = "removed"
    reasons[both["was_status"] == ABSENT] = "added"
    return reasons


def is_withheld(value: int | float | NAType | None, status: str) -> bool:
    """Return whether a figure had a value in its release that is not said again, because it is hidden by now."""
    return pd.isna(value) and status not in (*WITHOUT_VALUE, ABSENT)
