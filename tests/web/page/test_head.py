"""What is said of a view where a link to it is found or shown: true of the view, by one address, with one picture."""

import json
import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from components.address.options import PARAMETERS
from components.address.pages import PAGES, page_of
from components.content.finding import FINDINGS
from components.content.request import PageRequest
from components.drawing.preview import HEIGHT, WIDTH
from components.wording import trial
from components.wording.text import wording
from data import current
from data.load import PublishedDataError
from data.site import LANGUAGES, site
from data.views import periods
from geo.areas import areas
from tests.components.source_figures import HOME
from tests.web.views import first
from web.open_data.index import index
from web.page.head import Addresses, shortened, view_head
from web.page.structured_data import dataset_json

BASE, KENT = "https://data.test", "E23000032"
HOSTILE = (
    *("", " ", "\x00", "%00", "'\"><script>alert(1)</script>", "</title><script>", "{{7*7}}", "%(area)s", "..\\..\\x"),
    *(
        "W15000001,E23000032",
        "W15000001" * 50,
        "9999-13",
        "YE-2025-Q9",
        "２０２３",
        "\ud800",
        "\U0001f600",
        "-1",
    ),
)


def head(page_id, **parameters):
    return view_head(page_of(page_id), PageRequest({"lang": "en", **parameters}, origin=BASE))


@pytest.mark.parametrize(
    ("page_id", "parameters", "canonical"),
    [
        ("map", {"area": HOME, "foo": "1"}, "/map?lang=en"),
        ("map", {"area": KENT, "foo": "1"}, f"/map?lang=en&area={KENT}"),
        ("map", {"area": KENT.lower()}, f"/map?lang=en&area={KENT}"),
        ("map", {"area": "nowhere", "period": "1066"}, "/map?lang=en"),
        ("map", {"measure": "change", "scope": "all"}, "/map?lang=en&measure=change"),
        ("map", {"indicator": "recorded_offences", "period": "YE-2025-Q4"}, "/map?lang=en"),
        ("map", {"indicator": "nrm_referrals", "period": "2023"}, "/map?lang=en&indicator=nrm_referrals"),
        ("map", {"period": "2022/23"}, "/map?lang=en&period=2022-23"),
        ("map", {"period": "2023"}, "/map?lang=en"),  # offences have no calendar years: the newest year is shown
        ("map", {"period": "2025-Q4"}, "/map?lang=en"),  # and no quarters on maps
        ("map", {"area": "K02000001"}, "/map?lang=en"),
        ("trends", {"step": "quarter", "period": "2022-23"}, "/trends?lang=en&step=quarter"),
        ("trends", {"indicator": "nrm_referrals", "step": "financial"}, "/trends?lang=en&indicator=nrm_referrals"),
        (
            "compare",
            {"beside": KENT, "group": "chosen", "league": "on"},
            f"/compare?lang=en&group=chosen&beside={KENT}",
        ),
        ("compare", {"beside": KENT}, "/compare?lang=en"),
        ("signs", {"area": KENT, "period": "2023"}, "/signs?lang=en"),
        ("people", {"area": KENT, "indicator": "recorded_offences"}, f"/people?lang=en&area={KENT}"),
        ("people", {"period": "2022"}, "/people?lang=en&period=2022"),
        ("briefing", {"area": KENT, "steps": "trend"}, f"/briefing?lang=en&area={KENT}"),
        ("overview", {"period": "2022-23"}, "/?lang=en"),
    ],
)
def test_a_view_has_one_address(page_id, parameters, canonical):
    said = head(page_id, **parameters)
    assert said.canonical == BASE + canonical
    for language in LANGUAGES:
        assert dict(said.alternates)[language] == said.canonical.replace("lang=en", f"lang={language}")
    assert dict(said.alternates)["x-default"] == dict(said.alternates)[LANGUAGES[0]]
    # Whoever opens it has the same view, which calls itself by the same address.
    opened = {name: values[-1] for name, values in parse_qs(urlsplit(said.canonical).query).items()}
    again = head(page_id, **opened)
    assert (again.canonical, again.title, again.social) == (said.canonical, said.title, said.social)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bytes_say_it_and_the_first_title_is_the_pages(page, language):
    html = first(page.id, language, base=BASE).decode()
    assert re.findall("<title>([^<]*)</title>", html)[0].startswith(
        wording(language)(f"{page.id}.title" if page.parent else f"{page.id}.menu")
    )
    assert html.count('rel="canonical"') == 1 and html.count('name="description"') == 1
    assert html.count('name="twitter:card"') == 1
    for said in ("og:image", "og:image:alt", "og:image:width", "og:image:height"):
        assert html.count(f'property="{said}"') == (page.id in FINDINGS), said
    where = html.index("</head>")
    assert all(html.index(sign) < where for sign in ('rel="canonical"', 'hreflang="x-default"', 'name="description"'))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page_id", FINDINGS)
@pytest.mark.parametrize("area", [KENT, HOME, "E23000034"])
def test_title_and_sentence_are_those_of_the_view(page_id, area, language):
    said = head(page_id, area=area, lang=language)
    social, text = dict(said.social), wording(language)
    names = {text(f"place.police.{area}"), areas()[area].name(language)}
    assert any(name in said.title for name in names) and any(name in said.description for name in names)
    assert said.description.endswith((".", "]", ")")) and social["og:image:alt"]
    assert social["og:title"] == said.title and len(said.title) < 200
    assert (int(social["og:image:width"]), int(social["og:image:height"])) == (WIDTH, HEIGHT)
    assert parse_qs(urlsplit(social["og:image"]).query).get("area", [HOME]) == [area]
    assert parse_qs(urlsplit(social["og:image"]).query)["release"] == [current.dataset().release]
    assert dict(said.card)["twitter:image"] == social["og:image"]
    assert len(dict(said.card)["twitter:image:alt"]) <= 420


def test_each_view_has_its_own_words():
    views = [
        *(("overview", {"area": area}) for area in (HOME, KENT)),
        *(("map", {"area": area, "period": when}) for area in (HOME, KENT) for when in ("", "2022-23")),
        *(("map", {"area": area, "measure": "change"}) for area in (HOME, KENT)),
        *(("trends", {"area": area, "step": step}) for area in (HOME, KENT) for step in ("financial", "quarter")),
        *(("compare", {"area": area}) for area in (HOME, KENT)),
        *(("people", {"area": area}) for area in (HOME, KENT)),
    ]
    assert len({head(page_id, **view).title for page_id, view in views}) == len(views)
    assert len({head(page_id, **view).description for page_id, view in views}) == len(views)


def test_the_tab_names_another_area_and_no_word_of_the_subject():
    assert head("map", area=KENT).tab == "Map, Kent – North Wales dashboard"
    assert head("map", area=HOME).tab == head("map", area="nowhere").tab == "Map – North Wales dashboard"
    assert "Kent" not in head("signs", area=KENT).tab


def test_only_whole_sentences_are_said():
    assert shortened("One is said. Two is left out.", 15) == "One is said."
    assert shortened("A first sentence is said however long it is. Two.", 10).startswith("A first sentence is said")
    assert shortened("One. Two.", 100) == "One. Two."


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_whatever_an_address_says_the_head_is_made_of_what_we_know(page):
    known = {each for view in (head(page.id), head(page.id, area=KENT)) for _, each in view.alternates}
    for value in HOSTILE:
        for asked in ({name: value for name in PARAMETERS}, {value: value}, {"lang": "en", "area": value}):
            said = view_head(page, PageRequest(asked, value, BASE))
            assert {to.replace("lang=cy", "lang=en") for _, to in said.alternates} <= known, asked
            written = f"{said.title}{said.description}{said.canonical}{said.social}"
            assert "<script" not in written and "%(" not in written


def test_what_of_an_address_comes_into_the_head_is_escaped():
    html = first("map", "en", base='https://data.test/"><script>', area=KENT).decode()
    assert '"><script>' not in html.split("</head>")[0].split("<title>")[1]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_without_figures_the_head_says_what_it_says_of_the_page(page, monkeypatch):
    def broken():
        raise PublishedDataError("published/figures.csv is altered")

    monkeypatch.setattr(current, "dataset", broken)
    said, text = head(page.id, area=KENT), wording("en")
    assert said.description == text(f"{page.id}.description") and said.canonical == f"{BASE}{page.path}?lang=en"
    assert not said.data and "og:image" not in dict(said.social)


def test_without_the_address_of_the_site_nothing_is_said_that_needs_it():
    said = view_head(page_of("map"), PageRequest({"lang": "en"}))
    assert not {"og:url", "og:image"} & dict(said.social).keys() and dict(said.card) == {"twitter:card": "summary"}
    assert said.canonical == "/map?lang=en"


def test_another_edition_of_the_site_gives_the_addresses_of_its_own():
    def path(page, parameters):
        return "/".join(("", *(parameters[name] for name in ("lang",)), page.id, parameters.get("area", ""), ""))

    request = PageRequest({"lang": "cy", "area": KENT}, origin=BASE)
    said = view_head(page_of("map"), request, Addresses(path, lambda page, parameters: ""))
    assert said.canonical == f"{BASE}/cy/map/{KENT}/" and dict(said.alternates)["en"] == f"{BASE}/en/map/{KENT}/"
    assert "og:image" not in dict(said.social)


@pytest.mark.parametrize("page_id", ["overview", "downloads", "open-data"])
def test_the_figures_are_described_as_data(page_id):
    described = dataset_json(PageRequest({"lang": "cy"}, origin=BASE))
    html = (index({}, (), described) if page_id == "open-data" else first(page_id, "cy", base=BASE)).decode()
    (said,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    data = json.loads(said)
    assert data["@context"] == "https://schema.org" and data["@type"] == "Dataset" and "<" not in said
    assert site().title["cy"] in data["name"] and 50 < len(data["description"]) < 5000
    assert data["license"].startswith("https://") and data["version"] == current.dataset().release
    first_day, last_day = data["temporalCoverage"].split("/")
    assert first_day < last_day == "2025-12-31"
    assert {each["name"] for each in data["creator"]} >= {"Y Swyddfa Gartref"}
    assert all(each["contentUrl"].startswith(f"{BASE}/open-data/") for each in data["distribution"])


def test_nothing_may_end_the_element_that_the_description_stands_in(monkeypatch):
    monkeypatch.setitem(site().title, "en", "</script><script>alert(1)</script>")
    assert "<" not in dataset_json(PageRequest({"lang": "en"}))
    assert "</script>" in json.loads(str(dataset_json(PageRequest({"lang": "en"}))))["name"]


def test_of_a_trial_no_data_is_described(monkeypatch):
    monkeypatch.setattr(trial, "is_trial", lambda: True)
    assert not dataset_json(PageRequest({"lang": "en"}, origin=BASE))


def test_the_periods_of_the_examples_are_there():
    """The addresses above name some: where a release has others, they prove nothing."""
    assert {"YE-2025-Q4", "2022-23", "2025-Q4"} <= {
        code
        for when in ("YE-2025-Q4", "2022-23", "2025-Q4")
        for code in periods(current.dataset(), PageRequest({"period": when}).visit.view)
    }


def test_a_link_in_a_chat_shows_what_a_plain_reader_finds_in_the_first_bytes():
    """Those that show links read some tens of kilobytes at most, and run no script."""
    html = first("map", "cy", base=BASE, area=KENT)[:16_000].decode(errors="replace")
    said = dict(re.findall(r'<meta property="(og:[^"]+)" content="([^"]*)">', html))
    assert unescape(said["og:title"]).startswith("Kent: ") and said["og:locale"] == "cy_GB"
    assert said["og:image"].startswith(f"{BASE}/preview/map.png?lang=cy&amp;area={KENT}")
