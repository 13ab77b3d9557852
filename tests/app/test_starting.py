"""Until the pages of the home area are drawn the site says that it starts, and answers all the same."""

import pytest

from components.address.pages import PAGES
from data.site import LANGUAGES
from web import start
from web.health import READINESS
from web.page.kept import KeptViews


@pytest.fixture
def starting(monkeypatch):
    monkeypatch.setattr(READINESS, "is_ready", False)


def test_who_stands_in_front_is_told_to_ask_again_and_a_reader_gets_the_page(client, starting):
    said = client.get("/healthz")
    assert (said.status_code, said.json()["status"], said.headers["retry-after"]) == (503, "starting", "2")
    assert client.get("/report?lang=en").status_code == 200
    assert client.get("/_stcore/health").status_code == 200


def test_it_is_ready_once_each_page_of_the_home_area_is_drawn(client, starting, monkeypatch):
    views, drawn = KeptViews(), []
    monkeypatch.setattr(start, "VIEWS", views)
    answer = views.answer

    def seen(key, make):
        drawn.append(READINESS.is_ready)
        return answer(key, make)

    monkeypatch.setattr(views, "answer", seen)
    start.home()
    assert drawn == [False] * len(PAGES) * len(LANGUAGES) and views.bytes > 0
    assert client.get("/healthz").status_code == 200


def test_a_page_that_cannot_be_drawn_keeps_no_site_from_being_ready(client, starting, monkeypatch):
    def fail(_key, _make):
        raise OSError("no figures")

    monkeypatch.setattr(start, "VIEWS", KeptViews())
    monkeypatch.setattr(start.VIEWS, "answer", fail)
    with pytest.raises(OSError, match="no figures"):
        start.home()
    assert client.get("/healthz").status_code == 200
