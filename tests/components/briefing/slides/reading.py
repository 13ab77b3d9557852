"""What a presentation says, read back from its file: numbers of native charts and tables, words, notes, languages."""

import io

import pandas as pd
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn


def opened(content):
    return Presentation(io.BytesIO(content))


def shapes_of(slide):
    """Return every shape of a slide, those within groups too."""
    found, waiting = [], list(slide.shapes)
    while waiting:
        shape = waiting.pop(0)
        found.append(shape)
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            waiting += list(shape.shapes)
    return found


def words_of(slide):
    """Return all words that are seen on a slide, but for those inside charts."""
    said = [shape.text_frame.text for shape in shapes_of(slide) if shape.has_text_frame]
    for shape in slide.shapes:
        if shape.has_table:
            said += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(said)


def notes_of(slide):
    return slide.notes_slide.notes_text_frame.text


def numbers_of(prs):
    """Return the numbers of every native chart: by its name, by series, the pairs of category or size and number.

    A category without a number has None; a point of a scatter chart is a pair of numbers.
    """
    return {shape.name: _series(shape.chart) for slide in prs.slides for shape in slide.shapes if shape.has_chart}


def drawn_numbers(name, drawn):
    """Return the numbers of a native chart of a visual in the order of its table, or its points as a set."""
    if name == "compare.funnel":
        # The first three series are the limits.
        return {point for series in list(drawn)[3:] for point in drawn[series]}
    return [value for points in drawn.values() for _, value in points]


def expected_numbers(name, frame):
    """Return what ``drawn_numbers`` has to be for the table of a visual."""
    if name == "compare.funnel":
        known = frame[frame["rate"].notna()]
        return set(zip(_column(known, "residents"), _column(known, "rate"), strict=True))
    is_count = name.startswith("people.") or "rate" not in frame
    return _column(frame, "number" if is_count else "rate")


def _column(frame, column):
    return [None if pd.isna(each) else float(each) for each in frame[column]]


def tables_of(prs):
    """Return the cells of every native table by its name."""
    return {
        shape.name: [[cell.text for cell in row.cells] for row in shape.table.rows]
        for slide in prs.slides
        for shape in slide.shapes
        if shape.has_table
    }


def _series(chart):
    found = {}
    for series in chart.plots[0].series:
        if series._element.find(qn("c:xVal")) is not None:
            points = list(zip(_points(series, "c:xVal"), series.values, strict=True))
        else:
            points = list(zip(chart.plots[0].categories, series.values, strict=True))
        found.setdefault(series.name, []).extend(points)
    return found


def _points(series, name):
    return [float(point.text) for point in series._element.find(qn(name)).iter(qn("c:v"))]
