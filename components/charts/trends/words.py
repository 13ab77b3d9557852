"""What can be said of a trend: the newest figure, its rate, and how the series has gone."""

from __future__ import annotations

from components.charts import change_over_time
from components.charts.trends.panels import Panel, Trends
from components.wording import describe
from components.wording.format import mark, number, period, rate_marks
from components.wording.text import Text


def said(shown: Trends) -> str:
    """Return what is said of the chosen area: the verdict on its newest figure, its rate, how the series has gone."""
    panel, text = shown.panels[0], shown.text
    newest, view = panel.series.newest, panel.series.view
    if newest.value is None:
        when = period(view.period, text)
        return f"{shown.name(panel.area)}, {when}: {mark(newest.status)} {describe.missing(newest.status, text)}"
    verdict = f"{change_over_time.headline(shown.dataset, view, text)}."
    parts = (
        verdict,
        *change_over_time.sentences(shown.dataset, view, text),
        _rate(shown, panel),
        range_words(panel, text),
    )
    return " ".join(filter(None, parts))


def range_words(panel: Panel, text: Text) -> str:
    """Return whether the newest value is in the usual range of its series; empty where no range is shown."""
    if not panel.values or panel.values[-1] is None or panel.usual is None:
        return ""
    return text(f"trends.range.{panel.usual.verdict}")


def alt(shown: Trends) -> str:
    """Return each panel in words: its ends, its lowest and highest value, and its gaps."""
    return " ".join(_panel_alt(shown, panel) for panel in shown.panels)


def _rate(shown: Trends, panel: Panel) -> str:
    newest, text = panel.series.newest, shown.text
    if not shown.has_rates:
        return ""
    if newest.rate is None:
        return f"{mark(newest.rate_status)} {describe.missing(newest.rate_status, text)}"
    marks = rate_marks(newest.rate_status, is_unreliable=newest.is_unreliable)
    return text("trends.rate", rate=f"{number(newest.rate, text.language, decimals=1)} {marks}".strip())


def _panel_alt(shown: Trends, panel: Panel) -> str:
    text, decimals = shown.text, 1 if panel.has_rates else 0
    known = [(i, value) for i, value in enumerate(panel.values) if value is not None]
    column = "rate_status" if panel.has_rates else "status"
    missing = panel.series.frame[[value is None for value in panel.values]]
    gaps = [
        describe.gap([*found["period"]], str(status), text)
        for status, found in missing.groupby(column, sort=False, observed=True)
    ]
    if not known:
        return " ".join([f"{shown.name(panel.area)}.", *gaps])
    figures = {
        name: number(value, text.language, decimals=decimals)
        for name, value in (
            ("first", known[0][1]),
            ("last", known[-1][1]),
            ("lowest", min(value for _, value in known)),
            ("highest", max(value for _, value in known)),
        )
    }
    ends = {"start": shown.when(known[0][0]), "end": shown.when(known[-1][0])}
    return " ".join([text("trends.alt", area=shown.name(panel.area), **ends, **figures), *gaps])
