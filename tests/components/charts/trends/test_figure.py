"""The trends as they are drawn: equal scales, gaps never crossed, the usual range, events on their day."""

from itertools import chain, pairwise

import pandas as pd
import pytest

from components.address.options import Options
from components.charts.trends.chart import panels_chart
from components.charts.trends.events import events
from components.charts.trends.figure import panels_figure, time_ticks
from components.charts.trends.gaps import Gaps, gap_words
from components.charts.trends.panels import trends
from components.charts.trends.uk import uk_chart
from components.charts.trends.words import range_words
from components.content.trends import events_html
from components.drawing import theme
from components.drawing.plot.svg import plot_svg
from components.wording.text import wording
from data import current
from data.load import Dataset
from data.site import LANGUAGES
from data.views import View
from geo.areas import forces
from tests.components.source_figures import rate
from tests.conftest import make_dataset, quarters, rows

STEADY = [20, 22, 19, 21, 20, 23, 18, 20, 22, 19, 21, 20, 19, 21]
HOME, WALES, WHOLE, CITY = "W15000001", "W92000004", "K04000001", "E23000034"


def shown(area=HOME, indicator="recorded_offences", language="en", **options):
    view = View(area, indicator, "2022-23")
    return trends(current.dataset(), view, Options(**options), wording(language), home=HOME)


def steady(*counts):
    """Return the trends of a release with these quarters, the newest last; the same in all three panels."""
    each = (rows("recorded_offences", area, quarters(*counts), status="not_available") for area in (HOME, WALES, WHOLE))
    frame = pd.DataFrame(chain.from_iterable(each)).astype({"value": "Int64"})
    release = Dataset(frame, make_dataset().population, {"release": "2026-01-01"})
    view = View(HOME, "recorded_offences", "2023-Q2")
    return trends(release, view, Options(step="quarter"), wording("en"), home=HOME)


def lines(figure):
    return [trace for trace in figure["data"] if trace["type"] == "scatter"]


def bands(figure, axis="x"):
    """Return the stubs at the foot of the gaps, in the pattern of their reason."""
    bars = [trace for trace in figure["data"] if trace["type"] == "bar" and trace["xaxis"] == axis]
    return [bar for bar in bars if "pattern" in bar["marker"]]


def pale(figure, axis="x"):
    """Return the grounds of the gaps."""
    bars = [trace for trace in figure["data"] if trace["type"] == "bar" and trace["xaxis"] == axis]
    return [bar for bar in bars if "pattern" not in bar["marker"]]


def written(figure):
    return [note["text"] for note in figure["layout"]["annotations"]]


def test_the_area_stands_beside_wales_and_england_and_wales():
    assert [panel.area for panel in shown().panels] == [HOME, WALES, WHOLE]
    assert [panel.area for panel in shown(WALES).panels] == [WALES, WHOLE]
    assert [panel.area for panel in shown(WHOLE).panels] == [WHOLE, WALES]


def test_years_are_rates_on_one_scale():
    figure = panels_figure(shown())
    ranges = [figure["layout"][name]["range"] for name in ("yaxis", "yaxis2", "yaxis3")]
    assert ranges[0] == ranges[1] == ranges[2]
    assert lines(figure)[0]["y"][-1] == pytest.approx(rate(HOME, 2025), abs=1e-3)


def test_quarters_are_counts_with_the_mean_of_each_panel_at_one_height():
    found = shown(step="quarter")
    figure = panels_figure(found)
    heights = []
    for line, name in zip(lines(figure), ("yaxis", "yaxis2", "yaxis3"), strict=True):
        known = [value for value in line["y"] if value is not None]
        heights.append(sum(known) / len(known) / figure["layout"][name]["range"][1])
        assert max(known) <= figure["layout"][name]["range"][1]
    assert heights == pytest.approx([heights[0]] * 3)
    # Pinned to the table of the edition that is held: one cell of it.
    assert lines(figure)[0]["y"][-1] == 30


@pytest.mark.parametrize(("language", "words"), [("en", "not available"), ("cy", "ddim ar gael")])
def test_a_year_that_is_not_available_is_a_pale_gap_with_words_and_no_line_crosses_it(language, words):
    figure = panels_figure(shown(indicator="nrm_referrals", language=language))
    assert lines(figure)[0]["y"][0] is None
    (ground,), (stub,) = pale(figure), bands(figure)
    assert ground["x"] == stub["x"] == [0]
    assert ground["marker"]["color"] == theme.CONTEXT_LAND and words in ground["hovertext"][0]
    assert stub["marker"]["pattern"]["shape"] == "." and stub["y"][0] < 0.05 * ground["y"][0]
    assert words in written(figure) and "[x]" not in written(figure)


def test_words_lie_along_a_long_gap_and_up_a_short_one():
    long, short = Gaps((None,) * 9, ("hidden",) * 9, 1, 250), Gaps((None, 2.0, 3.0), ("hidden", "", ""), 1, 250)
    (along,), (up,) = (gap_words(gaps, wording("cy"), "") for gaps in (long, short))
    assert along["text"] == up["text"] == "wedi’i guddio i ddiogelu pobl"
    assert "textangle" not in along and up["textangle"] == -90


def test_where_no_panel_has_a_figure_the_sentence_stands_alone():
    each = [rows("recorded_offences", area, quarters(None, None), status="hidden") for area in (HOME, WALES, WHOLE)]
    elsewhere = rows("recorded_offences", CITY, quarters(5, 6))
    frame = pd.DataFrame(chain(*each, elsewhere)).astype({"value": "Int64"})
    release = Dataset(frame, make_dataset().population, {"release": "2026-01-01"})
    chart = panels_chart(release, View(HOME, "recorded_offences", "2023-Q2"), Options(step="quarter"), wording("en"))
    assert not chart.is_drawn and "hidden to protect people" in chart.sentence


def test_a_rate_that_does_not_apply_is_crossed_out_and_counts_stay_in_the_table():
    chart = panels_chart(current.dataset(), View(CITY, "recorded_offences", "YE-2025-Q4"), Options(), wording("en"))
    assert {band["marker"]["pattern"]["shape"] for band in bands(chart.figure.spec)} == {"x"}
    city = chart.table.data[chart.table.data["area_code"] == CITY]
    assert city["number"].iloc[-1] > 0 and city["mark"].iloc[-1] == "[z]"


def test_hidden_quarters_are_hatched_and_never_a_number():
    dataset, found = current.dataset(), 0
    for force in forces():
        chart = panels_chart(dataset, View(force.code, "nrm_referrals", "2023"), Options(step="quarter"), wording("en"))
        own = chart.table.data[chart.table.data["area_code"] == force.code]
        hidden = [i for i, mark in enumerate(own["mark"]) if "[c]" in mark]
        found += len(hidden)
        assert all(lines(chart.figure.spec)[0]["y"][i] is None for i in hidden)
        hatched = [
            x for band in bands(chart.figure.spec) if band["marker"]["pattern"]["shape"] == "/" for x in band["x"]
        ]
        assert hatched == hidden
    assert found > 0


def test_the_usual_range_spans_the_figures_since_the_last_gap():
    found = steady(500, None, *STEADY)
    (band,) = (shape for shape in panels_figure(found)["layout"]["shapes"] if shape["type"] == "rect")
    usual = found.panels[0].usual
    assert (band["x0"], band["x1"]) == (1.5, len(STEADY) + 1.5)
    assert (band["y0"], band["y1"]) == (usual.lower, usual.upper)
    # Wheeler's limits by hand: the mean, plus and minus 2.66 times the mean difference between neighbours.
    mean = sum(STEADY) / len(STEADY)
    reach = 2.66 * sum(abs(one - other) for one, other in pairwise(STEADY)) / (len(STEADY) - 1)
    assert (usual.lower, usual.centre, usual.upper) == pytest.approx((mean - reach, mean, mean + reach))


@pytest.mark.parametrize(
    "counts",
    [
        STEADY[:11],  # too few
        [10, 12, 15, 19, 23, 29, 36, 45, 56, 70, 88, 110, 137],  # rises
        [100, 80, 64, 51, 41, 33, 26, 33, 41, 51, 64, 80, 100],  # turns
    ],
)
def test_where_a_series_is_short_rises_or_turns_no_usual_range_is_shown(counts):
    found = steady(*counts)
    assert found.panels[0].usual is None
    assert not [shape for shape in panels_figure(found)["layout"]["shapes"] if shape["type"] == "rect"]


def test_events_stand_on_their_day_and_only_where_the_series_runs():
    codes = ("2015-16", "2016-17", "2017-18")
    assert [(each.key, each.is_break) for each in events("recorded_offences", codes)] == [
        ("duty", False),
        ("report", False),
    ]
    assert events("recorded_offences", codes)[1].place == pytest.approx(2 - 0.5 + 206 / 365)
    assert events("recorded_offences", ("2022-23",)) == ()


def test_the_counting_rule_of_2023_is_an_event_of_the_offences_and_no_break():
    codes = ("2022-23", "2023-24", "2024-25")
    (event,) = events("recorded_offences", codes)
    assert (event.key, event.date.isoformat(), event.is_break) == ("principal_crime", "2023-04-13", False)
    assert event.place == pytest.approx(1 - 0.5 + 12 / 366)
    assert events("nrm_referrals", ("2023", "2024")) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_event_says_what_happened_and_where_its_day_was_read(language):
    found = events("recorded_offences", [f"{year}-{year - 1999}" for year in range(2014, 2026)])
    assert [event.key for event in found] == ["act", "duty", "report", "principal_crime"]
    html = events_html(found, wording(language))
    assert html.count("<li>") == html.count('<cite lang="en">') == len(found)
    for event in found:
        assert event.words(wording(language)) in html and event.source in html
    assert "written question 181272, answered 24 April 2023" in html


def test_a_break_has_no_source_of_an_event():
    (broken,) = (event for event in events("uk_decisions", ("2022", "2023")) if event.is_break)
    assert "<cite" not in events_html((broken,), wording("en"))


def test_the_break_in_decisions_is_drawn_heavier_than_an_event():
    figure = uk_chart(current.dataset(), "uk_decisions", Options(step="quarter"), wording("en")).figure.spec
    widths = [shape["line"]["width"] for shape in figure["layout"]["shapes"]]
    assert widths == [1, 1, 1, 2]
    off = uk_chart(current.dataset(), "uk_decisions", Options(step="quarter", notes="off"), wording("en")).figure.spec
    assert off["layout"]["shapes"] == []


def test_the_united_kingdom_in_2009_is_a_gap_and_2023_as_published():
    chart = uk_chart(current.dataset(), "uk_referrals", Options(), wording("en"))
    (line,) = lines(chart.figure.spec)
    assert line["y"][0] is None and line["y"][-1] == 17004
    assert "726 in 2010, 17,004 in 2023" in chart.sentence
    decisions = uk_chart(current.dataset(), "uk_decisions", Options(), wording("en"))
    assert [line["y"][-1] for line in lines(decisions.figure.spec)] == [15247, 9825]


@pytest.mark.parametrize(("indicator", "names"), [("uk_totals", 1), ("uk_referrals", 0), ("uk_decisions", 2)])
def test_the_name_of_a_line_has_room_above_the_drawing_also_where_there_is_one(indicator, names):
    layout = uk_chart(current.dataset(), indicator, Options(step="quarter", notes="off"), wording("en")).figure.spec[
        "layout"
    ]
    named = [note["yshift"] for note in layout["annotations"] if note["text"][0] in "•■"]
    assert len(named) == names
    assert all(layout["margin"]["t"] >= shift + 22 for shift in named)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_published_totals_have_a_line_for_each_measure_in_years(language):
    chart = uk_chart(current.dataset(), "uk_totals", Options(), wording(language))
    people, adults = lines(chart.figure.spec)
    # As three bulletins state them (data/sources/nrm_uk_published_totals.csv): each a figure of its own, never a sum.
    assert (people["y"], adults["y"]) == ([16990, 19125, 23411], [4929, 5598, 7130])
    assert people["marker"]["symbol"] != adults["marker"]["symbol"]
    names = [wording(language)(f"trends.uk.{each}") for each in ("people_referred", "duty_to_notify")]
    assert all(any(name in each for each in written(chart.figure.spec)) and name in chart.sentence for name in names)
    assert len(chart.table.data) == 6


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_published_totals_of_quarters_have_a_stretch_that_is_missing_and_no_line_without_any_figure(language):
    text = wording(language)
    chart = uk_chart(current.dataset(), "uk_totals", Options(step="quarter"), text)
    (line,) = lines(chart.figure.spec)
    assert line["y"] == [4521, 4312, 4758, None, None, None, 6407, 6021]
    assert not line["connectgaps"]
    (band,) = bands(chart.figure.spec)
    assert band["x"] == [3, 4, 5] and band["marker"]["pattern"]["shape"] == "."
    assert written(chart.figure.spec).count(text("map.legend.not_available")) == 1
    # Of quarters no bulletin says how many adults were reported: a row with its mark in the table, and no line.
    adults = text("trends.uk.duty_to_notify")
    assert adults not in chart.sentence
    own = chart.table.data[chart.table.data["category"] == adults]
    assert len(own) == 8 and own["number"].isna().all() and set(own["mark"]) == {"[x]"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("step", ["year", "quarter", "financial"])
@pytest.mark.parametrize("indicator", ["recorded_offences", "nrm_referrals"])
def test_every_area_has_a_drawing_that_is_drawn_the_same_as_a_picture(indicator, step, language):
    for code in [*(force.code for force in forces()), WALES, WHOLE]:
        chart = panels_chart(
            current.dataset(), View(code, indicator, "2023"), Options(step=step), wording(language), has_legend=True
        )
        assert str(plot_svg(chart.figure.spec, width=844)).count("<path") > 3
        assert chart.sentence and chart.alt


def test_a_phone_has_the_panels_one_below_the_other():
    layout = panels_figure(shown(), is_narrow=True)["layout"]
    assert [layout[name]["domain"] for name in ("xaxis", "xaxis2", "xaxis3")] == [[0, 1]] * 3
    assert layout["yaxis"]["domain"][0] > layout["yaxis2"]["domain"][1] > layout["yaxis3"]["domain"][1]


def test_only_some_periods_are_named_and_the_newest_year_is_among_them():
    places, labels = time_ticks(
        [f"{year}-Q{quarter}" for year in range(2015, 2024) for quarter in range(1, 5)], 4, "en"
    )
    assert labels[-1] == "2023" and len(labels) <= 4
    assert places[-1] == 32


def test_a_figure_called_within_the_usual_range_is_within_it_for_every_area_of_the_release():
    text, dataset = wording("en"), current.dataset()
    asked = 0
    for area in forces():
        for indicator, period in (("recorded_offences", "YE-2025-Q4"), ("nrm_referrals", "2023")):
            for step in ("year", "financial", "quarter"):
                shown = trends(dataset, View(area.code, indicator, period), Options(step=step), text, home=area.code)
                panel = shown.panels[0]
                said, found = range_words(panel, text), panel.usual
                asked += 1
                assert bool(said) == (found is not None and panel.values[-1] is not None)
                if said:
                    assert ("is within" in said) == (found.lower <= panel.values[-1] <= found.upper), area.code
    assert asked == 43 * 6
