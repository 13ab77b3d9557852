"""What a kept view is known by: all that its words depend on."""

from dataclasses import replace

from components.address.pages import page_of
from components.content.request import PageRequest
from data import current
from web.page.view import View


def key(**parameters):
    return View(page_of("overview"), PageRequest({"lang": "en", **parameters})).key


def test_the_day_an_edition_falls_due_makes_another_view(monkeypatch):
    now = current.state()
    before = key()
    assert hash(before) == hash(key()) and before == key()
    turned = tuple(replace(age, is_due=not age.is_due) for age in now.ages)
    monkeypatch.setattr(current, "state", lambda: replace(now, ages=turned))
    assert key() != before


def test_another_release_language_or_area_makes_another_view(monkeypatch):
    shown, before = current.snapshot(), key()
    assert key(area="E23000032") != before and key(lang="cy") != before
    later = replace(shown, marks=(*shown.marks, "another"))
    monkeypatch.setattr(current, "snapshot", lambda: later)
    assert key() != before


def test_a_view_is_the_same_whether_address_or_browser_names_the_language():
    def named(parameters, accepted):
        return View(page_of("overview"), PageRequest(parameters, accepted)).key

    assert named({"lang": "cy"}, "en") == named({}, "cy") != named({}, "en")
