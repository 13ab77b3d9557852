"""Of every force: the slides and the PDF have the figures, sentences, marks and descriptions that the pages have."""

import io

import pikepdf
import pytest

from components.briefing import pdf
from components.briefing.slides.fit import clean
from components.briefing.slides.presentation import slides
from components.briefing.steps import OFFENCES
from components.wording.format import MEANINGS
from tests.components.agreement import FORCES, briefing_of, charts_of, close
from tests.components.briefing.pdf_reading import rows_of, tags
from tests.components.briefing.slides.reading import (
    drawn_numbers,
    expected_numbers,
    notes_of,
    numbers_of,
    opened,
    tables_of,
    words_of,
)
from tests.components.tables_written import written

BASE = "https://data.example.org"
pytestmark = pytest.mark.usefixtures("pack_set_here")


@pytest.mark.parametrize(("area", "language"), FORCES)
def test_the_slides_agree_with_the_pages(area, language):
    asked, charts = briefing_of(area, language)
    prs, (words,) = opened(slides(asked, base=BASE)), asked.texts
    numbers, notes = numbers_of(prs), "\n".join(map(notes_of, prs.slides))
    described = {said for slide in prs.slides for said in slide._element.xpath(".//p:cNvPr/@descr")}
    on_slides = "\n".join(map(words_of, prs.slides))
    for name, chart in charts.items():
        assert clean(chart.sentence) in notes, name
        if not chart.is_drawn:
            # No number is shown, so there is no empty chart: what it is of and the reason stand on the slide.
            assert clean(chart.table.caption) not in numbers, name
            assert clean(chart.table.caption) in on_slides and clean(chart.sentence) in on_slides, name
            continue
        assert any(clean(chart.alt) in said for said in described), name
        if name == "map.areas":
            assert set(areas_of(chart)) <= described, name
            continue
        drawn = numbers[clean(chart.table.caption)]
        assert drawn_numbers(name, drawn) == expected_numbers(name, chart.table.data), name
        if name.startswith("people."):
            (points,) = drawn.values()
            assert [each for each, _ in points] == [*marked_categories(chart, words)], name
    card = charts_of(area, language, OFFENCES)["card.offences"]
    cells = [[clean(cell) for cell in row] for row in tables_of(prs)[clean(card.table.caption)]]
    assert cells == [[clean(cell) for cell in row] for row in written(card.table)]


@pytest.mark.parametrize(("area", "language"), FORCES)
def test_the_pdf_agrees_with_the_pages(area, language):
    asked, charts = briefing_of(area, language)
    tree = tags(pikepdf.open(io.BytesIO(pdf.pack_pdf(asked, base=BASE))))
    tables = [[list(map(close, row)) for row in rows_of(table)] for table in tree.all("Table")]
    described, said = {close(figure.alt) for figure in tree.all("Figure")}, close(tree.text)
    for name, chart in charts.items():
        assert [list(map(close, row)) for row in written(chart.table)] in tables, name
        assert (close(chart.alt) in described) == chart.is_drawn, name
        assert close(chart.sentence) in said, name


def areas_of(chart):
    """Return what has to be said of each area of a map: its name, and its rate or why there is none with its mark."""
    for name, _, rate, *_, mark in written(chart.table)[1:]:
        yield f"{name}: {rate}" if mark in ("", rate) else f"{name}: {rate} {mark}"


def marked_categories(chart, words):
    """Return the name of each bar, with why it has no number in words and as a mark."""
    for name, count, *_, mark in written(chart.table)[1:]:
        yield name if count[0].isdigit() else clean(f"{name}: {words(f'map.legend.{MEANINGS[mark]}')} {mark}")
