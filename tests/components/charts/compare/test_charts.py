"""The charts of the compare page: what is drawn, marked, said and listed, and what never is."""

import json

import plotly.graph_objects as go
import pytest

from components.address.options import Options
from components.address.visit import Visit
from components.charts.compare.comparison import comparison
from components.charts.compare.funnel import funnel_chart
from components.charts.compare.league import league_chart
from components.charts.compare.side_by_side import side_chart, verdicts
from components.content import claims, compare
from components.content.compare import list_html, overdispersion_html
from components.drawing.picture import picture_svg
from components.drawing.plot.labels import PLACES, places
from components.screen.show import chosen_area, plotted
from components.wording.text import wording
from data.load import load
from data.statistics.rates import change
from data.views import View, ViewError
from geo.areas import areas, forces
from tests.components.charts.map.release import FEW, MISSING, make_map_dataset
from tests.components.source_figures import financial_year, rank, rate, residents, year_to_december
from tests.conftest import CITY, HIDDEN, HOME, WHOLE

REAL = load()
GAPS = make_map_dataset()
OFFENCES, REFERRED = View(HOME, "recorded_offences", "YE-2025-Q4"), View(HOME, "nrm_referrals", "2023")
FINANCIAL = View(HOME, "recorded_offences", "2024-25")
GWENT, SOUTH, WALES = "W15000002", "W15000003", "W92000004"
BESIDE_GAPS = Options(group="chosen", beside=(HIDDEN, MISSING, CITY, FEW))
CHARTS = (funnel_chart, side_chart, league_chart)


def all_charts(language="en"):
    text = wording(language)
    for draw in CHARTS:
        for options in (Options(), Options(group="similar", limits="plain"), Options(group="wales", league="on")):
            yield draw(REAL, OFFENCES, options, text)
            yield draw(REAL, REFERRED, options, text)
        yield draw(GAPS, REFERRED, BESIDE_GAPS, text)
    for draw in (funnel_chart, league_chart):
        yield draw(REAL, OFFENCES, Options(), text, is_narrow=True)


def points(chart):
    """Return the marked points of a funnel by code: symbol and size."""
    found = {}
    for trace in chart.figure.spec["data"]:
        for code in trace.get("customdata", ()):
            found[code] = (trace["marker"]["symbol"], trace["marker"]["size"])
    return found


def names(chart):
    return [each["text"] for each in chart.figure.spec["layout"]["annotations"]]


@pytest.mark.parametrize("language", ["en", "cy"])
def test_plotly_takes_every_figure_and_each_can_be_drawn_as_a_picture(language):
    for chart in all_charts(language):
        go.Figure(chart.figure.spec)
        svg = picture_svg(chart, wording(language), about=[chart.table.source])
        assert svg.count("<svg") == 2 and chart.sentence and chart.alt
        json.dumps(chart.figure.spec, allow_nan=False)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_chart_can_be_taken_away_as_it_is_shown(language):
    for chart in all_charts(language):
        assert chart.take_away.startswith("/take-away?chart=compare.")
        assert f"lang={language}" in chart.take_away
        assert chart.table.download == chart.take_away.replace("/take-away", "/open-data/chart.csv")


def test_the_chosen_force_is_marked_by_shape_and_size_and_named():
    chart = funnel_chart(REAL, OFFENCES, Options(group="wales"), wording("en"))
    found = points(chart)
    (symbol, size), others = found.pop(HOME), {found.pop(code) for code in (GWENT, SOUTH, "W15000004")}
    assert len(others) == 1 and len(set(found.values())) == 1
    assert len({symbol, *(each for each, _ in others), *(each for each, _ in found.values())}) == 3
    assert size > max(each for _, each in others) > max(each for _, each in found.values())
    assert {"North Wales", "Gwent", "South Wales", "Dyfed-Powys"} <= set(names(chart))


def test_the_funnel_has_each_force_with_a_rate_once_and_no_other():
    chart = funnel_chart(GAPS, REFERRED, BESIDE_GAPS, wording("en"))
    found = [code for trace in chart.figure.spec["data"] for code in trace.get("customdata", ())]
    assert len(found) == len(set(found)) == 40
    assert not {HIDDEN, MISSING, CITY} & set(found)
    assert not {"Dyfed-Powys", "Lincolnshire", "City of London"} & set(names(chart))


def test_the_words_under_the_funnel_say_just_what_the_figures_do():
    said = funnel_chart(REAL, OFFENCES, Options(), wording("en")).sentence
    # All forces together, without the City of London.
    every = [force.code for force in forces() if force.code != CITY]
    together = sum(year_to_december(code, 2025) for code in every) / sum(residents(code, 2024) for code in every)
    assert said.startswith(
        f"North Wales lies within the limits: its rate is {rate(HOME, 2025):.1f} per 100,000 residents, "
        f"that of all forces together {together * 100_000:.1f}."
    )
    assert "differs no more than forces commonly do" in said
    # Pinned, as the release of 30 November 2026 has them: limits are no figures of a source.
    assert "Outside the 99.8% limits: 0 of 42 forces. Outside the 95% limits: 8;" in said
    assert said.endswith("Without a rate: [z] not applicable: City of London.")
    plain = funnel_chart(REAL, OFFENCES, Options(limits="plain"), wording("en")).sentence
    assert "Outside the 99.8% limits: 23 of 42 forces" in plain
    assert "So many cannot be chance" in plain and "It differs more than chance alone would make it." in plain


@pytest.mark.parametrize(
    ("area", "said"),
    [
        (HIDDEN, "Dyfed-Powys is not in this chart. The number is hidden to protect people"),
        (CITY, "City of London is not in this chart. A rate per resident would mislead here"),
        (WHOLE, "England and Wales is not a police force area"),
    ],
)
def test_an_area_that_is_no_point_is_told_why(area, said):
    chart = funnel_chart(GAPS, View(area, "nrm_referrals", "2023"), Options(), wording("en"))
    assert chart.sentence.startswith(said)
    assert "per 100,000" not in chart.sentence


def test_what_the_limits_allow_for_is_told_with_the_numbers_of_this_view():
    said = overdispersion_html(comparison(REAL, OFFENCES, Options(), wording("en")))
    # Pinned: a dispersion of this release, and how many forces its plain limits leave outside.
    assert said.startswith("<details") and "about 25 times as much" in said and "23 of 42 forces" in said


def test_every_force_is_a_link_that_keeps_the_rest_of_the_view():
    options = Options(group="chosen", beside=(GWENT, WALES), limits="plain", league="on")
    html = compare.below_funnel_html(comparison(REAL, OFFENCES, options, wording("en")))
    assert html.count("<li><a ") == 43 and html.count("aria-current") == 1
    kept = "indicator=recorded_offences&amp;period=YE-2025-Q4&amp;limits=plain&amp;group=chosen&amp;league=on"
    assert f'href="/compare?lang=en&amp;area=E23000032&amp;{kept}&amp;beside=W15000002%2CW92000004"' in html
    # The interval is pinned: the exact one of Poisson's distribution, tested in tests/data/statistics/test_rates.py.
    south = f"{rate(SOUTH, 2025):.1f} (14.8 to 19.3) [p]; within the limits; number: {year_to_december(SOUTH, 2025)}"
    assert f"South Wales</a>: {south}" in html
    assert f"City of London</a>: [z] not applicable; number: {year_to_december(CITY, 2025)}" in html


def test_the_list_says_nothing_of_a_hidden_force_but_that_it_is_hidden():
    shown = comparison(GAPS, REFERRED, Options(), wording("en"))
    html = list_html(shown, {HIDDEN: "/compare"})
    assert "Dyfed-Powys</a>: [c] hidden to protect people</li>" in html


def test_english_names_are_marked_as_english_on_a_welsh_page():
    html = compare.below_funnel_html(comparison(REAL, OFFENCES, Options(), wording("cy")))
    assert 'lang="en">Surrey</a>' in html and 'lang="cy">De Cymru</a>' in html


def test_side_by_side_has_one_scale_and_the_chosen_area_first():
    chart = side_chart(REAL, OFFENCES, Options(group="wales"), wording("en"))
    (dots,) = chart.figure.spec["data"]
    assert dots["x"][0] == pytest.approx(rate(HOME, 2025), abs=0.001)
    assert [*chart.table.data["place"]] == ["North Wales", "Gwent", "South Wales", "Dyfed-Powys"]
    assert (
        max(x + more for x, more in zip(dots["x"], dots["error_x"]["array"], strict=True))
        < (chart.figure.spec["layout"]["xaxis"]["range"][1])
    )
    number = year_to_december(HOME, 2025)
    assert f"{rate(HOME, 2025):.1f} (10.8 to 16.3) [p]; number: {number}" in names(chart)


def test_each_pair_has_the_verdict_of_the_fixed_test_with_both_populations():
    # The financial year 2024/25 has a pair of each verdict.
    shown = comparison(REAL, FINANCIAL, Options(group="wales"), wording("en"))
    assert verdicts(shown) == {GWENT: "fell", SOUTH: "no clear change", "W15000004": "rose"}
    for code, verdict in verdicts(shown).items():
        (there, lived), (here, live) = ((financial_year(each, 2024), residents(each, 2024)) for each in (code, HOME))
        assert change(there, here, exposure_1=lived, exposure_2=live).verdict == verdict
    said = side_chart(REAL, FINANCIAL, Options(group="wales"), wording("en")).sentence
    assert said == (
        "Clearly higher in North Wales than in: Dyfed-Powys. Clearly lower in North Wales than in: Gwent. "
        "No clear difference between North Wales and: South Wales. "
        "3 pairs were tested, each at 95%: of 20 such tests, one would show a difference by chance alone."
    )


def test_a_larger_area_is_compared_without_the_area_in_it_and_says_so():
    said = side_chart(REAL, OFFENCES, Options(), wording("en")).sentence
    (whole, lived), (here, live) = ((year_to_december(each, 2025), residents(each, 2024)) for each in (WHOLE, HOME))
    assert change(whole - here, here, exposure_1=lived - live, exposure_2=live).verdict == "fell"
    assert "Clearly lower in North Wales than in: England and Wales." in said
    assert "compared with the rest of it" in said


def test_what_is_not_there_has_its_own_pattern_and_is_not_compared():
    chart = side_chart(GAPS, REFERRED, BESIDE_GAPS, wording("en"))
    bars = [trace for trace in chart.figure.spec["data"] if trace["type"] == "bar"]
    assert [bar["marker"]["pattern"]["shape"] for bar in bars] == ["/", ".", "x"]
    assert len({bar["x"][0] for bar in bars}) == 1  # a length that is no number
    (dots,) = (trace for trace in chart.figure.spec["data"] if trace["type"] == "scatter")
    assert len(dots["x"]) == 2
    said = chart.sentence
    assert "Not compared, because a rate is missing: Dyfed-Powys, Lincolnshire, City of London." in said
    assert "[c] hidden to protect people" in names(chart)
    assert chart.table.marks == ["", "[c]", "[x]", "[z]", "[u]"]


def test_nobody_to_compare_with_is_told_and_not_drawn():
    with pytest.raises(ViewError):
        side_chart(REAL, OFFENCES, Options(group="chosen"), wording("en"))
    html = compare.above_side_html(comparison(REAL, OFFENCES, Options(group="chosen"), wording("en")))
    assert "Choose up to four areas." in html


def test_the_league_table_has_no_rank_without_an_interval_and_no_rate_of_the_city():
    chart = league_chart(REAL, OFFENCES, Options(), wording("en"))
    frame = chart.table.frame
    (first,) = (force for force in forces() if force.code != CITY and rank(force.code, 2025) == 1)
    assert [*frame.iloc[0]][:2] == [first.name("en"), year_to_december(first.code, 2025)]
    city, count = frame.iloc[-1], year_to_december(CITY, 2025)
    assert city.iloc[0] == "City of London" and city.iloc[1] == count and city.iloc[2:8].isna().all()
    assert city.iloc[-1] == "[z]"
    ranked = frame.iloc[:-1]
    assert (ranked["first"] <= ranked["rank"]).all() and (ranked["rank"] <= ranked["last"]).all()
    (said,) = (trace for trace in chart.figure.spec["data"] if trace.get("xaxis") == "x2")
    place = rank(HOME, 2025)
    assert said["text"][place - 1].strip() == f"{place} (14 to 32) [p]" and said["text"][-1].strip() == "[z]"
    assert f"number: {count}" in [word.strip() for trace in chart.figure.spec["data"] for word in trace.get("text", ())]


def test_the_league_table_keeps_what_is_missing_at_the_end_with_its_mark():
    chart = league_chart(GAPS, REFERRED, Options(), wording("en"))
    assert chart.table.marks[-3:] == ["[c]", "[x]", "[z]"]
    (said,) = (trace for trace in chart.figure.spec["data"] if trace.get("xaxis") == "x2")
    assert [word.strip() for word in said["text"][-3:]] == ["[c]", "[x]", "[z]"]
    assert any(word.endswith("[u]") for word in said["text"])


# The interval is pinned as the release of 30 November 2026 has it: it comes from a simulation, not from a source.
@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "North Wales ranks 27th of 42 by rate; allowing for chance, it may lie anywhere between 14th and 32nd."),
        (
            "cy",
            "Mae Gogledd Cymru yn safle 27 o 42 yn ôl cyfradd; o ystyried hap, gallai’r safle fod unrhyw le o 14 i 32",
        ),
    ],
)
def test_the_rank_is_said_with_its_interval(language, said):
    html = compare.ranks_html(comparison(REAL, OFFENCES, Options(), wording(language)))
    assert said in html


@pytest.mark.parametrize("area", [HIDDEN, MISSING, CITY])
def test_a_rank_is_not_said_of_what_has_none(area):
    html = compare.ranks_html(comparison(GAPS, View(area, "nrm_referrals", "2023"), Options(), wording("en")))
    assert "has no rank." in html and "allowing for chance" not in html


def test_a_period_without_figures_says_so_and_has_no_chart():
    view = View(HOME, "nrm_referrals", "2022")
    for draw in (funnel_chart, league_chart):
        with pytest.raises(ViewError):
            draw(REAL, view, Options(), wording("en"))
    shown = comparison(REAL, view, Options(), wording("en"))
    assert "there are no rates to compare. Years with rates: 2023." in compare.nothing_html(shown)
    assert "2022: [x] The figure is not available" in compare.area_html(shown)


def test_what_a_comparison_does_not_have_is_no_part_of_its_address():
    asked = Options(measure="change", scope="wales", step="quarter", beside=(GWENT,))
    assert comparison(REAL, OFFENCES, asked, wording("en")).options == Options()
    assert funnel_chart(REAL, OFFENCES, asked, wording("en")).take_away == (
        "/take-away?chart=compare.funnel&area=W15000001&indicator=recorded_offences&period=YE-2025-Q4&lang=en"
    )


def test_a_view_without_comparison_is_replaced_with_a_line():
    asked = View("K02000001", "uk_referrals", "2023")
    shown = comparison(REAL, asked, Options(), wording("en"))
    assert shown.view == OFFENCES
    visit = Visit(asked, Options(), wording("en"), asked=tuple(vars(asked).items()))
    assert "This page does not show it." in compare.heading_html(visit, shown)
    assert "This page does not show it." not in compare.heading_html(Visit(OFFENCES, Options(), wording("en")), shown)


def test_names_lie_on_no_other_name_and_the_first_is_always_there():
    crowd = [("North Wales", 100.0 + i, 100.0) for i in range(8)]
    found = places(crowd, (300, 200), names=[], others=[])
    boxes = [spot.box(x, y, name) for spot, (name, x, y) in zip(found, crowd, strict=True) if spot]
    assert found[0] in PLACES and None in found
    for i, one in enumerate(boxes):
        for other in boxes[:i]:
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_the_first_name_is_there_even_where_there_is_no_room():
    everywhere = [(0, 0, 300, 200)]
    first, second = places(
        [("North Wales", 100.0, 100.0), ("Gwent", 50.0, 50.0)], (300, 200), names=everywhere, others=[]
    )
    assert first in PLACES and second is None


def test_a_name_at_the_edge_stands_inside():
    (spot,) = places([("Metropolitan Police", 295.0, 100.0)], (300, 200), names=[], others=[])
    assert spot.box(295, 100, "Metropolitan Police")[2] <= 300


@pytest.mark.parametrize(
    "state",
    [
        {},
        {"selection": None},
        {"selection": {"points": "E23000032"}},
        {"selection": {"points": []}},
        {"selection": {"points": [{"customdata": ["E23000032"]}]}},
        {"selection": {"points": [{"customdata": "<script>"}]}},
        {"selection": {"points": [7]}},
    ],
)
def test_a_click_that_names_no_area_of_ours_chooses_nothing(state):
    assert chosen_area(state) == ""


def test_a_click_on_a_point_chooses_its_area():
    assert chosen_area({"selection": {"points": [{"customdata": "E23000032"}]}}) == "E23000032"


def test_a_figure_is_sent_as_it_is():
    figure = funnel_chart(REAL, OFFENCES, Options(), wording("en")).figure.spec
    assert isinstance(plotted(figure), go.Figure.__mro__[1])
    assert plotted(figure).to_dict() is figure


def test_every_name_of_every_force_fits_in_both_languages():
    for language in ("en", "cy"):
        for code in (code for code, area in areas().items() if area.kind == "force" and code != CITY):
            chart = funnel_chart(REAL, View(code, "recorded_offences", "YE-2025-Q4"), Options(), wording(language))
            assert areas()[code].name(language) in names(chart)


def test_claims_stand_under_every_view():
    assert "<details" in claims.claims_html(REAL, OFFENCES, Options(), wording("cy"))
