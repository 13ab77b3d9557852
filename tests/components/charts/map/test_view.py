"""One value for what the maps show: what is kept by it is found again, and nearest is what there is a map of."""

from dataclasses import replace

import pytest

from components.address.options import ENGLAND_AND_WALES, Options
from components.charts.map.chart import legend, shared
from components.charts.map.view import MapView, map_view
from components.wording.text import wording
from data import current
from data.views import View

HOME, KENT, GWENT = "W15000001", "E23000032", "W15000002"
YEAR = {"indicator": "recorded_offences", "period": "2022-23"}


def shown(area=HOME, language="en", **options):
    return MapView(current.dataset(), View(area, **YEAR), Options(**options), wording(language))


def test_two_that_show_the_same_are_equal_and_share_what_is_kept():
    one, other = shown(scope="wales"), shown(scope="wales")
    assert one is not other and one == other and hash(one) == hash(other)
    assert legend(one) is legend(other) and shared(one)[0] is shared(other)[0]


@pytest.mark.parametrize(
    "changed",
    [
        {"view": View(KENT, **YEAR)},
        {"view": View(HOME, "recorded_offences", "2021-22")},
        {"options": Options(measure="change")},
        {"text": wording("cy")},
        {"dataset": replace(current.dataset())},
    ],
)
def test_whatever_differs_makes_another(changed):
    assert replace(shown(), **changed) != shown()


@pytest.mark.parametrize("measure", ["rate", "change"])
@pytest.mark.parametrize("scope", ["all", "wales"])
def test_the_table_is_shared_by_all_areas_where_it_shows_the_same(scope, measure):
    tables = [shared(shown(area, scope=scope, measure=measure, against=KENT))[0] for area in (HOME, GWENT)]
    assert tables[0] is tables[1]


def test_what_is_around_an_area_is_of_that_area():
    assert shown(KENT, scope="around").of_scope.view.area == KENT
    assert shown(ENGLAND_AND_WALES, scope="around").of_scope == shown(HOME).of_scope


@pytest.mark.parametrize("scope", ["all", "wales", "around"])
@pytest.mark.parametrize("area", [HOME, KENT, ENGLAND_AND_WALES])
def test_the_same_without_its_area_shows_the_same_areas(area, scope):
    found = shown(area, scope=scope)
    assert found.of_scope.scope == found.scope


def test_the_nearest_map_has_its_own_options_only_and_is_compared_with_another_area():
    asked = Options(measure="change", league="on", against=HOME)
    found = map_view(current.dataset(), View(HOME, "recorded_offences", "2022-Q4"), asked, wording("en"))
    assert found.view.area == HOME and found.view.period.startswith("YE-")
    assert found.options == Options(measure="change", against=ENGLAND_AND_WALES)
