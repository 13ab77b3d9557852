"""Sentences that set years of one area beside each other: how it changed, and what lies between them. Pure."""

from __future__ import annotations

from components.claim_facts import Claim, Facts
from components.format import number, period
from components.trend_view import Panel
from components.trend_words import percent
from data.register import register
from data.statuses import WITHOUT_VALUE


def time_safe(facts: Facts) -> list[Claim]:
    """Return the average change since the last gap with its interval, or that there is no clear one."""
    text, kind = facts.text, facts.view.indicator
    panel = Panel(facts.series, facts.found.rate is not None)
    found, run = panel.trend, facts.series.run["period"]
    if found.verdict == "too few to tell":
        return []
    ends = {"first": period(run.iloc[0], text), "last": period(run.iloc[-1], text)}
    why = [text("claims.why.trend")]
    if panel.has_rates:
        why.append(text("claims.why.residents"))
    if found.verdict == "no clear trend":
        return [Claim(text(f"claims.trend.none.{kind}", **ends, **facts.words), True, " ".join(why))]
    change, lower, upper = (percent(each, text) for each in (found.ratio, found.lower, found.upper))
    interval = text("format.interval", lower=lower, upper=upper)
    sentence = text(f"claims.trend.changed.{kind}", change=change, interval=interval, **ends, **facts.words)
    return [Claim(sentence, True, " ".join(why))]


def time_not_safe(facts: Facts) -> list[Claim]:
    """Return what must not be made of two years between which a figure is missing or the way of counting changed."""
    text, rows = facts.text, facts.series.frame
    first = next((row for row in rows.itertuples() if row.status not in WITHOUT_VALUE and row.value > 0), None)
    if first is None or first.period >= facts.view.period:
        return []
    between = rows[rows["period"] > first.period]
    gaps = [period(code, text) for code in between.loc[between["status"] == "not_available", "period"]]
    changed = [each for each in register()[facts.view.indicator].breaks if facts.is_between(first, each.start)]
    if not gaps and not changed:
        return []
    times = number(facts.found.value / first.value, text.language, decimals=1)
    sentence = text("claims.times", times=times, first=period(first.period, text), **facts.words)
    return [Claim(sentence, False, facts.why_across(gaps, changed))]
