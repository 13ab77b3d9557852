"""The static edition as a folder: whole, no link broken, nothing from elsewhere, written anew only where it changed."""

import json
import re
from html import unescape
from urllib.parse import unquote, urlsplit

import pytest

from components.address.options import CHOICES
from data.site import LANGUAGES, site
from web.static_site import __main__ as command
from web.static_site import edition, fields, making, views
from web.static_site.addresses import file_of
from web.static_site.edition import LISTED, EditionError, write_edition
from web.static_site.views import VIEWS

ORIGIN = "https://static.test"
SLOW = ("/print/", "/pack/", "/open-data/chart.png", "/open-data/release.zip")
LINK = re.compile(r'\b(href|src|action)="([^"]*)"')
# What a browser fetches by itself; a link that a reader follows may lead elsewhere.
FETCHED = re.compile(r'<(?:script|img|iframe|link rel="(?:stylesheet|icon)")\b[^>]*\b(?:src|href)="([^"]*)"')


def without_slow_ones(made):
    """Leave out what is in the files that take seconds each; ``test_posters.py`` and ``test_pack.py`` open them."""
    return lambda address, origin: (b"", frozenset()) if address.startswith(SLOW) else made(address, origin)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """An edition of the home area: its newest views, and all that they lead to."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (views, fields):
            patch.setattr(module, "FREE", ("area", "indicator"))
            patch.setattr(module, "ALONE", ())
        patch.setattr(VIEWS, "areas", frozenset())
        patch.setattr(making, "file", without_slow_ones(making.file))
        for name in ("of", "_names"):
            patch.delitem(VIEWS.__dict__, name, raising=False)
        folder = tmp_path_factory.mktemp("edition") / "site"
        written = write_edition(folder, ORIGIN, areas=[site().home_area], jobs=2)
        assert written.new == len(written.names) > 300
        yield folder, write_edition(folder, ORIGIN, areas=[site().home_area], jobs=2)
    for name in ("of", "_names"):
        VIEWS.__dict__.pop(name, None)
    VIEWS.limit_to(())
    file_of.cache_clear()


def pages(folder):
    return {file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8") for file in folder.rglob("*.html")}


def own(address):
    address = unescape(address)
    address = address.removeprefix(ORIGIN) or "/" if address.startswith(ORIGIN) else address
    return urlsplit(address).path if address.startswith("/") else ""


def test_no_link_is_broken(folder):
    folder, _ = folder
    broken, count = [], 0
    for name, html in pages(folder).items():
        for path in filter(None, (own(link[2]) for link in LINK.finditer(html))):
            count += 1
            file = folder / unquote(path).lstrip("/")
            if not (file / "index.html" if path.endswith("/") else file).is_file():
                broken.append((name, path))
    assert count > 3_000 and not broken


def test_a_browser_fetches_nothing_from_elsewhere(folder):
    for name, html in pages(folder[0]).items():
        fetched = [unescape(address) for address in FETCHED.findall(html)]
        assert not [each for each in fetched if not own(each) and not each.startswith("data:")], name


def test_nothing_asks_a_server_by_a_query(folder):
    for name, html in pages(folder[0]).items():
        asking = [link[2] for link in LINK.finditer(html) if own(link[2]) and "?" in link[2]]
        assert not [each for each in asking if not own(each).startswith("/assets/")], name
        assert not re.findall(rf"{ORIGIN}/[^\s\"'<]*\?[^\s\"'<]*lang=", html), name


def test_pages_files_and_what_hosts_read_are_there(folder):
    folder, _ = folder
    for name in (
        *("index.html", "en/index.html", "cy/map/index.html", "map/index.html", "404.html", "_headers", "robots.txt"),
        *("sitemap.xml", "open-data/index.html", "open-data/latest/observations.csv", "pack/briefing/cy.pptx"),
        *("print/poster/general.pdf", "meeting/en/index.html", "preview/overview/en.png", "open-data/releases.atom"),
    ):
        where = [name, name.replace("/cy.", f"/cy/{site().home_area}.")]
        assert any((folder / each).is_file() for each in where), name
    headers = (folder / "_headers").read_text()
    assert "Content-Security-Policy: default-src 'self'" in headers and "immutable" in headers
    assert "frame-ancestors 'self'" in headers.split("/embed/*")[1]
    map_of_site = (folder / "sitemap.xml").read_text()
    assert f"{ORIGIN}/cy/map/" in map_of_site and "?" not in map_of_site.split("?>", 1)[1]
    assert "/_stcore" not in "".join(pages(folder).values())


def test_a_second_edition_of_the_same_writes_nothing(folder):
    folder, again = folder
    assert (again.new, again.gone) == (0, 0)
    assert set(json.loads((folder / LISTED).read_bytes())) == again.names


def test_every_page_is_light(folder):
    import gzip

    folder, _ = folder
    for language in LANGUAGES:
        for file in (folder / language).rglob("*.html"):
            assert len(gzip.compress(file.read_bytes(), 9)) <= 60_000, file


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path, capsys, monkeypatch):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(EditionError, match="holds something else than an earlier edition"):
        write_edition(tmp_path, ORIGIN)
    monkeypatch.setattr("sys.argv", ["static_site", str(tmp_path)])
    assert command.main() == 1
    assert "name an empty folder, or empty this one" in capsys.readouterr().err
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("given", (["--address", "example.org"], ["--areas", "X99"]))
def test_a_wrong_option_is_named(given, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("sys.argv", ["static_site", str(tmp_path / "site"), *given])
    with pytest.raises(SystemExit):
        command.main()
    assert given[1] in capsys.readouterr().err and not (tmp_path / "site").exists()


def test_what_is_no_longer_there_is_taken_away(tmp_path, monkeypatch):
    monkeypatch.setattr(edition, "_by_area", lambda: [])
    monkeypatch.setattr(edition, "BESIDE", ())
    (tmp_path / "old").mkdir()
    (tmp_path / "old/index.html").write_text("old")
    (tmp_path / "CNAME").write_text("mine")
    (tmp_path / LISTED).write_text('["old/index.html"]')
    written = write_edition(tmp_path, "", jobs=1)
    assert written.gone == 1 and not (tmp_path / "old/index.html").exists()
    assert (tmp_path / "CNAME").exists() and (tmp_path / "404.html").exists()


def test_options_of_a_page_are_known():
    assert set(views.ALONE) <= set(CHOICES)
