"""What a release changes, said so that a person can check it before it goes out."""

from collections.abc import Iterator

import pandas as pd

from data.build.check_figures import KEY

KINDS = ("added", "removed", "newly hidden", "revised")
SHOWN = 20


def compared(was: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """Return what was and what is said of each figure.

    Returns
    -------
    DataFrame
        Indexed by ``KEY``; ``was`` and ``now`` as texts, ``kind`` one of ``KINDS`` or same.
    """
    both = pd.concat([_text(was).rename("was"), _text(now).rename("now")], axis=1, sort=False)
    both["kind"] = [_kind(*pair) for pair in zip(both["was"], both["now"], strict=True)]
    return both.fillna("absent")


def tally(both: pd.DataFrame) -> dict[str, dict[str, int]]:
    """Return how many figures of each indicator changed in which way."""
    return {
        str(indicator): {kind: int((rows["kind"] == kind).sum()) for kind in KINDS}
        for indicator, rows in both.groupby(level="indicator", sort=False)
    }


def differences(both: pd.DataFrame) -> Iterator[str]:
    """Yield lines that say what changed.

    Counts the figures of each indicator by the way they changed, and names those removed, newly hidden and
    revised, the first 20 of each.
    """
    for indicator, rows in both.groupby(level="indicator", sort=False):
        counts = tally(rows)[str(indicator)]
        kinds = [f"{count:,} {kind}" for kind, count in counts.items()]
        yield f"  {indicator}: {(rows['kind'] != 'removed').sum():,} rows; {', '.join(kinds)}"
        for kind in KINDS[1:]:
            changed = rows[rows["kind"] == kind]
            shown = changed.head(SHOWN)
            for cell, (_, row) in zip(shown.index.to_flat_index(), shown.iterrows(), strict=True):
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
