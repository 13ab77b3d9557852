"""What many ask for is made once for all of them, kept compressed within bounds, and made anew after a failure."""

import gzip
import os
import threading
import time

import pytest
from starlette.requests import HTTPConnection

from web.answer import HTML, Answer
from web.page.kept import KeptViews
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
