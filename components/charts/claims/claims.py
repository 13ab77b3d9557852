"""What of a view can be printed and what cannot, each with its reason: for journalists, from the figures shown.

A hidden figure is in no sentence, and no sentence depends on what it is: only on that it is hidden.
"""

from __future__ import annotations

from components.address.options import Options
from components.charts import change_over_time
from components.charts.claims.comparisons import others_not_safe, others_safe, time_not_safe, time_safe
from components.charts.claims.facts import Claim, ClaimFacts, facts_of
from components.charts.compare.words import rate_words
from components.wording import describe
from components.wording.describe import missing
from components.wording.format import number
from components.wording.text import Text
from data.load import Dataset
from data.register import register
from data.views import View, ViewError


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
    if not is_checked(view.indicator, text):
        return ()
    try:
        facts = facts_of(dataset, view, options, text)
    except ViewError:
        return ()
    if facts.found.value is None:
        return (*_absent_safe(facts), *_absent_not_safe(facts), *_shares(facts))
    others = (others_safe, others_not_safe) if is_compared else (time_safe, time_not_safe)
    return (*_safe(facts), *others[0](facts), *_not_safe(facts), *others[1](facts), *_shares(facts))


def is_checked(indicator: str, text: Text) -> bool:
    """Return whether there are sentences of an indicator: where somebody has written them."""
    return text.has(f"claims.rate.{indicator}")


def _safe(facts: ClaimFacts) -> list[Claim]:
    """Return the headline, the count, how it compares with a year before, and the rate, as far as there are any."""
    return [_headline(facts), *_counted(facts)]


def _headline(facts: ClaimFacts) -> Claim:
    """Return the sentence that the first screen begins with, for this view."""
    sentence = f"{change_over_time.headline(facts.dataset, facts.view, facts.text)}."
    reason = change_over_time.course(facts.dataset, facts.view).reason
    return Claim(sentence, True, facts.text(f"course.reason.{reason}.short"))


def _counted(facts: ClaimFacts) -> list[Claim]:
    text, kind = facts.text, facts.view.indicator
    if facts.before is None:
        sentence = text.plural(f"claims.count.{kind}", facts.count, **facts.words)
        made = [Claim(sentence, True, f"{text('claims.why.count')} {facts.caution}".strip())]
    else:
        sentence = text.plural(f"claims.compared.{kind}", facts.count, **facts.words)
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


def _not_safe(facts: ClaimFacts) -> list[Claim]:
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


def _absent_safe(facts: ClaimFacts) -> list[Claim]:
    kind, status = facts.view.indicator, facts.found.status
    sentence = facts.text(f"claims.{status}.{kind}", **facts.words)
    return [Claim(sentence, True, facts.text(f"claims.why.{status}"))]


def _absent_not_safe(facts: ClaimFacts) -> list[Claim]:
    """Return what must not be made of a figure that is not there: not a zero, and not a small number."""
    text, kind, status = facts.text, facts.view.indicator, facts.found.status
    made = [Claim(text(f"claims.nobody.{kind}", **facts.words), False, missing(status, text))]
    if status == "hidden":
        threshold = number(register()[kind].threshold, text.language)
        sentence = text(f"claims.small.{kind}", threshold=threshold, **facts.words)
        made.append(Claim(sentence, False, text("claims.why.small")))
    return made


def _shares(facts: ClaimFacts) -> list[Claim]:
    """Return a share of what is hidden in part: none can be worked out."""
    if not (hidden := facts.hidden_category):
        return []
    sentence = facts.text("claims.share", category=hidden, **facts.words)
    return [Claim(sentence, False, facts.text("claims.why.share"))]
