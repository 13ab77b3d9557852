"""A process holds so many interactive pages: one more is refused at once, and everybody still reads every page."""

from contextlib import ExitStack
from dataclasses import replace

import pytest
from starlette.testclient import WebSocketDenialResponse
from starlette.websockets import WebSocketDisconnect

from components.wording.text import wording
from data import site
from data.site import LANGUAGES
from web import sessions

STREAM = "/_stcore/stream"


def allow(monkeypatch, most):
    allowed = replace(site.site(), sessions=most)
    monkeypatch.setattr(sessions, "site", lambda: allowed)


def open_now(client):
    return client.get("/healthz").json()["sessions"]


def test_a_session_is_counted_as_long_as_it_lasts(client, monkeypatch):
    allow(monkeypatch, 5)
    before = open_now(client)["open"]
    with client.websocket_connect(STREAM):
        assert open_now(client) == {"open": before + 1, "most": 5}
    assert open_now(client)["open"] == before


def test_one_more_than_there_is_room_for_is_refused_at_once_and_those_that_are_there_stay(client, monkeypatch):
    allow(monkeypatch, open_now(client)["open"] + 1)
    with client.websocket_connect(STREAM) as first:
        with pytest.raises(WebSocketDenialResponse) as refused, client.websocket_connect(STREAM):
            pass
        assert refused.value.status_code == 503 and refused.value.headers["retry-after"] == "10"
        first.send_bytes(b"")
        for language in LANGUAGES:
            page = client.get(f"/map?lang={language}")
            assert page.status_code == 200 and wording(language)("map.heading") in page.text
    with client.websocket_connect(STREAM):
        pass


def test_a_page_whose_line_broke_finds_its_place_again_and_a_crowd_of_such_does_not(client, monkeypatch):
    here = open_now(client)["open"]
    allow(monkeypatch, max(10, here + 1))
    names = ["streamlit", "PLACEHOLDER_AUTH_TOKEN", "5f0c"]
    with ExitStack() as sessions_there:
        for _ in range(max(10, here + 1) - here):
            sessions_there.enter_context(client.websocket_connect(STREAM))
        for others in (names[:1], names[:2], [*names[:2], " "]):
            with pytest.raises(WebSocketDenialResponse), client.websocket_connect(STREAM, subprotocols=others):
                pass
        sessions_there.enter_context(client.websocket_connect(STREAM, subprotocols=names))
        with pytest.raises(WebSocketDenialResponse), client.websocket_connect(STREAM, subprotocols=names):
            pass


def test_a_server_that_cannot_answer_a_websocket_closes_it(client, monkeypatch):
    allow(monkeypatch, 0)
    monkeypatch.setattr("starlette.testclient.WebSocketTestSession.__init__", without_extensions())
    with pytest.raises(WebSocketDisconnect) as refused, client.websocket_connect(STREAM):
        pass
    assert refused.value.code == 1013


def without_extensions():
    from starlette.testclient import WebSocketTestSession

    made = WebSocketTestSession.__init__

    def make(self, app, scope, portal_factory):
        made(self, app, {**scope, "extensions": {}}, portal_factory)

    return make


@pytest.mark.parametrize("value", ['"many"', "-1", "true", "1.5"])
def test_a_number_that_is_none_is_said_to_the_owner(tmp_path, value):
    words = site.SITE_FILE.read_text(encoding="utf-8")
    file = tmp_path / "site.toml"
    file.write_text(words.replace("sessions = 150", f"sessions = {value}"), encoding="utf-8")
    with pytest.raises(site.SiteError, match=r"site.toml: sessions is .*; write how many a process holds"):
        site.read_site(file)
