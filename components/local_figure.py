"""The local figure beside the guidance; the guidance stands without it when the figures cannot be read."""

from __future__ import annotations

from html import escape

import pandas as pd

from components import describe
from components.categories import KINDS_OF_PLACE, category_name
from components.format import mark, number, period
from components.series import newest_series
from components.text import Text
from data.load import Dataset
from data.register import register
from data.views import View, by_category, newest_periods
from geo.areas import areas

INDICATOR = "recorded_offences"
# Where a figure by place or type of exploitation can come from: the force's own cases, where it publishes them, and
# the people it referred.
FINER = (("local_cases", "setting"), ("nrm_referrals", "type"))


def local_figure(dataset: Dataset, area: str, text: Text, *, link: str) -> str:
    """Return the newest count of an area with what it means."""
    newest = newest_series(dataset, area=area, indicator=INDICATOR).newest
    count = mark(newest.status) if newest.value is None else number(newest.value, text.language)
    where = areas()[area].name(text.language)
    return (
        f'<aside class="note"><h2>{escape(text("signs.local"))}</h2>'
        f"<p>{escape(text(f'indicator.{INDICATOR}.name'))}, {escape(where)}, "
        f"{escape(period(newest.view.period, text))}: <b>{escape(count)}</b>. "
        f"{escape(text(f'indicator.{INDICATOR}.meaning'))}</p>"
        f'<p><a href="{escape(link)}">{escape(text("signs.local_more"))}</a></p></aside>'
    )


def figures_by_type(dataset: Dataset, area: str, text: Text, *, link: str) -> dict[str, str]:
    """Return the newest local figures as HTML by what they are of: ``setting.care``, ``type.labour``.

    Where the force publishes its own cases, a setting has that of its kind of place. What the figures are, and what the
    marks among them mean, is under the id ``""``.
    """
    views = [
        (View(area, indicator, newest), breakdown)
        for indicator, breakdown in FINER
        for newest in newest_periods(dataset, indicator, register()[indicator].headline_kind, area)[-1:]
    ]
    shown = [(view, by_category(dataset, view, breakdown=breakdown)) for view, breakdown in views]
    figures = {
        f"{row['breakdown']}.{code}": _one(row, text, link=link)
        for _, rows in shown
        for row in rows.to_dict("records")
        for code in KINDS_OF_PLACE.get(row["category"], (row["category"],))
    }
    return {"": "".join(_about(dataset, view, rows, text) for view, rows in shown if len(rows)), **figures}


def _one(row: dict, text: Text, *, link: str) -> str:
    name = category_name(row["breakdown"], row["category"], text)
    count = mark(row["status"]) if pd.isna(row["value"]) else number(row["value"], text.language)
    return f'<p class="quiet"><a href="{escape(link)}">{escape(name)}</a>: <b>{escape(count)}</b></p>'


def _about(dataset: Dataset, view: View, rows: pd.DataFrame, text: Text) -> str:
    """Return what the figures of one breakdown are, and each mark among them with its meaning."""
    missing = dict.fromkeys(rows.loc[rows["value"].isna(), "status"])
    said = text(
        "signs.figures",
        indicator=text(f"indicator.{view.indicator}.name"),
        area=areas()[view.area].name(text.language),
        period=period(view.period, text),
    )
    of_forces = describe.newest_by_force(dataset, view.indicator, text)
    words = " ".join(
        [said, *filter(None, [of_forces]), *(f"{mark(status)}: {describe.missing(status, text)}" for status in missing)]
    )
    return f'<p class="quiet">{escape(words)}</p>'
