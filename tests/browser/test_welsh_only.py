"""No English is left on a page in Welsh, as the browser has it: shown, spoken, in the tab.

The pages of the site are asked in ``test_accessible.py``, where each is open already, and so are their choices.
"""

import pytest

from tests.text.welsh_only import english_left

from .welsh import welsh_on

OWN = "people.type&indicator=nrm_referrals&period=2023"
# Pages without Streamlit are there at once.
LIGHT = (f"/take-away?chart={OWN}", f"/embed?chart={OWN}", "/take-away?chart=nothing", "/practice-notes", "/meeting")
# One page for all languages, since nobody knows which of them the visitor came in.
IN_BOTH = ("/nonsense", "/print/none.pdf")


@pytest.fixture(scope="module")
def tab(chromium):
    """Return one tab for all pages: what is cached for the first is there for the others."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="cy-GB")
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def opened(tab, address):
    tab.goto(address, wait_until="domcontentloaded")
    tab.wait_for_selector("main h1")
    tab.wait_for_selector("#root footer.site-footer")
    tab.wait_for_selector("#waiting", state="detached")
    for waiting in ("[data-testid=stSkeleton]", "[data-testid=stStatusWidget]"):
        tab.wait_for_selector(waiting, state="detached")
    tab.wait_for_timeout(300)


@pytest.mark.parametrize("address", LIGHT)
def test_a_page_without_streamlit_says_nothing_in_english(tab, server, address):
    tab.goto(f"{server}{address}{'&' if '?' in address else '?'}lang=cy")
    said = welsh_on(tab)
    assert said
    assert english_left(said) == []


@pytest.mark.parametrize("address", IN_BOTH)
def test_the_welsh_part_of_a_page_in_both_languages_has_no_english(tab, server, address):
    tab.goto(f"{server}{address}")
    said = [each for each in welsh_on(tab) if each != tab.title()]
    assert len(said) > 5
    assert english_left(said) == []


def test_an_address_that_is_not_understood_is_answered_in_welsh(tab, server):
    opened(tab, f"{server}/people?lang=cy&area=none&indicator=none&period=none")
    assert english_left(welsh_on(tab)) == []


def test_english_put_on_a_page_is_noticed(tab, server):
    opened(tab, f"{server}/signs?lang=cy")
    tab.evaluate("document.querySelector('main h1').setAttribute('aria-label', 'Signs to look for')")
    assert any("look" in each for each in english_left(welsh_on(tab)))
    tab.evaluate("document.querySelector('main h1').setAttribute('lang', 'en')")
    assert not any("look" in each for each in english_left(welsh_on(tab)))
