"""Every link that a page, an exhibit or a file offers is followed: it answers, in its language, with what it says."""

import json
import zipfile
from collections import defaultdict
from functools import cache

import pytest

from components.address.options import read_options
from components.address.pages import PAGES
from components.briefing import request
from components.briefing.request import read_briefing
from components.charts.exhibits import EXHIBITS
from components.guidance import posters
from components.opendata import bundle_store
from data import current
from data.nearest import nearest
from data.site import LANGUAGES, site
from tests.app.links import Link, of_answer, of_app
from tests.app.test_take_away import opened
from web import pack
from web.take_away import files
from web.take_away.request import read_request

HOME, CITY, WHOLE = "W15000001", "E23000034", "K04000001"
# Those have figures only where the force supplies its own records.
LOCAL = {"card.cases", "people.local_authority", "people.local_map", "people.setting"}
SHOWN = [name for name in EXHIBITS if name not in LOCAL]
SHELLS = {page.path: page for page in PAGES}
# What a link promises by its ending, and what comes.
TYPES = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".geojson": "application/geo+json",
    ".atom": "application/atom+xml",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".parquet": "application/vnd.apache.parquet",
    ".zip": "application/zip",
    ".pdf": "application/pdf",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".txt": "text/plain",
    ".css": "text/css",
    ".js": "text/javascript",
    ".woff2": "font/woff2",
}
# Addresses that are the same in each language.
SPOKEN = ("/take-away", "/embed", "/meeting", "/practice-notes", *SHELLS)
# The main part of each page, which Streamlit brings.
CONTENT = "stMain"


@pytest.fixture(scope="module", autouse=True)
def made_in_no_time(tmp_path_factory):
    """What takes long to make is made of one word: what is in it is the matter of other tests."""
    folder = tmp_path_factory.mktemp("made")

    def zipped(destination):
        with zipfile.ZipFile(destination, "w") as archive:
            for name in bundle_store.MADE:
                archive.writestr(f"{bundle_store.TOGETHER.format(release=current.dataset().release)}/{name}", name)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tempfile.tempdir", str(folder))
        patch.setattr(bundle_store, "BUNDLES", bundle_store.BundleStore(zipped))
        patch.setattr(pack, "_made", lambda name, asked, base: b"made")
        patch.setattr(posters, "_set", lambda form, data, kind: b"made")
        patch.setattr(files, "_png", lambda asked: b"made")
        patch.setitem(files.KINDS, "chart.png", ("image/png", lambda asked: b"made"))
        yield


@cache
def drawn(page_id, query):
    """Return the links and ids of a page as Streamlit draws it."""
    page = next(each for each in PAGES if each.id == page_id)
    app = opened(page, **dict(query))
    assert not app.exception, (page_id, query)
    where = page.path + "?" + "&".join(f"{name}={value}" for name, value in query)
    return of_app(app, where)


def visits():
    """Return what is opened: every page in both languages, those of areas for a force, one that is small, and all."""
    for page in PAGES:
        for language in LANGUAGES:
            for area in (HOME, CITY, WHOLE) if page.area else (HOME,):
                yield page, {"lang": language, "area": area}


class Walk:
    """All that was asked: answers by address, and every link with where it was found."""

    def __init__(self, client):
        self.client, self.answers, self.ids, self.links = client, {}, {}, []
        self.waiting = []

    def add(self, links, language):
        """Take up links of a page in a language; what says no language of its own has to be in that."""
        for link in links:
            said = language if link.language is None else link.language
            self.links.append(Link(link.address, said, link.found_on))
            if link.asked not in self.answers:
                self.answers[link.asked] = None
                self.waiting.append(link.asked)

    def run(self):
        """Ask for everything once, and for what is offered there; of pages only how they begin."""
        while self.waiting:
            address = self.waiting.pop()
            answer = self.answers[address] = self.client.get(address)
            if answer.status_code < 400:
                links, self.ids[address], language = of_answer(answer, address)
                # A page offers what Streamlit draws of it, and each area of its map besides, without end.
                if address.partition("?")[0] not in SHELLS:
                    self.add(links, language)


@pytest.fixture(scope="module")
def walk(client):
    found = Walk(client)
    for page, query in visits():
        links, _ = drawn(page.id, tuple(query.items()))
        found.add(links, query["lang"])
    for name in SHOWN:
        for language in LANGUAGES:
            found.add([Link(f"/take-away?chart={name}&area={HOME}&lang={language}", None, "the exhibits")], language)
    found.add([Link(path, "", "the site") for path in (*SHELLS, "/open-data/", "/healthz")], "")
    found.run()
    return found


def told(wrong):
    """Return the first of what is wrong, one a line."""
    return "\n".join(map(str, wrong[:20]))


def test_everything_that_is_offered_was_walked(walk):
    paths = {address.partition("?")[0] for address in walk.answers}
    assert {page.path for page in PAGES} <= paths
    assert {f"/open-data/{name}" for name in ("view.csv", "changes.csv", "releases.atom", "release.zip")} <= paths
    assert {f"/open-data/{name}" for name in files.KINDS} <= paths
    assert {f"/pack/{name}" for name in request.KINDS} | {f"/print/{name}" for name in posters.KINDS} <= paths
    assert {"/take-away", "/embed", "/meeting", "/practice-notes"} <= paths
    assert {*SHOWN} == {link.parameters["chart"] for link in walk.links if link.path == "/embed"}


def test_every_link_answers(walk):
    wrong = defaultdict(set)
    for link in walk.links:
        status = walk.answers[link.asked].status_code
        if status >= 400:
            wrong[status, link.asked].add(link.found_on)
    assert not wrong, told([(key, sorted(places)[:3]) for key, places in wrong.items()])


def test_what_comes_is_of_the_kind_that_the_address_names(walk):
    wrong = []
    for address, answer in walk.answers.items():
        name = address.partition("?")[0].rsplit("/", 1)[-1]
        expected = TYPES[f".{name.rsplit('.', 1)[1]}"] if "." in name else "text/html"
        if name == "healthz":
            expected = "application/json"
        if answer.headers["content-type"].partition(";")[0] != expected:
            wrong.append((address, answer.headers["content-type"]))
        if not answer.content:
            wrong.append((address, "empty"))
    assert not wrong, told(wrong)


def test_every_page_is_in_the_language_of_the_link(walk):
    """A link leads to its own language, or to the one that it names; and what comes is in that language."""
    wrong = []
    for link in walk.links:
        if link.path in SPOKEN and link.language and not link.is_within_page:
            asked, answer = link.parameters.get("lang"), walk.answers[link.asked]
            if asked != link.language or f'<html lang="{asked}"' not in answer.text:
                wrong.append((link.address, link.language, link.found_on))
    assert not wrong, told(wrong)


def test_a_file_with_words_in_it_is_in_the_language_of_the_link(walk):
    wrong = [
        (link.address, link.language, link.found_on)
        for link in walk.links
        if "lang" in link.parameters and link.language and link.parameters["lang"] != link.language
    ]
    assert not wrong, told(wrong)


def test_every_anchor_is_there(walk):
    wrong = []
    for link in walk.links:
        if not link.anchor:
            continue
        ids = walk.ids.get(link.asked, set())
        if link.anchor == CONTENT and link.path in SHELLS:
            continue
        if link.path in SHELLS and link.anchor not in ids:
            page, usual = SHELLS[link.path].id, {"lang": link.parameters.get("lang", "en"), "area": HOME}
            ids = ids | drawn(page, tuple(usual.items()))[1]
            if link.anchor not in ids:
                ids = ids | drawn(page, tuple({**usual, **link.parameters}.items()))[1]
        if link.anchor not in ids:
            wrong.append((link.address, link.found_on))
    assert not wrong, told(wrong)


def understood(link):
    """Return the parameters of an address that what it leads to does not know, or knows no such value of."""
    asked, dataset = link.parameters, current.dataset()
    if link.path in ("/meeting", "/briefing") or link.path.startswith("/pack/"):
        return read_briefing(dataset, asked).unknown
    if link.path in ("/take-away", "/embed") or link.path.removeprefix("/open-data/") in files.KINDS:
        return read_request(asked).unknown
    if link.path in SHELLS or link.path == "/open-data/view.csv":
        given = {name: asked.get(name) for name in ("area", "indicator", "period")}
        return (*nearest(dataset, **given, home=site().home_area)[1], *read_options(asked)[1])
    return ()


def test_every_link_is_understood_word_for_word(walk):
    wrong = [(link.address, found) for link in set(walk.links) if (found := understood(link))]
    assert not wrong, told(wrong)


def test_what_a_data_package_lists_is_there(walk):
    package = json.loads(walk.answers["/open-data/datapackage.json"].content)
    assert {f"/open-data/{each['path']}" for each in package["resources"]} <= walk.answers.keys()
