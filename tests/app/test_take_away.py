"""What stands below each visual leads to what can be taken away of it; hostile addresses lead nowhere else."""

import re
from html import unescape
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from components.address.pages import PAGES
from components.wording.text import wording
from data.site import LANGUAGES, site
from tests.components.agreement import published
from web.take_away import pages

FRAME = "../../components/screen/frame.py"
WITH_FIGURES = [page for page in PAGES if page.area]
HOSTILE = ("<script>alert(1)</script>", "' OR 1=1 --", "../../../etc/passwd", "x" * 20_000, "\x00", "🙂", "%00", "=1+1")
NAMES = (
    "area",
    "indicator",
    "period",
    "lang",
    "measure",
    "scope",
    "step",
    "limits",
    "group",
    "league",
    "against",
    "beside",
)


def opened(page, **parameters):
    app = AppTest.from_file(FRAME, default_timeout=60)
    for name, value in parameters.items():
        app.query_params[name] = value
    if page is PAGES[0]:
        return app.run()
    # The page that is switched to takes the parameters along.
    app.run()
    for name, value in parameters.items():
        app.query_params[name] = value
    return app.switch_page(f"../../pages/{page.id}.py").run()


def markup(app):
    return " ".join(element.body for element in app.get("html"))


def page_of(address, *, accepted="en"):
    parts = urlsplit(address)
    return pages.answer(parts.path, dict(parse_qsl(parts.query)), base="https://data.test", accepted=accepted)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", WITH_FIGURES, ids=lambda page: page.id)
def test_every_visual_of_a_page_can_be_taken_away(page, language):
    links = [
        unescape(found) for found in re.findall(r'href="(/take-away\?[^"]+)"', markup(opened(page, lang=language)))
    ]
    assert links or page.id in ("briefing", "downloads")
    for link in links:
        content, status = page_of(link)
        assert status == 200, link
        html = content.decode()
        assert f'<html lang="{language}">' in html
        for kind in ("png", "svg", "csv", "xlsx"):
            assert f"/open-data/chart.{kind}?" in html


def test_the_panel_has_the_sentence_the_address_in_both_languages_a_citation_and_the_code_to_embed():
    html = page_of("/take-away?chart=card.offences&area=W15000001&lang=en")[0].decode()
    newest = max(key for key in published() if key[:2] == ("recorded_offences", "W15000001") and key[2][:2] == "YE")
    count, _ = published()[newest]
    assert f": {count} in the year to December {newest[2][3:7]}." in re.search(r'data-copy="([^"]+)"', html)[1]
    for language in LANGUAGES:
        assert f"https://data.test/?lang={language}&amp;area=W15000001&amp;indicator=recorded_offences" in html
    assert "@misc{card-offences-W15000001-" in html
    assert "&lt;iframe src=" in html and "https://data.test/embed?chart=card.offences" in unescape(html)
    assert html.count('loading="lazy"') >= 2


def test_an_embedded_view_has_no_menu_but_sentence_source_and_the_way_out():
    html = page_of("/embed?chart=people.type&indicator=nrm_referrals&period=2023&lang=cy")[0].decode()
    assert "<nav" not in html and 'class="st-key-menu"' not in html
    assert f'<a id="exit" href="{site().exit_url}"' in html and 'target="_top"' in html
    assert "19 o 39" in html and "Y Swyddfa Gartref" in html and 'class="lane"' in html
    assert "[c]" in html


@pytest.mark.parametrize("path", ["/take-away", "/embed"])
@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_address_shows_the_nearest_view_and_says_so_in_one_line(path, hostile):
    for name in NAMES:
        query = urlencode({"chart": "people.type", name: hostile})
        content, status = page_of(f"{path}?{query}")
        html = content.decode()
        assert status == 200
        assert "<script>alert" not in html and "Traceback" not in html and "etc/passwd" not in html
        assert html.count('class="notice"') == (path == "/take-away")


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_an_address_of_no_exhibit_says_so_in_the_language_of_the_browser(hostile):
    content, status = pages.answer("/take-away", {"chart": hostile}, base="https://data.test", accepted="cy")
    assert status == 404
    assert '<html lang="cy">' in content.decode()


def test_a_repeated_parameter_is_one_parameter(client):
    answer = client.get("/take-away?chart=people.type&chart=people.age&area=W15000001&area=nonsense&lang=en")
    assert answer.status_code == 200 and "people.age" in answer.text


def test_only_the_embedded_view_may_be_framed(client):
    embedded = client.get("/embed?chart=card.rate")
    assert "frame-ancestors 'self'" in embedded.headers["content-security-policy"]
    assert "x-frame-options" not in embedded.headers
    for path in ("/", "/take-away?chart=card.rate", "/people", "/open-data/chart.svg?chart=card.rate"):
        headers = client.get(path).headers
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-frame-options"] == "DENY"


def test_a_picture_is_sent_as_it_is_and_data_compressed(client):
    png = client.get("/open-data/chart.png?chart=card.rate")
    assert png.content.startswith(b"\x89PNG") and "content-encoding" not in png.headers
    assert client.get("/open-data/chart.csv?chart=card.rate").headers["content-encoding"] == "gzip"


@pytest.mark.parametrize("page", WITH_FIGURES, ids=lambda page: page.id)
def test_a_page_of_a_hostile_address_shows_the_nearest_view_and_says_so_in_one_line(page):
    app = opened(page, **{name: "<img src=x onerror=alert(1)>" for name in NAMES if name != "lang"})
    assert not app.exception
    html = markup(app)
    assert html.count('class="notice" role="status"') == 1 and "<img src=x" not in html


def test_the_panel_says_that_embedding_is_off_and_names_nobody_who_cannot_be_asked(monkeypatch):
    for language in LANGUAGES:
        html = unescape(page_of(f"/take-away?chart=people.age&lang={language}")[0].decode())
        assert wording(language)("take.embed.none") in html
        # Nobody can be asked as long as no address to write to is set.
        assert site().owner.email == ""
        assert wording(language)("take.embed.ask", email="").rstrip(".") not in html


def test_the_code_to_embed_has_the_height_of_its_view_and_lines_that_hear_only_our_own_frames():
    heights = {}
    for name in ("card.rate", "map.areas"):
        html = unescape(page_of(f"/take-away?chart={name}&lang=en")[0].decode())
        heights[name] = int(re.search(r'width="100%" height="(\d+)"', html)[1])
        assert 'event.origin !== "https://data.test"' in html
    assert heights["map.areas"] > heights["card.rate"] + 300


@pytest.mark.parametrize(
    "path", ["/", "/embed?chart=people.age", "/take-away?chart=people.age", "/meeting", "/nothing", "/open-data/"]
)
def test_every_page_says_that_it_is_made_for_light_alone(client, path):
    assert '<meta name="color-scheme" content="only light">' in client.get(path).text.split("</head>")[0]
