"""What a release changes, in lines that a person can check before it goes out."""

from collections.abc import Iterator

import pandas as pd
from pandas.api.typing import NAType

from data.revisions import ABSENT, KEY, RECORDED, tally

SHOWN = 20
# Only counted, since a new period has hundreds of them.
ONLY_COUNTED = "added"


def lines_of(both: pd.DataFrame) -> Iterator[str]:
    """Yield lines that say what changed.

    Counts the figures of each indicator by the way they changed, and names those removed, newly hidden, revised and of
    another status, the first 20 of each. ``both`` is from :func:`data.revisions.compared`.
    """
    for indicator, rows in both.groupby("indicator", sort=False):
        counts = tally(rows)[str(indicator)]
        kinds = [f"{counts[why]:,} {word}" for why, word in RECORDED.items()]
        yield f"  {indicator}: {(rows['reason'] != 'removed').sum():,} rows; {', '.join(kinds)}"
        for reason, word in RECORDED.items():
            changed = rows[rows["reason"] == reason] if reason != ONLY_COUNTED else rows[:0]
            for row in changed.head(SHOWN).to_dict("records"):
                cell = " ".join(row[name] for name in KEY[1:])
                was, now = _text(row["was"], row["was_status"]), _text(row["now"], row["now_status"])
                yield f"    {word}: {cell}: was {was}, now {now}"
            if len(changed) > SHOWN:
                yield f"    {word}: and {len(changed) - SHOWN:,} more"


def _text(value: int | NAType, status: str) -> str:
    """Return a figure as one text: its value, or why it has none; and its status unless final."""
    if status == ABSENT or pd.isna(value):
        return status
    return f"{value:,}" if status == "final" else f"{value:,} ({status})"
