"""Where figures are from is said in one wording everywhere, and this site's release is never a publisher's day."""

import csv
import io
import re
from dataclasses import replace
from datetime import date

import pytest

from components.address.options import Options
from components.charts import overview, tables
from components.charts.compare.words import rate_words
from components.charts.map.figures import figure_in_words
from components.charts.map.view import MapView
from components.charts.series import Series, newest_series
from components.content import downloads
from components.content import overview as cards
from components.content.map import Links, area_html
from components.content.people import opening_html
from components.opendata import citation
from components.opendata.tables import codebook, cover, geojson
from components.wording import describe
from components.wording import sources as figures
from components.wording.format import day, rate_marks
from components.wording.text import wording
from data import current
from data.calendar import newest_by_force
from data.editions import edition
from data.periods import period as read_period
from data.register import register
from data.site import LANGUAGES
from data.views import View, by_area, observation, records, trend
from web.open_data import answer
from web.take_away import pages
from web.take_away.files import about
from web.take_away.files import answer as exhibit_file
from web.take_away.request import read_request

OFFENCES, REFERRALS, HOME = "recorded_offences", "nrm_referrals", "W15000001"
REAL = current.dataset()
# The release as it would be if no edition of the referrals said on which day it came out.
UNNAMED = replace(
    REAL, manifest={**REAL.manifest, "sources": [{**each, "published": ""} for each in REAL.manifest["sources"]]}
)
NEWEST = newest_series(REAL, area=HOME, indicator=OFFENCES).view
OLD = View(HOME, OFFENCES, "2022-23")
LINKS = Links("/signs", "/report")


def days(dataset, indicator, language):
    found = edition(dataset, indicator)
    return [each and day(each.isoformat(), language) for each in (found.published, found.until, found.expected)]


@pytest.mark.parametrize("indicator", [OFFENCES, REFERRALS, "uk_referrals", "uk_decisions"])
def test_a_source_names_publisher_edition_and_then_this_sites_release(words, indicator):
    said, released = figures.source(indicator, REAL, words), day(REAL.release[:10], words.language)
    published, until, expected = days(REAL, indicator, words.language)
    assert said.startswith(words("show.source", named="").rstrip(".").rstrip())
    assert words(f"indicator.{indicator}.publisher") in said and words(f"indicator.{indicator}.publication") in said
    assert until in said and expected in said
    assert published is None or published in said
    # The day of the release stands in its own sentence, the last one, and nowhere else.
    assert said.endswith(words("show.release", release=released)) and said.count(released) == 1


def test_the_sources_of_the_two_languages_have_the_same_days():
    english, welsh = (figures.source(OFFENCES, REAL, wording(language)) for language in LANGUAGES)
    assert re.findall(r"\d+", english) == re.findall(r"\d+", welsh)


def test_where_the_table_does_not_name_its_edition_no_day_is_made_up(english):
    said = figures.source(REFERRALS, UNNAMED, english)
    assert "published" not in said and "edition with figures to 31 December 2023" in said


def test_a_release_that_says_nothing_of_its_sources_still_has_a_source(words):
    bare = replace(REAL, manifest={"release": "2026-01-01"})
    assert days(REAL, OFFENCES, words.language)[1] in figures.source(OFFENCES, bare, words)


def test_a_forces_own_records_have_no_edition(english):
    local = replace(REAL, manifest={**REAL.manifest, "sources": [{"file": "cases.csv", "covers": ["2024", "2025"]}]})
    said = figures.source("local_cases", local, english)
    assert "edition" not in said and "figures to 31 December 2025" in said


def test_sources_in_a_row_have_the_release_once_and_last(words):
    each = [figures.source(name, REAL, words) for name in (OFFENCES, REFERRALS, OFFENCES)]
    joined, released = figures.with_release(each, REAL.release, words), figures.release_words(REAL.release, words)
    assert joined.count(released) == 1 and joined.endswith(released)
    assert joined.count(words("indicator.recorded_offences.publication")) == 1
    assert figures.with_release([], REAL.release, words) == released


def test_no_wording_says_that_figures_were_released_on_a_day_without_saying_by_whom(words):
    released = day(REAL.release[:10], words.language)
    said = [
        citation.citation(REAL, "https://example.org", words),
        citation.bibtex(REAL, "https://example.org", words),
        *cover(REAL, words).sources,
    ]
    own = words("show.release", release=released)
    assert own in downloads.offers_html(REAL, "", words)
    for each in said:
        assert released not in each.replace(own, "")
        assert not re.search(r"\bRelease:|Rhyddhawyd", each)


def asked(**given):
    return read_request({"chart": "card.offences", "area": HOME, "indicator": OFFENCES, **given})


def test_an_exhibit_is_cited_with_the_publishers_year_and_this_sites_release_as_version(words):
    request = asked(period=NEWEST.period, lang=words.language)
    entry, year = pages.bibtex(request, "https://example.org"), edition(REAL, OFFENCES).published.year
    assert f"year = {{{year}}}" in entry and f"version = {{{REAL.release}}}" in entry
    assert request.chart.table.source.replace("&", "\\&") in entry
    assert request.chart.table.source in pages.citation(request, "https://example.org")
    unnamed = replace(request, dataset=UNNAMED)
    assert "year = " not in pages.bibtex(unnamed, "https://example.org")


def test_tables_of_a_whole_release_name_every_source_and_the_residents(words):
    sources = cover(REAL, words).sources
    for indicator in (OFFENCES, REFERRALS):
        assert any(words(f"indicator.{indicator}.publication") in each for each in sources)
    assert words("show.residents", editions=figures.editions_of_residents(REAL, words)) in sources
    assert "2011" in sources[-1] and "2024" in sources[-1]
    assert b"published 23 April 2026" in geojson(REAL)


def test_the_codebook_says_of_which_edition_the_residents_of_each_year_are():
    rows = list(csv.DictReader(io.StringIO(codebook(REAL).decode("utf-8-sig"))))
    found = {row["code"]: row["meaning_en"] for row in rows if row["part"] == "edition"}
    assert found.keys() == set(REAL.population["edition"].astype(str))
    assert any("2024" in each for each in found.values())
    assert any(row["code"] == "edition" for row in rows if row["part"] == "column")


def test_years_are_said_as_a_span_and_one_by_one_where_some_are_missing():
    assert figures.years_said((2011, 2012, 2013)) == "2011–2013"
    assert figures.years_said((2024,)) == "2024"
    assert figures.years_said((2011, 2013)) == "2011, 2013"


# Referrals by force


def test_pages_of_a_forces_referrals_say_of_when_the_newest_are(words):
    said = describe.newest_by_force(REAL, REFERRALS, words)
    newest = newest_by_force(REAL, REFERRALS)
    assert newest in said
    view = newest_series(REAL, area=HOME, indicator=REFERRALS).view
    card = overview.card("referrals", newest_series(REAL, area=HOME, indicator=REFERRALS), words)
    assert said in card.chart.sentence
    assert said in area_html(MapView(REAL, view, Options(), words), LINKS)
    assert said in opening_html(REAL, view, words)


def test_of_offences_nothing_is_said_and_nothing_of_figures_that_are_new(english):
    assert describe.newest_by_force(REAL, OFFENCES, english) == ""
    observations = REAL.observations[REAL.observations["indicator"] == REFERRALS]
    alone = replace(REAL, observations=observations)
    assert describe.newest_by_force(alone, REFERRALS, english) == ""


# Provisional rates


def test_a_provisional_rate_says_why_in_words_wherever_it_stands(words):
    reason = describe.stand_in(REAL, NEWEST, words)
    assert str(max(REAL.population["mid_year"])) in reason
    assert str(read_period(NEWEST.period).population_year) in reason
    said = describe.stand_in_said(REAL, NEWEST, words)
    assert said.startswith("[p] ") and reason in said
    card = overview.card("rate", newest_series(REAL, area=HOME, indicator=OFFENCES), words)
    assert card.big.endswith("[p]") and said in card.chart.sentence
    assert card.chart.table.meanings == {"[p]": reason}
    assert said in area_html(MapView(REAL, NEWEST, Options(), words), LINKS)
    assert rate_words(observation(REAL, NEWEST), words).endswith("[p]")


def test_a_rate_of_its_own_years_residents_says_nothing_of_it(words):
    assert describe.stand_in(REAL, OLD, words) == "" == describe.stand_in_said(REAL, OLD, words)
    assert tables.origin(REAL, OFFENCES, by_area(REAL, OLD), words)["meanings"] == {}


def test_a_figure_without_a_rate_has_no_provisional_rate(words):
    city = replace(NEWEST, area="E23000034")
    assert describe.stand_in(REAL, city, words) == ""


def test_a_rate_of_few_events_in_a_provisional_year_has_both_marks(english):
    # The newest year has no area with so few: seen from a release whose residents end before the first year, it has.
    early = replace(REAL, population=REAL.population[REAL.population["mid_year"] < 2015])
    rows = by_area(early, View(HOME, OFFENCES, "2015-16")).dropna(subset=["rate"])
    row = records(rows[rows["is_unreliable"]])[0]
    assert rate_marks(row.rate_status, is_unreliable=row.is_unreliable) == "[p] [u]"
    assert " [p] [u]" in figure_in_words(row, english)
    view = View(row.area_code, OFFENCES, "2015-16")
    assert rate_words(observation(early, view), english).endswith("[p] [u]")
    assert overview.card("rate", Series(early, view), english).big.endswith("[p] [u]")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reason_travels_with_every_file(language):
    text = wording(language)
    reason = describe.stand_in(REAL, NEWEST, text)
    view = answer.answer("view.csv", {"area": HOME, "indicator": OFFENCES, "period": NEWEST.period, "lang": language})
    assert reason in view.content.decode("utf-8-sig")
    parameters = {"chart": "compare.side", "area": HOME, "indicator": OFFENCES, "period": NEWEST.period}
    for kind in ("csv", "svg"):
        content = exhibit_file(f"chart.{kind}", {**parameters, "lang": language}).content.decode("utf-8-sig")
        plain = " ".join(re.sub(r"<[^>]+>", " ", content).split())
        assert str(read_period(NEWEST.period).population_year) in plain and "[p]" in plain
        assert reason.split(":")[0] in plain


# Single figures


def test_a_figure_that_stands_alone_has_its_note_where_it_is_shown_and_nowhere_else(words):
    (note,) = edition(REAL, OFFENCES).notes
    (said,) = tables.notes(REAL, View(HOME, OFFENCES, note.period), words)
    count = observation(REAL, View(HOME, OFFENCES, note.period)).value
    assert f" {count}" in said
    assert tables.notes(REAL, OLD, words) == (said,)
    assert tables.notes(REAL, View("W15000002", OFFENCES, note.period), words) == ()
    assert tables.notes(REAL, View(HOME, REFERRALS, "2023"), words) == ()
    shown = trend(REAL, OLD)
    assert tables.notes_on(REAL, OFFENCES, shown[shown["period"] > "2016-17"], words) == ()
    assert tables.notes_on(REAL, OFFENCES, shown[shown["period"] == "2016-17"], words) == (said,)


def test_the_note_is_in_tables_pictures_and_rows(words):
    (said,) = tables.notes(REAL, OLD, words)
    card = overview.card("quarter", newest_series(REAL, area=HOME, indicator=OFFENCES, kind="quarter"), words)
    assert card.chart.table.notes == (said,)
    assert said in cards.cards_html((card,), words).replace("&#x27;", "'")
    request = read_request({"chart": "card.quarter", "area": HOME, "lang": words.language})
    assert said in about(request)
    view = answer.answer("view.csv", {"area": HOME, "indicator": OFFENCES, "period": "2016-Q2", "lang": words.language})
    assert said in view.content.decode("utf-8-sig")


def test_every_note_there_is_has_words_in_both_languages():
    for indicator in register():
        for note in edition(REAL, indicator).notes:
            assert all(wording(language).has(f"show.note.{note.id}.{indicator}") for language in LANGUAGES)


def test_a_day_from_which_an_edition_is_expected_is_said_and_not_whether_it_has_come(english):
    said = figures.source(OFFENCES, REAL, english)
    expected = edition(REAL, OFFENCES).expected
    assert f"should be available from {day(expected.isoformat(), 'en')}" in said
    assert expected > date(2026, 4, 23)
