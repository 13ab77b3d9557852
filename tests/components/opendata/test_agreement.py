"""Of every force and every indicator: what is drawn is what is published, and every file says the same."""

import csv
import io
from urllib.parse import parse_qsl, urlsplit

import pandas as pd
import pytest

from components.charts.rows import COLUMNS
from components.wording.text import wording
from tests.components.agreement import CASES, FORCES, SHOWN, charts_of, keys_of, published, view_of
from web.take_away import files

CODES = ("area_code", "period_code", "category_code")


def test_all_forces_are_walked_in_both_languages():
    assert len(FORCES) == 43
    assert {language for _, language in FORCES} == {"en", "cy"}


@pytest.mark.parametrize(("area", "language", "indicator"), CASES)
def test_every_row_of_a_visual_is_a_figure_of_the_release(area, language, indicator):
    view = view_of(area, indicator)
    charts = charts_of(area, language, indicator)
    assert len(charts) >= len(SHOWN[indicator]) - 1
    for name, chart in charts.items():
        frame = chart.table.data
        keys = keys_of(name, chart, view, language)
        assert len(set(keys)) == len(frame) > 0
        shown = zip(frame["number"], frame["mark"], keys, strict=True)
        for value, marks, key in shown:
            expected, mark = published()[key]
            assert (None if pd.isna(value) else value) == expected, (name, key)
            assert mark in marks
            assert bool(mark) or (expected is not None and "[c]" not in marks), (name, key)


@pytest.mark.parametrize(("area", "language", "indicator"), CASES)
def test_the_csv_of_a_visual_has_its_figures_and_its_marks(area, language, indicator):
    text = wording(language)
    for name, chart in charts_of(area, language, indicator).items():
        parts = urlsplit(chart.take_away)
        found = files.answer("chart.csv", dict(parse_qsl(parts.query)))
        rows = [*csv.DictReader(io.StringIO(found.content.decode("utf-8-sig")))]
        frame = chart.table.data
        assert len(rows) == len(frame) > 0
        for id, head in chart.table.heads.items():
            in_file = text(COLUMNS["area"].heading) if head in map(text, ("show.area", "show.place")) else head
            assert [row[in_file] for row in rows] == [*map(_as_in_a_file, frame[id])], (name, head)
        codes = [*frame["code"]]
        assert codes in [[row[text(COLUMNS[each].heading)] for row in rows] for each in CODES], name


def _as_in_a_file(value):
    """Return a cell as a file writes it: a rate with four decimals, nothing where there is no number."""
    if pd.isna(value):
        return ""
    return str(round(value, 4)) if isinstance(value, float) else str(value)
