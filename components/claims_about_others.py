"""Sentences that set an area beside others: its place, its rank, and how many times the rate of another. Pure."""

from __future__ import annotations

from components.claim_facts import Claim, Facts
from components.comparators import members
from components.compare_words import ordinal
from components.format import number
from components.map_area import Beside, beside
from components.map_scope import is_within
from components.places import in_area
from components.standing import Standing, Standings, standings

MOST = 2


def others_safe(facts: Facts) -> list[Claim]:
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


def others_not_safe(facts: Facts) -> list[Claim]:
    """Return what must not be made of a rank, of a difference no larger than chance, and of a figure not there."""
    return [*_rank(facts), *_times(facts), *_beside_missing(facts)]


def _rank(facts: Facts) -> list[Claim]:
    text, place = facts.text, _place(facts)
    if place is None:
        return []
    places = {name: ordinal(getattr(place, name), text) for name in ("rank", "first", "last")}
    ranked = number(len(_standings(facts).rated), text.language)
    reason = [text("claims.why.rank.detection")]
    if place.first < place.last:
        reason.insert(0, text("claims.why.rank.interval", **places, ranked=ranked))
    return [Claim(text("claims.rank", **places, ranked=ranked, **facts.words), False, " ".join(reason))]


def _times(facts: Facts) -> list[Claim]:
    """Return the largest ratio of two rates that chance alone could have given."""
    text, here = facts.text, facts.found.rate
    unclear = {
        code: max(here, found.figure.rate) / min(here, found.figure.rate)
        for code, found in _pairs(facts).items()
        if found.change and found.change.verdict not in ("rose", "fell") and min(here, found.figure.rate) > 0
    }
    if not unclear:
        return []
    code = max(unclear, key=unclear.get)
    times, even = (number(value, text.language, decimals=1) for value in (unclear[code], 1))
    if times == even:
        return []
    found = _pairs(facts)[code]
    words = {**_rates(facts, code, found), **facts.words, "times": times}
    side = "here" if here > found.figure.rate else "there"
    return [Claim(text(f"claims.ratio.{side}", **words), False, text("claims.why.ratio", **words))]


def _beside_missing(facts: Facts) -> list[Claim]:
    """Return that nothing can be said against an area whose figure is hidden or not available."""
    for code, found in _pairs(facts).items():
        if found.figure.rate_status in ("hidden", "not_available") and facts.found.rate is not None:
            other = in_area(code, facts.text)
            reason = facts.text(f"claims.why.missing.{found.figure.rate_status}", other=other)
            return [Claim(facts.text("claims.missing", other=other, **facts.words), False, reason)]
    return []


def _pairs(facts: Facts) -> dict[str, Beside]:
    codes = members(facts.dataset, facts.view, facts.options)
    found = {code: beside(facts.dataset, facts.view, code) for code in codes}
    return {code: each for code, each in found.items() if each}


def _rates(facts: Facts, code: str, found: Beside) -> dict[str, str]:
    language = facts.text.language
    return {
        "other": in_area(code, facts.text),
        "rate": number(facts.found.rate, language, decimals=1),
        "other_rate": number(found.figure.rate, language, decimals=1),
    }


def _standings(facts: Facts) -> Standings | None:
    """Return where all areas stand, with the limits that allow for the ways in which forces commonly differ."""
    return standings(facts.dataset, facts.view.indicator, facts.view.period, "overdispersed")


def _place(facts: Facts) -> Standing | None:
    """Return where the area stands; None where it has no rank."""
    found = _standings(facts)
    place = found.by_code.get(facts.view.area) if found else None
    return place if place and place.rank else None
