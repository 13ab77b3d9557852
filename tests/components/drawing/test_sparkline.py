"""The small drawings and tables: gaps stay gaps, marks stand where numbers are missing, names cannot break out."""

import xml.etree.ElementTree as ET
from urllib.parse import unquote

import pandas as pd
import pytest

from components.drawing.chart import Chart, Table
from components.drawing.map.operable import HostedMap
from components.drawing.picture import image_figure, svg_address
from components.drawing.sparkline import RateBeside, Sparkline, beside_svg, sparkline_svg
from components.drawing.table import table_html
from components.drawing.theme import CONTEXT_LAND

SVG = "{http://www.w3.org/2000/svg}"


class NoRows:
    """For a table of which nobody asks for a file."""


def lines(markup):
    return [path for path in ET.fromstring(markup).iter(f"{SVG}path") if path.get("fill") == "none"]


def sketch(values, status="not_available", **ends):
    """Return the line through values; one that is missing has a status of its own."""
    periods = tuple(str(2001 + place) for place in range(len(values)))
    statuses = tuple(status if value is None else "final" for value in values)
    return str(sparkline_svg(Sparkline(periods, tuple(values), statuses, **ends)))


def test_an_unbroken_series_is_one_line():
    assert len(lines(sketch([1, 2, 3], first="2021", last="2023"))) == 1


def test_a_missing_value_breaks_the_line_and_is_never_drawn_as_zero():
    drawn = lines(sketch([4, 4, None, 4, 4], first="a", last="b"))
    assert len(drawn) == 2
    heights = {float(point.split()[1]) for line in drawn for point in line.get("d")[1:].split("L")}
    assert len(heights) == 1


def test_a_lone_value_beside_a_gap_is_a_dot():
    markup = sketch([7, None, 41, 59], first="a", last="b")
    assert len(ET.fromstring(markup).findall(f"{SVG}circle")) == 2


def test_a_series_that_ends_without_a_value_has_no_end_dot():
    assert ET.fromstring(sketch([3, 4, None], first="a", last="b")).findall(f"{SVG}circle") == []


@pytest.mark.parametrize("status", ["hidden", "not_available", "not_applicable"])
def test_a_gap_is_pale_with_a_stub_in_the_pattern_of_its_status_and_of_no_other(status):
    markup = sketch([3, None, 4], status, first="a", last="b")
    ground, stub = (rect for rect in ET.fromstring(markup).iter(f"{SVG}rect") if rect.get("x"))
    assert (ground.get("fill"), stub.get("fill")) == (CONTEXT_LAND, f"url(#{status})")
    assert float(stub.get("height")) < 0.2 * float(ground.get("height"))
    assert [pattern.get("id") for pattern in ET.fromstring(markup).iter(f"{SVG}pattern")] == [status]


def test_a_series_of_zeros_lies_on_the_ground():
    (line,) = lines(sketch([0, 0, 0], first="a", last="b"))
    assert {point.split()[1] for point in line.get("d")[1:].split("L")} == {"54.0"}


def test_the_interval_keeps_everything_inside_the_drawing():
    markup = str(beside_svg(RateBeside("W1", 18.0, 15.0, 21.5, "EW", 40.0, "<b>England & Wales</b>")))
    places = [float(circle.get("cx")) for circle in ET.fromstring(markup).iter(f"{SVG}circle")]
    assert all(0 < place < 230 for place in places)


def test_a_drawing_survives_its_way_into_an_address():
    markup = sketch([1, 2], first='"<&>#%', last="ŵ")
    assert unquote(svg_address(markup).removeprefix("data:image/svg+xml,")) == markup
    assert '"' not in svg_address(markup)


def test_the_alternative_text_cannot_break_out_of_the_image():
    table = Table("", pd.DataFrame({"code": ["x"], "a": ["x"]}), {"a": "A"}, "", "", rows=NoRows())
    assert '"><script>' not in image_figure(Chart(HostedMap("/map.svg"), "s", '"><script>', table, ""), "en")


@pytest.fixture
def table():
    frame = pd.DataFrame(
        {
            "code": pd.array(["E1", "E2", "W1", "E3"], dtype="string"),
            "area": pd.array(["Kent", "City of London", "<b>Gwent</b>", "Dorset"], dtype="string"),
            "number": pd.array([1234, 0, None, 12], dtype="Int64"),
            "rate": pd.array([24.35, None, None, 1.5], dtype="Float64"),
            "mark": pd.array(["", "[z]", "[c]", "[u]"], dtype="string"),
        }
    )
    heads = {"area": "Area", "number": "Number", "rate": "Rate", "mark": "Mark"}
    address = "/open-data/view.csv?a=1&b=2"
    return Table(caption="Offences", data=frame, heads=heads, download=address, source="Home Office", rows=NoRows())


def test_a_true_zero_a_hidden_number_and_an_inapplicable_rate_look_different(table, words):
    html = table_html(table, words)
    assert '<th scope="row">City of London</th><td>0</td><td>[z]</td>' in html
    assert "<td>[c]</td><td>[c]</td>" in html
    assert "1,234" in html


def test_each_mark_in_the_table_is_explained_once(table, words):
    html = table_html(table, words)
    for status in ("hidden", "not_applicable", "unreliable"):
        assert html.count(words(f"status.{status}")) == 1
    assert words("status.not_available") not in html


def test_a_few_events_are_marked_and_their_rate_is_shown(table, words):
    assert '<td>1.5</td><td class="words">[u]</td>' in table_html(table, words)


def test_a_name_cannot_break_out_of_the_table(table, words):
    assert "<b>Gwent" not in table_html(table, words)


def test_the_table_says_its_source_and_how_to_take_it_away(table, words):
    html = table_html(table, words)
    assert "Home Office" in html
    assert 'href="/open-data/view.csv?a=1&amp;b=2"' in html
