"""Every visual as every file, in both languages, opened in the reader it is meant for."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET

import geopandas
import openpyxl
import pandas as pd
import pytest
from PIL import Image

from components.charts.exhibits import EXHIBITS, NoExhibitError
from components.drawing.table import mark_meanings
from components.opendata.csv_file import headed
from components.wording.format import day
from data import current
from data.site import LANGUAGES
from web.answer import NoAnswerError
from web.take_away import files
from web.take_away.request import read_request

# Only a force that publishes its own cases has these.
LOCAL = ("card.cases", "people.setting", "people.local_authority", "people.local_map")
NAMES = [name for name in EXHIBITS if name not in LOCAL]
MAPS = [name for name in NAMES if EXHIBITS[name].is_map]
EVERY = [(name, language) for name in NAMES for language in LANGUAGES]


def file(kind, name, language, **view):
    found = files.answer(f"chart.{kind}", {"chart": name, "lang": language, **view})
    return found


def asked(name, language):
    return read_request({"chart": name, "lang": language})


def plain(words):
    return re.sub(r"\s+", "", words)


def test_there_is_an_exhibit_of_every_kind_and_each_stands_on_a_page():
    assert {name.split(".")[0] for name in EXHIBITS} >= {"card", "people"}
    for name in NAMES:
        assert asked(name, "cy").permalink("cy").startswith("/")


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_an_svg_says_title_sentence_marks_source_and_release_in_the_language_of_the_page(name, language):
    root = ET.fromstring(file("svg", name, language).content)
    request = asked(name, language)
    said = plain("".join("".join(element.itertext()) for element in root.iter("{http://www.w3.org/2000/svg}text")))
    table = request.chart.table
    for words in (table.caption, request.chart.sentence, table.source, day(request.dataset.release[:10], language)):
        assert plain(words) in said
    for mark, meaning in mark_meanings(table, request.text).items():
        assert plain(f"{mark} {meaning}") in said
    assert root.get("lang") == language
    markup = file("svg", name, language).content.decode()
    assert not re.search(r"(href|src|url)\s*[=(]\s*[\"']?https?:|<script|<image|@import|onload", markup)


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_a_png_opens_is_not_blank_and_carries_its_words(name, language):
    image = Image.open(io.BytesIO(file("png", name, language).content))
    image.load()
    request = asked(name, language)
    assert image.width == 1800 and image.height > 500
    ink = image.convert("L").point(lambda value: 255 * (value < 200)).getbbox()
    assert ink and ink[2] - ink[0] > 900 and ink[3] - ink[1] > image.height * 0.6
    assert len(image.convert("RGB").getcolors(maxcolors=1 << 24)) > 50
    assert image.text["Title"] == request.chart.table.caption
    assert request.chart.sentence in image.text["Description"]
    assert request.chart.table.source in image.text["Source"]
    assert image.text["Site release"] == request.dataset.release


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_a_csv_has_the_figures_marks_and_source_of_the_table(name, language):
    rows = list(csv.reader(io.StringIO(file("csv", name, language).content.decode("utf-8-sig"))))
    request = asked(name, language)
    data = headed(request.rows, request.text)
    assert rows[0] == [str(column) for column in data.columns]
    assert len(rows) == len(data) + 1 == len(request.chart.table.data) + 1
    for row, expected in zip(rows[1:], data.itertuples(index=False), strict=True):
        for cell, value in zip(row, expected, strict=True):
            if pd.isna(value):
                assert cell == ""
            elif isinstance(value, (int, float)):
                assert float(cell) == pytest.approx(value, abs=1e-4)
            else:
                assert cell.lstrip("'") == str(value)


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_a_workbook_opens_with_title_source_release_and_figures_inside(name, language):
    book = openpyxl.load_workbook(io.BytesIO(file("xlsx", name, language).content))
    request = asked(name, language)
    table = request.chart.table
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    words = " ".join(str(cell.value) for cell in cells)
    for said in (table.caption, request.chart.sentence, table.source, request.dataset.release):
        assert said in words
    numbers = [cell.value for cell in cells if isinstance(cell.value, (int, float))]
    for column in table.data.select_dtypes("number"):
        for value in table.data[column].dropna():
            assert any(abs(number - value) <= 1e-4 for number in numbers)
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]


@pytest.mark.parametrize(("name", "language"), [(name, language) for name in MAPS for language in LANGUAGES])
def test_a_geojson_opens_as_areas_with_figures_status_and_source(name, language):
    content = file("geojson", name, language).content
    frame = geopandas.read_file(io.BytesIO(content))
    assert len(frame) == 43 and frame.is_valid.all() and not frame.is_empty.any()
    home = frame.set_index("code").loc["W15000001"]
    dataset, request = current.dataset(), asked(name, language)
    expected = dataset.observations.query(
        f"area_code == 'W15000001' and indicator == '{request.shown.indicator}' and period == '{request.shown.period}' "
        "and breakdown == 'total'"
    ).iloc[0]
    assert int(home["value"]) == expected["value"]
    assert str(home["release"]).startswith(dataset.release) and home["source"]
    assert json.loads(content)["type"] == "FeatureCollection"


@pytest.mark.parametrize("name", LOCAL)
def test_there_is_nothing_to_take_away_of_cases_that_are_not_published(name):
    with pytest.raises(NoExhibitError):
        asked(name, "en")


@pytest.mark.parametrize("kind", ["svg", "png", "csv", "xlsx", "geojson"])
@pytest.mark.parametrize(
    "wrong",
    [
        {"chart": "nothing"},
        {"chart": "../../site.toml"},
        {"chart": "people.type", "area": "' OR 1=1 --"},
        {"chart": "people.type", "period": "../../etc/passwd"},
        {"chart": "people.type", "indicator": "<script>alert(1)</script>"},
        {"chart": "people.type", "lang": "xx"},
        {"chart": "people.type", "scope": "x" * 100_000},
        {},
    ],
)
def test_a_file_of_an_address_that_is_not_understood_is_refused(kind, wrong):
    if kind == "geojson" and wrong.get("chart") == "people.type":
        wrong = {**wrong, "chart": "map.areas"}  # one that has shapes
    with pytest.raises(NoAnswerError) as refused:
        files.answer(f"chart.{kind}", wrong)
    parameter = [*wrong][-1] if wrong else "chart"
    assert (refused.value.parameter, refused.value.given) == (parameter, wrong.get(parameter, ""))
    assert refused.value.expected


def test_a_file_is_named_by_our_words_and_never_by_the_address():
    found = file("csv", "people.type", "en", area="W15000001", indicator="nrm_referrals", period="2023")
    name = re.search(r'filename="([^"]+)"', found.headers["content-disposition"])[1]
    assert name == "people-referred-by-the-force-by-type-north-wales-2023.csv"


def test_a_map_alone_has_shapes():
    with pytest.raises(NoAnswerError) as refused:
        files.answer("chart.geojson", {"chart": "people.type"})
    assert refused.value.parameter == "chart" and "map.areas" in refused.value.expected
    assert "people.type" not in refused.value.expected


def views_of_hidden_figures():
    """Every view of referrals that an address of a page can name: each exhibit, area, year and step."""
    areas = sorted(set(current.dataset().observations["area_code"]) - {"K02000001"})
    for name in NAMES:
        for area in areas if not EXHIBITS[name].is_map else areas[:1]:
            for period in ("2023", "2022"):
                yield {"chart": name, "area": area, "indicator": "nrm_referrals", "period": period, "lang": "en"}
            if name == "trends.series":
                yield {"chart": name, "area": area, "indicator": "nrm_referrals", "step": "quarter", "lang": "en"}


def test_no_view_of_any_exhibit_has_a_number_beside_the_mark_of_a_hidden_one():
    hidden = views = 0
    for view in views_of_hidden_figures():
        try:
            data = read_request(view).chart.table.data
        except NoExhibitError:
            continue
        views += 1
        marked = data[data["mark"].str.contains(r"\[c\]")]
        assert marked.select_dtypes("number").isna().all(axis=None), view
        hidden += len(marked)
    assert views > 1500 and hidden > 200
