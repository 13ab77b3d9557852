"""The claim checker on a page: sentences that the figures carry, and why others are not offered."""

from __future__ import annotations

from functools import lru_cache
from html import escape

from components.address.assets import asset
from components.address.options import Options
from components.charts.claims.claims import claims
from components.charts.claims.facts import Claim
from components.wording import sources
from components.wording.text import Text
from data.load import Dataset
from data.views import View


@lru_cache(maxsize=256)
def claims_html(dataset: Dataset, view: View, options: Options, text: Text, *, is_compared: bool = True) -> str:
    """Return the same as two lists, folded away; empty where there is no sentence."""
    found = claims(dataset, view, options, text, is_compared=is_compared)
    if not found:
        return ""
    source = sources.source(view.indicator, dataset, text)
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
