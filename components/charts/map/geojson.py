"""The areas of a view as GeoJSON, with their figures as properties."""

from __future__ import annotations

import pandas as pd

from components.address.options import Options
from components.charts import tables
from components.charts.map.picture import values_in_words
from components.charts.map.scope import scope_of
from components.charts.views import nearest_map_view
from components.wording.attribution import attribution
from components.wording.text import Text
from data.load import Dataset
from data.site import site
from data.views import View, by_area
from geo.areas import areas
from geo.shapes import shapes

LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"


def geojson(dataset: Dataset, view: View, options: Options, text: Text) -> dict:
    """Return the shapes of the areas shown with their figures, as GeoJSON for anybody's own map.

    Returns
    -------
    dict
        A FeatureCollection. Of each area ``code``, ``name_en``, ``name_cy``, ``indicator``, ``period``, ``value``,
        ``rate`` per 100,000 residents with ``lower`` and ``upper``, ``status``, ``rate_status``, ``mark``,
        ``release`` and ``licence``, and in words ``indicator_name``, ``period_name``, ``unit``, ``mark_words``,
        ``source``, ``edition`` and ``note``; None where there is no number, never 0 in its place.
    """
    view = nearest_map_view(dataset, view, home=site().home_area)
    scope = scope_of(view, options)
    frame = by_area(dataset, view)
    rows = dict(zip(frame["area_code"], zip(frame.itertuples(), tables.marks(frame), strict=True), strict=True))
    same = {
        "indicator": view.indicator,
        "period": view.period,
        "licence": LICENCE,
    }
    words = values_in_words(dataset, view, frame, text)
    features = [
        {**feature, "properties": {**_properties(feature["properties"]["code"], rows), **same, **words(feature)}}
        for feature in shapes().features["features"]
        if feature["properties"]["code"] in scope.codes
    ]
    about = f"{text(f'indicator.{view.indicator}.meaning')} {attribution(text)}"
    return {"type": "FeatureCollection", "description": about, "features": features}


def _properties(code: str, rows: dict[str, tuple]) -> dict:
    area = areas()[code]
    named = {"code": code, **{f"name_{each}": area.name(each) for each in area.names}}
    if code not in rows:
        none = dict.fromkeys(("value", "rate", "lower", "upper"))
        return {**named, **none, **dict.fromkeys(("status", "rate_status"), "not_available"), "mark": "[x]"}
    row, marks = rows[code]
    numbers = {name: getattr(row, name) for name in ("value", "rate", "lower", "upper")}
    known = {name: None if pd.isna(value) else round(float(value), 4) for name, value in numbers.items()}
    if known["value"] is not None:
        known["value"] = int(known["value"])
    return {**named, **known, "status": row.status, "rate_status": row.rate_status, "mark": marks}
