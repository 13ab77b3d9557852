"""What differs between two releases, figure by figure, and why: was and now.

What is hidden to protect people is not said again as it once was: a figure that the later release hides, or the
newest one, has no value on either side, and so no difference.
"""

import io

import pandas as pd
from pandas.api.typing import NAType

from data.history import Release
from data.statuses import WITHOUT_VALUE

KEY = ["indicator", "area_code", "period", "breakdown", "category"]
COLUMNS = [*KEY, "was", "was_status", "now", "now_status", "difference", "reason"]
REASONS = ("added", "revised", "hidden", "removed", "status")
# The status of a figure in a release that has no row for it.
ABSENT = "absent"
TABLE = "observations.csv"


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
        The columns ``COLUMNS``, in the order of the later release; what only the earlier one has comes last.
        ``was`` and ``now`` (Int64) are NA where a status says why, or where the figure is hidden by now;
        ``was_status`` and ``now_status`` are ``absent`` where the release has no such row; ``difference`` (Int64)
        only where both are shown. ``reason`` is one of ``REASONS``: the figure is new, its value was revised, it
        was newly hidden, it is no longer published, or its status changed.
    """
    was, now = _figures(before), _figures(after)
    keys = now.index.append(was.index.difference(now.index, sort=False))
    both = now.reindex(keys).add_prefix("now_").join(was.reindex(keys).add_prefix("was_"))
    both = both.rename(columns={"now_value": "now", "was_value": "was"})
    statuses = ["was_status", "now_status"]
    both[statuses] = both[statuses].fillna(ABSENT)
    is_same = (both["was_status"] == both["now_status"]) & (both["was"].fillna(-1) == both["now"].fillna(-1))
    both = both[~is_same]
    both["reason"] = _reasons(both)
    both.loc[both.index.isin(_hidden(now).union(_hidden(_figures(newest)) if newest else [])), ["was", "now"]] = pd.NA
    both["difference"] = both["now"] - both["was"]
    return both.reset_index()[COLUMNS].astype(dict.fromkeys([*KEY, *statuses, "reason"], "category"))


def tally(rows: pd.DataFrame) -> dict[str, dict[str, int]]:
    """Return how many figures of each indicator differ for each reason; indicators without any are left out."""
    counted = rows.groupby(["indicator", "reason"], observed=True).size()
    indicators = dict.fromkeys(rows["indicator"])
    return {name: {why: int(counted.get((name, why), 0)) for why in REASONS} for name in indicators}


def _figures(release: Release) -> pd.DataFrame:
    """Return value (Int64) and status of each figure, by ``KEY``."""
    content = io.BytesIO(release.files[TABLE])
    rows = pd.read_csv(
        content, dtype="str", keep_default_na=False, na_values={"value": [""]}, usecols=[*KEY, "value", "status"]
    )
    rows["value"] = pd.to_numeric(rows["value"]).astype("Int64")
    return rows.set_index(KEY)


def _hidden(figures: pd.DataFrame) -> pd.Index:
    return figures.index[figures["status"] == "hidden"]


def _reasons(both: pd.DataFrame) -> pd.Series:
    """Return why each differing figure differs; the first rule that fits."""
    are_shown = both["was"].notna() & both["now"].notna()
    reasons = pd.Series("status", index=both.index, dtype=object)
    reasons[are_shown & (both["was"] != both["now"])] = "revised"
    reasons[both["now_status"] == "hidden"] = "hidden"
    reasons[both["now_status"] == ABSENT] = "removed"
    reasons[both["was_status"] == ABSENT] = "added"
    return reasons


def is_withheld(value: int | float | NAType | None, status: str) -> bool:
    """Return whether a figure had a value in its release that is not said again, because it is hidden by now."""
    return pd.isna(value) and status not in (*WITHOUT_VALUE, ABSENT)
