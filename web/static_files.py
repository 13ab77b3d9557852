"""Scripts, styles, drawings and letters: ours under ``/assets/``, those that Streamlit ships under ``/static/``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from components.address.assets import asset, asset_names
from web.answer import FOR_EVER, NO_STORE, REVALIDATE, Answer, NoAnswerError
from web.first_response import STREAMLIT

TYPES = {
    ".css": "text/css",
    ".gif": "image/gif",
    ".js": "text/javascript",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
ASSET_TYPES = {kind: TYPES[kind] for kind in (".css", ".js", ".svg")}


def own_file(name: str, asked: str) -> Answer:
    """Return a file of ``components/assets`` by its path below it; ``asked`` is its address with the query.

    Raises
    ------
    web.answer.NoAnswerError
        If there is no such file.
    """
    if name not in asset_names() or Path(name).suffix not in ASSET_TYPES:
        raise NoAnswerError("unknown_file", parameter="name", given=name)
    content, to = asset(name)
    # Another version asks a server that has this one, newer or older: what it is given must not stay under its name.
    keep = FOR_EVER if asked == to else NO_STORE if "?" in asked else REVALIDATE
    return Answer(content, ASSET_TYPES[Path(name).suffix], {"cache-control": keep})


def streamlit_file(path: str) -> Answer:
    """Return a file that Streamlit ships, whose name changes with its content; NoAnswerError where there is none."""
    file = known_files().get(path)
    if file is None:
        raise NoAnswerError("unknown_file", parameter="name", given=path)
    return Answer(b"", TYPES.get(file.suffix, "application/octet-stream"), {"cache-control": FOR_EVER}, path=file)


@cache
def known_files() -> dict[str, Path]:
    """Return Streamlit's files by address: only what exists is compressed and kept, whatever somebody makes up."""
    files = (file for file in (STREAMLIT / "static").rglob("*") if file.is_file())
    return {f"/{file.relative_to(STREAMLIT).as_posix()}": file for file in files}
