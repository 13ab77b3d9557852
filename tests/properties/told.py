"""What a release tells of recorded offences, worked out anew from its file: nothing here shares code with the site."""

import csv
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import statsmodels.api as sm
from scipy import stats

MONTHS = {
    "en": ("March", "June", "September", "December"),
    "cy": ("Mawrth", "Mehefin", "Medi", "Rhagfyr"),
}
FEW = 20


@dataclass(frozen=True)
class Told:
    """The quarters of an area, by number: four times the year, and the place in it; those without a figure are not in.

    ``last`` is the quarter that the newest twelve months end with: the newest of any area.
    """

    quarters: dict[int, int]
    last: int

    @property
    def years(self) -> list[tuple[int, int]]:
        """Return twelve months each without a gap up to the newest, the oldest first: last quarter and count."""
        found, at = [], self.last
        while all(quarter in self.quarters for quarter in range(at - 3, at + 1)):
            found.append((at, sum(self.quarters[quarter] for quarter in range(at - 3, at + 1))))
            at -= 4
        return found[::-1]

    @property
    def now(self) -> int:
        """Return the count of the newest twelve months."""
        return self.years[-1][1]

    @property
    def before(self) -> int | None:
        """Return that of the twelve months before, of which none is among the newest; None without a figure."""
        return self.years[-2][1] if len(self.years) > 1 else None

    @property
    def change(self) -> str:
        """Return rise or fall where the newest twelve months clearly differ from those before; else nothing."""
        return clear(self.before, self.now)

    @property
    def quarter_change(self) -> str:
        """Return the same of the newest quarter and that of a year before."""
        at = max(self.quarters)
        return clear(self.quarters.get(at - 4), self.quarters[at])

    @property
    def recent(self) -> str:
        """Return rise or fall where five years clearly go one way; else nothing."""
        counts = np.array([count for _, count in self.years], dtype=float)
        if len(counts) < 5 or counts[-5:].sum() < FEW:
            return ""
        model = _regression(counts[-5:], np.arange(5.0)[:, None])
        dispersion, left = _dispersion(counts)
        slope, error = model.params[1], model.bse[1] * np.sqrt(dispersion)
        if abs(slope) / error <= stats.t.ppf(0.975, left):
            return ""
        return "rise" if slope > 0 else "fall"


def clear(before: int | None, now: int) -> str:
    """Return rise or fall where two counts clearly differ: an exact binomial test, twice the smaller tail."""
    if before is None or before + now == 0:
        return ""
    tails = (stats.binomtest(now, before + now, alternative=side).pvalue for side in ("less", "greater"))
    if 2 * min(tails) > 0.05:
        return ""
    return "rise" if now > before else "fall"


def told(published: Path, area: str) -> Told:
    """Return what the file of a release tells of an area."""
    with (published / "observations.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            row
            for row in csv.DictReader(file)
            if row["indicator"] == "recorded_offences" and row["breakdown"] == "total" and row["value"]
        ]
    quarters = [(row["area_code"], _numbered(row["period"]), int(row["value"])) for row in rows if _is_quarter(row)]
    there = {at for _, at, _ in quarters}
    last = max(at for at in there if {at - 1, at - 2, at - 3} <= there)
    return Told({at: count for code, at, count in quarters if code == area}, last)


def of_financial_years(found: Told) -> Told:
    """Return the same by years that end with March."""
    last = max(at for at in range(found.last - 3, found.last + 1) if at % 4 == 0)
    return replace(found, last=last)


def month(at: int, language: str) -> str:
    """Return the month that a quarter ends with, and its year."""
    return f"{MONTHS[language][at % 4]} {at // 4}"


def figure(count: int) -> str:
    """Return a count as it is written in both languages."""
    return f"{count:,}"


def _is_quarter(row: dict[str, str]) -> bool:
    return len(row["period"]) == 7 and row["period"][4:6] == "-Q"


def _numbered(code: str) -> int:
    return int(code[:4]) * 4 + int(code[6]) - 1


def _regression(counts: np.ndarray, columns: np.ndarray) -> sm.GLM:
    return sm.GLM(counts, sm.add_constant(columns), family=sm.families.Poisson()).fit()


def _dispersion(counts: np.ndarray) -> tuple[float, int]:
    """Return the dispersion around the best lines with a join from seven years on and two from twelve, and its df."""
    times, joins = np.arange(float(len(counts))), (len(counts) >= 7) + (len(counts) >= 12)
    places = [
        each
        for each in combinations(range(2, len(counts) - 2), joins)
        if all(then - first > 2 for first, then in pairwise(each))
    ]
    shapes = (np.column_stack([times, *(np.maximum(times - at, 0) for at in each)]) for each in places)
    best = min((_regression(counts, shape) for shape in shapes), key=lambda model: model.deviance)
    left = len(counts) - 2 * (joins + 1)
    return max(best.pearson_chi2 / left, 1.0), left
