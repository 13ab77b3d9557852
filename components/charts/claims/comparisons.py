"""Sentences that set an area beside others: its place, its rank, and how many times the rate of another."""

from __future__ import annotations

from components.charts import change_over_time
from components.charts.beside import Beside, beside
from components.charts.claims.facts import Claim, ClaimFacts
from components.charts.compare.comparison import members
from components.charts.compare.standing import RatedStanding, Standings, standings
from components.charts.compare.words import ordinal
from components.wording.format import number, period, period_said
from components.wording.places import in_area
from data.register import register
from data.views import records
from geo.areas import is_within

MOST = 2


def others_safe(facts: ClaimFacts) -> list[Claim]:
    """Return where the area lies among all forces, and the differences that the test finds."""
    text, made = facts.text, []
    place = _place(facts)
    if place:
        key = "within" if place.position == "within" else "higher" if place.position in ("higher", "high") else "lower"
        made.append(Claim(text(f"claims.among.{key}", **facts.words), True, text(f"claims.why.among.{key}")))
    for code, found in _pairs(facts).items():
        if found.change and found.change.verdict in ("rose", "fell") and len(made) <= MOST:
            sentence = text(f"claims.pair.{found.change.verdict}", **_rates(facts, code, found), **facts.words)
            is_part = is_within(facts.view.area, code) or is_within(code, facts.view.area)
            reason = text("claims.why.pair.part" if is_part else "claims.why.pair")
            made.append(Claim(sentence, True, reason))
    return made


def others_not_safe(facts: ClaimFacts) -> list[Claim]:
    """Return what must not be made of a rank, of a difference no larger than chance, and of a figure not there."""
    return [*_rank(facts), *_times(facts), *_beside_missing(facts)]


def _rank(facts: ClaimFacts) -> list[Claim]:
    text, found, place = facts.text, _standings(facts), _place(facts)
    if found is None or place is None:
        return []
    places = {name: ordinal(getattr(place, name), text) for name in ("rank", "first", "last")}
    ranked = number(len(found.rated), text.language)
    reason = [text("claims.why.rank.detection")]
    if place.first < place.last:
        reason.insert(0, text("claims.why.rank.interval", **places, ranked=ranked))
    return [Claim(text("claims.rank", **places, ranked=ranked, **facts.words), False, " ".join(reason))]


def _times(facts: ClaimFacts) -> list[Claim]:
    """Return the largest ratio of two rates that chance alone could have given."""
    text, here = facts.text, facts.found.rate
    rates = {
        code: found.figure.rate
        for code, found in _pairs(facts).items()
        if found.change and found.change.verdict not in ("rose", "fell") and found.figure.rate
    }
    if not here or not rates:
        return []
    unclear = {code: max(here, there) / min(here, there) for code, there in rates.items()}
    code = max(unclear, key=unclear.__getitem__)
    times, even = (number(value, text.language, decimals=1) for value in (unclear[code], 1))
    if times == even:
        return []
    found = _pairs(facts)[code]
    words = {**_rates(facts, code, found), **facts.words, "times": times}
    side = "here" if here > rates[code] else "there"
    return [Claim(text(f"claims.ratio.{side}", **words), False, text("claims.why.ratio", **words))]


def _beside_missing(facts: ClaimFacts) -> list[Claim]:
    """Return that nothing can be said against an area whose figure is hidden or not available."""
    for code, found in _pairs(facts).items():
        if found.figure.rate_status in ("hidden", "not_available") and facts.found.rate is not None:
            other = in_area(code, facts.text)
            reason = facts.text(f"claims.why.missing.{found.figure.rate_status}", other=other)
            return [Claim(facts.text("claims.missing", other=other, **facts.words), False, reason)]
    return []


def _pairs(facts: ClaimFacts) -> dict[str, Beside]:
    codes = members(facts.dataset, facts.view, facts.options)
    found = {code: beside(facts.dataset, facts.view, code) for code in codes}
    return {code: each for code, each in found.items() if each}


def _rates(facts: ClaimFacts, code: str, found: Beside) -> dict[str, str]:
    language = facts.text.language
    return {
        "other": in_area(code, facts.text),
        "rate": number(facts.found.rate, language, decimals=1),
        "other_rate": number(found.figure.rate, language, decimals=1),
    }


def _standings(facts: ClaimFacts) -> Standings | None:
    """Return where all areas stand, with the limits that allow for the ways in which forces commonly differ."""
    return standings(facts.dataset, facts.view.indicator, facts.view.period, "overdispersed")


def _place(facts: ClaimFacts) -> RatedStanding | None:
    """Return where the area stands; None where it has no rank."""
    found = _standings(facts)
    return found.rated_by_code.get(facts.view.area) if found else None


def time_safe(facts: ClaimFacts) -> list[Claim]:
    """Return how the series has gone in the words of every page, each sentence after the figure it speaks of."""
    text, dataset, view = facts.text, facts.dataset, facts.view
    found = change_over_time.course(dataset, view)
    said = {
        "highest": change_over_time.highest_words(found, text),
        "trend": "" if found.recent.verdict == "too few to tell" else change_over_time.recent_words(found, text),
        "long": change_over_time.long_words(dataset, view, text),
    }
    figure = change_over_time.recorded(found, text)
    # That a number is the highest takes no test; that it is below the highest does.
    tested = found.highest is not None and "clearly" in found.highest.verdict
    why = {"highest": "highest" if tested else "count", "trend": "trend", "long": "long"}
    return [Claim(f"{figure}. {words}", True, text(f"claims.why.{why[name]}")) for name, words in said.items() if words]


def time_not_safe(facts: ClaimFacts) -> list[Claim]:
    """Return what must not be made of two years between which a figure is missing or the way of counting changed."""
    text, rows = facts.text, facts.series.frame
    first = next((row for row in records(rows) if row.value), None)
    if first is None or first.value is None or first.period >= facts.view.period:
        return []
    between = rows[rows["period"] > first.period]
    gaps = [period(code, text) for code in between.loc[between["status"] == "not_available", "period"]]
    changed = [each for each in register()[facts.view.indicator].breaks if facts.is_between(first.period, each.start)]
    if not gaps and not changed:
        return []
    times = number(facts.count / first.value, text.language, decimals=1)
    sentence = text("claims.times", times=times, first=period_said(first.period, text), **facts.words)
    return [Claim(sentence, False, facts.why_across(gaps, changed))]
