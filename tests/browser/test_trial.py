"""A trial in a real browser: marked on every page and in every file, with a map of the force's own cases."""

import io
import json
import re
import subprocess
import urllib.request
import zipfile
from itertools import cycle

import pikepdf
import pytest
from pptx import Presentation

from components.address.pages import PAGES
from components.wording.text import wording
from data.load import PUBLISHED
from data.shown import SETTING
from data.site import LANGUAGES
from tests.trials import AUTHORITIES, NEW, trial_in

from .conftest import serving

SIZES = {"phone": (360, 740), "desk": (1280, 900)}
BOTH = pytest.mark.parametrize("language", ["en", "cy"])
EACH = pytest.mark.parametrize("size", SIZES)
PLAIN = ("/meeting", "/take-away?chart=people.local_map", "/embed?chart=people.local_map", "/practice-notes")
IN_BOTH = ("/open-data/", "/nothing")
PEOPLE = "/people?area=W15000001&period=2022"


@pytest.fixture(scope="module")
def trial(tmp_path_factory):
    """The site as the README starts it with a trial, and what it wrote."""
    folder = trial_in(tmp_path_factory.mktemp("trial"))
    log = folder.with_name("log")
    with serving(log_file=log, **{SETTING: str(folder)}) as address:
        yield address
    assert "a trial that is not published; every page and every file says so" in log.read_text()


@pytest.fixture
def look(open_page, trial):
    """Return a function that opens an address of the trial in a language and a size."""

    def looking(path, language, size, *, wait=False):
        width, height = SIZES[size]
        asked = f"{path}{'&' if '?' in path else '?'}lang={language}"
        return open_page(asked, width=width, height=height, wait=wait, base=trial)

    return looking


def fetched(address):
    with urllib.request.urlopen(address) as answer:
        return answer.read(), answer.headers


def is_marked(page, language):
    """Check that the bar stands above the heading, in the language, within the width of the page."""
    text = wording(language)
    bar = page.locator("#root .trial" if page.locator("#root").count() else ".trial").first
    bar.wait_for(state="visible", timeout=60_000)
    said = bar.locator(f"p[lang={language}]")
    assert said.inner_text() == f"{text('site.trial.title')} {text('site.trial.words')}"
    box, heading = said.bounding_box(), page.locator("main h1, main h2").first.bounding_box()
    assert box["y"] >= 0 and box["y"] + box["height"] <= heading["y"] + 1
    assert box["x"] >= 0 and box["x"] + box["width"] <= page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    return bar


@pytest.mark.parametrize(("size", "language"), [("phone", "cy"), ("desk", "en")])
def test_every_page_says_at_its_top_that_it_is_a_trial(look, language, size):
    for shown in PAGES:
        page = look(shown.path, language, size, wait=True)
        is_marked(page, language)
        assert page.watch.hosts - {""} == {page.url.split("/")[2]}


@BOTH
@EACH
def test_pages_without_streamlit_say_so_too_and_nobody_keeps_them(look, language, size):
    for path in (*PLAIN, *IN_BOTH):
        page = look(path, language, size)
        is_marked(page, language)
        assert page.response.headers["x-robots-tag"].startswith("noindex")


@BOTH
@EACH
def test_the_way_out_is_not_covered_by_the_mark(look, language, size):
    page = look("/", language, size, wait=True)
    way_out, bar = page.locator("#way-out").bounding_box(), page.locator("#root .trial").bounding_box()
    assert bar["y"] >= way_out["y"] + way_out["height"] or bar["y"] + bar["height"] <= way_out["y"]
    assert page.locator("#way-out .trial").count() == 0


@BOTH
def test_a_sheet_of_paper_has_the_mark(look, language):
    page = look(PEOPLE, language, "desk", wait=True)
    page.emulate_media(media="print")
    assert page.locator("#root .trial").is_visible()


@BOTH
@EACH
def test_the_map_shows_every_authority_and_its_table_every_row(look, language, size):
    page, text = look(PEOPLE, language, size, wait=True), wording(language)
    picture = page.locator(".local-map img")
    picture.scroll_into_view_if_needed()
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
    assert picture.bounding_box()["width"] <= SIZES[size][0]
    assert picture.get_attribute("alt").count("[c]") == 3
    block = page.locator(".block:has(.local-map)")
    block.locator("details.table summary").click()
    rows = block.locator("details.table tbody tr")
    assert rows.count() == len(AUTHORITIES) + 1
    assert text("category.local_authority.elsewhere_or_unknown") in rows.last.inner_text()
    assert page.watch.hosts - {""} == {page.url.split("/")[2]} and not page.watch.errors


@BOTH
def test_a_meeting_has_a_step_of_the_cases(look, language):
    page = look("/meeting?steps=cases,act", language, "desk")
    assert page.locator("#cases").count() == 1 and page.locator("#cases-2").count() == 1
    assert page.locator("#cases .drawn svg").count() == 1


@pytest.mark.parametrize("name", ["briefing.pdf", "summary.pdf", "briefing.pptx"])
def test_a_pack_says_on_every_sheet_that_it_is_a_trial(trial, name):
    content, headers = fetched(f"{trial}/pack/{name}?lang=en")
    assert 'filename="trial-' in headers["content-disposition"]
    if name.endswith(".pptx"):
        for slide in Presentation(io.BytesIO(content)).slides:
            said = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
            assert "a trial that is not published" in said or slide.shapes.title.text_frame.text == wording("en")(
                "slides.about"
            )
        return
    assert len(pikepdf.open(io.BytesIO(content)).pages)


@pytest.mark.parametrize("form", ["poster", "large", "card"])
def test_what_is_printed_is_saved_as_a_trial_and_set_with_its_line(trial, server, form):
    marked, headers = fetched(f"{trial}/print/{form}.pdf")
    assert 'filename="trial-' in headers["content-disposition"]
    short = wording("en")("site.trial.short")
    assert short in words(marked) and short not in words(fetched(f"{server}/print/{form}.pdf")[0])


def words(content):
    """Return the words of a PDF, one space between them."""
    told = subprocess.run(["pdftotext", "-", "-"], input=content, check=True, capture_output=True)
    return " ".join(told.stdout.decode().split())


def test_the_whole_release_says_so_in_its_name_and_its_files(trial):
    content, headers = fetched(f"{trial}/open-data/release.zip")
    assert re.search(rf'filename="trial-[\w-]*{NEW}\.zip"', headers["content-disposition"])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for language in ("en", "cy"):
            (name,) = [each for each in archive.namelist() if each.endswith(f"README-{language}.txt")]
            assert archive.read(name).decode().startswith(wording(language)("site.trial.short"))
        (table,) = [each for each in archive.namelist() if each.endswith("/observations.csv")]
        assert b"local_cases,W15000001,2023" in archive.read(table)


def test_a_trial_speaks_of_its_own_releases_and_of_no_other(trial, server):
    said = json.loads(fetched(f"{trial}/healthz")[0])
    assert (said["status"], said["release"], said["trial"]) == ("ok", NEW, True)
    feed = fetched(f"{trial}/open-data/releases.atom")[0].decode()
    assert re.findall(r"/open-data/releases/([\d.-]+)\.zip", feed) == [NEW]
    assert json.loads(fetched(f"{server}/healthz")[0])["trial"] is False


def test_the_site_itself_has_no_mark_and_no_word_of_cases(open_page, server):
    # Every page once, in one language and the other in turn.
    for shown, language in zip(PAGES, cycle(LANGUAGES), strict=False):
        page = open_page(f"{shown.path}?lang={language}", base=server)
        assert page.locator(".trial").count() == page.locator(".local-map").count() == 0
        assert "x-robots-tag" not in page.response.headers
    page = open_page(f"/meeting?lang={language}&steps=cases", wait=False, base=server)
    assert page.locator("#cases").count() == page.locator(".trial").count() == 0


@BOTH
def test_a_trial_that_is_not_there_is_a_calm_page_and_never_the_published_release(open_page, tmp_path, language):
    before, text = {path.name: path.read_bytes() for path in PUBLISHED.iterdir()}, wording(language)
    with serving(log_file=tmp_path / "log", **{SETTING: str(tmp_path / "none")}) as address:
        page = open_page(f"/?lang={language}", base=address)
        is_marked(page, language)
        assert page.locator("main h1").inner_text() == text("site.problem.title")
        said = json.loads(fetched(f"{address}/healthz")[0])
        assert (said["status"], said["release"]) == ("degraded", None)
        assert said["problem"].startswith(f"{SETTING} names {tmp_path.name}/none, which is no folder.")
    assert said["problem"] in (tmp_path / "log").read_text()
    assert {path.name: path.read_bytes() for path in PUBLISHED.iterdir()} == before
