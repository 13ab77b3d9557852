"""The server as the container starts it asks nothing of any address outside, at its start or of whoever visits it."""

import os
import socket
import subprocess
import sys
import threading
import time
import urllib.request

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from components.opendata import bundle_store

# Runs Streamlit's own command; every address outside that is looked up or connected to is written down and refused.
WATCHED = """
import socket, sys

def is_outside(host):
    host = host.decode() if isinstance(host, bytes) else host
    return host not in (None, "", "localhost", "0.0.0.0", "::", "::1") and not str(host).startswith("127.")

def watched(found, where):
    def call(*given, **named):
        address = given[where]
        host = address[0] if isinstance(address, tuple) else address
        if is_outside(host):
            open(sys.argv[1], "a").write(f"{found.__name__} {host}\\n")
            raise OSError("nothing outside may be asked")
        return found(*given, **named)
    return call

for name in ("connect", "connect_ex"):
    setattr(socket.socket, name, watched(getattr(socket.socket, name), 1))
for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "create_connection"):
    setattr(socket, name, watched(getattr(socket, name), 0))
from streamlit.web.cli import main
sys.argv = ["streamlit", *sys.argv[2:]]
main()
"""


class Proxy:
    """A proxy that notes who asks it for something and never answers."""

    def __init__(self):
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.listening.getsockname()[1]}"
        self.asked = []
        threading.Thread(target=self._note, daemon=True).start()

    def _note(self):
        while True:
            try:
                self.asked.append(self.listening.accept()[0])
            except OSError:
                return


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def health(port):
    return urllib.request.build_opener(urllib.request.ProxyHandler({})).open(
        f"http://127.0.0.1:{port}/healthz", timeout=30
    )


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    """The app as in the container, its proxy for the world outside, its log, and what it wanted to ask."""
    folder, proxy, port = tmp_path_factory.mktemp("server"), Proxy(), free_port()
    log, outside = folder / "log", folder / "outside"
    outside.touch()
    command = ["run", "dashboard.py", "--server.address", "0.0.0.0", "--server.port", str(port)]
    proxies = {name: proxy.address for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY")}
    with log.open("wb") as out:
        server = subprocess.Popen(
            [sys.executable, "-c", WATCHED, str(outside), *command],
            cwd=bundle_store.ROOT,
            stdout=out,
            stderr=out,
            env={**os.environ, **proxies, "no_proxy": "", "NO_PROXY": ""},
        )
    try:
        end = time.monotonic() + 60
        while True:
            assert server.poll() is None and time.monotonic() < end, log.read_text()
            try:
                health(port)
                break
            except OSError:
                time.sleep(0.2)
        yield port, proxy, log, outside
    finally:
        server.terminate()
        server.wait(20)
        proxy.listening.close()


def asked_outside(proxy, outside):
    return len(proxy.asked), outside.read_text()


def test_the_start_asks_nothing_outside_and_prints_no_address_of_the_machine(running):
    _, proxy, log, outside = running
    assert asked_outside(proxy, outside) == (0, "")
    assert "External URL" not in log.read_text()


def test_foreign_pages_are_refused_at_once_and_nothing_is_asked_for_them(running):
    port, proxy, _, outside = running
    for _ in range(10):
        with pytest.raises(InvalidStatus) as refused:
            connect(
                f"ws://127.0.0.1:{port}/_stcore/stream",
                origin="https://other.example",
                subprotocols=["streamlit"],
                proxy=None,
            )
        assert refused.value.response.status_code == 403
        assert health(port).status == 200
    assert asked_outside(proxy, outside) == (0, "")


@pytest.mark.parametrize("name", ["data.example.org:8080", "10.77.0.2", "dashboard"])
def test_a_visitor_by_any_name_and_port_gets_a_session_and_nothing_is_asked(running, name):
    port, proxy, _, outside = running
    with (
        socket.create_connection(("127.0.0.1", port)) as way,
        connect(
            f"ws://{name}/_stcore/stream", origin=f"http://{name}", subprotocols=["streamlit"], sock=way
        ) as session,
    ):
        assert session.subprotocol == "streamlit"
    assert asked_outside(proxy, outside) == (0, "")


@pytest.mark.parametrize("start", ["import dashboard", "from dashboard import app"])
def test_no_statistics_of_use_are_sent_from_wherever_the_app_is_started(tmp_path, start):
    """An ASGI server may be started in any folder; the settings beside the app hold all the same."""
    code = f"{start}; from streamlit.config import get_option as of; print(of('browser.gatherUsageStats'), "
    code += "of('client.showErrorDetails'), of('browser.serverAddress'))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(bundle_store.ROOT), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["False", "none", "127.0.0.1"]
