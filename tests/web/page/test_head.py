"""What is said of a view where a link to it is found or shown: true of the view, by one address, with one picture."""

import io
import json
import re
from html import unescape
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
from PIL import Image

from components.address.pages import PAGES, page_of
from components.content.request import PageRequest
from components.wording.text import wording
from data.site import LANGUAGES, site
from geo.areas import forces
from tests.components.source_figures import HOME
from tests.web.views import first
from web import found
from web.answer import NoAnswerError
from web.page.head import HEIGHT, PREVIEWED, WIDTH, shortened, view_head
from web.page.preview import answer

BASE, KENT = "https://data.test", "E23000032"


def head(page_id, **parameters):
    return view_head(page_of(page_id), PageRequest({"lang": "en", **parameters}, origin=BASE))


@pytest.mark.parametrize(
    ("page_id", "parameters", "canonical"),
    [
        ("map", {"area": KENT, "foo": "1"}, f"/map?lang=en&area={KENT}"),
        ("map", {"area": HOME}, "/map?lang=en"),
        ("map", {"area": "nowhere", "period": "1066", "against": KENT}, "/map?lang=en"),
        ("map", {"measure": "change", "scope": "all"}, "/map?lang=en&measure=change"),
        (
            "compare",
            {"beside": KENT, "group": "chosen", "league": "on"},
            f"/compare?lang=en&group=chosen&beside={KENT}",
        ),
        ("signs", {"area": KENT, "period": "2023"}, "/signs?lang=en"),
        ("people", {"area": KENT, "indicator": "recorded_offences"}, f"/people?lang=en&area={KENT}"),
        ("overview", {}, "/?lang=en"),
    ],
)
def test_a_view_has_one_address(page_id, parameters, canonical):
    said = head(page_id, **parameters)
    assert said.canonical == BASE + canonical
    for language in LANGUAGES:
        assert dict(said.alternates)[language] == said.canonical.replace("lang=en", f"lang={language}")
    assert dict(said.alternates)["x-default"] == dict(said.alternates)[LANGUAGES[0]]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bytes_say_it_and_the_first_title_is_the_pages(page, language):
    html = first(page.id, language, base=BASE).decode()
    assert re.findall("<title>([^<]*)</title>", html)[0].startswith(
        wording(language)(f"{page.id}.title" if page.parent else f"{page.id}.menu")
    )
    assert html.count('rel="canonical"') == 1 and html.count('name="description"') == 1
    assert ('property="og:image"' in html) == (page.id in PREVIEWED)


@pytest.mark.parametrize("page_id", PREVIEWED)
@pytest.mark.parametrize("area", [KENT, HOME, "E23000034"])
def test_title_and_sentence_are_those_of_the_view(page_id, area):
    said = head(page_id, area=area)
    name = {KENT: "Kent", HOME: "North Wales", "E23000034": "City of London"}[area]
    assert name in said.social["og:title"] + said.description
    assert said.description.endswith((".", "]")) and said.social["og:image:alt"]
    assert parse_qs(urlsplit(said.social["og:image"]).query).get("area", [HOME]) == [area]


def test_only_whole_sentences_are_said():
    assert shortened("One is said. Two is left out.", 15) == "One is said."
    assert shortened("A first sentence is said however long it is. Two.", 10).startswith("A first sentence is said")
    assert shortened("One. Two.", 100) == "One. Two."


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page_id", PREVIEWED)
def test_the_picture_is_light_and_as_large_as_is_said(page_id, language):
    made = answer(page_of(page_id), PageRequest({"lang": language, "area": KENT}, origin=BASE))
    assert made.media_type == "image/png" and len(made.content) <= 150_000
    picture = Image.open(io.BytesIO(made.content))
    assert picture.size == (WIDTH, HEIGHT) and picture.text["Source"]
    assert len(picture.convert("RGB").getcolors(1 << 24)) > 50


def test_a_page_without_a_drawing_has_no_picture():
    with pytest.raises(NoAnswerError):
        answer(page_of("signs"), PageRequest({"lang": "en"}))


@pytest.mark.parametrize("page_id", ["overview", "downloads"])
def test_the_figures_are_described_as_data(page_id):
    html = first(page_id, "cy", base=BASE).decode()
    (said,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    data = json.loads(said)
    assert data["@type"] == "Dataset" and data["distribution"][0]["contentUrl"].startswith(BASE)
    assert data["name"] == site().title["cy"] and "<" not in said


def test_the_sitemap_has_every_page_and_force_in_each_language_and_is_short():
    root = ElementTree.fromstring(found.sitemap(BASE))
    places = [each.findtext(f"{{{found.SITEMAP}}}loc") for each in root]
    assert len(places) == len(set(places)) < 500
    for language in LANGUAGES:
        assert {urlsplit(place).path for place in places if f"lang={language}" in place} == {
            page.path for page in PAGES
        }
        for area in forces():
            if area.code != HOME:
                assert f"{BASE}/map?lang={language}&area={area.code}" in places
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", each.findtext(f"{{{found.SITEMAP}}}lastmod")) for each in root)


def allowed_by(rules):
    """Return whether a robot may read an address, by the longest rule that fits it (RFC 9309)."""
    found = re.findall(r"^(Allow|Disallow): (\S+)$", rules, re.MULTILINE)
    patterns = [(len(path), kind, re.compile(re.escape(path).replace(r"\*", ".*"))) for kind, path in found]

    def may(to):
        path = to.removeprefix(BASE)
        return max((each for each in patterns if each[2].match(path)), key=lambda each: each[:1])[1] == "Allow"

    return may


def test_an_obedient_robot_meets_what_the_sitemap_names_and_little_else():
    """It begins at the first page and at what the sitemap has of three areas; of the others it would meet the same."""
    may, met = allowed_by(found.robots(BASE)), {}
    named = {each[0].text for each in ElementTree.fromstring(found.sitemap(BASE))}
    some = {
        to for to in named if parse_qs(urlsplit(to).query).get("area", [KENT])[0] in (KENT, "W92000004", "E23000034")
    }
    waiting = [f"{BASE}/", *some]
    while waiting:
        to = waiting.pop()
        if to in met or not may(to):
            continue
        parts = urlsplit(to)
        page = next((page for page in PAGES if page.path == (parts.path.rstrip("/") or "/")), None)
        met[to] = page
        if page is None:
            continue
        asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        html = first(page.id, asked.pop("lang", "en"), base=BASE, **asked).decode()
        for link in re.findall(r"<a ([^>]*)>", html):
            href = re.search(r'href="(/[^"#]*)', link)
            if href and "nofollow" not in link:
                waiting.append(BASE + unescape(href[1]))
    assert {page.id for page in met.values() if page} == {page.id for page in PAGES}
    beside = {to for to in met if to not in named}
    assert len(named) + len(beside) < 500, sorted(beside)
    assert not [to for to in met if re.search(r"/(pack|print|preview|take-away|embed)\b|\.(png|xlsx|pptx|pdf|zip)", to)]
