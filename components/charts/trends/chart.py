"""The trends of an area beside Wales and England and Wales as one chart with one table."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from components.address import links
from components.address.options import Options
from components.charts import tables
from components.charts.trends.figure import panels_figure
from components.charts.trends.panels import Trends, trends
from components.charts.trends.words import alt, said
from components.drawing.chart import Chart, Table
from components.drawing.plot.figure import Lines, Plot
from components.wording.format import period
from components.wording.text import Text
from data.load import Dataset
from data.site import site
from data.views import View


def panels_chart(
    dataset: Dataset, view: View, options: Options, text: Text, *, is_narrow: bool = False, has_legend: bool = False
) -> Chart:
    """Return the area, Wales, and England and Wales as small multiples on equal scales, with one table.

    Parameters
    ----------
    dataset : Dataset
    view : View
        Any; the nearest there are trends of is shown.
    options : Options
    text : Text
    is_narrow : bool
        Panels one below the other.
    has_legend : bool
        What the dated events are, below the panels: for a picture.
    """
    shown = trends(dataset, view, options, text, home=site().home_area)
    spec = panels_figure(shown, is_narrow=is_narrow, has_legend=has_legend)
    lines = {panel.area: tuple(panel.values) for panel in shown.panels}
    figure = Plot(spec, Lines("rate" if shown.has_rates else "number", tuple(shown.codes), lines))
    take = links.take_away("trends.series", shown.view, text, shown.options)
    return Chart(figure, said(shown), alt(shown), panels_table(shown), take)


def panels_table(shown: Trends) -> Table:
    """Return every period of every panel as a row, with counts, rates and marks."""
    text, view = shown.text, shown.view
    # The marks of all panels together: an area without any rate has a mark beside those that have one.
    frame = pd.concat([panel.series.frame for panel in shown.panels], ignore_index=True)
    columns = {
        "code": frame["period"].array,
        "area_code": frame["area_code"].array,
        "period": pd.array([period(code, text) for code in frame["period"]], dtype="string"),
        "area": pd.array([shown.name(code) for code in frame["area_code"]], dtype="string"),
        "number": frame["value"].array,
    }
    if frame["rate"].notna().any():
        columns |= {name: frame[name].array for name in ("rate", "lower", "upper")}
    columns["mark"] = pd.array(tables.marks(frame), dtype="string")
    return Table(
        caption=shown.title,
        data=pd.DataFrame(columns),
        heads=tables.heads([*columns][2:], text),
        download=links.chart_csv("trends.series", view, text, shown.options),
        **_origin(shown, frame),
    )


def _origin(shown: Trends, frame: pd.DataFrame) -> tables.Origin:
    """Return where the rows are from; those the usual range was worked out from say it, as the first panel draws it."""
    said = tables.origin(shown.dataset, shown.view.indicator, frame, shown.text)
    panel = shown.panels[0]
    if panel.usual is None:
        return said
    numbers = {"usual_mean": panel.usual.centre, "usual_lower": panel.usual.lower, "usual_upper": panel.usual.upper}
    inside = range(panel.start_of_run, len(panel.values))
    extra = {name: [value if i in inside else None for i in range(len(frame))] for name, value in numbers.items()}
    return {**said, "rows": replace(said["rows"], extra=extra)}
