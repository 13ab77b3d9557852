"""A file is fetched whole, with its provenance, or nothing of it is left."""

import hashlib
import json
from dataclasses import replace

import pytest
from werkzeug import Response

from data.refresh import RefreshError
from data.refresh.publishers import features
from data.refresh.publishers.find import find_editions
from data.refresh.web.client import Client
from data.refresh.web.content import GEOJSON, XLSX
from tests.refresh import sending
from tests.refresh.interfaces import feature, feature_collection
from tests.refresh.sending import PATH, bring, names


def test_a_file_is_there_whole_with_its_provenance(publishers, client, edition, folder):
    publishers.paths[PATH] = sending.ods()
    fetched = bring(client, edition, folder)
    assert fetched.path == folder / "recorded_offences.ods"
    assert fetched.path.read_bytes() == sending.ods()
    assert fetched.sha256 == hashlib.sha256(sending.ods()).hexdigest()
    assert (fetched.size, fetched.is_unchanged) == (len(sending.ods()), False)
    said = json.loads((folder / "recorded_offences.ods.provenance.json").read_text(encoding="utf-8"))
    assert {name: said[name] for name in ("url", "page", "title", "published")} == {
        "url": edition.url,
        "page": edition.page,
        "title": edition.title,
        "published": edition.published,
    }
    assert said["etag"].startswith('"')
    assert said["last_modified"] == "Thu, 25 Jan 2024 09:30:00 GMT"
    assert (said["fetched_on"], said["size"], said["sha256"]) == (fetched.fetched_on, fetched.size, fetched.sha256)
    assert len(names(folder)) == 2


def test_the_publisher_is_told_who_asks(publishers, edition, folder):
    publishers.paths[PATH] = sending.ods()
    with Client(publishers.settings(contact="data@example.org")) as client:
        bring(client, edition, folder)
    (_, headers), *_ = publishers.asked
    assert headers["User-Agent"].startswith("modern-slavery-dashboard/")
    assert "data@example.org" in headers["User-Agent"]
    assert "Cookie" not in headers


def test_an_unchanged_file_costs_one_small_request_and_is_kept(publishers, client, edition, folder):
    publishers.paths[PATH] = sending.ods()
    before = bring(client, edition, folder)
    written = before.path.stat().st_mtime_ns
    after = bring(client, edition, folder)
    assert after == replace(before, is_unchanged=True)
    assert after.path.stat().st_mtime_ns == written
    assert publishers.count(PATH) == 2
    assert publishers.asked[1][1]["If-None-Match"]


def test_a_file_that_was_changed_on_disk_is_fetched_anew(publishers, client, edition, folder):
    publishers.paths[PATH] = sending.ods()
    bring(client, edition, folder).path.write_bytes(b"spoilt")
    fetched = bring(client, edition, folder)
    assert not fetched.is_unchanged
    assert fetched.path.read_bytes() == sending.ods()


def test_a_new_file_takes_the_place_of_the_old(publishers, client, edition, folder):
    publishers.paths[PATH] = sending.ods()
    bring(client, edition, folder)
    publishers.paths[PATH] = sending.ods("newer")
    fetched = bring(client, edition, folder)
    assert not fetched.is_unchanged
    assert fetched.path.read_bytes() == sending.ods("newer")


def test_the_same_file_from_a_server_without_marks_counts_as_unchanged(publishers, client, edition, folder):
    publishers.paths[PATH] = lambda _: Response(sending.ods())
    assert not bring(client, edition, folder).is_unchanged
    assert bring(client, edition, folder).is_unchanged


def test_one_that_fails_leaves_the_file_of_before(publishers, client, edition, folder):
    publishers.paths[PATH] = sending.ods()
    before = bring(client, edition, folder)
    there = {file: file.read_bytes() for file in folder.iterdir()}
    publishers.paths[PATH] = lambda _: Response("<html>Sorry</html>", content_type="text/html")
    with pytest.raises(RefreshError):
        bring(client, edition, folder)
    assert {file: file.read_bytes() for file in folder.iterdir()} == there
    assert before.path in there


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"<!DOCTYPE html><html><title>Sorry</title>", r"a web page \(HTML\); expected ODS"),
        (b"\xef\xbb\xbf\n <HTML><body>", r"a web page \(HTML\)"),
        (b"", "sent nothing"),
        (b"Force Name,Offences\n", "no ZIP"),
        (sending.ods()[:-30], "not the whole of one"),
        (sending.xlsx(), "without 'mimetype'"),
        (sending.other_zip(), "a ZIP file of another kind"),
        (sending.bare_zip(), "without 'mimetype'"),
        (b"PK\x03\x04" + b"\0" * 500, "no ZIP"),
    ],
    ids=["html", "html with a mark", "empty", "csv", "cut short", "xlsx", "odt", "other zip", "no zip"],
)
def test_what_is_no_ods_is_refused_and_leaves_nothing(publishers, client, edition, folder, content, told):
    publishers.paths[PATH] = lambda _: Response(content)
    with pytest.raises(RefreshError, match=told) as refused:
        bring(client, edition, folder)
    assert PATH in str(refused.value)
    assert edition.page in str(refused.value)
    assert not folder.exists()


def test_an_xlsx_is_known_by_what_is_in_it(publishers, client, edition, folder):
    publishers.paths[PATH] = sending.xlsx()
    wanted = replace(edition, source="population", media_type=XLSX)
    assert bring(client, wanted, folder).path.name == "population.xlsx"
    publishers.paths[PATH] = sending.ods()
    with pytest.raises(RefreshError, match="expected XLSX"):
        bring(client, wanted, folder)


@pytest.mark.parametrize(
    "path",
    [
        "/assets/media/..%2f..%2f..%2fetc%2fcron.d%2fevil.ods",
        "/assets/media/%2e%2e/%2e%2e/evil.sh",
        "/assets/media/evil.ods%00.sh",
        "/assets/media/" + "a" * 400 + ".ods",
    ],
)
def test_the_name_of_the_file_is_never_the_publishers(publishers, client, edition, folder, path):
    evil = {"Content-Disposition": 'attachment; filename="../evil.sh"'}
    publishers.paths = _Everywhere(lambda _: Response(sending.ods(), headers=evil))
    fetched = bring(client, replace(edition, url=publishers.base + path), folder)
    assert fetched.path == folder / "recorded_offences.ods"
    assert names(folder.parent) == ["downloads", "recorded_offences.ods", "recorded_offences.ods.provenance.json"]


class _Everywhere(dict):
    """Holds the same at every path."""

    def __init__(self, there):
        self._there = there

    def get(self, _):
        return self._there


def test_each_quarter_has_a_file_of_its_own(publishers, client, edition, folder):
    publishers.paths[PATH] = sending.ods()
    for quarter in ("2023-Q3", "2023-Q4"):
        bring(client, replace(edition, source="nrm", quarter=quarter), folder)
    assert [name for name in names(folder) if name.endswith("ods")] == ["nrm-2023-Q3.ods", "nrm-2023-Q4.ods"]


@pytest.mark.parametrize("wrong", [{"quarter": "../../x"}, {"media_type": "text/html"}, {"source": "../x"}])
def test_an_edition_that_would_give_a_strange_name_is_refused(client, edition, folder, wrong):
    with pytest.raises(RefreshError):
        bring(client, replace(edition, **wrong), folder)
    assert not folder.exists()


def test_what_a_killed_run_left_is_cleared_away(publishers, client, edition, folder):
    folder.mkdir()
    (folder / ".recorded_offences.ods.part").write_bytes(b"half")
    publishers.paths[PATH] = sending.ods()
    bring(client, edition, folder)
    assert names(folder) == ["recorded_offences.ods", "recorded_offences.ods.provenance.json"]


def test_a_folder_that_cannot_be_written_to_is_told(publishers, client, edition, tmp_path):
    publishers.paths[PATH] = sending.ods()
    (tmp_path / "file").write_text("")
    with pytest.raises(RefreshError, match="cannot be written to"):
        bring(client, edition, tmp_path / "file" / "downloads")


@pytest.fixture
def boundaries(publishers, client):
    query = publishers.offer_boundaries(feature_collection([feature("E23000001", "Metropolitan Police")]))
    return find_editions(client, client.settings, "boundaries")[0], query


def test_boundaries_in_pages_are_put_together(publishers, client, boundaries, folder):
    edition, query = boundaries
    codes = ["E23000001", "E23000002", "W15000001"]
    for number, code in enumerate(codes):
        page = feature_collection([feature(code, code)], has_more=number < 2)
        publishers.paths[f"{query}&resultOffset={number}" if number else query] = page
    fetched = bring(client, edition, folder)
    said = json.loads(fetched.path.read_text(encoding="utf-8"))
    assert fetched.path.name == "boundaries.geojson"
    assert said["type"] == "FeatureCollection"
    assert [each["properties"]["PFA23CD"] for each in said["features"]] == codes
    assert bring(client, edition, folder).is_unchanged


def test_boundaries_that_end_before_the_last_page_are_told(publishers, client, boundaries, folder):
    edition, query = boundaries
    publishers.paths[query] = feature_collection([feature("E23000001", "A")], has_more=True)
    publishers.paths[f"{query}&resultOffset=1"] = feature_collection([], has_more=True)
    with pytest.raises(RefreshError, match="found 1 features and then a page without any"):
        bring(client, edition, folder)
    assert not folder.exists()


def test_boundaries_without_end_are_told(publishers, client, boundaries, folder, monkeypatch):
    monkeypatch.setattr(features, "PAGES_AT_MOST", 5)
    edition, _ = boundaries
    page = feature_collection([feature("E23000001", "A")], has_more=True)
    publishers.paths = _Everywhere(page)
    with pytest.raises(RefreshError, match="more than 5 pages"):
        bring(client, edition, folder)
    assert edition.media_type == GEOJSON
    assert not folder.exists()
