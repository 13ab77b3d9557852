"""Where nearly every referral is hidden, the whole build makes a release: all of it opens and nothing leaks."""

import csv
import io
import re
import zipfile

import pytest

from components.address.pages import PAGES
from components.briefing import pdf, request
from components.drawing.typst import typeset
from data.build import candidate
from data.build.__main__ import main
from tests.data.conftest import steady, without_replay
from tests.properties import opening
from tests.properties.building import DAY, showing
from tests.properties.editions import LARGE, write_small_referrals

FEW, SHOWN = "W15000002", "W15000003"
WITH_FIGURES = [page for page in PAGES if page.figures]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Return the site of a release that the command of the build made from nothing: protected, attacked, published."""
    folder = tmp_path_factory.mktemp("hidden")
    write_small_referrals(folder / "sources")
    with steady(DAY), without_replay(), pytest.MonkeyPatch.context() as patch:
        # Where a whole region counts next to nothing, nothing can be hidden from the forces themselves.
        patch.setattr(candidate, "publications", dict)
        assert main(["--sources", str(folder / "sources"), "--out", str(folder / "published"), "--release", DAY]) == 0
    with showing(folder) as site:
        yield site


@pytest.fixture(scope="module")
def hidden(site):
    """Return the true counts that are hidden, of the one force that has large ones: no other number is like them."""
    with (site.published / "observations.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["indicator"] == "nrm_referrals"]
    totals = {(row["area_code"], row["period"]): row for row in rows if row["breakdown"] == "total"}
    counts = {f"2023-Q{quarter + 1}": 1 + LARGE + 17 * quarter for quarter in range(4)}
    counts["2023"] = sum(counts.values())
    found = {count for code, count in counts.items() if totals[opening.HOME, code]["status"] == "hidden"}
    assert len(found) > 1 and totals[SHOWN, "2023"]["value"]
    assert not found & {int(row["value"]) for row in rows if row["value"]}
    return found


def leaked(made, hidden):
    """Return which of the hidden counts stand in words, however they are written."""
    numbers = {int(found.replace(",", "")) for found in re.findall(r"(?<![\d.,])\d[\d,]*(?![\d.])", made)}
    return numbers & hidden


def test_a_count_that_is_shown_is_found_by_the_same_search(site):
    """The search that finds no hidden count finds one that is shown, so it would find the other."""
    made = "\n".join(opening.open_exhibits(site, SHOWN, "en"))
    assert leaked(made, {4 + 8 * LARGE + 17 * 6})


@pytest.mark.parametrize("language", opening.LANGUAGES)
@pytest.mark.parametrize("area", [opening.HOME, FEW, opening.WALES, opening.CITY])
def test_no_exhibit_view_or_briefing_has_a_hidden_count(site, hidden, area, language):
    made = [*opening.open_exhibits(site, area, language), opening.open_briefing(site, area, language)]
    made += [str(row) for _, rows in opening.views(site, area, language) for row in rows]
    assert not leaked("\n".join(made), hidden)
    opening.check_views(site, area, language)
    opening.check_exhibits(site, area, language)


@pytest.mark.parametrize("page", WITH_FIGURES, ids=lambda page: page.id)
def test_no_page_has_a_hidden_count(site, hidden, page):
    for language in opening.LANGUAGES:
        assert not leaked(opening.open_page(page, opening.HOME, language), hidden)


def test_no_slide_and_no_published_file_has_a_hidden_count(site, hidden):
    slides = opening.open_slides(site, opening.HOME, "cy")
    with zipfile.ZipFile(io.BytesIO(slides)) as archive:
        parts = [archive.read(name) for name in archive.namelist() if name.endswith(".xml")]
    for content in (*parts, *(path.read_bytes() for path in site.published.iterdir())):
        assert not leaked(content.decode(), hidden)
    opening.open_files(site, "cy")


def test_the_pack_is_set_as_pdf(site, hidden, monkeypatch):
    monkeypatch.setattr(pdf, "typeset_apart", typeset)
    asked = request.read_briefing(site.dataset, {"area": opening.HOME, "lang": "cy"})
    assert not leaked(str(pdf.pack_words(asked, base=opening.BASE)), hidden)
    assert pdf.pack_pdf(asked, base=opening.BASE).startswith(b"%PDF")
