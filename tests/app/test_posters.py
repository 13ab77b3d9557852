"""The posters as a visitor gets them: every link of the page leads to a file, and a wrong address to a plain page."""

import re
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest

from components.content import posters
from components.drawing.typst import typeset
from components.guidance import posters as print_files
from components.guidance.posters import KINDS
from components.guidance.registry import settings
from components.wording.text import wording
from data.site import LANGUAGES
from web.posters import answer


@pytest.fixture(params=LANGUAGES)
def words(request):
    return wording(request.param)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_of_the_page_leads_to_a_file(language, monkeypatch):
    # Made in this process, which is sooner; see tests/components/drawing/test_typst.py.
    monkeypatch.setattr(print_files, "typeset_apart", typeset)
    markup = posters.opening(wording(language)) + posters.by_setting(wording(language))
    links = [unescape(found) for found in re.findall(r'(?:href|src)="(/print/[^"]+)"', markup)]
    assert len({*links}) == len(links) == 4 * (len(settings()) + 1) + 1
    for link in links:
        parts = urlsplit(link)
        found = answer(
            parts.path.removeprefix("/print/"), dict(parse_qsl(parts.query)), base="https://data.test", accepted=""
        )
        assert found.status == 200, link
        if parts.path.endswith(".txt"):
            assert found.headers["content-language"] == language


def test_every_link_of_the_page_has_a_name_of_its_own(words):
    markup = posters.opening(words) + posters.by_setting(words)
    names = re.findall(r"<a href=\"/print/[^>]*>(.*?)</a>", markup)
    assert len({*names}) == len(names)


@pytest.mark.parametrize("name", KINDS)
def test_the_server_sends_a_file_to_keep_to_itself(client, name):
    found = client.get(f"/print/{name}", params={"setting": "car_washes", "lang": "cy"})
    assert found.status_code == 200
    assert found.headers["content-type"] == KINDS[name]
    assert found.headers["x-content-type-options"] == "nosniff"
    starts = {"application/pdf": b"%PDF-", "image/png": b"\x89PNG"}
    assert found.content.startswith(starts.get(KINDS[name], "I’w ddarllen".encode()))
    if name == "text.txt":
        assert "data.test/report" in found.text


@pytest.mark.parametrize(
    "address",
    [
        "poster.pdf?setting=nonsense",
        "poster.exe",
        "",
        "poster.pdf/site.toml",
        f"poster.pdf?setting={'x' * 5000}",
    ],
)
def test_the_server_answers_a_wrong_address_with_a_page_in_both_languages(client, address):
    found = client.get(f"/print/{address}", headers={"accept-language": "cy"})
    assert found.status_code == 404
    assert found.text.startswith('<!doctype html>\n<html lang="cy">')
    for language in LANGUAGES:
        assert wording(language)("posters.missing.title") in found.text
    assert "Traceback" not in found.text


def test_a_second_poster_is_the_first_one_kept(client):
    first = client.get("/print/poster.pdf?setting=fishing")
    assert first.content == client.get("/print/poster.pdf?setting=fishing").content
