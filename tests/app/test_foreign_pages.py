"""A page of somebody else opens no session, whatever it asks; every visitor's own page does, by any name and port."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.requests import HTTPConnection
from starlette.websockets import WebSocketDisconnect
from streamlit import net_util

from web import base
from web.base import is_own_page
from web.delivery import Delivery

STREAM = "/_stcore/stream"
ADDRESS = "https://data.example.org"


@pytest.fixture(autouse=True)
def nothing_outside(monkeypatch):
    """Streamlit's question to an address outside is a failure of the test, not a wait of two seconds."""

    def asked():
        raise AssertionError("an address outside was asked for the one of this machine")

    monkeypatch.setattr(net_util, "get_external_ip", asked)


@pytest.fixture
def owned(monkeypatch):
    """The owner has set the public address."""
    named = type("Site", (), {"address": ADDRESS})()
    monkeypatch.setattr(base, "site", lambda: named)


def opens(client, origin, host="data.test", **forwarded):
    """Return whether a session is opened: Streamlit then chooses its own protocol."""
    headers = {"host": host, **({} if origin is None else {"origin": origin}), **forwarded}
    try:
        with client.websocket_connect(STREAM, subprotocols=["streamlit"], headers=headers) as session:
            return session.accepted_subprotocol == "streamlit"
    except WebSocketDisconnect as refused:
        assert refused.code == 1008
        return False


FOREIGN = (
    "https://other.example",
    "https://data.test.other.example",
    "https://otherdata.test",
    "https://data.test:8443",
    "http://data.test:8080",
    "https://data.test@other.example",
    "https://other.example/data.test",
    "http://localhost",
    "http://127.0.0.1",
    "http://0.0.0.0",
    "null",
    "",
    "data.test",
    "https://",
    "https://data.test:notaport",
    "file://",
    "https://[::1",
)


@pytest.mark.parametrize("origin", FOREIGN)
def test_a_page_of_another_origin_opens_no_session(client, origin):
    assert not opens(client, origin)


OWN = (
    ("https://data.test", "data.test"),
    ("http://data.test", "data.test"),
    ("https://DATA.test", "data.test"),
    ("https://data.test", "data.test:443"),
    ("http://data.test:8080", "data.test:8080"),
    ("https://10.77.0.2:8443", "10.77.0.2:8443"),
    ("http://[2001:db8::1]:8501", "[2001:db8::1]:8501"),
    ("http://app_1:8501", "app_1:8501"),
    (None, "data.test"),
)


@pytest.mark.parametrize(("origin", "host"), OWN)
def test_the_page_of_a_visitor_opens_one_by_whatever_name_and_port(client, origin, host):
    assert opens(client, origin, host=host)


def test_behind_a_proxy_that_asks_by_another_name_the_visitors_own_page_opens_one(client):
    forwarded = {"x-forwarded-host": "data.example.org, inner.example", "x-forwarded-proto": "https"}
    assert opens(client, ADDRESS, host="app-1:8501", **forwarded)
    assert not opens(client, "https://other.example", host="app-1:8501", **forwarded)
    assert not opens(client, ADDRESS, host="app-1:8501")


def test_the_owners_address_opens_one_by_whatever_name_the_proxy_asks(client, owned):
    assert opens(client, ADDRESS, host="app-1:8501")
    assert not opens(client, "http://data.example.org", host="app-1:8501")


def test_two_origins_have_to_be_right_both():
    headers = [(b"host", b"data.test"), (b"origin", b"https://data.test"), (b"origin", b"https://other.example")]
    scope = {"type": "websocket", "scheme": "wss", "path": STREAM}
    assert is_own_page(HTTPConnection({**scope, "headers": headers[:2]}))
    assert not is_own_page(HTTPConnection({**scope, "headers": headers}))


def test_who_is_refused_is_said_once_and_how_to_mend_it(caplog):
    delivery, sent = Delivery(None), []

    async def send(message):
        sent.append(message)

    scope = {"type": "websocket", "path": STREAM, "headers": [(b"host", b"a"), (b"origin", b"https://b\x1b[0m")]}
    # In a thread of its own: the one of the tests may have a loop already, that of a browser.
    with ThreadPoolExecutor(max_workers=1) as pool:
        for _ in range(3):
            pool.submit(asyncio.run, delivery(dict(scope), None, send)).result()
    assert [message["type"] for message in sent] == ["websocket.close"] * 3
    (line,) = [record.getMessage() for record in caplog.records if record.name == "dashboard"]
    assert "'a'" in line and "address in site.toml" in line and "\x1b" not in line
