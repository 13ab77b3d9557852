"""What the maps of a view share, on the release that is shipped."""

import pytest

from components.address.options import Options
from components.charts.change_over_time import newest_view
from components.charts.map.chart import shared
from components.charts.map.view import MapView
from components.wording.text import wording
from data import current
from data.site import LANGUAGES
from data.views import View

HOME = "W15000001"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("measure", ["rate", "change"])
@pytest.mark.parametrize("period", ["", "YE-2017-Q1", "YE-2018-Q1", "2016-17", "2017-18"])
def test_a_map_has_the_notes_on_the_figures_of_both_years_that_it_shows(measure, period, language):
    newest = newest_view(current.dataset(), HOME)
    view = View(HOME, newest.indicator, period or newest.period)
    table, _ = shared(MapView(current.dataset(), view, Options(measure=measure), wording(language)))
    holds = period in ("YE-2017-Q1", "2016-17") or (measure == "change" and period in ("YE-2018-Q1", "2017-18"))
    assert bool(table.notes) == holds
