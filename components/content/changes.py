"""What two releases say differently, on the page of downloads: a table for one area, and counts for all others."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

import pandas as pd
from markupsafe import Markup, escape
from pandas.api.typing import NAType

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


def unclear_html(visit: Visit) -> Markup:
    """Return that nobody has figures for a period; empty where there are some: every period that differs is listed."""
    is_unclear = "period" in visit.unknown and "period" not in visit.nameless
    return instead_html(visit.text("site.unknown.option") if is_unclear else "")


def changes_html(pair: tuple[str, str] | None, view: View, text: Text) -> Markup:
    """Return what two releases say differently; or why nothing can be compared."""
    if pair is None:
        return Markup('<p class="notice">{}</p>').format(text("downloads.changes.one"))
    try:
        return _changes(*pair, view, text, release_ids()[-1])
    except HistoryError:
        return Markup('<p class="notice">{}</p>').format(text("downloads.changes.damaged"))


@lru_cache(maxsize=128)
def _changes(before: str, after: str, view: View, text: Text, _newest: str) -> Markup:
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
    return Markup(
        '<h3 id="was-now">{title}</h3>{table}<h3>{everywhere}</h3>{counts}'
        '<p><a href="{all_of_them}" download>{csv}</a></p>'
    ).format(
        title=title,
        table=_table(of_view, title, text),
        everywhere=text("downloads.changes.everywhere"),
        counts=_counts(rows, text, of_area),
        all_of_them=all_of_them,
        csv=text("downloads.changes.csv"),
    )


def _shown(value: int | NAType, status: str, text: Text) -> Markup:
    """Return a figure with its mark, as HTML."""
    figure, said = plain(value, status, text)
    if status == ABSENT:
        return Markup('<span aria-hidden="true">–</span><span class="hidden-words">{}</span>').format(said)
    shown = "" if figure is None else number(figure, text.language)
    return escape(" ".join(filter(None, (shown, said))))


def _signed(difference: Any, text: Text) -> str:
    if pd.isna(difference):
        return ""
    sign = "+" if difference > 0 else MINUS if difference < 0 else ""
    return sign + number(abs(difference), text.language)


def _table(rows: pd.DataFrame, title: str, text: Text) -> Markup:
    """Return the figures that differ, one a row; or that none does."""
    if rows.empty:
        return Markup("<p>{}</p>").format(text("downloads.changes.none"))
    indicator = register()[rows["indicator"].iloc[0]]
    order = {name: place for place, name in enumerate(indicator.breakdowns)}
    sorted_rows = rows.sort_values(
        ["breakdown", "period"],
        key=lambda codes: codes.map(order).astype(float) if codes.name == "breakdown" else codes.astype(str),
        kind="stable",
    )
    heads = Markup().join(
        Markup('<th scope="col" class="{}">{}</th>').format(
            "words" if name in WORDS else "number", text(f"downloads.column.{name}")
        )
        for name in HEADINGS
    )
    body = Markup().join(_row(row, text) for row in sorted_rows.itertuples(index=False))
    statuses = [mark(status) for side in ("was_status", "now_status") for status in rows[side].unique()]
    meant = marks_used(statuses, text)
    marks = Markup().join(Markup("<li>{} {}</li>").format(each, meaning) for each, meaning in meant.items())
    caption = text("downloads.changes.caption", what=title)
    counted = text("downloads.changes.number", count=number(len(rows), text.language))
    return Markup(
        '<p>{counted}</p><div class="scroll tall" tabindex="0" role="region" aria-label="{caption}">'
        '<table class="figures changes"><caption class="hidden-words">{caption}</caption>'
        '<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div><ul class="marks">{marks}</ul>'
    ).format(counted=counted, caption=caption, heads=heads, body=body, marks=marks)


def _row(row: Any, text: Text) -> Markup:
    breakdown, category = named(row.breakdown, row.category, text)
    what = escape(breakdown) if row.breakdown == "total" else Markup("<small>{}</small> {}").format(breakdown, category)
    words = Markup('<th scope="row">{}</th><td class="words">{}</td>').format(period(row.period, text), what)
    figures = (
        _shown(row.was, row.was_status, text),
        _shown(row.now, row.now_status, text),
        _signed(row.difference, text),
    )
    cells = Markup().join(Markup("<td>{}</td>").format(cell) for cell in figures)
    return Markup('<tr>{}{}<td class="words">{}</td></tr>').format(words, cells, text(f"downloads.reason.{row.reason}"))


def _counts(rows: pd.DataFrame, text: Text, of_area: str) -> Markup:
    """Return how many figures differ over all areas, by indicator and reason; or that none does.

    ``of_area`` is the address of the area's comparison, to which each indicator that differs leads.
    """
    if rows.empty:
        return Markup("<p>{}</p>").format(text("downloads.changes.same"))
    counted = tally(rows)
    reasons = [why for why in REASONS if any(counts[why] for counts in counted.values())]
    heads = Markup().join(
        Markup('<th scope="col" class="number">{}</th>').format(text(f"downloads.reason.{why}")) for why in reasons
    )
    body = Markup().join(
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(
            _linked(name, of_area, text),
            Markup().join(Markup("<td>{}</td>").format(number(counts[why], text.language)) for why in reasons),
        )
        for name, counts in counted.items()
    )
    caption = text("downloads.changes.counts")
    return Markup(
        '<div class="scroll" tabindex="0" role="region" aria-label="{caption}"><table class="figures">'
        '<caption class="hidden-words">{caption}</caption><thead><tr><th scope="col">'
        "{indicator}</th>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    ).format(caption=caption, indicator=text("downloads.column.indicator"), heads=heads, body=body)


def _linked(indicator: str, of_area: str, text: Text) -> Markup:
    if indicator not in register():
        return escape(indicator)
    return Markup('<a href="{}&amp;indicator={}#was-now">{}</a>').format(
        of_area, indicator, text(f"indicator.{indicator}.name")
    )
