"""The promises about weight and speed, and whether a measurement keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Budget:
    """A limit with its unit; ``at_least`` turns it from a ceiling into a floor."""

    what: str
    limit: float
    unit: str
    at_least: bool = False

    def is_held(self, measured: float) -> bool:
        """Return whether ``measured``, in this budget's unit, keeps the promise."""
        return measured >= self.limit if self.at_least else measured <= self.limit


BUDGETS = {
    "light page": Budget("first load of overview, signs and report, transfer", 1.2, "x empty app"),
    "map page": Budget("first load of the map, transfer", 2.5, "x empty app"),
    "rerun traffic": Budget("rerun that changes nothing", 6.0, "kB"),
    "overview run": Budget("script run of the overview, warm, median", 10.0, "ms"),
    "any run": Budget("script run of any page, warm, median", 40.0, "ms"),
    "change of period": Budget("another period on the map, everything that crosses the wire", 30.0, "kB"),
    "play": Budget("the map plays its periods", 4.0, "frames a second", at_least=True),
    "overview visitors": Budget("visitors the overview holds", 150, "visitors", at_least=True),
    "search": Budget("the search on the signs page answers", 50.0, "ms"),
    "readers": Budget("readers of kept first responses, one process", 1000, "a second", at_least=True),
    "reader": Budget("one of them waits, 95th percentile", 200, "ms"),
    "page to read": Budget("bytes to read a page, compressed, scripts not counted", 60, "kB"),
    "overview to read": Budget("the same of the overview", 40, "kB"),
    "start": Budget("start to healthy", 1.5, "s"),
    "memory": Budget("memory after the first visit", 220.0, "MB"),
}
LIGHT_PAGES = ("overview", "signs", "report")
HEAVY_PAGES = ("map",)
RERUN_P95_SECONDS = 1.0


@dataclass(frozen=True)
class Verdict:
    """A budget, about which page or visit it speaks, and what was measured."""

    budget: Budget
    about: str
    measured: float

    def row(self) -> dict[str, Any]:
        """Return the verdict as a line of a table."""
        return {
            "budget": self.budget.what,
            "about": self.about,
            "limit": f"{'>=' if self.budget.at_least else '<='} {self.budget.limit:g} {self.budget.unit}",
            "measured": self.measured,
            "verdict": "held" if self.budget.is_held(self.measured) else "NOT HELD",
        }


def weight_budget(page: str) -> Budget | None:
    """Return the budget for the first load of ``page``, or None where none is promised."""
    if page in LIGHT_PAGES:
        return BUDGETS["light page"]
    return BUDGETS["map page"] if page in HEAVY_PAGES else None


def run_budget(page: str) -> Budget:
    """Return the budget for a warm run of ``page``."""
    return BUDGETS["overview run" if page == "overview" else "any run"]
