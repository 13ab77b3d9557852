"""What two releases say differently, on the page of downloads: a table for one area, and counts for all others."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from html import escape
from urllib.parse import urlencode

import pandas as pd

from components.address.visit import Visit, instead_html
from components.charts.categories import named
from components.content.block import Choice, choice
from components.drawing.table import marks_used
from components.opendata.change_rows import plain
from components.opendata.changes import differing, indicators
from components.opendata.releases import release_name
from components.wording.format import capital, mark, number, period
from components.wording.text import Text
from data.current import release_ids
from data.history import HistoryError
from data.load import Dataset
from data.register import register
from data.revisions import ABSENT, REASONS, tally
from data.views import View
from geo.areas import areas

WORDS = ("period", "category", "reason")
HEADINGS = ("period", "category", "was", "now", "difference", "reason")
MINUS = "−"


def choices(dataset: Dataset, pair: tuple[str, str], ids: Sequence[str], view: View, text: Text) -> tuple[Choice, ...]:
    """Return which two of the releases ``ids`` are compared, and whose figures."""
    called = lambda code: release_name(code, text)  # noqa: E731 - as choice asks for it
    short = lambda code: capital(text(f"indicator.{code}.short"))  # noqa: E731 - as choice asks for it
    between = zip(("from", "to"), pair, (ids[:-1], ids[1:]), strict=True)
    return (
        *(
            choice(name, offered[::-1], chosen, label=text(f"downloads.changes.{name}"), wording=called)
            for name, chosen, offered in between
        ),
        choice(
            "indicator", indicators(dataset), view.indicator, label=text("downloads.changes.indicator"), wording=short
        ),
    )


def unclear_html(visit: Visit) -> str:
    """Return that nobody has figures for a period; empty where there are some: every period that differs is listed."""
    is_unclear = "period" in visit.unknown and "period" not in visit.nameless
    return instead_html(visit.text("site.unknown.option") if is_unclear else "")


def changes_html(pair: tuple[str, str] | None, view: View, text: Text) -> str:
    """Return what two releases say differently; or why nothing can be compared."""
    if pair is None:
        return f'<p class="notice">{escape(text("downloads.changes.one"))}</p>'
    try:
        return _changes(*pair, view, text, release_ids()[-1])
    except HistoryError:
        return f'<p class="notice">{escape(text("downloads.changes.damaged"))}</p>'


@lru_cache(maxsize=128)
def _changes(before: str, after: str, view: View, text: Text, _newest: str) -> str:
    """Return the figures of an area and an indicator that differ one by one, and how many do over all areas.

    What the newest release hides is not said, so what is kept is found by that one too.
    """
    rows = differing(before, after)
    of_view = rows[(rows["area_code"] == view.area) & (rows["indicator"] == view.indicator)]
    all_of_them = f"/open-data/changes.csv?{urlencode({'from': before, 'to': after, 'lang': text.language})}"
    area = areas()[view.area]
    of_area = f"/downloads?{urlencode({'lang': text.language, 'area': area.code, 'from': before, 'to': after})}"
    title = text(f"indicator.{view.indicator}.name")
    if area.kind != "united_kingdom":  # its indicators name it
        title = f"{title}, {area.name(text.language)}"
    # A link leads here, not to the heading above the choices: before this is drawn there is nothing to scroll into.
    return (
        f'<h3 id="was-now">{escape(title)}</h3>{_table(of_view, title, text)}'
        f"<h3>{escape(text('downloads.changes.everywhere'))}</h3>{_counts(rows, text, of_area)}"
        f'<p><a href="{escape(all_of_them)}" download>{escape(text("downloads.changes.csv"))}</a></p>'
    )


def _shown(value: object, status: str, text: Text) -> str:
    """Return a figure with its mark, as HTML."""
    figure, said = plain(value, status, text)
    if status == ABSENT:
        return f'<span aria-hidden="true">–</span><span class="hidden-words">{escape(said)}</span>'
    parts = [number(figure, text.language)] if figure is not None else []
    return " ".join([*parts, escape(said)]) if said else " ".join(parts)


def _signed(difference: object, text: Text) -> str:
    if pd.isna(difference):
        return ""
    sign = "+" if difference > 0 else MINUS if difference < 0 else ""
    return sign + number(abs(difference), text.language)


def _table(rows: pd.DataFrame, title: str, text: Text) -> str:
    """Return the figures that differ, one a row; or that none does."""
    if rows.empty:
        return f"<p>{escape(text('downloads.changes.none'))}</p>"
    indicator = register()[rows["indicator"].iloc[0]]
    order = {name: place for place, name in enumerate(indicator.breakdowns)}
    sorted_rows = rows.sort_values(
        ["breakdown", "period"],
        key=lambda codes: codes.map(order).astype(float) if codes.name == "breakdown" else codes.astype(str),
        kind="stable",
    )
    heads = "".join(
        f'<th scope="col" class="{"words" if name in WORDS else "number"}">'
        f"{escape(text(f'downloads.column.{name}'))}</th>"
        for name in HEADINGS
    )
    body = "".join(_row(row, text) for row in sorted_rows.itertuples(index=False))
    statuses = [mark(status) for side in ("was_status", "now_status") for status in rows[side].unique()]
    meant = marks_used(statuses, text)
    marks = "".join(f"<li>{each} {escape(meaning)}</li>" for each, meaning in meant.items())
    caption = escape(text("downloads.changes.caption", what=title))
    counted = escape(text("downloads.changes.number", count=number(len(rows), text.language)))
    return (
        f'<p>{counted}</p><div class="scroll tall" tabindex="0" role="region" aria-label="{caption}">'
        f'<table class="figures changes"><caption class="hidden-words">{caption}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
        f'</div><ul class="marks">{marks}</ul>'
    )


def _row(row: tuple, text: Text) -> str:
    breakdown, category = named(row.breakdown, row.category, text)
    what = escape(breakdown) if row.breakdown == "total" else f"<small>{escape(breakdown)}</small> {escape(category)}"
    words = f'<th scope="row">{escape(period(row.period, text))}</th><td class="words">{what}</td>'
    figures = (
        _shown(row.was, row.was_status, text),
        _shown(row.now, row.now_status, text),
        _signed(row.difference, text),
    )
    cells = "".join(f"<td>{cell}</td>" for cell in figures)
    return f'<tr>{words}{cells}<td class="words">{escape(text(f"downloads.reason.{row.reason}"))}</td></tr>'


def _counts(rows: pd.DataFrame, text: Text, of_area: str) -> str:
    """Return how many figures differ over all areas, by indicator and reason; or that none does.

    ``of_area`` is the address of the area's comparison, to which each indicator that differs leads.
    """
    if rows.empty:
        return f"<p>{escape(text('downloads.changes.same'))}</p>"
    counted = tally(rows)
    reasons = [why for why in REASONS if any(counts[why] for counts in counted.values())]
    heads = "".join(f'<th scope="col" class="number">{escape(text(f"downloads.reason.{why}"))}</th>' for why in reasons)
    body = "".join(
        f'<tr><th scope="row">{_linked(name, of_area, text)}</th>'
        + "".join(f"<td>{number(counts[why], text.language)}</td>" for why in reasons)
        + "</tr>"
        for name, counts in counted.items()
    )
    caption = escape(text("downloads.changes.counts"))
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{caption}"><table class="figures">'
        f'<caption class="hidden-words">{caption}</caption><thead><tr><th scope="col">'
        f"{escape(text('downloads.column.indicator'))}</th>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _linked(indicator: str, of_area: str, text: Text) -> str:
    if indicator not in register():
        return escape(indicator)
    return (
        f'<a href="{escape(of_area)}&amp;indicator={indicator}#was-now">'
        f"{escape(text(f'indicator.{indicator}.name'))}</a>"
    )
