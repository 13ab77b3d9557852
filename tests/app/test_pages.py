"""Every page runs in both languages for every kind of area, entering as a visitor does."""

import pytest
from streamlit.testing.v1 import AppTest

from components.address.pages import PAGES
from components.wording.format import period
from components.wording.text import wording
from tests.components.source_figures import HOME, WHOLE, rate, year_to_december

FRAME = "components/screen/frame.py"
AREAS = ("W15000001", "W15000004", "E23000034", "E23000032", "K04000001", "W92000004", "E12000007")


def visit(page, **parameters):
    app = AppTest.from_file(f"../../{FRAME}", default_timeout=30)
    for name, value in parameters.items():
        app.query_params[name] = value
    app.run()
    return app if page is PAGES[0] else app.switch_page(f"../../pages/{page.id}.py").run()


def html_of(app):
    return " ".join(element.proto.body for element in app.get("html"))


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_a_page_runs_in_a_language_and_has_one_heading(page, language):
    app = visit(page, lang=language)
    assert not app.exception
    assert html_of(app).count("<h1") == 1


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("page", [page for page in PAGES if page.area], ids=lambda page: page.id)
def test_a_page_runs_for_every_kind_of_area(page, area):
    assert not visit(page, lang="cy", area=area).exception


SAYS_SO = ("overview", "map", "trends", "compare", "people", "briefing")


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("page", [page for page in PAGES if page.id in SAYS_SO], ids=lambda page: page.id)
@pytest.mark.parametrize(
    ("code", "is_one"), [("2021", True), ("2031", True), ("nonsense", False), ("YE-2024-Q4", True)]
)
def test_a_page_says_once_of_a_period_that_it_does_not_show_it(page, language, code, is_one):
    text = wording(language)
    html = html_of(visit(page, lang=language, area=HOME, indicator="recorded_offences", period=code))
    asked = text("site.instead", asked=period(code, text) if is_one else "", shown="|").partition("|")[0]
    unclear = text("site.unknown.option")
    is_shown = code == "YE-2024-Q4" and page.id != "people"
    assert html.count(asked) == (is_one and not is_shown)
    assert html.count(unclear) == (not is_one)


@pytest.mark.parametrize(
    ("code", "is_one"), [("2031", False), ("nonsense", False), ("2023", True), ("YE-2024-Q4", True)]
)
def test_the_page_that_lists_every_period_says_only_of_one_that_nobody_has_that_it_is_left_out(code, is_one):
    page = next(page for page in PAGES if page.id == "downloads")
    html = html_of(visit(page, lang="en", area=HOME, indicator="recorded_offences", period=code))
    assert html.count(wording("en")("site.unknown.option")) == (not is_one)
    assert 'class="notice"' not in html or not is_one


def test_the_overview_says_what_the_release_says_of_north_wales():
    html = html_of(visit(PAGES[0], lang="en"))
    newest, before = year_to_december(HOME, 2025), year_to_december(HOME, 2024)
    expected = (
        f"North Wales Police recorded {newest} modern slavery offences: no clear change on the year before</h1>",
        f"In the year to December 2024 it was {before}: a difference of this size can happen by chance.",
        f">{newest}<",
        f">{rate(HOME, 2025):.1f}<",
        "10.8 to 16.3",  # pinned: an exact interval, tested in tests/data/statistics/test_rates.py
        f"England and Wales: {rate(WHOLE, 2025):.1f}",
        ">39<",  # referrals have had no newer table since the release of 2024
    )
    for words in expected:
        assert words in html


def test_a_wrong_area_gets_the_home_area_and_a_line_that_says_so():
    html = html_of(visit(PAGES[0], lang="en", area="<b>nonsense"))
    assert "names an area we do not know" in html
    assert "North Wales" in html


def test_choosing_an_area_changes_the_address():
    app = visit(PAGES[0], lang="en")
    app.selectbox[0].select("E23000032").run()
    assert app.query_params["area"] == "E23000032"
    assert not app.exception


@pytest.mark.parametrize("language", ["en", "cy"])
def test_without_the_figures_the_guidance_stands_and_the_rest_says_why(language, monkeypatch, tmp_path):
    from data import current

    current.SHOWING.forget()
    monkeypatch.setattr(current, "PUBLISHED", tmp_path)
    try:
        pages = {page.id: visit(page, lang=language) for page in PAGES}
    finally:
        current.SHOWING.forget()
    text = wording(language)
    assert all(not app.exception for app in pages.values())
    assert text("site.problem.title") in html_of(pages["overview"])
    assert "python -m data.build" in html_of(pages["overview"])
    assert text("signs.title") in html_of(pages["signs"])
    assert "08000 121 700" in html_of(pages["report"])
