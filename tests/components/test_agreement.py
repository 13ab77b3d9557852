"""Of every force and every indicator: what is drawn is what is published, and every file says the same."""

import csv
import io
from urllib.parse import parse_qsl, urlsplit

import pandas as pd
import pytest

from components import exhibit_files
from components.text import text
from tests.components.agreement import CASES, FORCES, SHOWN, charts_of, keys_of, published, view_of


def test_all_forces_are_walked_in_both_languages():
    assert len(FORCES) == 43
    assert {language for _, language in FORCES} == {"en", "cy"}


@pytest.mark.parametrize(("area", "language", "indicator"), CASES)
def test_every_row_of_a_visual_is_a_figure_of_the_release(area, language, indicator):
    words, view = text(language), view_of(area, indicator)
    charts = charts_of(area, language, indicator)
    assert len(charts) >= len(SHOWN[indicator]) - 1
    for name, chart in charts.items():
        frame = chart.table.data
        keys = keys_of(name, chart, view, language)
        assert len(set(keys)) == len(frame) > 0
        shown = zip(frame[words("show.count")], frame[words("show.mark")], keys, strict=True)
        for value, marks, key in shown:
            expected, mark = published()[key]
            assert (None if pd.isna(value) else value) == expected, (name, key)
            assert mark in marks
            assert bool(mark) or (expected is not None and "[c]" not in marks), (name, key)


@pytest.mark.parametrize(("area", "language", "indicator"), CASES)
def test_the_csv_of_a_visual_has_its_figures_and_its_marks(area, language, indicator):
    for name, chart in charts_of(area, language, indicator).items():
        parts = urlsplit(chart.take_away)
        found = exhibit_files.answer("chart.csv", dict(parse_qsl(parts.query)))
        heads, *rows = csv.reader(io.StringIO(found.content.decode("utf-8-sig")))
        frame = chart.table.data
        assert heads[:-1] == [*map(str, frame.columns)], name
        assert {row[-1] for row in rows} == {chart.table.full_source}
        for row, expected in zip(rows, frame.itertuples(index=False), strict=True):
            assert row[:-1] == [*map(_as_in_a_file, expected)], name


def _as_in_a_file(value):
    """Return a cell as a file writes it: a rate with four decimals, nothing where there is no number."""
    if pd.isna(value):
        return ""
    return str(round(value, 4)) if isinstance(value, float) else str(value)
