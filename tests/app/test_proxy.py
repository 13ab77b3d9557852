"""The proxy of the project tells the app by what scheme, name and port a visitor came."""

import http.client
import shutil
import socket
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from starlette.requests import HTTPConnection

from web.base import base

PROXY = Path(__file__).parents[2] / "deploy" / "nginx.conf"
NGINX = shutil.which("nginx")
# What nginx keeps on the way through, in folders that only its own user may write to.
KEPT = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")

pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not installed")


class Told(BaseHTTPRequestHandler):
    """Answers with the base that the app would make of what it is told."""

    def do_GET(self):
        headers = [(name.lower().encode(), value.encode()) for name, value in self.headers.items()]
        said = base(HTTPConnection({"type": "http", "scheme": "http", "headers": headers})).encode()
        self.send_response(200)
        self.send_header("content-length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_):
        """Keep the output of the tests clean."""


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    """The port of the proxy as it is shipped, in front of something that says what it is told."""
    folder = tmp_path_factory.mktemp("proxy")
    app = ThreadingHTTPServer(("127.0.0.1", 0), Told)
    threading.Thread(target=app.serve_forever, daemon=True).start()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    said = PROXY.read_text(encoding="utf-8").replace("listen 8080;", f"listen 127.0.0.1:{port};")
    for name in ("app-1", "app-2"):
        said = said.replace(f"{name}:8501", f"127.0.0.1:{app.server_port}")
    kept = " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in KEPT)
    said = said.replace("/tmp/", f"{folder}/").replace("http {", f"http {{ {kept}", 1)
    (folder / "nginx.conf").write_text(said, encoding="utf-8")
    command = [NGINX, "-p", folder, "-c", folder / "nginx.conf", "-g", "daemon off;"]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        end = time.monotonic() + 20
        while True:
            assert running.poll() is None and time.monotonic() < end, running.stderr.read()
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        running.terminate()
        running.wait(10)
        app.shutdown()


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"Host": "data.test:8080"}, "http://data.test:8080"),
        ({"Host": "data.test", "X-Forwarded-Proto": "https"}, "https://data.test"),
        ({"Host": "data.test:8443", "X-Forwarded-Proto": "https, http"}, "https://data.test:8443"),
        ({"Host": "data.test", "X-Forwarded-Proto": "httpsx"}, "http://data.test"),
        ({"Host": "inner", "X-Forwarded-Host": "data.test:444", "X-Forwarded-Proto": "https"}, "https://data.test:444"),
    ],
)
def test_scheme_name_and_port_of_the_visitor_arrive(port, headers, expected):
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    asked.request("GET", "/take-away", headers=headers)
    assert asked.getresponse().read().decode() == expected
