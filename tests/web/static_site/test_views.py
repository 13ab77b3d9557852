"""Each view of the static edition has one path, which its address leads to, and the words and figures of the site."""

import random

import pytest

from components.address.pages import PAGES, address, page_of
from data.site import LANGUAGES
from tests.components.source_figures import HOME
from tests.web.static_site.words import words
from tests.web.views import first
from web.static_site import making
from web.static_site.addresses import file_of, with_links
from web.static_site.views import HOME_ALONE, VIEWS

KENT = "E23000032"
ALL = [*VIEWS.each()]


def test_every_page_is_there_in_every_language_and_for_every_area():
    there = {(page.id, language) for page, language, view in ALL if not view}
    assert there == {(page.id, language) for page in PAGES for language in LANGUAGES}
    for page in (page for page in PAGES if page.area and page.id not in HOME_ALONE):
        areas = {dict(view).get("area", HOME) for view in VIEWS.of[page]}
        assert len(areas) == 46 and KENT in areas


def test_every_view_has_a_path_of_its_own():
    paths = [VIEWS.path(*each) for each in ALL]
    assert len(paths) == len(set(paths)) > 5_000
    assert not [path for path in paths if "?" in path or not path.endswith("/")]


def test_the_address_of_a_view_leads_to_its_path():
    for page, language, view in ALL:
        assert file_of(address(page, lang=language, **dict(view))) == VIEWS.path(page, language, view)


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        ("/?lang=cy", "/cy/"),
        (f"/?lang=en&area={HOME}", "/en/"),
        (f"/map?lang=cy&area={HOME}&period=YE-2024-Q4", f"/cy/map/{HOME}/YE-2024-Q4/"),
        (f"/map?area={KENT}&indicator=nrm_referrals", f"/en/map/{KENT}/nrm_referrals/"),
        (f"/map?lang=en&area={KENT}&large=on&against=W92000004", f"/en/map/{KENT}/"),
        (f"/compare?lang=en&area={KENT}&period=YE-2024-Q4&group=wales", f"/en/compare/{KENT}/YE-2024-Q4/"),
        ("/signs?lang=cy&area=W15000003#nail_bars", "/cy/signs/#nail_bars"),
        (f"/open-data/view.csv?indicator=recorded_offences&area={KENT}&lang=en",
         f"/open-data/view/en/{KENT}_recorded_offences.csv"),
        ("/print/poster.pdf?setting=general", "/print/poster/general.pdf"),
        (f"/take-away?chart=card.offences&area={KENT}&lang=en", None),
        ("/open-data/openapi.json", None),
        (f"/briefing?lang=cy&area={KENT}", "/cy/briefing/"),
        ("/downloads?lang=en&area=K02000001", None),
    ],
)  # fmt: skip
def test_what_an_address_becomes(asked, path):
    assert file_of(asked) == path


def sample(count):
    drawn = random.Random(18).sample(ALL, count - len(PAGES))
    return [*((page, LANGUAGES[at % 2], frozenset()) for at, page in enumerate(PAGES)), *drawn]


@pytest.mark.parametrize(("page", "language", "view"), sample(24), ids=lambda part: getattr(part, "id", None))
def test_a_page_has_the_words_and_figures_of_the_site(page, language, view):
    written, _ = making.page(page, language, view, "")
    assert words(written) == words(first(page.id, language, **dict(view)))
    assert written.count(b"<script") == 5 + (page.id in ("overview", "downloads"))
    assert b"/_stcore" not in written and b"/static/js" not in written and b"<form id" not in written


def test_a_choice_leads_to_a_page_that_differs_by_it_alone():
    written, _ = making.page(page_of("compare"), "en", frozenset({("area", KENT)}), "")
    html = written.decode()
    assert f'href="/en/compare/{KENT}/group-wales/"' in html
    assert f'href="/en/compare/{KENT}/nrm_referrals/"' in html
    later, _ = making.page(page_of("compare"), "en", frozenset({("area", KENT), ("period", "YE-2024-Q4")}), "")
    assert "group-wales" not in later.decode() and "<form id" not in later.decode()


def test_the_name_of_a_view_that_is_not_written_stays_and_leads_nowhere():
    rows = '<td><a href="/downloads?lang=en&amp;area=K02000001">Totals</a></td>'
    rows += '<li><a href="/pack/x.pdf?area=X">File</a></li>'
    assert with_links(rows.encode(), "")[0] == b"<td>Totals</td><li></li>"
