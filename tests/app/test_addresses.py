"""Every address that is handed out has the scheme, the name and the port of the visitor, or is the owner's own."""

import re
from dataclasses import replace
from html import unescape

import pytest

from components.address.pages import PAGES
from components.briefing import request as pack_files
from components.guidance import posters as print_files
from components.opendata import feed
from data import site
from web import base as base_module
from web import pack

OWNED = "https://data.example.org"
# What reaches the server, and what the visitor has in the bar of the browser.
VISITORS = {
    "by name": ({"host": "data.test"}, "https://data.test"),
    "by name and port": ({"host": "data.test:8443"}, "https://data.test:8443"),
    "by number": ({"host": "10.77.0.2:8080", "x-forwarded-proto": "http"}, "http://10.77.0.2:8080"),
    "by number of the newer kind": ({"host": "[2001:db8::1]:8501"}, "https://[2001:db8::1]:8501"),
    "through TLS": ({"host": "data.example.net", "x-forwarded-proto": "https"}, "https://data.example.net"),
    "through two": (
        {"host": "app-1:8501", "x-forwarded-host": "data.example.net:444, inner", "x-forwarded-proto": "https, http"},
        "https://data.example.net:444",
    ),
    "through a proxy with a strange word": ({"host": "data.test", "x-forwarded-proto": "gopher"}, "https://data.test"),
}
CHART = "chart=card.offences&area=W15000001&indicator=recorded_offences"


@pytest.fixture(params=VISITORS)
def visitor(request):
    return VISITORS[request.param]


@pytest.fixture
def bases(monkeypatch):
    """Posters and packs say by what base they would be made: to make them is the matter of other tests."""
    monkeypatch.setattr(print_files, "template_values", lambda sheet, base: base)
    monkeypatch.setattr(print_files, "_set", lambda form, data, kind: data.encode())
    monkeypatch.setattr(pack, "_made", lambda name, asked, base: base.encode())


def whole(html):
    """Return the scheme, name and port of every whole address of this site in a page: not those of other people."""
    found = re.findall(r"(https?://[^/\s\"'<>{}]+)/(?:\?|map|take-away|embed|downloads|report|open-data|print)", html)
    return set(found)


@pytest.mark.parametrize("path", [f"/take-away?{CHART}", f"/take-away?{CHART}&lang=cy", "/open-data/releases.atom"])
def test_what_is_to_be_used_elsewhere_has_the_visitors_address(client, visitor, path):
    headers, base = visitor
    assert whole(unescape(client.get(path, headers=headers).text)) == {base}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_the_head_of_every_page_says_its_own_address_and_its_twins(client, page):
    headers, base = VISITORS["through two"]
    html = unescape(client.get(page.path, params={"lang": "cy"}, headers=headers).text)
    assert f'property="og:url" content="{base}{page.path}?lang=cy"' in html
    assert f'hreflang="en" href="{base}{page.path}?lang=en"' in html


@pytest.mark.parametrize("name", ["poster.pdf", "large.pdf", "card.pdf"])
def test_the_code_on_paper_leads_to_the_visitors_address(client, visitor, bases, name):
    headers, base = visitor
    assert client.get(f"/print/{name}", headers=headers).json() == base


@pytest.mark.parametrize("name", pack_files.KINDS)
def test_a_pack_has_the_visitors_address(client, visitor, bases, name):
    headers, base = visitor
    assert client.get(f"/pack/{name}", headers=headers).text == base


def test_every_entry_of_the_feed_has_whole_addresses(client):
    headers, base = VISITORS["by name and port"]
    links = re.findall(
        r'<link rel="[^"]+" href="([^"]+)"', client.get("/open-data/releases.atom", headers=headers).text
    )
    assert len(links) > 3
    assert [each for each in links if not each.startswith(f"{base}/")] == []


@pytest.mark.parametrize(
    "path", ["/", "/report", f"/take-away?{CHART}", "/open-data/releases.atom", "/print/text.txt", "/pack/summary.pdf"]
)
def test_nobody_gets_the_address_that_another_visitor_named(client, bases, path):
    """An address that somebody makes up is told to nobody else, not by what is kept here, nor by a cache on the way."""
    forged = {"host": "data.test", "x-forwarded-host": "evil.example", "x-forwarded-proto": "http"}
    first = client.get(path, headers={"host": "data.test"})
    lied_to = client.get(path, headers=forged)
    assert "evil.example" in lied_to.text
    again = client.get(path, headers={"host": "data.test"})
    assert again.text == first.text and "evil.example" not in again.text
    for answer in (first, lied_to):
        assert answer.headers["cache-control"] == "no-cache"
        assert {"X-Forwarded-Host", "X-Forwarded-Proto"} <= {*answer.headers["vary"].split(", ")}


@pytest.mark.parametrize("host", ['a"><b>', "a b", "a/b", "a?b", "user@a", "a\\b", "x" * 300, "a:b", "{a}"])
def test_a_host_that_is_no_name_is_handed_out_by_nothing(client, bases, host):
    headers = {"host": "data.test", "x-forwarded-host": host}
    for path in ("/", f"/take-away?{CHART}", "/open-data/releases.atom", "/print/poster.pdf", "/pack/summary.pdf"):
        assert f"//{host}" not in unescape(client.get(path, headers=headers).text), path
    assert "og:url" not in client.get("/", headers=headers).text


def test_the_owners_address_goes_before_all_that_a_visitor_says(client, bases, monkeypatch):
    owned = replace(site.site(), address=OWNED)
    for module in (base_module, feed):
        monkeypatch.setattr(module, "site", lambda: owned)
    headers = {"host": "inner:8501", "x-forwarded-host": "evil.example", "x-forwarded-proto": "http"}
    assert whole(unescape(client.get(f"/take-away?{CHART}", headers=headers).text)) == {OWNED}
    assert whole(client.get("/open-data/releases.atom", headers=headers).text) == {OWNED}
    assert client.get("/print/card.pdf", headers=headers).json() == OWNED
    assert client.get("/pack/summary.pdf", headers=headers).text == OWNED
    assert f'content="{OWNED}/map?lang=en"' in client.get("/map?lang=en", headers=headers).text


def test_a_missing_address_is_said_to_the_owner(client, monkeypatch, caplog):
    from data import site as settings
    from web import health, start

    said = client.get("/healthz").json()
    assert said["address"] is None and said["settings_missing"] == ["address"]
    start.warm()
    assert any("not set in site.toml: address" in record.getMessage() for record in caplog.records)
    caplog.clear()
    owned = replace(settings.site(), address=OWNED)
    for module in (health, settings):
        monkeypatch.setattr(module, "site", lambda: owned)
    said = client.get("/healthz").json()
    assert said["address"] == OWNED and said["settings_missing"] == []
    start.warm()
    assert not any("not set in site.toml" in record.getMessage() for record in caplog.records)
