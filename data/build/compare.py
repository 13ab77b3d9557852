"""What a release changes, said so that a person can check it before it goes out."""

from collections.abc import Iterator

import pandas as pd

from data.build.check_figures import KEY

SHOWN = 20


def differences(was: pd.DataFrame, now: pd.DataFrame) -> Iterator[str]:
    """Yield lines that compare the observations now with those published before.

    Counts the rows added, removed, newly hidden and revised for each indicator, and names the cells of
    the last three, the first 20 of each.
    """
    both = pd.concat([_text(was).rename("was"), _text(now).rename("now")], axis=1, sort=False)
    both["kind"] = [_kind(*pair) for pair in zip(both["was"], both["now"], strict=True)]
    both = both.fillna("absent")
    for indicator, rows in both.groupby(level="indicator", sort=False):
        sizes = rows["kind"].value_counts()
        kinds = [f"{sizes.get(kind, 0):,} {kind}" for kind in ("added", "removed", "newly hidden", "revised")]
        yield f"  {indicator}: {(rows['kind'] != 'removed').sum():,} rows; {', '.join(kinds)}"
        for kind in ("removed", "newly hidden", "revised"):
            changed = rows[rows["kind"] == kind]
            for cell, row in changed.head(SHOWN).iterrows():
                yield f"    {kind}: {' '.join(cell[1:])}: was {row['was']}, now {row['now']}"
            if len(changed) > SHOWN:
                yield f"    {kind}: and {len(changed) - SHOWN:,} more"


def _text(observations: pd.DataFrame) -> pd.Series:
    """Return each figure as one text: its value, or why it has none; and its status unless final."""
    pairs = zip(observations["value"], observations["status"], strict=True)
    texts = [
        status if pd.isna(value) else f"{value:,}" if status == "final" else f"{value:,} ({status})"
        for value, status in pairs
    ]
    return pd.Series(texts, index=pd.MultiIndex.from_frame(observations[KEY].astype("str")), dtype=object)


def _kind(was: str, now: str) -> str:
    if pd.isna(was):
        return "added"
    if pd.isna(now):
        return "removed"
    if was == now:
        return "same"
    return "newly hidden" if now == "hidden" else "revised"
