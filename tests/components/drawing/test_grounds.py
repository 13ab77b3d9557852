"""Every drawing has its own white ground, so that it can be read on a page that a browser has darkened."""

import re

import pytest

from components.charts.exhibits import EXHIBITS
from components.drawing.map.figure import MapFigure
from components.drawing.map.sheet import map_parts
from components.drawing.picture import drawing
from data.site import LANGUAGES
from web.take_away.request import read_request

LOCAL = ("card.cases", "people.setting", "people.local_authority", "people.local_map")
GROUND = re.compile(r'<rect [^>]*width="([\d.]+)" height="([\d.]+)" fill="#ffffff"/>')


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [name for name in EXHIBITS if name not in LOCAL])
def test_a_drawing_has_a_ground_as_large_as_itself_before_anything_is_drawn(name, language):
    asked = read_request({"chart": name, "lang": language})
    if not asked.chart.is_drawn:
        return
    figure = asked.chart.figure
    for part in map_parts(figure, language) if isinstance(figure, MapFigure) else [drawing(figure, language)]:
        found = GROUND.search(re.sub(r"<defs>.*?</defs>", "", part.content))
        assert found, name
        if not isinstance(figure, MapFigure):
            assert (float(found[1]), float(found[2])) == pytest.approx((part.width, part.height), abs=1)
