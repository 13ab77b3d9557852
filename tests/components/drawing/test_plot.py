"""A Plotly figure as SVG: what stands where, what is refused, and nothing that a reader's software would run."""

import re
import xml.etree.ElementTree as ET

import pytest

from components.drawing.plot.svg import plot_svg
from components.drawing.plot.traces import PlotError

SVG = "{http://www.w3.org/2000/svg}"


def figure(*traces, shapes=(), annotations=(), **axis):
    return {
        "data": list(traces),
        "layout": {
            "height": 200,
            "margin": {"l": 50, "r": 10, "t": 10, "b": 40},
            "xaxis": {"range": [0, 10], "tickvals": [0, 10], "ticktext": ["a", "b"], **axis},
            "yaxis": {"range": [0, 100], "tickvals": [0, 50, 100]},
            "shapes": list(shapes),
            "annotations": list(annotations),
        },
    }


def line(**more):
    return {"type": "scatter", "mode": "lines", "x": [0, 5, 10], "y": [0, 50, 100], **more}


def drawn(spec):
    return ET.fromstring(str(plot_svg(spec, width=260)))


def test_a_point_stands_where_its_axes_say():
    circles = drawn(figure(line(mode="markers"))).findall(f"{SVG}circle")
    assert [(c.get("cx"), c.get("cy")) for c in circles] == [("50.0", "160.0"), ("150.0", "85.0"), ("250.0", "10.0")]


def test_a_line_is_broken_at_a_gap_and_never_drawn_across():
    markup = str(plot_svg(figure(line(y=[0, None, 100])), width=260))
    path = re.search(r'd="(M[^"]+)" fill="none"', markup)[1]
    assert path == "M50.0 160.0M250.0 10.0"


def test_a_band_has_the_pattern_of_its_status():
    for sign, status in (("/", "hidden"), (".", "not_available"), ("x", "not_applicable")):
        bar = {"type": "bar", "x": [5], "y": [100], "width": [2], "marker": {"pattern": {"shape": sign}}}
        rect = next(r for r in drawn(figure(bar)).findall(f"{SVG}rect") if "url" in r.get("fill"))
        assert (rect.get("fill"), rect.get("x"), rect.get("width")) == (f"url(#{status})", "130.0", "40.0")


def test_an_interval_reaches_from_its_lower_to_its_upper_limit():
    error = {"type": "data", "array": [20], "arrayminus": [10], "width": 0}
    markup = str(
        plot_svg(figure({"type": "scatter", "mode": "markers", "x": [5], "y": [50], "error_y": error}), width=260)
    )
    assert "M150.0 100.0L150.0 55.0" in markup


def test_ticks_and_notes_are_written_and_escaped():
    note = {"text": "<script>alert(1)</script><br>&", "x": 5, "y": 50, "showarrow": False}
    root = drawn(figure(line(), annotations=[note]))
    said = [element.text for element in root.iter(f"{SVG}text")]
    assert said[:2] == ["a", "b"]
    assert said[-2:] == ["<script>alert(1)</script>", "&"]
    assert not list(root.iter(f"{SVG}script"))


def test_panels_have_axes_of_their_own():
    spec = figure(line(mode="markers"), line(mode="markers", xaxis="x2", yaxis="y2"), domain=[0, 0.4])
    spec["layout"] |= {
        "xaxis2": {"range": [0, 10], "domain": [0.6, 1], "anchor": "y2"},
        "yaxis2": {"range": [0, 200], "anchor": "x2"},
    }
    circles = drawn(spec).findall(f"{SVG}circle")
    assert [circle.get("cx") for circle in circles] == ["50.0", "90.0", "130.0", "170.0", "210.0", "250.0"]
    assert circles[-1].get("cy") == "85.0"


@pytest.mark.parametrize(
    "spec",
    [
        figure({"type": "pie", "values": [1]}),
        figure(line(), type="date"),
        figure(line(), shapes=[{"type": "circle", "x0": 0, "x1": 1, "y0": 0, "y1": 1}]),
        figure(line(mode="markers", marker={"symbol": "star"})),
        {**figure(line()), "layout": {**figure(line())["layout"], "yaxis": {}}},
    ],
)
def test_what_cannot_be_drawn_is_refused_and_not_left_out(spec):
    with pytest.raises(PlotError):
        plot_svg(spec, width=260)
