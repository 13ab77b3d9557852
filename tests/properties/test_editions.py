"""Any edition that could come is built and shown: nothing raises, no sentence contradicts the counts."""

from itertools import count

import pytest
from hypothesis import HealthCheck, Phase, given, note, settings

from components.address.pages import PAGES, page_of
from components.charts.claims.claims import is_checked
from components.charts.exhibits import EXHIBITS
from components.wording.text import wording
from data.build.check_sources import check_sources
from data.build.problems import BuildError, SourceError
from data.build.sources import read_source
from data.register import register
from data.views import View, newest_periods
from tests.properties import opening
from tests.properties.building import build, showing
from tests.properties.editions import OFFENCES, Edition, that_could_come, write
from tests.properties.sentences import (
    NONE,
    check,
    check_direction,
    check_quarter,
    claims_of,
    quarter_sentence,
    sentences,
)
from tests.properties.told import of_financial_years, told

AREAS = (opening.HOME, "W15000004", opening.CITY, opening.WALES, opening.WHOLE)
OTHERS = ("E23000028", "E23000001", "E23000013", "E12000007", "E23000002", "E92000001")
# What can be opened one by one; each example opens the next few, so that all are opened in a run.
VISITS = [(page, language) for page in PAGES for language in opening.LANGUAGES]
PICTURES = [name for name in EXHIBITS if name.startswith(("card.offences", "map.", "trends.series", "compare."))]
# Choices on a page that lead to other figures.
CHOSEN = (
    ("trends", {"step": "quarter"}),
    ("map", {"measure": "change"}),
    ("compare", {"indicator": "nrm_referrals", "league": "on"}),
    ("trends", {"indicator": "nrm_referrals"}),
    ("map", {"indicator": "nrm_referrals", "measure": "change"}),
    ("compare", {"limits": "plain", "group": "similar", "league": "on"}),
    ("trends", {"beside": "E23000034"}),
)
VISITS_EACH, WITH_SLIDES = 4, 5
STEADY = {
    "deadline": None,
    "derandomize": True,
    "database": None,
    "suppress_health_check": [*HealthCheck],
    # An edition says what is different about it; to make it smaller takes longer than to read it.
    "phases": (Phase.generate,),
}
_turn = count(8)


EDITIONS = {
    "a further quarter": Edition(quarters=1),
    "a year of every kind, with its population": Edition(seed=1, quarters=4, year=-1.0, people="next"),
    "two years more, twice as many": Edition(quarters=8, year=2.0, people="two", ended="2026-Q2"),
    "half as many, revised, with a gap": Edition(
        quarters=3, year=0.5, revised=0.5, ended="2024-Q1", missing=("2016-Q2", "2021-Q2")
    ),
    "nothing recorded": Edition(scale=0.0),
    "hardly anything recorded": Edition(quarters=2, scale=0.01, people="two"),
    "a new series": Edition(first="2025-Q1", people="only two"),
    "no newest year": Edition(quarters=4, missing=("2026-Q3",), people="next"),
}


@pytest.mark.parametrize("turn", range(len(EDITIONS)), ids=[*EDITIONS])
def test_of_an_edition_that_could_come_all_opens_and_every_sentence_is_true(released, turn):
    examine(released([*EDITIONS.values()][turn]), turn)


@settings(max_examples=3, **STEADY)
@given(edition=that_could_come())
def test_whatever_edition_comes_all_opens_and_every_sentence_is_true(released, edition):
    turn = next(_turn)
    note(f"turn {turn}")
    examine(released(edition), turn)


def examine(folder, turn):
    """Fail where anything of a release does not open, or a sentence is not true of its figures."""
    areas = (*AREAS, OTHERS[turn % len(OTHERS)])
    with showing(folder) as site:
        for area in areas:
            found = told(site.published, area)
            for language in opening.LANGUAGES:
                check(sentences(site.dataset, area, language), found, language)
                check_quarter(quarter_sentence(site.dataset, area, language), found, language)
                check_other_periods(site, area, language, found)
        open_all(site, areas, turn)


def check_other_periods(site, area, language, found):
    """Look at what is safe to print of financial years, of quarters and of referrals, the newest and the oldest."""
    for indicator in (each for each in register() if is_checked(each, wording(language))):
        for kind in register()[indicator].periods:
            codes = newest_periods(site.dataset, indicator, kind, area)
            for code in dict.fromkeys((codes[-1], codes[0])) if codes else ():
                words = claims_of(site.dataset, View(area, indicator, code), language)
                assert not NONE.search(words), f"{indicator}, {code}: {words}"
                if kind == "financial_year" and code == codes[-1] and of_financial_years(found).years:
                    check_direction(f"claims of {code}", words, of_financial_years(found), language)


def open_all(site, areas, turn):
    """Open what stands by itself for one area, the next of the pages for others."""
    language, area = opening.LANGUAGES[turn % 2], areas[turn % len(areas)]
    opening.open_exhibits(site, area, language)
    opening.open_heavy(site, area, language, PICTURES[turn % len(PICTURES)])
    opening.open_files(site, language)
    opening.open_briefing(site, area, language)
    opening.check_views(site, area, language)
    opening.check_exhibits(site, area, language)
    opening.open_phone_text(language)
    if turn % WITH_SLIDES == 0:
        assert opening.open_slides(site, area, language).startswith(b"PK")
    for visit in range(VISITS_EACH * turn, VISITS_EACH * (turn + 1)):
        page, spoken = VISITS[visit % len(VISITS)]
        opening.open_page(page, areas[visit % len(areas)], spoken)
    page, options = CHOSEN[turn % len(CHOSEN)]
    opening.open_page(page_of(page), area, language, **options)


@pytest.mark.parametrize("edition", [Edition(quarters=1, lost="W15000001"), Edition(quarters=1, begins="E23000013")])
def test_an_edition_without_one_force_in_some_quarter_is_refused_in_words(edition, tmp_path):
    with pytest.raises(SourceError) as refused:
        build(edition, tmp_path)
    code = edition.lost or edition.begins
    assert f"no row for {code}" in str(refused.value)
    assert "Nothing was published; what was there is untouched" in str(refused.value)
    assert not (tmp_path / "published").exists()


def test_a_series_begun_anew_without_a_whole_year_is_refused_in_words(tmp_path):
    """Else no page would have a year to begin with."""
    with pytest.raises(BuildError, match="recorded_offences: no figure for any .*year.* is left") as refused:
        build(Edition(first="2025-Q2"), tmp_path)
    assert "Nothing was published; what was there is untouched" in str(refused.value)
    assert not (tmp_path / "published").exists()


def test_a_quarter_that_is_said_to_be_missing_before_the_first_is_refused(tmp_path):
    """Else it stood after the newest quarter, and no year was whole."""
    write(Edition(first="2024-Q1"), tmp_path / "sources")
    sidecar = tmp_path / "sources" / f"{OFFENCES}.toml"
    sidecar.write_text(sidecar.read_text("utf-8").replace("missing_quarters = []", 'missing_quarters = ["2020-Q1"]'))
    (problem,) = check_sources([read_source(tmp_path / "sources", OFFENCES)])
    assert "missing_quarters: found 2020-Q1; expected only periods within covers, 2024-Q1 to" in str(problem)
