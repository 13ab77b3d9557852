"""Of every force: the slides and the PDF have the figures, sentences, marks and descriptions that the pages have."""

import io

import pikepdf
import pytest

from components import pack_pdf, store
from components.briefing import OFFENCES, REFERRALS
from components.briefing_request import read_briefing
from components.slides import slides
from components.slides_fit import clean
from components.typeset import typeset
from tests.components.agreement import FORCES, charts_of, close
from tests.components.pdf_reading import tags
from tests.components.slides_reading import (
    drawn_numbers,
    expected_numbers,
    notes_of,
    numbers_of,
    opened,
    tables_of,
)
from tests.components.tables_written import written

BASE = "https://data.example.org"


def shown_in(area, language):
    """Return what a briefing is asked for, and its visuals as the pages draw them, with their names."""
    asked = read_briefing(store.dataset(), {"area": area, "lang": language})
    (steps,) = asked.briefings()
    names = [each.name for step in steps for each in step.shown]
    assert len(names) >= 4
    indicators = [REFERRALS if name.startswith("people.") else OFFENCES for name in names]
    return asked, {
        name: charts_of(area, language, indicator)[name] for name, indicator in zip(names, indicators, strict=True)
    }


@pytest.fixture(autouse=True, scope="module")
def here():
    """Make the files in this process: each is the same as one made apart, and sooner."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pack_pdf, "typeset_apart", typeset)
        yield


@pytest.mark.parametrize(("area", "language"), FORCES)
def test_the_slides_agree_with_the_pages(area, language):
    asked, charts = shown_in(area, language)
    prs, (words,) = opened(slides(asked, base=BASE)), asked.texts
    numbers, notes = numbers_of(prs), "\n".join(map(notes_of, prs.slides))
    described = {said for slide in prs.slides for said in slide._element.xpath(".//p:cNvPr/@descr")}
    for name, chart in charts.items():
        assert any(clean(chart.alt) in said for said in described), name
        assert clean(chart.sentence) in notes, name
        if name == "map.areas":
            assert set(areas_of(chart)) <= described, name
            continue
        drawn = numbers[clean(chart.table.caption)]
        assert drawn_numbers(name, drawn) == expected_numbers(name, chart.table.data, words), name
        if name.startswith("people."):
            (points,) = drawn.values()
            assert [each for each, _ in points] == [*marked_categories(chart)], name
    card = charts_of(area, language, OFFENCES)["card.offences"]
    cells = [[clean(cell) for cell in row] for row in tables_of(prs)[clean(card.table.caption)]]
    assert cells == [[clean(cell) for cell in row] for row in written(card.table.frame)]


@pytest.mark.parametrize(("area", "language"), FORCES)
def test_the_pdf_agrees_with_the_pages(area, language):
    asked, charts = shown_in(area, language)
    tree = tags(pikepdf.open(io.BytesIO(pack_pdf.pack_pdf(asked, base=BASE))))
    tables = [
        [[close(cell.text) for cell in row if cell.kind in ("TH", "TD")] for row in table.all("TR")]
        for table in tree.all("Table")
    ]
    described, said = {close(figure.alt) for figure in tree.all("Figure")}, close(tree.text)
    for name, chart in charts.items():
        assert [[close(cell) for cell in row] for row in written(chart.table.frame)] in tables, name
        assert close(chart.alt) in described, name
        assert close(chart.sentence) in said, name


def areas_of(chart):
    """Return what has to be said of each area of a map: its name and its rate, or the mark of why there is none."""
    for name, _, rate, *_ in written(chart.table.frame)[1:]:
        yield f"{name}: {rate}"


def marked_categories(chart):
    """Return the name of each bar, with the mark of why it has no number."""
    for name, count, *_, mark in written(chart.table.frame)[1:]:
        yield name if count[0].isdigit() else clean(f"{name} {mark}")
