"""What many ask for is made once for all of them, kept compressed within bounds, and made anew after a failure."""

import asyncio
import gzip
import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from starlette.requests import HTTPConnection

from components.address.pages import PAGES
from components.content.request import PageRequest
from data import current
from web.answer import HTML, Answer
from web.page.kept import KeptViews
from web.page.view import View
from web.sending import response


def page(words, size=0):
    # What cannot be compressed, so that sizes are what they seem.
    return Answer(words.encode() + os.urandom(size), HTML)


def test_a_crowd_at_the_door_costs_one_drawing():
    views, drawn, found = KeptViews(), [], []

    def make():
        drawn.append(1)
        time.sleep(0.2)
        return page("map")

    crowd = [threading.Thread(target=lambda: found.append(views.answer("map", make))) for _ in range(50)]
    for each in crowd:
        each.start()
    for each in crowd:
        each.join()
    assert len(drawn) == 1
    assert len(found) == 50 and len(set(map(id, found))) == 1


def run(crowd):
    """Run requests in a loop of their own, also where the tests of a browser hold one in this thread."""
    with ThreadPoolExecutor(1) as alone:
        return alone.submit(asyncio.run, crowd).result()


class Slow:
    """A view that takes a while, and counts how many are being made."""

    now = most = made = 0

    def __init__(self, key="map", failure=None):
        self.key, self.failure = key, failure

    def answer(self):
        Slow.now, Slow.made = Slow.now + 1, Slow.made + 1
        Slow.most = max(Slow.most, Slow.now)
        time.sleep(0.1)
        Slow.now -= 1
        if self.failure:
            raise self.failure
        return page(self.key)


@pytest.fixture
def slow():
    Slow.now = Slow.most = Slow.made = 0
    return Slow


def test_requests_at_the_door_share_a_drawing_and_hold_no_thread(slow):
    async def crowd():
        before = threading.active_count()
        views = KeptViews()
        waiting = [asyncio.create_task(views.shared(slow())) for _ in range(150)]
        await asyncio.sleep(0.05)
        threads = threading.active_count() - before
        found = await asyncio.gather(*waiting)
        return threads, found, await views.shared(slow())

    threads, found, again = run(crowd())
    assert slow.made == 1 and set(map(id, found)) == {id(again)}
    assert threads <= 1


def test_only_a_few_views_are_made_at_a_time(slow):
    async def crowd():
        views = KeptViews()
        return await asyncio.gather(*(views.shared(slow(f"area {number}")) for number in range(8)))

    found = run(crowd())
    assert [gzip.decompress(each.gzipped).decode() for each in found] == [f"area {number}" for number in range(8)]
    assert slow.most == 2


def test_one_who_leaves_does_not_end_it_for_the_others(slow):
    async def crowd():
        views = KeptViews()
        waiting = [asyncio.create_task(views.shared(slow())) for _ in range(3)]
        await asyncio.sleep(0.02)
        waiting[0].cancel()
        waiting[1].cancel()
        return await waiting[2], await asyncio.gather(*waiting[:2], return_exceptions=True)

    found, gone = run(crowd())
    assert gzip.decompress(found.gzipped) == b"map" and slow.made == 1
    assert any(isinstance(each, asyncio.CancelledError) for each in gone)


def test_requests_are_all_told_of_a_failure_and_the_next_tries_again(slow):
    async def crowd():
        views = KeptViews()
        asked = (views.shared(slow(failure=OSError("no figures"))) for _ in range(20))
        told = await asyncio.gather(*asked, return_exceptions=True)
        return told, await views.shared(slow())

    told, found = run(crowd())
    assert [str(each) for each in told] == ["no figures"] * 20
    assert gzip.decompress(found.gzipped) == b"map" and slow.made == 2


def test_a_failure_is_told_to_all_who_wait_and_not_kept():
    views, began, told = KeptViews(), threading.Event(), []

    def fail():
        began.set()
        time.sleep(0.2)
        raise OSError("no figures")

    def ask():
        with pytest.raises(OSError, match="no figures"):
            views.answer("map", fail)
        told.append(1)

    crowd = [threading.Thread(target=ask) for _ in range(5)]
    crowd[0].start()
    began.wait()
    for each in crowd[1:]:
        each.start()
    for each in crowd:
        each.join()
    assert len(told) == 5
    assert gzip.decompress(views.answer("map", lambda: page("map")).gzipped) == b"map"


def test_what_was_not_asked_for_the_longest_goes_first():
    views = KeptViews(most_bytes=2500)
    for name in "ab":
        views.answer(name, lambda name=name: page(name, 1000))
    assert views.peek("a")
    views.answer("c", lambda: page("c", 1000))
    assert views.peek("b") is None
    assert views.peek("a") and views.peek("c")
    assert views.bytes <= views.most_bytes


def test_what_is_larger_than_all_the_room_is_answered_and_not_kept():
    views = KeptViews(most_bytes=100)
    assert views.answer("a", lambda: page("a", 1000)).gzipped
    assert views.peek("a") is None and views.bytes == 0


def sent(found, **headers):
    asked = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return response(HTTPConnection({"type": "http", "method": "GET", "path": "/", "headers": asked}), found)


def test_what_is_kept_is_sent_as_what_was_made():
    made = Answer(b"<p>words</p>" * 50, HTML)
    kept = KeptViews().answer("a", lambda: made)
    assert sent(kept).body == made.content
    assert gzip.decompress(sent(kept, accept_encoding="gzip").body) == made.content
    assert sent(kept).headers["etag"] == sent(made).headers["etag"]
    assert sent(kept, if_none_match=sent(made).headers["etag"]).status_code == 304


def test_a_view_is_another_one_on_the_day_that_an_edition_is_due_and_with_other_files(monkeypatch):
    view = View(PAGES[0], PageRequest({"lang": "en"}))
    before = view.key
    assert view.key == before
    days = current._ages(current.dataset(), date(2100, 1, 1)), current._ages(current.dataset(), date(2000, 1, 1))
    keys = set()
    for ages in days:
        monkeypatch.setattr(current, "ages", lambda ages=ages: ages)
        keys.add(view.key)
    assert len(keys) == 2
    monkeypatch.undo()
    monkeypatch.setattr(current.SHOWING, "snapshot", replace(current.snapshot(), marks=("other",)))
    assert view.key != before


def test_a_view_is_the_same_whoever_names_the_language_as_long_as_it_is_that_one():
    def key(lang, accepted):
        return View(PAGES[0], PageRequest({"lang": lang} if lang else {}, accepted)).key

    assert key("cy", "en") == key("", "cy") != key("", "en")
    assert key("xx", "en") != key("", "en")
