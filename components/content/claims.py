"""The claim checker on a page: sentences that the figures carry, and why others are not offered."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from components.address.assets import style
from components.address.options import Options
from components.charts.claims.claims import claims
from components.charts.claims.facts import Claim
from components.wording import sources
from components.wording.text import Text
from data.load import Dataset
from data.views import View


@lru_cache(maxsize=256)
def claims_html(dataset: Dataset, view: View, options: Options, text: Text, *, is_compared: bool = True) -> Markup:
    """Return the same as two lists, folded away; empty where there is no sentence."""
    found = claims(dataset, view, options, text, is_compared=is_compared)
    if not found:
        return Markup()
    source = sources.source(view.indicator, dataset, text)
    lists = Markup().join(
        Markup('<section class="{}"><h3>{}</h3><ul>{}</ul></section>').format(
            name,
            text(f"claims.{name}"),
            Markup().join(_item(claim, source, text) for claim in found if claim.is_safe == is_safe),
        )
        for name, is_safe in (("safe", True), ("not_safe", False))
    )
    return Markup(
        '{style}<details class="claims" id="claims"><summary><h2>{title}</h2></summary>'
        '<p>{words}</p><div class="claim-lists">{lists}</div><p class="source">{source}</p></details>'
    ).format(
        style=style("claims.css"),
        title=text("claims.title"),
        words=text("claims.words"),
        lists=lists,
        source=source,
    )


def _item(claim: Claim, source: str, text: Text) -> Markup:
    copied = f"{claim.sentence} {source}"
    button = Markup(
        '<button type="button" class="copy" data-copy="{copied}" data-copied="{take_copied}">'
        '{copy}<span class="hidden-words">: {sentence}</span></button>'
    ).format(copied=copied, take_copied=text("take.copied"), copy=text("take.copy"), sentence=claim.sentence)
    sentence = Markup('<p class="claim">{}</p>').format(claim.sentence)
    return Markup('<li>{}<p class="quiet">{}</p>{}</li>').format(
        sentence, claim.reason, button if claim.is_safe else Markup()
    )
