"""Every address of the table of routes, asked in every way: GET, HEAD, again, without gzip, by a wrong method."""

import gzip
import json
import re
import zipfile

import pytest
from starlette.requests import HTTPConnection

from components.guidance import posters
from components.opendata import bundle_store
from components.wording.text import wording
from data import current
from data.history import release_ids
from data.site import LANGUAGES
from web import headers, pack
from web.answer import FOR_EVER, HOUR, NO_STORE, REVALIDATE, Answer
from web.first_response import STREAMLIT
from web.open_data.routes import ROUTES as OPEN_DATA
from web.routes import ROUTES, find
from web.sending import PACKED, accepts_gzip, response

NEWEST = release_ids()[-1]
SCRIPT = next((STREAMLIT / "static" / "js").glob("index.*.js")).name
# An address for each route that has an open part, or that needs to be told something.
EXAMPLES = {
    "/static/{name:path}": f"/static/js/{SCRIPT}",
    "/assets/{name:path}": "/assets/site.css",
    "/preview/{name}.png": "/preview/map.png",
    "/take-away": "/take-away?chart=card.offences",
    "/embed": "/embed?chart=card.offences",
    "/pack/{name:path}": "/pack/briefing.pptx",
    "/print/{name:path}": "/print/text.txt",
    "/open-data/latest/{file}": "/open-data/latest/codebook.csv",
    "/open-data/releases/{release}.zip": f"/open-data/releases/{NEWEST}.zip",
    "/open-data/releases/{release}/{file}": f"/open-data/releases/{NEWEST}/observations.csv",
    "/open-data/{name:path}": "/open-data/observations.csv?x=1",
    **{f"/open-data/chart.{kind}": f"/open-data/chart.{kind}?chart=card.offences" for kind in ("svg", "png", "csv")},
    "/open-data/chart.xlsx": "/open-data/chart.xlsx?chart=card.offences",
    "/open-data/chart.geojson": "/open-data/chart.geojson?chart=map.areas",
}
OURS = [route for route in ROUTES if route.answer]
MOVED = [route for route in OURS if route.path == "/open-data" or (route.path.endswith("/") and route.path != "/")]
MOVED = [route for route in (*MOVED, *(each for each in OURS if each.path == "/overview")) if route not in OPEN_DATA]
THERE = [route for route in OURS if route not in MOVED]
PLAIN, NO_GZIP, GZIP = ({"accept-encoding": each} for each in ("identity", "gzip;q=0, *;q=0.5", "gzip"))
# What comes with the body alone, or with the moment.
OF_THE_BODY = {"content-length", "transfer-encoding"}


def address(route):
    return EXAMPLES.get(route.path, route.path)


def by_path(routes):
    return pytest.mark.parametrize("route", routes, ids=lambda route: route.path)


@pytest.fixture(autouse=True)
def made_in_no_time(tmp_path, monkeypatch):
    """What takes long to make is made of few words."""

    def zipped(destination):
        with zipfile.ZipFile(destination, "w") as archive:
            for name in bundle_store.MADE:
                archive.writestr(f"{bundle_store.TOGETHER.format(release=current.dataset().release)}/{name}", name * 99)

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(bundle_store, "BUNDLES", bundle_store.BundleStore(zipped))
    monkeypatch.setattr(pack, "_made", lambda name, asked, base: b"made" * 99)
    monkeypatch.setattr(posters, "_set", lambda form, data, kind: b"made" * 99)


def sent(client, method, to, **headers):
    """Return status, headers and body as they travel: not unpacked, and not followed to another address."""
    with client.stream(method, to, headers=headers, follow_redirects=False) as found:
        return found.status_code, dict(found.headers), b"".join(found.iter_raw())


def test_every_path_is_that_of_one_route():
    assert len({route.path for route in ROUTES}) == len(ROUTES)
    for route in OURS:
        assert find(address(route).partition("?")[0])[0].what == route.what or route.path == "/open-data/{name:path}"
    assert find("/map//")[0].path == "/map/" and find("//")[0].path == "/overview/"
    for nothing in (
        "/nothing",
        "/map/x",
        "/open-datax",
        "/_stcore/metrics",
        "/_stcore/agent/mcp",
        "/map/x/_stcore/health",
    ):
        assert find(nothing) is None


@by_path(THERE)
def test_what_comes_is_what_the_table_says(client, route):
    status, headers, body = sent(client, "GET", address(route), **PLAIN)
    assert status == 200 and body
    assert headers["content-type"].partition(";")[0] in {kind.partition(";")[0] for kind in route.media_types}
    assert headers["cache-control"] in route.cache
    assert set(headers.get("vary", "").split(", ")) - {"", "Accept-Encoding"} == set(
        ", ".join(route.varies_by).split(", ")
    ) - {""}
    assert "content-security-policy" in headers
    assert ("access-control-allow-origin" in headers) == route.path.startswith("/open-data/")


@by_path(THERE)
@pytest.mark.parametrize("encoding", [PLAIN, GZIP, NO_GZIP], ids=lambda each: each["accept-encoding"])
def test_its_head_has_the_same_headers_and_no_body(client, route, encoding):
    _, headers, body = sent(client, "GET", address(route), **encoding)
    status, of_head, nothing = sent(client, "HEAD", address(route), **encoding)
    assert (status, nothing) == (200, b"")
    assert of_head == headers and int(headers["content-length"]) == len(body)


@by_path(THERE)
def test_gzip_comes_to_whoever_takes_it_and_to_nobody_else(client, route):
    _, plain, whole = sent(client, "GET", address(route), **PLAIN)
    _, packed, small = sent(client, "GET", address(route), **GZIP)
    _, refused, same = sent(client, "GET", address(route), **NO_GZIP)
    assert same == whole and "content-encoding" not in refused and "content-encoding" not in plain
    can_be = plain["content-type"].partition(";")[0] not in {kind.partition(";")[0] for kind in PACKED}
    assert ("Accept-Encoding" in plain.get("vary", "")) == can_be
    if "content-encoding" in packed:
        assert can_be and gzip.decompress(small) == whole and len(small) < len(whole)
    else:
        assert small == whole and not (can_be and len(whole) > 500)


@by_path(THERE)
def test_what_the_visitor_has_is_not_sent_again(client, route):
    _, whole, _ = sent(client, "GET", address(route), **PLAIN)
    if whole["cache-control"] == NO_STORE:
        assert "etag" not in whole
        return
    for method in ("GET", "HEAD"):
        for encoding in (PLAIN, GZIP):
            again = sent(client, method, address(route), **encoding, **{"if-none-match": whole["etag"]})
            assert (again[0], again[2]) == (304, b"")
            assert again[1]["cache-control"] == whole["cache-control"] and again[1].get("vary") == whole.get("vary")
    assert sent(client, "GET", address(route), **PLAIN, **{"if-none-match": '"other"'})[0] == 200


@by_path(ROUTES)
def test_another_method_is_refused_with_those_that_there_are(client, route):
    to = EXAMPLES.get(route.path, re.sub(r"{.*?}", "x", route.path))
    for method in {"GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"} - {*route.methods}:
        status, headers, body = sent(client, method, to, **PLAIN)
        assert (status, headers["allow"]) == (405, ", ".join(route.methods)), method
        assert headers["cache-control"] == NO_STORE and "content-security-policy" in headers
        if to.startswith("/open-data/"):
            assert json.loads(body)["error"] == "not_allowed"
        else:
            assert all(wording(language)("site.not_allowed.title") in body.decode() for language in LANGUAGES)


@by_path(MOVED)
def test_an_address_that_leads_elsewhere_keeps_what_was_asked(client, route):
    status, headers, body = sent(client, "GET", f"{route.path}?lang=cy&area=W15000001")
    assert (status, body) == (308, b"") and headers["cache-control"] == REVALIDATE
    path, _, query = headers["location"].partition("?")
    assert query == "lang=cy&area=W15000001" and find(path)[0] in THERE
    assert sent(client, "HEAD", route.path)[0] == 308


WRONG = {
    "nothing.csv": ("unknown_file", None, None),
    "latest/x.csv": ("unknown_file", "file", "codebook.csv"),
    "releases/2000-01-01.zip": ("unknown_release", "release", NEWEST),
    "releases/2000-01-01/observations.csv": ("unknown_release", "release", NEWEST),
    f"releases/{NEWEST}/x.csv": ("unknown_file", "file", "observations.csv"),
    "view.csv?indicator=x": ("unknown_value", "indicator", "nrm_referrals"),
    "view.csv?area=x": ("unknown_value", "area", "W15000001"),
    "view.csv?period=1066": ("unknown_value", "period", "2023"),
    "view.csv?indicator=nrm_referrals&breakdown=x": ("unknown_value", "breakdown", "type"),
    "view.csv?indicator=nrm_referrals&area=W15000001&period=2023&breakdown=type_age_gender": ("no_figures", None, None),
    "changes.csv?from=x": ("unknown_value", "from", NEWEST),
    "map.geojson?indicator=uk_totals": ("no_figures", "indicator", "nrm_referrals"),
    "chart.csv?chart=x": ("unknown_value", "chart", "card.offences"),
    "chart.csv": ("unknown_value", "chart", "card.offences"),
    "chart.csv?chart=card.rate&area=K04000001": ("no_figures", None, None),
    "chart.geojson?chart=card.offences": ("unknown_value", "chart", "map.areas"),
    "chart.csv?chart=map.areas&scope=x": ("unknown_value", "scope", "wales"),
    "chart.csv?chart=map.areas&lang=fr": ("unknown_value", "lang", "cy"),
    "..%2f..%2fsite.toml": ("unknown_file", None, None),
    "/etc/passwd": ("unknown_file", None, None),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_address_of_the_open_data_says_which_part_and_what_was_expected(client, name):
    error, parameter, expected = WRONG[name]
    status, headers, body = sent(client, "GET", f"/open-data/{name}", **PLAIN)
    assert (status, headers["content-type"], headers["cache-control"]) == (404, "application/json", NO_STORE)
    assert headers["access-control-allow-origin"] == "*" and "etag" not in headers
    said = json.loads(body)
    assert (said["error"], said.get("parameter"), said["see"]) == (error, parameter, "/open-data/")
    assert expected is None or expected in said["expected"]
    assert client.get(said["see"]).status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reason_is_in_the_language_of_the_address(client, language):
    found = client.get("/open-data/view.csv", params={"area": "x" * 9000, "lang": language})
    assert found.headers["content-language"] == language
    assert found.json()["reason"] == wording(language)("open_data.error.unknown_value")
    assert len(found.json()["given"]) == 100


@pytest.mark.parametrize("to", ["/nothing", "/assets/x.js", "/static/js/x.js", "/map/x", "/practice-notes/x"])
def test_elsewhere_people_get_the_page_in_both_languages(client, to):
    status, headers, body = sent(client, "GET", to, **PLAIN)
    assert (status, headers["cache-control"]) == (404, NO_STORE) and headers["content-type"].startswith("text/html")
    for language in LANGUAGES:
        assert f'<section lang="{language}">\n<h1>{wording(language)("site.not_found.title")}' in body.decode()


def test_what_breaks_is_in_the_log_and_the_visitor_has_the_numbers_to_call(client, monkeypatch, caplog):
    def broken(*_, **__):
        raise ZeroDivisionError("nobody had thought of it")

    monkeypatch.setattr("web.routes.practice_notes.notes_page", broken)
    status, headers, body = sent(client, "GET", "/practice-notes", **PLAIN)
    assert (status, headers["cache-control"]) == (500, NO_STORE)
    assert 'href="tel:999"' in body.decode() and wording("cy")("site.broken.title") in body.decode()
    assert "nobody had thought of it" in caplog.text and "nobody" not in body.decode()
    monkeypatch.setattr("web.take_away.files.read_request", broken)
    assert sent(client, "GET", "/open-data/chart.csv?chart=card.rate", **PLAIN)[0] == 500


@pytest.mark.parametrize(
    ("header", "is_taken"),
    [
        *(
            (each, True)
            for each in ("gzip", "GZIP", "gzip, deflate, br", "br;q=1.0, gzip;q=0.8, *;q=0.1", "*", "gzip;q=0.001")
        ),
        *((each, True) for each in ("gzip ; q=1", "identity, gzip", "identity;q=0.5, gzip;q=0.5", "identity;q=0, *")),
        *((each, False) for each in ("", "identity", "gzip;q=0", "gzip; q=0.0", "*;q=0", "gzip;q=0, *", "br", "xgzip")),
        *(
            (each, False)
            for each in ("gzip;q=x", "gzip;q=", "gzip;q=-1", "gzip;q=nan", "identity, gzip;q=0.5", "deflate;gzip")
        ),
    ],
)
def test_the_weights_of_accept_encoding_are_read(header, is_taken):
    assert accepts_gzip(header) == is_taken


@pytest.mark.parametrize(("accepted", "told"), [("gzip;q=0", "identity"), ("br, gzip;q=0.5", "gzip")])
def test_streamlit_is_told_whether_gzip_is_taken(accepted, told):
    scope = {"type": "http", "path": "/media/x", "headers": [(b"accept-encoding", accepted.encode()), (b"host", b"x")]}
    headers.settle_encoding(scope)
    assert dict(scope["headers"]) == {b"accept-encoding": told.encode(), b"host": b"x"}


def test_the_table_says_all_that_a_reader_needs():
    for route in ROUTES:
        assert route.what and route.methods
        assert not route.answer or (route.media_types and set(route.cache) <= {NO_STORE, REVALIDATE, HOUR, FOR_EVER})


def test_of_head_no_body_is_handed_to_the_server():
    """The client of the tests drops a body itself, so the response is looked at before it travels."""
    scope = {"type": "http", "method": "HEAD", "headers": []}
    head = response(HTTPConnection(scope), Answer(b"words", "text/plain"))
    assert head.body == b"" and head.headers["content-length"] == "5"
