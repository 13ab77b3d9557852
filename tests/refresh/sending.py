"""The smallest files that pass a first look, and ways for a server to send them badly."""

import io
import socket
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from werkzeug import Request, Response

from data.refresh.edition import Edition
from data.refresh.fetch import Fetched, fetch
from data.refresh.web.client import Client
from data.refresh.web.content import ODS

PATH = "/assets/media/65b/tables.ods"
ETAG = '"the-file"'


def bring(client: Client, edition: Edition, folder: Path) -> Fetched:
    """Fetch an edition with the settings of the client."""
    return fetch(client, edition, folder, client.settings)


def names(folder: Path) -> list[str]:
    """Return the names of all that is in a folder; none if there is no folder."""
    return sorted(file.name for file in folder.rglob("*")) if folder.exists() else []


def ods(words: str = "figures") -> bytes:
    """Return a ZIP file that says it is an ODS."""
    return _zip({"mimetype": ODS, "content.xml": words * 5000})


def xlsx() -> bytes:
    """Return a ZIP file that says it is an XLSX."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    return _zip({"[Content_Types].xml": f'<Types><Override ContentType="{kind}"/></Types>', "xl/workbook.xml": "<x/>"})


def other_zip() -> bytes:
    """Return a ZIP file that says it is a text document."""
    return _zip({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"})


def bare_zip() -> bytes:
    """Return a ZIP file that does not say what it is."""
    return _zip({"secrets.txt": "x"})


def _zip(files: dict[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, words in files.items():
            archive.writestr(zipfile.ZipInfo(name), words)  # dated alike, so that two made a second apart are the same
    return file.getvalue()


def busy(status: int, times: int, then: bytes, **headers: str) -> Callable[[Request], Response]:
    """Answer a few times that it cannot be had now, then send it."""
    left = iter(range(times))

    def answer(_: Request) -> Response:
        if next(left, None) is None:
            return Response(then)
        return Response("busy", status, headers={name.replace("_", "-"): value for name, value in headers.items()})

    return answer


def breaking_off(content: bytes, *, etag: str = ETAG, then: bytes | None = None, times: int = 1):
    """Break off half way, a few times; then send the rest to those who ask for it rightly, the whole to others."""
    left = iter(range(times))
    then = content if then is None else then
    of_then = etag if then == content else '"another-file"'

    def answer(request: Request) -> Response:
        asked = request.headers.get("Range", "")
        start = int(asked[6:-1]) if asked and request.headers.get("If-Range") == of_then else 0
        headers = {"ETag": of_then} if of_then else {}
        if next(left, None) is not None:
            half = start + (len(content) - start) // 2
            headers = {"ETag": etag} if etag else {}
            return _partly(content[start:half], len(content) - start, start, len(content), headers)
        return _partly(then[start:], len(then) - start, start, len(then), headers)

    return answer


def _partly(body: bytes, declared: int, start: int, total: int, headers: dict[str, str]) -> Response:
    if start:
        headers["Content-Range"] = f"bytes {start}-{total - 1}/{total}"
    headers["Content-Length"] = str(declared)
    return Response(iter([body]), 206 if start else 200, headers=headers)


def declared(content: bytes, size: int) -> Callable[[Request], Response]:
    """Send a file that is declared to be of another size."""
    return lambda _: Response(iter([content]), headers={"Content-Length": str(size)})


def endless(_: Request) -> Response:
    """Send without end, and without saying how much."""

    def pieces() -> Iterator[bytes]:
        while True:
            yield b"PK" * 32_768

    return Response(pieces())


def trickling(_: Request) -> Response:
    """Send a byte now and again: each in time, all of them never."""

    def pieces() -> Iterator[bytes]:
        for _ in range(100):
            yield b"P"
            time.sleep(0.3)

    return Response(pieces(), headers={"Content-Length": "100"})


def leading_to(address: str, status: int = 302) -> Callable[[Request], Response]:
    """Lead on to another address."""
    return lambda _: Response("", status, headers={"Location": address})


@contextmanager
def raw_server(pieces: list[bytes]) -> Iterator[str]:
    """Yield the address of a server that sends pieces with a pause after each, whatever it is asked."""
    stopped = threading.Event()

    def serve(listening):
        with suppress(OSError):
            while not stopped.is_set():
                connection, _ = listening.accept()
                threading.Thread(target=send, args=(connection,), daemon=True).start()

    def send(connection):
        with connection, suppress(OSError):
            connection.recv(65_536)
            for piece in pieces:
                connection.sendall(piece)
                if stopped.wait(0.3):
                    return
            stopped.wait(5)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=serve, args=(listening,), daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        stopped.set()
        listening.shutdown(socket.SHUT_RDWR)
