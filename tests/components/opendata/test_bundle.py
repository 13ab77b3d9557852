"""The whole release in one ZIP: every format opened by its own reader, with the figures and marks as published."""

import csv
import dataclasses
import io
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
import zipfile

import frictionless
import geopandas
import odf.opendocument
import odf.table
import odf.teletype
import openpyxl
import pandas as pd
import pytest
from odf.namespaces import OFFICENS, TABLENS

from components.opendata import bundle, bundle_store, tables
from components.opendata.bundle_store import BundleError, BundleStore
from components.opendata.csv_file import FORMULA_STARTS
from components.opendata.ods import MEDIA_TYPE, spreadsheet
from components.opendata.sheets import Cover, Sheet
from components.opendata.xlsx import workbook
from components.wording.text import wording
from data import current
from data.register import register
from data.site import LANGUAGES
from data.views import View, by_area, latest_period
from geo.areas import areas

HOSTILE = ("=1+1", "@SUM(A1)", "+1", "-1", "\t=1", "a  b", "<b>&'\"", "x\x00\x0b")


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """The ZIP, made as the web process makes it."""
    destination = tmp_path_factory.mktemp("bundle") / "release.zip"
    bundle_store.run(destination)
    return destination


@pytest.fixture(scope="module")
def found(path):
    with zipfile.ZipFile(path) as archive:
        return {name.split("/", 1)[1]: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def observations():
    return current.dataset().observations


def test_it_holds_every_format_in_both_languages(found):
    expected = {
        *(path.name for path in current.PUBLISHED.iterdir()),
        *bundle_store.MADE,
        *("changes.json", "LICENCE.txt", "CITATION.bib"),
        *(f"{name}-{language}.txt" for name in ("README", "CITATION") for language in LANGUAGES),
    }
    assert found.keys() == expected
    assert all(found.values())


def test_what_was_published_is_in_it_unchanged(found):
    for published in current.PUBLISHED.iterdir():
        assert found[published.name] == published.read_bytes()


def test_the_same_release_gives_the_same_bytes(found):
    again = bundle.files(current.snapshot())
    assert [name for name in found if found[name] != again.get(name)] == []
    assert bundle.zipped(again, "x") == bundle.zipped(dict(reversed(again.items())), "x")


def test_its_data_package_is_valid(path, tmp_path):
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path)
    (folder,) = tmp_path.iterdir()
    assert frictionless.validate(str(folder / "datapackage.json")).valid


def test_the_parquet_file_has_every_figure_and_none_where_it_is_hidden(found, observations):
    frame = pd.read_parquet(io.BytesIO(found["observations.parquet"]))
    assert frame["value"].astype("Int64").equals(observations["value"])
    assert frame["value"].isna().equals(observations["status"].isin(["hidden", "not_available"]))
    for column in ("indicator", "area_code", "period", "category", "status"):
        assert frame[column].astype(str).tolist() == observations[column].astype(str).tolist()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_has_every_figure_or_its_mark(found, observations, language):
    book = openpyxl.load_workbook(io.BytesIO(found[f"release-{language}.xlsx"]))
    text = wording(language)
    for name in ("recorded_offences", "nrm_referrals", "uk_referrals", "uk_decisions"):
        page = book[text(f"indicator.{name}.sheet")]
        (table,) = page.tables.values()
        rows = [[cell.value for cell in row] for row in page[table.ref]][1:]
        expected = observations[observations["indicator"] == name]
        marks = {"hidden": "[c]", "not_available": "[x]", "not_applicable": "[z]"}
        shown = [marks.get(row.status, row.value) for row in expected.itertuples()]
        assert [row[5] for row in rows] == shown
        assert [row[0] for row in rows] == expected["area_code"].tolist()
    assert book.properties.language == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_spreadsheet_is_opendocument_with_the_cells_of_the_workbook(found, language):
    content = found[f"release-{language}.ods"]
    # The type stands unpacked in the first bytes, as the format asks; an XLSX under this name has none.
    assert content[30:38] == b"mimetype" and content[38 : 38 + len(MEDIA_TYPE)] == MEDIA_TYPE.encode()
    document = odf.opendocument.load(io.BytesIO(content))
    assert document.getMediaType() == MEDIA_TYPE
    book = openpyxl.load_workbook(io.BytesIO(found[f"release-{language}.xlsx"]))
    sheets = document.spreadsheet.getElementsByType(odf.table.Table)
    assert [sheet.getAttrNS(TABLENS, "name") for sheet in sheets] == book.sheetnames
    for sheet, page in zip(sheets, book, strict=True):
        for row, expected in zip(_cells(sheet), page.iter_rows(values_only=True), strict=True):
            assert row == [cell for cell in expected][: len(row)]


def _cells(sheet):
    """Return the cells of a sheet as odfpy reads them."""
    for row in sheet.getElementsByType(odf.table.TableRow):
        yield [_value(cell) for cell in row.getElementsByType(odf.table.TableCell)]


def _value(cell):
    if cell.getAttrNS(OFFICENS, "value-type") == "float":
        return float(cell.getAttrNS(OFFICENS, "value"))
    return odf.teletype.extractText(cell) or None


@pytest.mark.parametrize("said", HOSTILE)
def test_a_spreadsheet_holds_whatever_is_said_as_words_and_never_as_a_formula(said):
    frame = pd.DataFrame({"Code": [said], said: pd.array([None], dtype="Int64"), "Mark": ["[c]"]})
    cover = Cover(said, (said,), "2026-11-24", said, (said,), {"[c]": said}, "en")
    content = spreadsheet([Sheet(said, said, (said,), frame)], cover=cover)
    document = odf.opendocument.load(io.BytesIO(content))
    cells = document.spreadsheet.getElementsByType(odf.table.TableCell)
    assert not [cell for cell in cells if cell.getAttrNS(TABLENS, "formula")]
    legal = "".join(sign if sign >= " " or sign == "\t" else "\ufffd" for sign in said)
    assert legal in [odf.teletype.extractText(cell) for cell in cells]
    assert {cell.getAttrNS(OFFICENS, "value-type") for cell in cells} == {"string"}


@pytest.mark.parametrize("said", ["=HYPERLINK(1)", "@SUM(A1)", "-1+1", "+1"])
def test_a_hostile_name_of_an_area_or_category_is_nowhere_a_formula(monkeypatch, said):
    hostile = {code: dataclasses.replace(area, names=dict.fromkeys(area.names, said)) for code, area in areas().items()}
    monkeypatch.setattr(tables, "areas", lambda: hostile)
    monkeypatch.setattr(tables, "named", lambda *_: (said, said))
    dataset, text = current.dataset(), wording("cy")
    sheets, cover = tables.sheets(dataset, text)[-2:], tables.cover(dataset, text)
    book = openpyxl.load_workbook(io.BytesIO(workbook(sheets, cover=cover)))
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert said in [cell.value for cell in cells] and not [cell for cell in cells if cell.data_type == "f"]
    document = odf.opendocument.load(io.BytesIO(spreadsheet(sheets, cover=cover)))
    assert not [
        cell
        for cell in document.spreadsheet.getElementsByType(odf.table.TableCell)
        if cell.getAttrNS(TABLENS, "formula")
    ]
    rows = list(csv.reader(io.StringIO(tables.codebook(dataset).decode("utf-8-sig"))))
    assert [cell for row in rows for cell in row if said in cell]
    assert not [cell for row in rows for cell in row if cell.startswith(FORMULA_STARTS)]


def test_the_map_file_has_the_newest_year_of_each_area_and_no_number_where_it_is_hidden(found):
    frame = geopandas.read_file(io.BytesIO(found["areas.geojson"])).set_index("code")
    assert len(frame) == 43 and frame.is_valid.all()
    for indicator in ("recorded_offences", "nrm_referrals"):
        when = latest_period(current.dataset(), indicator, register()[indicator].headline_kind)
        expected = by_area(current.dataset(), View("W15000001", indicator, when)).set_index("area_code")
        assert (frame[f"{indicator}_period"] == when).all()
        for code, row in expected.iterrows():
            value = frame.loc[code, f"{indicator}_value"]
            assert pd.isna(value) if pd.isna(row["value"]) else value == row["value"]
            assert frame.loc[code, f"{indicator}_status"] == row["status"]
    city = json.loads(found["areas.geojson"])["features"]
    rates = [each["properties"]["recorded_offences_rate"] for each in city if each["properties"]["code"] == "E23000034"]
    assert rates == [None]


def test_the_codebook_explains_every_code_of_the_figures_in_both_languages(found, observations):
    rows = list(csv.DictReader(io.StringIO(found["codebook.csv"].decode("utf-8-sig"))))
    explained = {(row["part"], row["code"]) for row in rows if all(row[f"name_{each}"] for each in LANGUAGES)}
    for part, column in (
        ("indicator", "indicator"),
        ("breakdown", "breakdown"),
        ("category", "category"),
        ("area", "area_code"),
    ):
        assert {(part, code) for code in observations[column].unique()} <= explained
    assert {row["code"]: row["mark"] for row in rows if row["part"] == "status"}["hidden"] == "[c]"
    assert all(row["meaning_cy"] for row in rows if row["part"] in ("column", "status", "indicator"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_to_read_first_names_every_file_the_marks_and_what_the_counts_are_not(found, language):
    said = found[f"README-{language}.txt"].decode()
    for name in found:
        assert f"  {name}\n" in said
    assert "[c]" in said and wording(language)("bundle.caveat") in said and current.dataset().release in said


def test_a_failure_is_said_and_leaves_nothing_behind(tmp_path):
    with pytest.raises(BundleError, match="could not be made"):
        bundle_store.run(tmp_path / "no such folder" / "release.zip")
    assert not [*tmp_path.iterdir()]


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch):
    """What is kept in the folder for temporary files goes with the test."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def test_one_that_failed_is_not_tried_again_at_once(caplog):
    tries = []

    def make(destination):
        tries.append(destination)
        raise BundleError("no room")

    bundles = BundleStore(make)
    for _ in range(3):
        with pytest.raises(BundleError):
            bundles.path("2026-11-24")
    assert len(tries) == 1 and "no room" in caplog.text


def test_many_who_ask_at_once_get_the_one_that_is_made_and_too_many_are_told_to_wait():
    started, go_on, made = threading.Event(), threading.Event(), []

    def make(destination):
        started.set()
        go_on.wait(10)
        made.append(destination)
        destination.write_bytes(b"zip")

    bundles, found = BundleStore(make), []
    askers = [
        threading.Thread(target=lambda: found.append(bundles.path("a").read_bytes()))
        for _ in range(bundle_store.MOST_WAITING)
    ]
    for asker in askers:
        asker.start()
    started.wait(10)
    assert _within_ten_seconds(lambda: bundles.places._value == 0)
    with pytest.raises(BundleError) as refused:
        bundles.path("a")
    assert refused.value.is_busy
    go_on.set()
    for asker in askers:
        asker.join(10)
    assert len(made) == 1 and found == [b"zip"] * bundle_store.MOST_WAITING
    assert bundles.path("a").read_bytes() == b"zip"
    bundles.remove()
    assert not bundles.folder.exists()


def _within_ten_seconds(is_so):
    end = time.monotonic() + 10
    while not is_so() and time.monotonic() < end:
        time.sleep(0.01)
    return is_so()


def test_the_command_says_how_it_is_used():
    done = subprocess.run(
        [sys.executable, "-m", "components.opendata.bundle"],
        cwd=bundle_store.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1 and "python -m components.opendata.bundle DEST" in done.stderr


def test_half_a_bundle_is_never_in_its_place(tmp_path, monkeypatch):
    monkeypatch.setattr(bundle, "files", lambda *_: {name: b"" for name in bundle_store.MADE})
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        bundle.main(tmp_path / "release.zip")
    assert not [*tmp_path.iterdir()]
