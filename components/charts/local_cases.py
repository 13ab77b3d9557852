"""The force's own cases, where it publishes them: on a map of its local authorities, and by kind of place."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from components.address.links import take_away
from components.charts import people
from components.charts.categories import category_name
from components.charts.people import LOCAL, Links
from components.drawing.chart import Chart
from components.drawing.map.local import ABSENT, LocalMap, local_figures
from components.wording import describe
from components.wording.attribution import attribution
from components.wording.format import mark, number
from components.wording.text import Text
from data.load import Dataset
from data.register import register
from data.statuses import WITHOUT_VALUE
from data.views import Record, View, ViewError, by_category, newest_periods, observation, records
from geo.areas import areas
from geo.local_authorities import local_authority_sheet

MAP = "local_map"


def local_view(dataset: Dataset, area: str, period: str = "") -> View | None:
    """Return the view of the force's own cases in a year, or in the newest there is; None where it publishes none."""
    codes = newest_periods(dataset, LOCAL, register()[LOCAL].headline_kind, area)
    return View(area, LOCAL, period if period in codes else codes[-1]) if codes else None


def map_chart(dataset: Dataset, view: View, text: Text) -> Chart:
    """Return the map of the cases by local authority with its table; bars where there are no shapes of them.

    Parameters
    ----------
    dataset : Dataset
    view : View
        Any; of another indicator, the newest year of cases in its area is shown.
    text : Text

    Raises
    ------
    data.views.ViewError
        If the force of the area publishes no cases by local authority.
    """
    local = view if view.indicator == LOCAL else local_view(dataset, view.area)
    rows = pd.DataFrame() if local is None else by_category(dataset, local, breakdown="local_authority")
    if local is None or rows.empty:
        raise ViewError(f"no cases by local authority for {view}")
    bars = people.category_chart(dataset, local, "local_authority", text, Links("", "", "", ""))
    sheet = local_authority_sheet(local.area)
    if sheet is None:
        return replace(bars, take_away=take_away(f"people.{MAP}", local, text))
    figures = local_figures(rows, threshold=register()[LOCAL].threshold)
    names = {code: areas()[code].name(text.language) for code in sheet.paths}
    meanings = {status: describe.mark_in_words(status, text) for status in WITHOUT_VALUE}
    meanings[ABSENT.name] = text("people.local_map.absent")
    credit = attribution(text)
    return Chart(
        LocalMap(figures, sheet, names, meanings, credit, _elsewhere(rows, text)),
        _sentence(dataset, local, rows, text),
        text("people.local_map.alt", title=bars.table.caption, counts=bars.alt),
        replace(bars.table, notes=(*bars.table.notes, credit)),
        take_away(f"people.{MAP}", local, text),
    )


def _sentence(dataset: Dataset, view: View, rows: pd.DataFrame, text: Text) -> str:
    name = lambda code: category_name("local_authority", code, text)  # noqa: E731 - as describe.parts asks for it
    return describe.parts(rows, observation(dataset, view).value, name, text)


def _elsewhere(rows: pd.DataFrame, text: Text) -> str:
    """Return the rows that are no local authority, which no map can show, in words; empty where there are none."""
    said = [
        text("people.local_map.row", name=category_name("local_authority", row.category, text), count=_count(row, text))
        for row in records(rows)
        if row.category not in areas()
    ]
    return text("people.local_map.off", rows="; ".join(said)) if said else ""


def _count(row: Record, text: Text) -> str:
    return mark(row.status) if row.value is None else number(row.value, text.language)
