"""The choices of the trends page: what is shown, in which steps, and whether dated events are drawn."""

from __future__ import annotations

from components.address import choose, switch
from components.format import capital, years_of
from components.map_figures import INDICATORS
from components.trend_view import KINDS, Trends, steps
from data.register import register
from data.views import latest_period


def trend_controls(shown: Trends) -> None:
    """Show the choices; each writes the address."""
    text = shown.text
    choose(
        "indicator",
        INDICATORS,
        shown.view.indicator,
        label=text("trends.indicator"),
        wording=lambda code: capital(text(f"indicator.{code}.short")),
    )
    choose(
        "step",
        steps(shown.dataset, shown.view.indicator),
        shown.options.step,
        label=text("trends.step"),
        wording=lambda code: step_words(shown, code),
    )
    switch("notes", shown.options.notes, label=text("trends.notes"))


def step_words(shown: Trends, step: str) -> str:
    """Return what a step is called: years by what they are, quarters as quarters."""
    indicator, text = shown.view.indicator, shown.text
    kind = KINDS.get(step, register()[indicator].headline_kind)
    if kind == "quarter":
        return text("trends.step.quarter")
    return years_of(latest_period(shown.dataset, indicator, kind), text)
