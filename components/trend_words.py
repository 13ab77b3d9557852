"""What can be said of a trend: the newest figure, whether it stands out, and how fast the series changes. Pure."""

from __future__ import annotations

from components import describe
from components.format import mark, number, period, rate_marks
from components.text import Text
from components.trend_view import Panel, Trends

# A percentage above this is a multiple that no series here supports; it is said as more than this.
MOST_PERCENT = 999


def said(shown: Trends) -> str:
    """Return the sentences of the chosen area: count, change from a year before, trend and signal."""
    panel = shown.panels[0]
    newest = _newest(shown, panel)
    if shown.has_rates and panel.series.newest.rate is None:
        return newest  # no trend of counts under a drawing of rates
    return " ".join(each for each in (newest, trend_words(shown, panel), signal_words(panel, shown.text)) if each)


def trend_words(shown: Trends, panel: Panel) -> str:
    """Return the average change a year since the last gap, with its interval, both ends and a verdict."""
    found, text = panel.trend, shown.text
    verdict = text(f"trends.trend.{found.verdict}")
    if found.verdict == "too few to tell":
        return verdict
    rows = panel.series.run
    ends = {
        name: text("trends.end", period=period(row["period"], text), count=number(int(row["value"]), text.language))
        for name, row in (("first", rows.iloc[0]), ("last", rows.iloc[-1]))
    }
    interval = text("format.interval", lower=percent(found.lower, text), upper=percent(found.upper, text))
    return text("trends.trend", **ends, change=percent(found.ratio, text), interval=interval, verdict=verdict)


def signal_words(panel: Panel, text: Text) -> str:
    """Return whether the newest value stands out: for its size, or because it ends a long run."""
    if not panel.values or panel.values[-1] is None:
        return ""
    found, newest = panel.signal, len(panel.values) - 1 - panel.start_of_run
    if found.verdict == "signal":
        return text(f"trends.signal.{'outside' if newest in found.outside else 'run'}")
    return text(f"trends.signal.{found.verdict}")


def alt(shown: Trends) -> str:
    """Return each panel in words: its ends, its lowest and highest value, and its gaps."""
    return " ".join(_panel_alt(shown, panel) for panel in shown.panels)


def _newest(shown: Trends, panel: Panel) -> str:
    newest, text = panel.series.newest, shown.text
    when = period(newest.view.period, text)
    name = f"{shown.name(panel.area)}, {when}"
    if newest.value is None:
        return f"{name}: {mark(newest.status)} {describe.missing(newest.status, text)}"
    figure = number(newest.value, text.language)
    if shown.has_rates and newest.rate is None:
        return f"{name}: {figure}. {mark(newest.rate_status)} {describe.missing(newest.rate_status, text)}"
    if shown.has_rates:
        marks = rate_marks(newest.rate_status, is_unreliable=newest.is_unreliable)
        figure = text(
            "trends.newest", count=figure, rate=f"{number(newest.rate, text.language, decimals=1)} {marks}".strip()
        )
    earlier = panel.series.against(panel.series.year_before())
    more = describe.compared(earlier.count, earlier.period, earlier.change, text) if earlier else text("trends.alone")
    return f"{name}: {figure}. {more}"


def percent(ratio: float, text: Text) -> str:
    """Return a ratio as a change in per cent, with its sign."""
    change = 100 * (ratio - 1)
    if change > MOST_PERCENT:
        return f">{MOST_PERCENT}%"
    return f"{'+' if change >= 0 else '−'}{number(abs(change), text.language)}%"


def _panel_alt(shown: Trends, panel: Panel) -> str:
    text, decimals = shown.text, 1 if panel.has_rates else 0
    known = [(i, value) for i, value in enumerate(panel.values) if value is not None]
    column = "rate_status" if panel.has_rates else "status"
    missing = panel.series.frame[[value is None for value in panel.values]]
    gaps = [
        describe.gap([*found["period"]], status, text)
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
