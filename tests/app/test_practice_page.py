"""The practice page, entered as a visitor does: what it promises, the way to the notes and to real help."""

import pytest

from components.address.pages import MENU, page_of
from components.wording.text import wording
from tests.app.test_pages import html_of, visit


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_page_says_that_the_stories_are_invented_and_that_nothing_is_kept(language):
    html, text = html_of(visit(page_of("practice"), lang=language)), wording(language)
    assert text("practice.invented") in html
    assert text("practice.private") in html


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_page_leads_to_the_notes_the_signs_and_real_help(language):
    html = html_of(visit(page_of("practice"), lang=language))
    for address in (
        f"/practice-notes?lang={language}",
        f"/signs?lang={language}",
        f"/report?lang={language}",
        "tel:999",
        "tel:+448000121700",
    ):
        assert f'href="{address}"' in html


def test_the_page_belongs_to_the_signs_and_is_not_in_the_menu():
    assert page_of("practice").parent == "signs"
    assert page_of("practice") not in MENU
