"""What whoever shows a link asks for, as it comes over the line: the page, its picture, the rules, the sitemap."""

import io
import re
from html import unescape

import pytest
from PIL import Image

from components.address.pages import PAGES
from components.content.finding import FINDINGS
from components.wording import trial
from data.site import LANGUAGES
from web.page.kept import PICTURES

PICTURE = re.compile(r'<meta property="og:image" content="([^"]*)">')


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page_id", FINDINGS)
def test_the_picture_that_a_page_names_is_there(client, page_id, language):
    path = next(page.path for page in PAGES if page.id == page_id)
    (to,) = PICTURE.findall(client.get(f"{path}?lang={language}&area=E23000032&foo=1").text)
    assert to.startswith("https://data.test/preview/")
    answer = client.get(unescape(to))
    assert answer.status_code == 200 and answer.headers["content-type"] == "image/png"
    assert len(answer.content) <= 150_000 and answer.headers["content-language"] == language
    assert Image.open(io.BytesIO(answer.content)).size == (1200, 630)
    again = client.get(unescape(to), headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304


def test_a_picture_is_drawn_once_whatever_else_an_address_says(client):
    PICTURES.forget()
    first = client.get("/preview/people.png?lang=en&area=E23000032")
    held = PICTURES.bytes
    second = client.get("/preview/people.png?foo=1&area=E23000032&period=&lang=en&league=on")
    assert first.content == second.content and PICTURES.bytes == held == len(first.content)


@pytest.mark.parametrize("name", ["signs", "nothing", "..%2Fmap", "map.png"])
def test_there_is_no_picture_of_anything_else(client, name):
    assert client.get(f"/preview/{name}.png").status_code == 404


def test_the_rules_and_the_sitemap_begin_with_the_address_that_was_come_by(client):
    headers = {"x-forwarded-host": "data.example.org", "x-forwarded-proto": "https"}
    assert client.get("/robots.txt", headers=headers).text.rstrip().endswith("https://data.example.org/sitemap.xml")
    found = client.get("/sitemap.xml", headers=headers)
    assert found.headers["content-type"].startswith("application/xml")
    assert "<loc>https://data.example.org/?lang=cy</loc>" in found.text and "data.test" not in found.text


def test_without_an_address_and_in_a_trial_there_is_no_sitemap(client, monkeypatch):
    assert client.get("/sitemap.xml", headers={"host": "no address"}).status_code == 404
    assert "Sitemap" not in client.get("/robots.txt", headers={"host": "no address"}).text
    monkeypatch.setattr(trial, "is_trial", lambda: True)
    assert client.get("/sitemap.xml").status_code == 404
    assert client.get("/robots.txt").text == "User-agent: *\nDisallow: /\n"
