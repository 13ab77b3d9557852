"""The page that "Exit this page" leads to, on this machine: another site, with its own certificate, and no internet.

Browsers are told to look for the host of ``site.toml`` here. So the tests leave by the shipped setting, to an
address that is another site to the browser in every respect, and can make that site slow to answer.
"""

import ssl
import subprocess
import tempfile
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from data.site import site

HOST = urlsplit(site().exit_url).netloc
PAGE = b"<!doctype html><html lang=en><title>Weather</title><h1>Fine weather</h1></html>"


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """A browser that leaves in the middle of an answer is what these tests are about."""


class _Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.answers.wait(30)
        with suppress(OSError):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(PAGE)))
            self.end_headers()
            self.wfile.write(PAGE)

    def log_message(self, *_):
        pass


class NeutralSite:
    """A server of one page; with ``hang()`` it takes the question and does not answer until ``answer()``."""

    def __enter__(self):
        self.server = _Quiet(("127.0.0.1", 0), _Answer)
        self.server.socket = _certified().wrap_socket(
            self.server.socket, server_side=True, do_handshake_on_connect=False
        )
        self.server.answers = threading.Event()
        self.answer()
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.answer()
        self.server.shutdown()
        self.server.server_close()

    def hang(self):
        self.server.answers.clear()

    def answer(self):
        self.server.answers.set()

    @property
    def port(self):
        return self.server.server_address[1]

    @property
    def chromium_argument(self):
        return f"--host-resolver-rules=MAP {HOST}:443 127.0.0.1:{self.port}"

    @property
    def firefox_preferences(self):
        return {"network.dns.localDomains": HOST, "network.socket.forcePort": f"443={self.port}"}


def _certified():
    """Return a TLS context with a certificate made for this run: no key stands in the repository."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as folder:
        key, certificate = Path(folder) / "key.pem", Path(folder) / "certificate.pem"
        command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        command += ["-keyout", key, "-out", certificate, "-days", "2", "-subj", f"/CN={HOST}"]
        subprocess.run([*command, "-addext", f"subjectAltName=DNS:{HOST}"], check=True, capture_output=True)
        context.load_cert_chain(certificate, key)
    return context
