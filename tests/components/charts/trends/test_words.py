"""What the trends page says, on the real figures and on small ones."""

import tomllib
from datetime import date
from itertools import chain, pairwise

import pandas as pd
import pytest

from components.address.options import Options
from components.address.visit import Visit
from components.charts import change_over_time
from components.charts.trends.chart import panels_table
from components.charts.trends.panels import trends
from components.charts.trends.words import alt, said
from components.content.trends import below_html, heading_html
from components.wording.text import LOCALES, wording
from data import current
from data.load import Dataset
from data.periods import period as read_period
from data.site import LANGUAGES
from data.views import View
from geo.areas import forces
from tests.components.source_figures import WALES, WHOLE, rate, year_to_december
from tests.conftest import make_dataset, rows, years_to_december

HOME = "W15000001"


def shown(area=HOME, indicator="recorded_offences", language="en", dataset=None, **options):
    view = View(area, indicator, "2022-23")
    return trends(dataset or current.dataset(), view, Options(**options), wording(language), home=HOME)


def gapped():
    """Return the trends of a release in which the second year of three areas is missing."""
    counts = years_to_december(500, None, 60, 62, 61, 58, 57)
    each = (rows("recorded_offences", area, counts, status="not_available") for area in (HOME, WALES, WHOLE))
    frame = pd.DataFrame(chain.from_iterable(each)).astype({"value": "Int64"})
    return shown(dataset=Dataset(frame, make_dataset().population, {"release": "2026-01-01"}))


def test_north_wales_quarterly_referrals_are_compared_with_the_quarter_a_year_before_and_no_trend_is_said():
    words = said(shown(indicator="nrm_referrals", step="quarter"))
    assert words == (
        "In October to December 2023, North Wales Police referred 10 potential victims of modern slavery into the "
        "National Referral Mechanism: no clear change on the year before. "
        "In October to December 2022 it was 7: a difference of this size can happen by chance."
    )


def test_north_wales_offences_have_the_newest_figure_first_then_their_rate_and_the_sentences_of_every_page():
    words, text_en = said(shown()), wording("en")
    view = View(HOME, "recorded_offences", "YE-2025-Q4")
    count, before = year_to_december(HOME, 2025), year_to_december(HOME, 2024)
    assert words.startswith(
        f"In the year to December 2025, North Wales Police recorded {count} modern slavery offences"
    )
    assert words.endswith(f"The newest rate is {rate(HOME, 2025):.1f} [p] per 100,000 residents.")
    assert f"In the year to December 2024 it was {before}: a difference of this size can happen by chance." in words
    assert " ".join(change_over_time.sentences(current.dataset(), view, text_en)) in words


@pytest.mark.parametrize(("step", "newest"), [("year", "YE-2025-Q4"), ("financial", "2024-25"), ("quarter", "2025-Q4")])
def test_a_step_has_the_periods_of_one_series_none_of_which_overlap(step, newest):
    found = shown(step=step)
    assert found.codes[-1] == newest and len(found.codes) >= 10
    periods = [read_period(code) for code in found.codes]
    assert all(one.end < other.start for one, other in pairwise(periods))


def test_a_trend_does_not_reach_over_a_gap():
    found = gapped().panels[0]
    assert found.start_of_run == 2
    assert found.series.run["period"].iloc[0] == "YE-2021-Q4"
    words = said(gapped())
    assert "since the year to December 2021" in words and "500" not in words


def test_an_area_without_a_rate_has_its_count_and_why_and_no_trend_under_a_drawing_of_rates():
    words = said(shown("E23000034"))
    count = year_to_december("E23000034", 2025)
    assert f"City of London Police recorded {count} modern slavery offences: no clear change" in words
    assert "[z] A rate per resident would mislead here" in words
    assert "The newest rate" not in words and "usual range" not in words
    assert "[z]" not in said(shown("E23000034", step="quarter"))


def test_one_year_alone_says_that_there_is_nothing_to_compare_with():
    words = said(shown(indicator="nrm_referrals"))
    assert words.endswith(
        ". There is no figure for 2022 to compare with. The newest rate is 5.6 per 100,000 residents."
    )
    assert "trend" not in words and "highest" not in words


def test_a_hidden_newest_figure_is_said_to_be_hidden_and_nothing_else_is_claimed():
    for force in forces():
        found = shown(force.code, "nrm_referrals", step="quarter")
        if found.panels[0].values[-1] is None:
            words = said(found)
            assert "[c]" in words and "usual range" not in words and "year before" not in words
            return
    pytest.fail("no force has a hidden newest quarter")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_series_is_said_with_its_gaps_for_those_who_cannot_see_it(language):
    words = alt(shown(language=language, indicator="nrm_referrals"))
    assert words.count("[x]") == 3
    assert "[x]" not in alt(shown(language=language))
    for area in (HOME, WALES, WHOLE):
        assert f"{rate(area, 2025):.1f}" in alt(shown(language=language))


def test_the_table_has_every_period_of_every_panel_and_its_marks():
    table = panels_table(shown(language="en"))
    assert len(table.data) == 3 * 10
    own = table.data[table.data["area"] == "North Wales"]
    assert own["number"].tolist() == [year_to_december(HOME, year) for year in range(2016, 2026)]
    missing = panels_table(shown(language="en", indicator="nrm_referrals")).frame
    missing = missing[missing["period"] == "2022"]
    assert missing["mark"].tolist() == ["[x]"] * 3 and missing["number"].isna().all()
    heads = [*table.heads.values()]
    assert heads[:2] == ["Period", "Police force area"] and heads[-1] == "Mark"


def test_an_area_or_indicator_there_are_no_trends_of_is_named():
    asked = View("K02000001", "uk_referrals", "2023")
    found = trends(current.dataset(), asked, Options(), wording("en"), home=HOME)
    assert found.view.area == HOME and found.view.indicator == "recorded_offences"
    assert "Recorded modern slavery offences, North Wales" in heading_html(
        Visit(asked, Options(), wording("en")), found
    )


def test_events_are_a_list_that_can_be_switched_off():
    listed = tomllib.loads((LOCALES / "events.toml").read_text(encoding="utf-8"))["event"]
    days = [event["date"] for event in listed if "recorded_offences" in event["on"]]
    # The quarters begin in April 2015, the first whole year to December in January 2016.
    for step, start in (("quarter", date(2015, 4, 1)), ("year", date(2016, 1, 1))):
        assert below_html(shown(step=step)).count("<li>") == sum(day >= start for day in days) > 0
    assert "<li>" not in below_html(shown(notes="off"))
