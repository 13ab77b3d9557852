"""What is found in a view is true of its figures: a rise, a fall, a peak, a gap, a hidden figure, a single year."""

import re

import pandas as pd
import pytest

from components.address.pages import PAGES, page_of
from components.content.finding import FINDINGS, finding
from components.content.request import PageRequest
from components.wording.text import wording
from data import current
from data.load import Dataset, PublishedDataError
from data.site import LANGUAGES
from data.views import by_category
from geo.areas import forces
from tests.components.source_figures import HOME, year_to_december
from tests.conftest import WHOLE, make_dataset, quarters, rows, years_to_december

CITY, KENT, WALES = "E23000034", "E23000032", "W92000004"


def found(page_id, language="en", **parameters):
    return finding(page_of(page_id), PageRequest({"lang": language, **parameters}))


@pytest.fixture
def series(monkeypatch):
    """Return what publishes counts of the home area, the last of them of 2025, and nothing else of it."""

    def publish(*counts, status="not_available"):
        there = years_to_december(*counts)
        frame = pd.DataFrame(
            rows("recorded_offences", HOME, there, status=status)
            + rows("recorded_offences", WALES, years_to_december(*([400] * len(counts))))
            + rows("recorded_offences", WHOLE, years_to_december(*([9000] * len(counts))))
            + rows("recorded_offences", HOME, quarters(20, 21), status=status)
            + rows("recorded_offences", WALES, quarters(90, 100))
            + rows("recorded_offences", WHOLE, quarters(2000, 2100))
        ).astype({"value": "Int64"})
        population = [
            (area, year, n) for area, n in ((HOME, 690_000), (WHOLE, 60_000_000)) for year in range(2012, 2026)
        ]
        people = pd.DataFrame(population, columns=["area_code", "mid_year", "population"])
        monkeypatch.setattr(current, "dataset", lambda: Dataset(frame, people, {"release": "2026-01-01"}))

    return publish


@pytest.mark.parametrize(
    ("counts", "ends", "also"),
    [
        ((40, 42, 41, 43, 90), "90 modern slavery offences: clearly more than the year before", "it was 43"),
        ((90, 92, 91, 95, 40), "40 modern slavery offences: clearly fewer than the year before", "it was 95"),
        ((60, 62, 61, 60, 63), "63 modern slavery offences: no clear change on the year before", "it was 60"),
        (
            (40, 41, 190, 60, 61),
            "61 modern slavery offences: no clear change on the year before",
            "was 190,",
        ),
        ((60, 62, 61, None, 63), "63 modern slavery offences", "There is no figure for the year to December 2024"),
        ((2, 1, 2, 1, 3), "3 modern slavery offences: too few to compare with the year before", "it was 1"),
        ((63,), "63 modern slavery offences", "There is no figure for the year to December 2024"),
    ],
    ids=["rise", "fall", "steady", "peak", "gap", "few", "single"],
)
@pytest.mark.parametrize("page_id", ["overview", "trends"])
def test_the_title_says_how_a_series_has_gone(series, page_id, counts, ends, also):
    series(*counts)
    said = found(page_id)
    assert said.title.startswith("In the year to December 2025, North Wales Police recorded ")
    assert said.title.endswith(ends)
    assert also in said.said
    if page_id == "overview":
        assert said.big == str(counts[-1])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page_id", ["overview", "trends"])
def test_a_figure_that_is_hidden_is_in_nothing_of_it(series, page_id, language):
    series(61, 62, 63, 64, None, status="hidden")
    said = found(page_id, language)
    assert said.big == "[c]"
    words = wording(language)("describe.missing.hidden")
    assert words in said.said
    # The years before it are no secret, and no number stands for the newest.
    assert not re.search(r"\b6[0-4]\b", said.title + said.big + said.unit + said.said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_parts_of_people_that_are_hidden_are_in_no_title_sentence_or_picture(language):
    for force in forces():
        said = found("people", language, area=force.code)
        frame = by_category(current.dataset(), said.view, breakdown="type")
        shown = {str(value) for value in frame["value"].dropna()} | {said.big}
        numbers = {*re.findall(r"\d+", f"{said.title} {said.said} {said.alt}")}
        hidden = int((frame["status"] == "hidden").sum())
        assert numbers <= shown | {said.view.period, str(hidden)}, force


@pytest.mark.parametrize("area", [HOME, KENT])
def test_the_first_page_gives_the_count_of_the_source(area):
    assert found("overview", area=area).big == f"{year_to_december(area, 2025):,}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page_id", FINDINGS)
def test_every_part_of_a_finding_is_of_the_same_area(page_id, language):
    titles = set()
    for area in (HOME, KENT, CITY, WALES, "E12000001", "K04000001"):
        said = found(page_id, language, area=area)
        assert said.view.area == area
        assert said.big and said.unit and said.said and said.alt and said.source
        assert "%(" not in "".join(part for part in vars(said).values() if isinstance(part, str))
        titles.add(said.title)
    assert len(titles) == 6


def test_the_year_that_is_shown_is_said_and_not_the_one_that_was_asked_for():
    said = found("map", period="2023")
    assert said.view.period == "YE-2025-Q4" and "December 2025" in said.about
    assert found("people", period="2022-23").view.period == "2023"


def test_beside_others_the_title_names_them():
    said = found("compare", group="chosen", beside=KENT)
    assert "Kent" in said.title and "Kent" in said.alt
    assert "Kent" not in found("compare").title


def test_a_page_without_figures_has_no_finding():
    for page in PAGES:
        assert (finding(page, PageRequest({"lang": "en"})) is not None) == (page.id in FINDINGS), page


@pytest.mark.parametrize("page_id", FINDINGS)
def test_without_figures_nothing_is_found(page_id, monkeypatch):
    def broken():
        raise PublishedDataError("published/figures.csv is altered")

    monkeypatch.setattr(current, "dataset", broken)
    assert found(page_id) is None


@pytest.mark.parametrize("page_id", FINDINGS)
def test_a_small_release_is_no_error(page_id, monkeypatch):
    """One in which whole indicators, breakdowns and most areas are not there: a page may find nothing, and says so."""
    monkeypatch.setattr(current, "dataset", make_dataset)
    for area in (HOME, "W15000004", CITY):
        said = found(page_id, area=area)
        assert said is None or said.title
