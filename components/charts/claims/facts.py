"""What the sentences of a view are made from: its figure, the one a year before, and where and when that was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from components.address.options import Options
from components.charts.categories import category_name
from components.charts.series import Compared, Series
from components.wording.format import day, number, period_said
from components.wording.places import in_area
from components.wording.text import Text
from data.load import Dataset
from data.periods import period as read_period
from data.register import SeriesBreak, register
from data.views import Observation, View, by_category, observation

BREAKDOWNS = ("type", "age", "gender")


@dataclass(frozen=True)
class Claim:
    """A sentence that somebody may want to print, whether it can be, and why."""

    sentence: str
    is_safe: bool
    reason: str


@dataclass(frozen=True)
class ClaimFacts:
    """The figures of a view that sentences are made from; ``found`` may be one that is not there."""

    dataset: Dataset
    view: View
    options: Options
    text: Text
    found: Observation

    @property
    def count(self) -> int:
        """The count of a view that has one; ValueError where it has none."""
        if self.found.value is None:
            raise ValueError(f"there is no count of {self.view}")
        return self.found.value

    @cached_property
    def series(self) -> Series:
        """The figures of the area up to the period."""
        return Series(self.dataset, self.view)

    @cached_property
    def before(self) -> Compared | None:
        """The count of the same period a year earlier and how the newest compares with it; None without either."""
        return self.series.against(self.series.year_before())

    @property
    def verdict(self) -> str:
        """The verdict on that comparison; empty where there is none."""
        return self.before.change.verdict if self.before else ""

    @property
    def is_clear(self) -> bool:
        """Whether the count clearly changed."""
        return self.verdict in ("rose", "fell")

    @property
    def direction(self) -> str:
        """Whether the count is higher or lower than a year earlier, be it by chance; empty where it is neither."""
        if self.before is None or self.found.value is None or self.before.count == self.found.value:
            return ""
        return "rose" if self.found.value > self.before.count else "fell"

    @property
    def caution(self) -> str:
        """What to say of a figure that is provisional or revised; empty for a final one."""
        if self.found.status not in ("provisional", "revised"):
            return ""
        return self.text("claims.why.status", meaning=self.text(f"status.{self.found.status}"))

    @property
    def has_no_rate(self) -> bool:
        """Whether a rate of the area would mislead."""
        return self.view.area in register()[self.view.indicator].rate_not_applicable

    @property
    def hidden_category(self) -> str:
        """The name of a category of the area whose number is hidden; empty where none is, or none is published."""
        for breakdown in BREAKDOWNS:
            if breakdown not in register()[self.view.indicator].breakdowns:
                continue
            rows = by_category(self.dataset, self.view, breakdown=breakdown)
            for code in rows.loc[rows["status"] == "hidden", "category"]:
                return category_name(breakdown, code, self.text)
        return ""

    @cached_property
    def words(self) -> dict[str, str]:
        """What stands in the sentences: place, period, count, and the count and period of a year before."""
        said = {"place": in_area(self.view.area, self.text), "period": period_said(self.view.period, self.text)}
        if self.found.value is not None:
            said["count"] = number(self.found.value, self.text.language)
        if self.before is not None:
            said["before"] = number(self.before.count, self.text.language)
            said["earlier"] = period_said(self.before.period, self.text)
        return said

    @property
    def rates(self) -> dict[str, str]:
        """The rate of the figure and its interval, as they stand in the sentences."""
        rate, lower, upper = (
            number(getattr(self.found, name), self.text.language, decimals=1) for name in ("rate", "lower", "upper")
        )
        return {"rate": rate, "interval": self.text("format.interval", lower=lower, upper=upper)}

    def is_between(self, first: str, changed: date) -> bool:
        """Return whether a day lies after the start of a period and not after the end of this one."""
        return read_period(first).start < changed <= read_period(self.view.period).end

    def why_across(self, gaps: list[str], changed: list[SeriesBreak]) -> str:
        """Return why two periods do not compare: what is missing between them, and when the counting changed."""
        text, said = self.text, []
        if gaps:
            said.append(text("claims.why.gap", periods=", ".join(gaps)))
        days = [day(each.start.isoformat(), text.language) for each in changed]
        if days:
            said.append(text("claims.why.break", days=", ".join(days)))
        return " ".join([*said, text(f"claims.why.prevalence.{self.view.indicator}")])


def facts_of(dataset: Dataset, view: View, options: Options, text: Text) -> ClaimFacts:
    """Return the facts of a view; ViewError where the release says nothing of it."""
    return ClaimFacts(dataset, view, options, text, observation(dataset, view))
