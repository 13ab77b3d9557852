"""The charts of the map page: one table, in step with area, period, measure and part of the map, in both languages."""

import json

import pytest

from components.address.options import Options
from components.address.visit import Visit
from components.charts.map import chart as map_shared
from components.charts.map import interactive
from components.charts.map.view import MapView
from components.content import map
from components.drawing.map.operable import Operable
from components.drawing.picture import drawing
from components.screen.show import show_together
from data.views import View
from geo.areas import children
from geo.shapes import shapes
from tests.components.charts.map.release import VIEW_2023, make_map_dataset
from tests.conftest import CITY, HOME, WHOLE

KENT = "E23000032"


@pytest.fixture(scope="module")
def release():
    return make_map_dataset()


def charts(release, words, area=HOME, *, is_narrow=False, period="2023", **options):
    view = View(area, "nrm_referrals", period)
    return interactive.map_charts(MapView(release, view, Options(large="on", **options), words), is_narrow=is_narrow)


def offences(release, words, area=HOME, **options):
    view = View(area, "recorded_offences", "2022-23")
    return interactive.map_charts(MapView(release, view, Options(large="on", **options), words), is_narrow=False)


def spec(drawn):
    return json.loads(drawn["deck"].figure.to_json())


def layers(drawn):
    return [layer["id"] for layer in spec(drawn)["layers"]]


@pytest.mark.parametrize("measure", ["rate", "change"])
def test_the_four_charts_share_one_table_and_each_has_words(release, words, measure):
    drawn = offences(release, words, measure=measure)
    assert list(drawn) == ["legend", "deck", "twin", "tiles"]
    assert len({id(chart.table) for chart in drawn.values()}) == 1
    assert all(chart.sentence and chart.alt for chart in drawn.values())


def test_the_alternative_text_names_the_ends_and_leaves_out_what_is_missing(release, english):
    alt = charts(release, english)["deck"].alt
    assert alt.startswith("Map of 43 police force areas (England and Wales)")
    assert "Lowest: Cumbria, 1.4." in alt
    assert "Highest: South Wales" in alt


def test_the_alternative_text_of_changes_counts_each_verdict_and_names_what_is_missing(release, english):
    alt = offences(release, english, measure="change")["deck"].alt
    assert "change from 2021/22 to 2022/23. clear rise: 43." in alt
    assert "[z]" not in alt  # counts are compared, so that the City is one of them


def test_the_alternative_text_of_a_part_is_about_that_part(release, english):
    alt = charts(release, english, scope="wales")["deck"].alt
    assert alt.startswith("Map of 4 police force areas (Wales)")
    assert "Cumbria" not in alt and "[c] hidden to protect people: Dyfed-Powys." in alt


def test_a_period_without_any_rate_says_so(release, words):
    drawn = charts(release, words, period="2022")
    assert f"[x] {words('map.legend.not_available')}: 42." in drawn["deck"].alt
    none = words("map.alt.none", count="43", where="@", title=f"{words('indicator.nrm_referrals.name')}, 2022")
    assert drawn["deck"].alt.startswith(none.split("@")[0])
    assert "1h12l" not in str(drawing(drawn["legend"].figure, words.language))


def test_a_year_without_one_before_it_has_no_change_and_says_so(release, words):
    view = View(HOME, "recorded_offences", "2021-22")
    drawn = interactive.map_charts(
        MapView(release, view, Options(measure="change", large="on"), words), is_narrow=False
    )
    assert words("map.alt.unchanged") in drawn["deck"].alt


def test_the_table_has_43_rows_their_marks_and_its_download(release, english):
    table = charts(release, english)["deck"].table
    assert len(table.frame) == 43
    hidden = table.data[table.data["area"] == "Dyfed-Powys"].iloc[0]
    assert hidden["mark"] == "[c]"
    assert hidden[["number", "rate"]].isna().all()
    assert table.download == "/open-data/view.csv?indicator=nrm_referrals&period=2023&lang=en"


def test_the_table_of_a_part_has_its_areas_and_a_download_of_just_these(release, english):
    table = charts(release, english, scope="wales")["deck"].table
    assert set(table.data["code"]) == {area.code for area in children("W92000004")}
    assert table.caption.endswith("2023. Wales")
    asked = "chart=map.areas&indicator=nrm_referrals&period=2023&scope=wales&lang=en"
    assert table.download == f"/open-data/chart.csv?{asked}"
    around = charts(release, english, scope="around")["deck"].table
    assert len(around.frame) == 7
    assert f"area={HOME}" in around.download and "scope=around" in around.download


def test_the_table_of_changes_is_downloaded_as_it_is(release, english):
    table = offences(release, english, measure="change")["deck"].table
    assert table.data["change"].value_counts().to_dict() == {"clear rise": 43}
    assert "/open-data/chart.csv?chart=map.areas" in table.download and "measure=change" in table.download


def test_a_choice_of_area_or_period_changes_codes_and_not_the_addresses(release, words):
    one, other, third = (
        charts(release, words, **asked)["twin"].figure for asked in ({}, {"area": CITY}, {"period": "2022"})
    )
    assert isinstance(one, Operable)
    assert (one.drawing, one.faces) == (other.drawing, other.faces) == (third.drawing, third.faces)
    assert [each.chosen for each in (one, other)] == [HOME, CITY]
    assert [each.view for each in (one, third)] == ["rate 2023", "rate 2022"]


def test_every_drawing_is_in_step_with_period_measure_part_and_both_areas(release, words):
    drawn = offences(release, words, measure="change", scope="wales", against=KENT)
    for name in ("twin", "tiles"):
        figure = drawn[name].figure
        assert (figure.view, figure.chosen, figure.compared) == ("change 2022-23", HOME, KENT)
        assert set(figure.codes) == {area.code for area in children("W92000004")}
    assert layers(drawn)[-2:] == [f"touch-{HOME}-{KENT}", "names"]
    look = "properties['change 2022-23']"
    assert f"scopes['wales'] && {look} ? {look}.fill" in drawn["deck"].figure.to_json()


def test_what_is_taken_away_is_the_view_with_its_options(release, words):
    drawn = offences(release, words, measure="change", scope="around", against=KENT)
    for name, exhibit in (("twin", "map.areas"), ("tiles", "map.tiles")):
        address = drawn[name].take_away
        for part in (f"chart={exhibit}", f"area={HOME}", "measure=change", "scope=around", f"against={KENT}"):
            assert part in address
    assert drawn["deck"].take_away == drawn["legend"].take_away == ""


def test_the_whole_drawing_is_shown_unless_a_part_is_asked_for(release, words):
    whole = charts(release, words)["twin"].figure
    assert whole.codes == ()
    assert (
        whole.box.split()[2:] == ["414.0", "472.0"] == [f"{float(each):.1f}" for each in shapes().viewbox.split()[2:]]
    )
    assert float(charts(release, words, scope="wales")["twin"].figure.box.split()[2]) < 200


def test_north_wales_is_divided_and_kent_is_not(release, english):
    found = {area: layers(charts(release, english, area)) for area in (HOME, KENT, WHOLE)}
    assert "inner" in found[HOME] and "names" not in found[HOME]
    assert "inner" not in found[KENT]
    assert found[WHOLE] == ["context", "areas", f"touch-{WHOLE}-{WHOLE}"]


@pytest.mark.parametrize(
    ("area", "scope", "inner", "is_named"),
    [
        (HOME, "all", HOME, False),
        (HOME, "around", HOME, True),
        (HOME, "wales", HOME, True),
        (KENT, "wales", HOME, True),
        (KENT, "around", "", False),
        ("E23000006", "around", "", False),
    ],
)
def test_the_authorities_have_lines_where_north_wales_is_chosen_and_names_where_it_fills_the_view(
    release, words, area, scope, inner, is_named
):
    drawn = charts(release, words, area, scope=scope)
    assert (drawn["twin"].figure.inner, drawn["twin"].figure.is_named) == (inner, is_named)
    assert ("names" in layers(drawn)) == is_named
    assert drawn["tiles"].figure.inner == ""


def test_a_phone_has_names_on_the_large_map_only_where_wales_fills_it(release, english):
    named = {
        scope: "names" in layers(charts(release, english, scope=scope, is_narrow=True)) for scope in ("wales", "around")
    }
    assert named == {"wales": True, "around": False}


def test_only_an_area_that_is_drawn_is_said_to_be_outlined(release, english):
    assert charts(release, english)["deck"].sentence.startswith("Outlined: North Wales. Point at an area")
    assert charts(release, english, WHOLE)["deck"].sentence.startswith("Point at an area")


def test_a_phone_and_a_part_of_the_map_change_the_zoom(release, english):
    def zoom(**options):
        return spec(charts(release, english, **options))["initialViewState"]["zoom"]

    wide, narrow = zoom(), zoom(is_narrow=True)
    assert narrow < wide < zoom(scope="around") < zoom(scope="wales")


def test_the_legend_is_read_out_in_classes_and_patterns_and_says_whom_it_marks(release, english):
    legend = charts(release, english, against=KENT)["legend"]
    assert "below 4; 4 to 5; 5 to 7; 7 or more" in legend.alt
    assert "[c] hidden to protect people; [x] not available; [z] not applicable" in legend.alt
    assert legend.sentence.endswith("The triangle marks: North Wales. The outlined triangle marks: Kent.")
    assert "No figure to mark: City of London." in charts(release, english, CITY)["legend"].sentence


def test_the_legend_of_changes_is_read_out_in_verdicts(release, english):
    legend = offences(release, english, measure="change")["legend"]
    assert "clear rise; clear fall; no clear change; too few to compare; [c] hidden to protect people" in legend.alt
    assert "The triangle marks: North Wales. The outlined triangle marks: England and Wales." in legend.sentence


@pytest.mark.parametrize("measure", ["rate", "change"])
def test_the_charts_share_a_table_though_nothing_of_it_is_kept(measure, release, english, monkeypatch):
    # As where another visitor's map takes the place of the table between two looks at what is kept.
    monkeypatch.setattr(map_shared, "_shared", map_shared._shared.__wrapped__)
    tables = [chart.table for chart in offences(release, english, measure=measure).values()]
    assert len(tables) == 4
    assert all(table is tables[0] for table in tables)


def test_a_view_without_a_map_is_replaced_with_a_line_and_never_without_a_word(release, words):
    shown = MapView(release, View(HOME, **VIEW_2023), Options(), words)
    assert 'class="notice"' not in map.heading_html(Visit(shown.view, Options(), words), shown)
    asked = View(HOME, "uk_referrals", "2022")
    replaced = map.heading_html(Visit(asked, Options(), words, asked=tuple(vars(asked).items())), shown)
    assert 'class="notice"' in replaced and words("indicator.nrm_referrals.name") in replaced
    assert words("indicator.uk_referrals.name") in replaced and "2022" in replaced


def test_there_is_no_map_of_a_change_that_no_year_has_and_the_words_say_why(release, english):
    nothing = map.nothing_html(MapView(release, View(HOME, **VIEW_2023), Options(measure="change"), english))
    assert "There is no change to show yet" in nothing
    assert "Years with figures so far: 2023." in nothing
    assert map.nothing_html(MapView(release, View(HOME, **VIEW_2023), Options(), english)) == ""


def test_charts_of_different_tables_cannot_be_shown_together(release, english):
    mixed = {"deck": charts(release, english)["deck"], "tiles": charts(release, english, period="2022")["tiles"]}
    with pytest.raises(ValueError, match="must share one table: deck, tiles"):
        show_together(mixed, english, above={}, on_select=lambda code: None)
