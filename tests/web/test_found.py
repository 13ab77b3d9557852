"""What robots are told, and what one meets that does as it is told."""

import re
from html import unescape
from urllib.parse import parse_qs, urljoin, urlsplit
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
from markupsafe import Markup

from components.address.pages import PAGES
from components.wording import trial
from data.site import LANGUAGES
from geo.areas import forces
from tests.components.source_figures import HOME
from tests.web.views import first
from web import found
from web.open_data.index import index
from web.routes import ROUTES, closed

BASE = "https://data.test"
SOME = ("", HOME, "E23000032", "W92000004", "E23000034")


def places():
    root = ElementTree.fromstring(found.sitemap(BASE))
    return [each.findtext(f"{{{found.SITEMAP}}}loc") for each in root]


def area_of(to):
    return parse_qs(urlsplit(to).query).get("area", [""])[0]


def test_the_sitemap_has_every_page_and_force_in_each_language_and_is_short():
    named = places()
    assert len(named) == len(set(named)) < 400
    for language in LANGUAGES:
        here = [to for to in named if f"lang={language}" in to]
        assert {urlsplit(to).path for to in here} == {page.path for page in PAGES}
        for page in ("/", "/trends", "/people"):
            assert {area_of(to) for to in here if urlsplit(to).path == page} >= {
                "" if force.code == HOME else force.code for force in forces()
            }


def test_each_entry_of_the_sitemap_names_its_twins_and_those_with_figures_their_day():
    root = ElementTree.fromstring(found.sitemap(BASE))
    for entry in root:
        to = entry.findtext(f"{{{found.SITEMAP}}}loc")
        twins = {link.get("hreflang"): link.get("href") for link in entry.findall(f"{{{found.XHTML}}}link")}
        day = entry.findtext(f"{{{found.SITEMAP}}}lastmod")
        if "lang=" not in to:
            assert to == f"{BASE}/open-data/"
            continue
        assert {*twins} == {*LANGUAGES, "x-default"} and to in twins.values()
        page = next(page for page in PAGES if page.path == urlsplit(to).path)
        assert (day is not None) == bool(page.figures)
        assert day is None or re.fullmatch(r"\d{4}-\d\d-\d\d", day)


def test_robots_may_read_pages_and_what_they_load_and_the_pictures_of_links():
    rules = RobotFileParser()
    rules.parse(found.robots(BASE, closed()).splitlines())
    open_to_all = (
        *(page.path for page in PAGES),
        *("/?lang=cy&area=W15000001", "/assets/site.css?v=1", "/static/js/index.js", "/open-data/", "/sitemap.xml"),
        *("/preview/map.png?lang=cy", "/robots.txt"),
    )
    assert [to for to in open_to_all if not rules.can_fetch("Robot", BASE + to)] == []
    made = (
        "/pack/briefing.pptx",
        "/print/poster.pdf",
        "/take-away?chart=map.areas",
        "/embed?chart=map.areas",
        "/meeting",
    )
    files = (
        "observations.csv",
        "release.zip",
        "latest/release-en.xlsx",
        "chart.png?chart=x",
        "releases/x.zip",
        "map.svg",
    )
    shut = (*made, "/_stcore/stream", "/healthz", *(f"/open-data/{file}" for file in files))
    assert [to for to in shut if rules.can_fetch("Robot", BASE + to)] == []
    assert rules.site_maps() == [f"{BASE}/sitemap.xml"]


def test_no_route_is_forgotten_by_the_rules():
    """Whatever is added to the table is closed to robots, unless it is a page or what pages load."""
    rules = RobotFileParser()
    rules.parse(found.robots(BASE, closed()).splitlines())
    read = {
        route.path
        for route in ROUTES
        if rules.can_fetch("Robot", BASE + route.path.replace("{name:path}", "a").replace("{name}", "a"))
    }
    pages = {path for page in PAGES for path in (page.path, f"/{page.id}", f"/{page.id}/")}
    loaded = {"/static/{name:path}", "/assets/{name:path}", "/robots.txt", "/sitemap.xml", "/preview/{name}.png"}
    more = {
        "/open-data",
        "/open-data/",
        "/open-data/{name:path}",
        "/{page}/_stcore/health",
        "/{page}/_stcore/host-config",
    }
    assert read == pages | loaded | more


def test_of_a_trial_robots_read_nothing(monkeypatch):
    monkeypatch.setattr(trial, "is_trial", lambda: True)
    rules = RobotFileParser()
    rules.parse(found.robots(BASE, closed()).splitlines())
    assert not any(rules.can_fetch("Robot", BASE + page.path) for page in PAGES)
    assert rules.site_maps() is None


def test_links_that_lead_to_nothing_to_be_found_say_so():
    html = Markup(
        '<a href="/map?lang=en">1</a><a class="x" href="/map?lang=en&amp;period=2022-23">2</a>'
        '<a href="/trends?lang=cy&amp;area=W92000004#panels">3</a><a href="#here">4</a><a href="tel:999">5</a>'
        '<a href="https://www.gov.uk/">6</a><a href="/open-data/release.zip" rel="nofollow">7</a>'
    )
    marked = re.findall(r'<a [^>]*rel="nofollow">(\d)', found.for_robots(html))
    assert marked == ["2", "7"]


def links(html, to):
    """Yield where the links of a page lead that a robot follows."""
    if re.search(r'<meta name="robots" content="[^"]*nofollow', html):
        return
    for link in re.findall(r"<a\s([^>]*)>", html):
        href = re.search(r'href="([^"]*)"', link)
        if href and "nofollow" not in link:
            yield urljoin(to, unescape(href[1])).partition("#")[0]


def read(to):
    """Return a page of ours as a robot has it; nothing of what is no page."""
    parts = urlsplit(to)
    if parts.path == "/open-data/":
        return index({}, ()).decode()
    page = next((page for page in PAGES if parts.path.rstrip("/") in (page.path.rstrip("/"), f"/{page.id}")), None)
    if page is None:
        return ""
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    return first(page.id, asked.pop("lang", "en"), base=BASE, **asked).decode()


@pytest.mark.parametrize("knows_sitemap", [True, False])
def test_an_obedient_robot_meets_every_page_and_few_addresses(knows_sitemap):
    """It reads the pages of a few areas: those of the others have the same links, to their own area."""
    rules, met = RobotFileParser(), set()
    rules.parse(found.robots(BASE, closed()).splitlines())
    waiting = [f"{BASE}/", *(places() if knows_sitemap else ())]
    while waiting:
        to = waiting.pop()
        if to in met or urlsplit(to).netloc != urlsplit(BASE).netloc or not rules.can_fetch("Robot", to):
            continue
        met.add(to)
        if area_of(to) in SOME:
            waiting.extend(links(read(to), to))
    for language in LANGUAGES:
        assert {urlsplit(to).path for to in met if f"lang={language}" in to} >= {page.path for page in PAGES}
    assert len(met) < 400
    assert [
        to for to in met if re.search(r"/(pack|print|preview|take-away|embed)\b|\.\w{3,7}\b(?!\.)", urlsplit(to).path)
    ] == []
