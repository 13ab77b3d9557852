"""Other sites, played on this machine: the one the exit leads to, one that frames our page, one that is slow.

Browsers are told to look for the host of ``site.toml`` here. So the tests leave by the shipped setting, to an
address that is another site to the browser in every respect, and can make that site slow to answer.
"""

import ssl
import subprocess
import tempfile
import threading
import urllib.request
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import unquote, urlsplit

from data.site import site

NEUTRAL = urlsplit(site().exit_url).netloc
PATIENCE = 30


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, client_address):
        """A browser that leaves in the middle of an answer is what these tests are about."""


class LocalSite:
    """A site on a port of its own; with ``hang()`` it takes questions and does not answer until ``answer()``."""

    waits_at = ""

    def __enter__(self):
        self.answers = threading.Event()
        self.answers.set()
        self.server = _Server(("127.0.0.1", 0), self._handler())
        self.server.socket = self.secured(self.server.socket)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.answers.set()
        self.server.shutdown()
        self.server.server_close()

    @property
    def port(self):
        return self.server.server_address[1]

    def hang(self):
        self.answers.clear()

    def answer(self):
        self.answers.set()

    def secured(self, socket):
        """Return the socket as it is, or behind TLS."""
        return socket

    def page(self, path):
        """Return the headers and the content of ``path``."""
        raise NotImplementedError

    def _handler(self):
        here = self

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self):
                if here.waits_at in self.path:
                    here.answers.wait(PATIENCE)
                headers, content = here.page(self.path)
                with suppress(OSError):
                    self.send_response(200)
                    for name, value in {**headers, "Content-Length": str(len(content))}.items():
                        self.send_header(name, value)
                    self.end_headers()
                    self.wfile.write(content)

            def log_message(self, *_):
                pass

        return Answer


class NeutralSite(LocalSite):
    """Where "Exit this page" leads."""

    def secured(self, socket):
        return _certified().wrap_socket(socket, server_side=True, do_handshake_on_connect=False)

    def page(self, path):
        return {
            "Content-Type": "text/html"
        }, b"<!doctype html><html lang=en><title>Weather</title><h1>Fine weather</h1>"

    @property
    def chromium_argument(self):
        return f"--host-resolver-rules=MAP {NEUTRAL}:443 127.0.0.1:{self.port}"

    @property
    def firefox_preferences(self):
        return {"network.dns.localDomains": NEUTRAL, "network.socket.forcePort": f"443={self.port}"}


class FramingSite(LocalSite):
    """A page of somebody else with a frame: ``/?`` and the HTML of the frame, quoted."""

    def page(self, path):
        frame = unquote(urlsplit(path).query)
        return {"Content-Type": "text/html"}, f"<!doctype html><title>Host</title><h1>Host</h1>{frame}".encode()


class RelayedSite(LocalSite):
    """Our own server behind a line that can hold or lose its scripts, as if every site might frame a chart."""

    waits_at = "/static/js/"

    def __init__(self, server):
        self.origin, self.loses_scripts = server, False

    def page(self, path):
        if self.loses_scripts and self.waits_at in path:
            return {"Content-Type": "text/javascript"}, b""
        with _asked(self.origin + path) as answer:
            policy = answer.headers["content-security-policy"].replace("frame-ancestors 'self'", "frame-ancestors *")
            return {"Content-Type": answer.headers["content-type"], "Content-Security-Policy": policy}, answer.read()


def _asked(url):
    try:
        return urllib.request.urlopen(url, timeout=PATIENCE)
    except HTTPError as answer:
        return answer


def _certified():
    """Return a TLS context with a certificate made for this run: no key stands in the repository."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as folder:
        key, certificate = Path(folder) / "key.pem", Path(folder) / "certificate.pem"
        command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        command += ["-keyout", key, "-out", certificate, "-days", "2", "-subj", f"/CN={NEUTRAL}"]
        subprocess.run([*command, "-addext", f"subjectAltName=DNS:{NEUTRAL}"], check=True, capture_output=True)
        context.load_cert_chain(certificate, key)
    return context
