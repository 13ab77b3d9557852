"""Figures of a view as the table that readers see and take away. Pure."""

from __future__ import annotations

from urllib.parse import urlencode

import pandas as pd

from components.categories import category_name
from components.chart import Table
from components.format import UNRELIABLE, day, mark, period
from components.options import DEFAULT, Options
from components.text import Text
from data.views import View
from geo.areas import areas


def rows(frame: pd.DataFrame, text: Text) -> pd.DataFrame:
    """Return the rows of a view in the page's language, areas by name, the code of each row first.

    Parameters
    ----------
    frame : DataFrame of shape (n, m)
        From ``data.views``: a row for each area, each period or each category, with value, status, rate and
        its limits.
    """
    if frame["category"].nunique() > 1:
        codes, heading = frame["category"], text("show.category")
        named = zip(frame["breakdown"], codes, strict=True)
        names = [category_name(breakdown, code, text) for breakdown, code in named]
    elif frame["area_code"].nunique() > 1:
        codes, heading = frame["area_code"], text("show.area")
        names = [areas()[code].name(text.language) for code in codes]
    else:
        codes, heading = frame["period"], text("show.period")
        names = [period(code, text) for code in codes]
    columns = {text("show.code"): codes.array, heading: pd.array(names, dtype="string")}
    columns[text("show.count")] = frame["value"].array
    if frame["rate"].notna().any():
        columns |= {text(f"show.{name}"): frame[name].array for name in ("rate", "lower", "upper")}
    columns[text("show.mark")] = pd.array(marks(frame), dtype="string")
    shown = pd.DataFrame(columns)
    return shown.sort_values(heading, ignore_index=True) if heading == text("show.area") else shown


def table(frame: pd.DataFrame, *, text: Text, caption: str, download: str, source: str) -> Table:
    """Return the rows of a view as the table that travels with a chart."""
    shown = rows(frame, text)
    return Table(caption=caption, data=shown, download=download, source=source)


def marks(frame: pd.DataFrame) -> list[str]:
    """Return the marks of each row: of the count, of the rate where it differs, and of few events."""
    has_rates = frame["rate"].notna().any()
    rows = zip(frame["status"], frame["rate_status"], frame["is_unreliable"], strict=True)
    return [
        " ".join(
            dict.fromkeys(
                each
                for each in (
                    mark(status),
                    mark(rate_status) if has_rates else "",
                    UNRELIABLE if few and has_rates else "",
                )
                if each
            )
        )
        for status, rate_status, few in rows
    ]


def download(text: Text, **view: str) -> str:
    """Return the address of a view's figures as CSV."""
    return f"/open-data/view.csv?{urlencode({**view, 'lang': text.language})}"


def take_away(exhibit: str, view: View, text: Text, options: Options = DEFAULT) -> str:
    """Return where an exhibit of ``components.exhibits`` can be taken away, as it is in this view and language."""
    named = {"area": view.area, "indicator": view.indicator, "period": view.period}
    return f"/take-away?{urlencode({'chart': exhibit, **named, **options.query(), 'lang': text.language})}"


def source(indicator: str, release: str, text: Text) -> str:
    """Return where an indicator's figures come from and the release they were read from."""
    return text(
        "show.source",
        publisher=text(f"indicator.{indicator}.publisher"),
        publication=text(f"indicator.{indicator}.publication"),
        release=day(release[:10], text.language),
    )
