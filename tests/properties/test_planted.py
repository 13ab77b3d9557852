"""Faults that the site once had, or nearly had, are put back one by one: the checks of an edition find each."""

import sys
from dataclasses import replace

import pytest

from components.charts import change_over_time
from data import periods, population
from data.load import Dataset
from data.refresh import RefreshError
from data.refresh.publishers import govuk
from data.refresh.settings import read_settings
from tests.properties import opening
from tests.properties.building import showing
from tests.properties.editions import Edition
from tests.properties.sentences import check, sentences
from tests.properties.told import told
from tests.refresh.interfaces import OFFENCES, attachment, content_item

# Quarters that no population is there for yet; years that vary, so that wrong comparisons show.
NEWER = Edition(seed=1, quarters=4, year=-1.0)
OURS = ("web.", "components.", "data.", "pages.")
FORCES = (opening.HOME, "W15000002", "E23000001", "E23000013", "E23000028", opening.WHOLE)
# As the publisher calls the table: in the list of its tables in 2026, and in the years before.
TITLES = (
    "Police recorded crime open data Police Force Area tables, year ending March 2013 onwards",
    "Police recorded crime Police Force Area Open Data tables, from year ending March 2013 to year ending June 2023",
)
OLD_TITLE = "police force area open data tables.*year ending march 2013 (onwards|to (year ending )?[a-z]+ 20[0-9]{2})"


@pytest.fixture
def plant(monkeypatch):
    """Return a function that puts another function in the place of one, wherever that was imported."""

    def put(original, other):
        for name, module in [*sys.modules.items()]:
            if name.startswith(OURS):
                for known, value in [*vars(module).items()]:
                    if value is original:
                        monkeypatch.setattr(module, known, other)

    return put


@pytest.fixture
def site(released):
    with showing(released(NEWER)) as site:
        yield site


def examine(site):
    for area in FORCES:
        for language in opening.LANGUAGES:
            check(sentences(site.dataset, area, language), told(site.published, area), language)


def test_without_a_fault_nothing_is_found(site):
    examine(site)


def test_the_old_residents_are_found(site, plant):
    def residents(dataset: Dataset, area: str, period: str) -> int:
        return population._by_area(dataset)[area][periods.period(period).population_year]

    def estimate(dataset: Dataset, area: str, period: str) -> population.Estimate:
        return population.Estimate(residents(dataset, area, period), 0, is_stand_in=False)

    plant(population.residents, residents)
    plant(population.estimate, estimate)
    with pytest.raises(KeyError):
        examine(site)
    with pytest.raises((KeyError, AssertionError)):
        opening.open_page(opening.PAGES[0], opening.HOME, "en")


def test_the_old_headline_of_the_first_year_against_the_last_is_found(site, plant):
    def headline(dataset, view, text):
        found = change_over_time.course(dataset, view)
        verdict = "rose" if found.counts[-1] > found.counts[0] else "fell"
        return text(f"course.headline.{verdict}", recorded=change_over_time.recorded(found, text))

    plant(change_over_time.headline, headline)
    with pytest.raises(AssertionError, match="headline says '(more|fewer)'"):
        examine(site)


def test_a_year_against_one_that_it_overlaps_is_found(site, plant, monkeypatch):
    true = periods.year_before

    def year_before(code):
        quarter = code.removeprefix("YE-")
        if quarter == code:
            return true(code)
        year, at = int(quarter[:4]), int(quarter[-1])
        return f"YE-{year}-Q{at - 1}" if at > 1 else f"YE-{year - 1}-Q4"

    plant(true, year_before)
    # All years that end with a quarter in one series: as a chart of rolling sums has them.
    monkeypatch.setattr(periods.Period, "series", property(lambda period: period.kind))
    with pytest.raises(AssertionError, match="headline (names|compares with)"):
        examine(site)


@pytest.mark.parametrize("title", TITLES)
def test_the_table_of_offences_is_found_by_its_titles(title):
    settings = read_settings()
    ((_, edition),) = govuk.data_set(lambda _: page_with(title), settings, settings.sources["recorded_offences"])
    assert edition.title == title


def test_the_old_title_does_not_find_the_table_of_today():
    settings = read_settings()
    old = replace(settings.sources["recorded_offences"], title=OLD_TITLE)
    with pytest.raises(RefreshError, match="found no attachment that fits"):
        govuk.data_set(lambda _: page_with(TITLES[0]), settings, old)


def page_with(title):
    """Return the publisher's page with a table of this title among others."""
    at = "https://assets.publishing.service.gov.uk/media/1"
    other = "Police recorded crime open data Community Safety Partnership tables, year ending March 2016 onwards"
    attachments = [attachment(each, f"{at}/{place}.ods") for place, each in enumerate((other, title))]
    return content_item(OFFENCES, "Police recorded crime", attachments, "2026-04-23T09:30:00Z")
