"""What of a view can be printed and what cannot, each with its reason: for journalists, from the figures shown. Pure.

A hidden figure is in no sentence, and no sentence depends on what it is: only on that it is hidden.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape

from components import course, describe, figures
from components.claim_facts import Claim, Facts, facts_of
from components.claims_about_others import others_not_safe, others_safe
from components.claims_about_time import time_not_safe, time_safe
from components.compare_words import rate_words
from components.describe import missing
from components.format import number
from components.options import Options
from components.shell import asset
from components.text import Text
from data.load import Dataset
from data.register import register
from data.views import View, ViewError

__all__ = ["Claim", "claims", "claims_html"]
# The indicators there are sentences of: those that are published for police force areas.
CHECKED = ("recorded_offences", "nrm_referrals")


def claims(
    dataset: Dataset, view: View, options: Options, text: Text, *, is_compared: bool = True
) -> tuple[Claim, ...]:
    """Return sentences about a view: those that are safe to print first.

    Parameters
    ----------
    dataset : Dataset
    view : View
        Of any area, indicator and period; without sentences where there is no figure, nor a reason why there is none.
    options : Options
    text : Text
    is_compared : bool
        Whether the page shows other areas beside the chosen one; else it shows the years before.
    """
    if view.indicator not in CHECKED:
        return ()
    try:
        facts = facts_of(dataset, view, options, text)
    except ViewError:
        return ()
    if facts.found.value is None:
        return (*_absent_safe(facts), *_absent_not_safe(facts), *_shares(facts))
    others = (others_safe, others_not_safe) if is_compared else (time_safe, time_not_safe)
    return (*_safe(facts), *others[0](facts), *_not_safe(facts), *others[1](facts), *_shares(facts))


@lru_cache(maxsize=256)
def claims_html(dataset: Dataset, view: View, options: Options, text: Text, *, is_compared: bool = True) -> str:
    """Return the same as two lists, folded away; empty where there is no sentence."""
    found = claims(dataset, view, options, text, is_compared=is_compared)
    if not found:
        return ""
    source = figures.source(view.indicator, dataset, text)
    lists = "".join(
        f'<section class="{name}"><h3>{escape(text(f"claims.{name}"))}</h3><ul>'
        f"{''.join(_item(claim, source, text) for claim in found if claim.is_safe == is_safe)}</ul></section>"
        for name, is_safe in (("safe", True), ("not_safe", False))
    )
    return (
        f"<style>{asset('claims.css')[0].decode()}</style>"
        f'<details class="claims" id="claims"><summary><h2>{escape(text("claims.title"))}</h2></summary>'
        f'<p>{escape(text("claims.words"))}</p><div class="claim-lists">{lists}</div>'
        f'<p class="source">{escape(source)}</p></details>'
    )


def _item(claim: Claim, source: str, text: Text) -> str:
    copied = escape(f"{claim.sentence} {source}")
    button = (
        f'<button type="button" class="copy" data-copy="{copied}" data-copied="{escape(text("take.copied"))}">'
        f'{escape(text("take.copy"))}<span class="hidden-words">: {escape(claim.sentence)}</span></button>'
    )
    sentence = f'<p class="claim">{escape(claim.sentence)}</p>'
    return f'<li>{sentence}<p class="quiet">{escape(claim.reason)}</p>{button if claim.is_safe else ""}</li>'


def _safe(facts: Facts) -> list[Claim]:
    """Return the headline, the count, how it compares with a year before, and the rate, as far as there are any."""
    return [_headline(facts), *_counted(facts)]


def _headline(facts: Facts) -> Claim:
    """Return the sentence that the first screen begins with, for this view."""
    sentence = f"{course.headline(facts.dataset, facts.view, facts.text)}."
    reason = course.course(facts.dataset, facts.view).reason
    return Claim(sentence, True, facts.text(f"course.reason.{reason}.short"))


def _counted(facts: Facts) -> list[Claim]:
    text, kind = facts.text, facts.view.indicator
    if facts.before is None:
        sentence = text.plural(f"claims.count.{kind}", facts.found.value, **facts.words)
        made = [Claim(sentence, True, f"{text('claims.why.count')} {facts.caution}".strip())]
    else:
        sentence = text.plural(f"claims.compared.{kind}", facts.found.value, **facts.words)
        is_same = facts.verdict == "no clear change" and not facts.direction
        verdict = text(f"claims.change.{'same' if is_same else facts.verdict}", **facts.words)
        why = text("claims.why.changed" if facts.is_clear else "claims.why.unchanged")
        made = [
            Claim(sentence, True, f"{text('claims.why.counts')} {facts.caution}".strip()),
            Claim(verdict, True, why),
        ]
    if facts.found.rate is not None and not facts.found.is_unreliable:
        why = f"{text('claims.why.rate')} {describe.stand_in_said(facts.dataset, facts.view, text)}".strip()
        made.append(Claim(text(f"claims.rate.{kind}", **facts.rates, **facts.words), True, why))
    return made


def _not_safe(facts: Facts) -> list[Claim]:
    text, kind, count = facts.text, facts.view.indicator, facts.found.value
    made = []
    if facts.direction:
        reason = [text(f"claims.why.prevalence.{kind}")]
        if not facts.is_clear:
            reason.append(text("claims.why.chance", **facts.words))
        made.append(Claim(text(f"claims.slavery.{facts.direction}", **facts.words), False, " ".join(reason)))
    if facts.direction and not facts.is_clear:
        sentence = text(f"claims.unclear.{facts.direction}.{kind}", **facts.words)
        made.append(Claim(sentence, False, text("claims.why.chance", **facts.words)))
    if count == 0:
        return [*made, Claim(text("claims.none", **facts.words), False, text("claims.why.none"))]
    made.append(Claim(text("claims.victims", **facts.words), False, text(f"claims.why.victims.{kind}")))
    made.append(Claim(text(f"claims.mixed.{kind}", **facts.words), False, text("claims.why.mixed")))
    if facts.found.is_unreliable:
        sentence = text("claims.few", rate=facts.rates["rate"], **facts.words)
        interval = rate_words(facts.found, text)
        made.append(Claim(sentence, False, text("claims.why.few", rate=interval, meaning=text("status.unreliable"))))
    if facts.has_no_rate:
        made.append(Claim(text("claims.misleading", **facts.words), False, missing("not_applicable", text)))
    return made


def _absent_safe(facts: Facts) -> list[Claim]:
    kind, status = facts.view.indicator, facts.found.status
    sentence = facts.text(f"claims.{status}.{kind}", **facts.words)
    return [Claim(sentence, True, facts.text(f"claims.why.{status}"))]


def _absent_not_safe(facts: Facts) -> list[Claim]:
    """Return what must not be made of a figure that is not there: not a zero, and not a small number."""
    text, kind, status = facts.text, facts.view.indicator, facts.found.status
    made = [Claim(text(f"claims.nobody.{kind}", **facts.words), False, missing(status, text))]
    if status == "hidden":
        threshold = number(register()[kind].threshold, text.language)
        sentence = text(f"claims.small.{kind}", threshold=threshold, **facts.words)
        made.append(Claim(sentence, False, text("claims.why.small")))
    return made


def _shares(facts: Facts) -> list[Claim]:
    """Return a share of what is hidden in part: none can be worked out."""
    if not (hidden := facts.hidden_category):
        return []
    sentence = facts.text("claims.share", category=hidden, **facts.words)
    return [Claim(sentence, False, facts.text("claims.why.share"))]
