"""What a visitor has already is not sent again: the ETag is of the content, and 304 is the answer to it."""

import gzip
import zipfile

import pytest

from components.address.pages import PAGES
from components.guidance import posters
from components.opendata import bundle_store
from data import current
from data.history import release_ids
from web import pack, sending
from web.answer import Answer

CHART = "chart=card.offences&area=W15000001&indicator=recorded_offences&lang=en"
ADDRESSES = (
    "/",
    "/signs?lang=cy",
    f"/take-away?{CHART}",
    f"/embed?{CHART}",
    "/practice-notes?lang=cy",
    "/meeting?lang=en",
    "/open-data/",
    "/open-data/releases.atom",
    "/open-data/observations.csv",
    "/open-data/manifest.json",
    "/open-data/latest/codebook.csv",
    "/open-data/latest/release-cy.xlsx",
    "/open-data/view.csv?indicator=recorded_offences&area=W15000001",
    "/open-data/changes.csv",
    "/open-data/map.geojson?indicator=recorded_offences",
    "/open-data/map.svg",
    f"/open-data/chart.svg?{CHART}",
    f"/open-data/chart.csv?{CHART}",
    f"/open-data/chart.xlsx?{CHART}",
    f"/open-data/releases/{release_ids()[0]}/observations.csv",
    f"/open-data/releases/{release_ids()[0]}.zip",
    "/open-data/release.zip",
    "/print/text.txt",
    "/print/poster.pdf",
    "/pack/briefing.pptx",
)
PLAIN = {"accept-encoding": "identity"}


@pytest.fixture(autouse=True)
def made_in_no_time(tmp_path, monkeypatch):
    """What takes long to make is made of one word; the ZIP lies where it did in all tests of this file."""

    def zipped(destination):
        with zipfile.ZipFile(destination, "w") as archive:
            for name in bundle_store.MADE:
                archive.writestr(f"{bundle_store.TOGETHER.format(release=current.dataset().release)}/{name}", name)

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(bundle_store, "BUNDLES", bundle_store.BundleStore(zipped))
    monkeypatch.setattr(pack, "_made", lambda name, asked, base: b"made")
    monkeypatch.setattr(posters, "_set", lambda form, data, kind: b"made")


def varying(answer):
    """Return by what an answer says that it differs."""
    return {each.strip() for each in answer.headers.get("vary", "").split(",")} - {""}


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_there_already_is_not_sent_again(client, address):
    whole = client.get(address, headers=PLAIN)
    tag = whole.headers["etag"]
    named = (tag, f'"x", {tag}', "*", tag.removeprefix("W/"), f"W/{tag.removeprefix('W/')}")
    for method in ("GET", "HEAD"):
        for each in named:
            for accepted in ("identity", "gzip"):
                headers = {"accept-encoding": accepted, "if-none-match": each}
                again = client.request(method, address, headers=headers)
                assert (again.status_code, again.content) == (304, b""), (each, accepted)
    assert again.headers["etag"] == tag
    assert again.headers["cache-control"] == whole.headers["cache-control"]
    assert varying(again) == varying(whole)
    assert "content-security-policy" in again.headers
    other = client.get(address, headers={**PLAIN, "if-none-match": 'W/"another"'})
    assert (other.status_code, other.content) == (200, whole.content)


@pytest.mark.parametrize("address", ADDRESSES)
def test_compressed_it_is_the_same_content_of_the_same_tag(client, address):
    whole, packed = client.get(address, headers=PLAIN), client.get(address, headers={"accept-encoding": "gzip"})
    assert packed.content == whole.content
    assert packed.headers["etag"] == whole.headers["etag"]
    if packed.headers.get("content-encoding") == "gzip":
        assert "Accept-Encoding" in whole.headers["vary"] and whole.headers["etag"].startswith("W/")


@pytest.mark.parametrize("address", ADDRESSES)
def test_its_head_is_that_of_the_whole_without_a_body(client, address):
    whole, head = client.get(address, headers=PLAIN), client.head(address, headers=PLAIN)
    assert (head.status_code, head.content) == (200, b"")
    differing = {name for name in whole.headers if whole.headers[name] != head.headers.get(name)}
    assert differing - {"vary"} == set() and varying(head) == varying(whole)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("part", ["bytes=0-9", "bytes=-5", "bytes=999999999-", "bytes=5-1", "lines=1-2", "bytes="])
def test_a_part_is_the_part_or_the_whole_or_a_plain_no(client, address, part):
    whole = client.get(address, headers=PLAIN)
    found = client.get(address, headers={**PLAIN, "range": part})
    assert found.status_code in (200, 206, 400, 416)
    if found.status_code == 200:
        assert found.content == whole.content
    if found.status_code == 206:
        assert found.content in whole.content and len(found.content) < len(whole.content)


def test_a_part_of_a_zip_is_asked_for_again_only_of_the_same_zip(client):
    address = "/open-data/release.zip"
    whole = client.get(address)
    assert not whole.headers["etag"].startswith("W/")
    ask = {"range": "bytes=0-3"}
    same = client.get(address, headers={**ask, "if-range": whole.headers["etag"]})
    assert (same.status_code, same.content) == (206, whole.content[:4])
    other = client.get(address, headers={**ask, "if-range": '"another"'})
    assert (other.status_code, other.content) == (200, whole.content)


def test_two_languages_two_areas_and_two_visitors_have_tags_of_their_own(client):
    view = "/open-data/view.csv?indicator=recorded_offences"
    pages = [client.get(f"{page.path}?lang={language}") for page in PAGES for language in ("en", "cy")]
    views = [client.get(f"{view}&area={area}") for area in ("W15000001", "W15000002")]
    feeds = [client.get("/open-data/releases.atom", headers={"host": host}) for host in ("a.test", "b.test")]
    tags = [answer.headers["etag"] for answer in (*pages, *views, *feeds)]
    assert len({*tags}) == len(tags)


def test_the_tag_is_of_the_content_and_of_nothing_else(tmp_path):
    """The same file made again elsewhere has the same tag; another content of the same size and time has another."""
    places = [tmp_path / name for name in ("one", "two", "other")]
    for place, content in zip(places, (b"same", b"same", b"else"), strict=True):
        place.write_bytes(content)
    first, again, other = (sending._file_tag(place, 0) for place in places)
    assert first == again != other


@pytest.mark.parametrize("address", ["/healthz", "/open-data/nothing.csv", "/nothing", "/take-away?chart=nothing"])
def test_what_must_not_be_kept_or_is_not_there_has_no_tag(client, address):
    found = client.get(address, headers={"if-none-match": "*"})
    assert found.status_code in (200, 404) and found.content
    assert "etag" not in found.headers


def test_what_is_sent_compressed_is_compressed_once():
    from starlette.requests import HTTPConnection

    scope = {"type": "http", "method": "GET", "headers": [(b"accept-encoding", b"gzip")]}
    content = b"many words " * 1000
    sent = sending.response(HTTPConnection(scope), Answer(content, "text/plain"))
    assert gzip.decompress(sent.body) == content
    picture = sending.response(HTTPConnection(scope), Answer(content, "image/png"))
    assert picture.body == content and "content-encoding" not in picture.headers
