"""A tab, the history and the list of open pages can be read by others: none of their names tells the subject."""

import re

import pytest

from components.address.pages import PAGES
from data.site import LANGUAGES
from tests.web.views import first

SUBJECT = re.compile(
    r"slave|traffick|exploit|victim|offen[cs]e|caethwas|masnach|camfanteis|dioddef|trosedd", re.IGNORECASE
)
TITLE = re.compile(r"<title>([^<]+)</title>(?!\")")
PLAIN = (
    "/practice-notes?lang={}",
    "/take-away?chart=trends.series&area=W15000001&lang={}",
    "/take-away?chart=nothing&lang={}",
    "/meeting?lang={}",
    "/open-data/?lang={}",
    "/nothing?lang={}",
    "/pack/nothing.pdf?lang={}",
)


def named(html):
    """Return the name of the tab, which is the last one written: the way out has one of its own, which is empty."""
    return [name for name in TITLE.findall(html.split("<svg", 1)[0]) if name.strip()][-1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_tab_tells_the_subject(client, language):
    tabs = {page.id: named(first(page.id, language).decode()) for page in PAGES}
    tabs |= {address: named(client.get(address.format(language)).text) for address in PLAIN}
    assert [tab for tab in tabs.values() if SUBJECT.search(tab)] == []
    assert len({tabs[page.id] for page in PAGES}) == len(PAGES)
