"""The local figure beside the guidance; the guidance stands without it when the figures cannot be read."""

from __future__ import annotations

from html import escape

from components import store
from components.address import current_visit
from components.format import mark, number, period
from components.series import newest_series
from components.text import Text
from data.load import PublishedDataError
from geo.areas import areas

INDICATOR = "recorded_offences"


def local_figure(text: Text, *, link: str) -> str:
    """Return the newest count of the visitor's area with what it means; empty where there are no figures."""
    try:
        area = current_visit().view.area
        newest = newest_series(store.dataset(), area=area, indicator=INDICATOR).newest
    except PublishedDataError:
        return ""
    count = mark(newest.status) if newest.value is None else number(newest.value, text.language)
    where = areas()[area].name(text.language)
    return (
        f'<aside class="note"><h2>{escape(text("signs.local"))}</h2>'
        f"<p>{escape(text(f'indicator.{INDICATOR}.name'))}, {escape(where)}, "
        f"{escape(period(newest.view.period, text))}: <b>{escape(count)}</b>. "
        f"{escape(text(f'indicator.{INDICATOR}.meaning'))}</p>"
        f'<p><a href="{escape(link)}">{escape(text("signs.local_more"))}</a></p></aside>'
    )
