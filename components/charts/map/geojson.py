"""The areas of a view as GeoJSON, with their figures as properties."""

from __future__ import annotations

from collections.abc import Mapping

from components.charts import tables
from components.charts.map.picture import values_in_words
from components.charts.map.view import MapView
from components.wording.attribution import attribution
from data.views import Record, by_area, records
from geo.areas import areas
from geo.shapes import GeoJson, shapes

LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"


def geojson(shown: MapView) -> GeoJson:
    """Return the shapes of the areas shown with their figures, as GeoJSON for anybody's own map.

    Returns
    -------
    dict
        A FeatureCollection. Of each area ``code``, ``name_en``, ``name_cy``, ``indicator``, ``period``, ``value``,
        ``rate`` per 100,000 residents with ``lower`` and ``upper``, ``status``, ``rate_status``, ``mark``,
        ``release`` and ``licence``, and in words ``indicator_name``, ``period_name``, ``unit``, ``mark_words``,
        ``source``, ``edition`` and ``note``; None where there is no number, never 0 in its place.
    """
    dataset, view, text = shown.dataset, shown.view, shown.text
    frame = by_area(dataset, view)
    marked = zip(records(frame), tables.marks(frame), strict=True)
    rows = {row.area_code: (row, marks) for row, marks in marked}
    same = {
        "indicator": view.indicator,
        "period": view.period,
        "licence": LICENCE,
    }
    words = values_in_words(shown, frame)
    features = [
        {**feature, "properties": {**_properties(feature["properties"]["code"], rows), **same, **words(feature)}}
        for feature in shapes().features["features"]
        if feature["properties"]["code"] in shown.scope.codes
    ]
    about = f"{text(f'indicator.{view.indicator}.meaning')} {attribution(text)}"
    return {"type": "FeatureCollection", "description": about, "features": features}


def _properties(code: str, rows: Mapping[str, tuple[Record, str]]) -> GeoJson:
    area = areas()[code]
    named = {"code": code, **{f"name_{each}": area.name(each) for each in area.names}}
    if code not in rows:
        none = dict.fromkeys(("value", "rate", "lower", "upper"))
        return {**named, **none, **dict.fromkeys(("status", "rate_status"), "not_available"), "mark": "[x]"}
    row, marks = rows[code]
    rates = {"rate": row.rate, "lower": row.lower, "upper": row.upper}
    known = {name: None if rate is None else round(rate, 4) for name, rate in rates.items()}
    return {**named, "value": row.value, **known, "status": row.status, "rate_status": row.rate_status, "mark": marks}
