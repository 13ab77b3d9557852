"""Sentences that set years of one area beside each other: how it changed, and what lies between them. Pure."""

from __future__ import annotations

from components import course
from components.claim_facts import Claim, Facts
from components.format import number, period, period_said
from data.register import register
from data.statuses import WITHOUT_VALUE


def time_safe(facts: Facts) -> list[Claim]:
    """Return how the series has gone in the words of every page, each sentence after the figure it speaks of."""
    text, dataset, view = facts.text, facts.dataset, facts.view
    found = course.course(dataset, view)
    said = {
        "highest": course.highest_words(found, text),
        "trend": "" if found.recent.verdict == "too few to tell" else course.recent_words(found, text),
        "long": course.long_words(dataset, view, text),
    }
    figure = course.recorded(found, text)
    # That a number is the highest takes no test; that it is below the highest does.
    tested = found.highest is not None and "clearly" in found.highest.verdict
    why = {"highest": "highest" if tested else "count", "trend": "trend", "long": "long"}
    return [Claim(f"{figure}. {words}", True, text(f"claims.why.{why[name]}")) for name, words in said.items() if words]


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
    sentence = text("claims.times", times=times, first=period_said(first.period, text), **facts.words)
    return [Claim(sentence, False, facts.why_across(gaps, changed))]
