"""Hiding small counts, and with them every count that would give them away.

A simple rule that hides too much rather than too little: where one area below another is hidden, every
area below it is hidden. Any of them can then be anything from 0 to the count of the area above.
"""

from collections.abc import Mapping

import pandas as pd

from data.build.problems import BuildError
from data.register import Indicator
from geo.areas import areas

# A hidden count must keep an interval at least this wide, whatever else is published.
WIDTH = 3


def protect(observations: pd.DataFrame, register: Mapping[str, Indicator]) -> pd.DataFrame:
    """Return the observations with small counts hidden, and the counts that would give them away.

    ``status`` becomes hidden and ``value`` NA, for small counts and for those hidden along with them alike.

    Raises
    ------
    BuildError
        If an indicator cannot be protected by this rule.
    """
    parents = {code: area.parent for code, area in areas().items()}
    protected = observations.copy()
    for indicator in register.values():
        if indicator.threshold == 0:
            continue
        _require_one_table(indicator)
        shown = protected[(protected["indicator"] == indicator.id) & protected["value"].notna()]
        for period, table in shown.groupby("period"):
            counts = dict(zip(table["area_code"], table["value"], strict=True))
            try:
                hidden = hidden_areas(counts, parents, threshold=indicator.threshold)
            except BuildError as error:
                raise BuildError(f"{indicator.id}, {period}: {error}") from error
            rows = table.index[table["area_code"].isin(hidden)]
            protected.loc[rows, "value"] = pd.NA
            protected.loc[rows, "status"] = "hidden"
    return protected


def hidden_areas(counts: Mapping[str, int], parents: Mapping[str, str], *, threshold: int) -> set[str]:
    """Return the areas whose counts must be hidden, given the counts of a tree of areas that add up.

    The top of the tree is national and never hidden; BuildError if it is too small to hide anything below
    it.
    """
    below = {code: [other for other in counts if parents[other] == code] for code in counts}
    hidden = {code for code in counts if parents[code] in counts and counts[code] < threshold}
    before = None
    while hidden != before:
        before = set(hidden)
        for code, inside in below.items():
            if code in hidden or hidden.intersection(inside):
                hidden.update(inside)
    for code, inside in below.items():
        given_away = len(inside) == 1 or counts[code] < WIDTH
        if code not in hidden and hidden.intersection(inside) and given_away:
            raise BuildError(f"{code} counts {counts[code]} in {len(inside)} areas, which cannot be hidden")
    return hidden


def _require_one_table(indicator: Indicator) -> None:
    fine = [kind for kind, kinds_of_area in indicator.periods.items() if "force" in kinds_of_area]
    if [*indicator.breakdowns.values()] != [()] or len(fine) > 1:
        raise BuildError(
            f"{indicator.id} has a threshold, and more than one table of police force areas: this protection "
            "covers totals in one kind of period. In data/indicators.toml, keep to that"
        )
