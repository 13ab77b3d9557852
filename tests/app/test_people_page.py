"""The people page, entered as a visitor does: its year is in the address, whatever indicator the address names."""

import pytest

from components.address.pages import PAGES
from tests.app.test_pages import html_of, visit

PEOPLE = next(page for page in PAGES if page.id == "people")


def test_north_wales_in_2023_says_what_the_release_says():
    html = html_of(visit(PEOPLE, lang="en", area="W15000001", period="2023"))
    for said in (
        "Police referred <b>39</b> people",
        "Criminal exploitation, 19 of 39",
        "Child (17 or under), 24 of 39",
    ):
        assert said in html


def test_a_year_without_figures_says_that_it_is_not_available_and_draws_nothing():
    html = html_of(visit(PEOPLE, lang="en", area="W15000001", period="2022"))
    assert "2022: [x] The figure is not available" in html
    assert html.count('<p class="sentence">The figure is not available') >= 3
    assert 'class="lane' not in html and 'class="bars' not in html


@pytest.mark.parametrize("other", ["recorded_offences", "uk_referrals", "nonsense"])
def test_the_page_is_about_referrals_whatever_the_address_names(other):
    app = visit(PEOPLE, lang="cy", area="W15000001", indicator=other, period="2022")
    assert not app.exception
    assert "2022: [x]" in html_of(app)


def test_choosing_a_year_changes_the_address():
    app = visit(PEOPLE, lang="en", area="W15000001")
    assert [*app.selectbox[1].options] == ["2023", "2022"]
    app.selectbox[1].select("2022").run()
    assert app.query_params["period"] == "2022"
    assert "2022: [x]" in html_of(app)
