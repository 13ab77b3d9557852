"""The files of ``components/assets``: their bytes, and addresses that change with their content."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version as installed
from pathlib import Path

from markupsafe import Markup

ASSETS = Path(__file__).parents[1] / "assets"


@cache
def asset_names() -> frozenset[str]:
    """Return the files of ``components/assets`` by their path below it."""
    return frozenset(file.relative_to(ASSETS).as_posix() for file in ASSETS.rglob("*.*"))


@cache
def asset(name: str) -> tuple[bytes, str]:
    """Return the bytes of a file of ``components/assets`` and its address, which changes with its content."""
    content = (ASSETS / name).read_bytes()
    return content, f"/assets/{name}?v={hashlib.sha256(content).hexdigest()[:12]}"


@cache
def version() -> str:
    """Return what changes with any script, style or drawing of the pages, and with Streamlit's."""
    parts = (installed("streamlit"), *(asset(name)[1] for name in sorted(asset_names())))
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()[:12]


@cache
def inline(name: str) -> Markup:
    """Return a script of ``components/assets`` to stand in the page itself, so that it needs no request."""
    return Markup("<script>{}</script>").format(_source(name))


@cache
def style(*names: str) -> Markup:
    """Return style sheets of ``components/assets`` to stand in the page itself."""
    return Markup("<style>{}</style>").format(Markup().join(map(_source, names)))


def _source(name: str) -> Markup:
    """Return a script or a style sheet as it stands between its tags, where nothing is escaped."""
    return Markup(asset(name)[0].decode())  # noqa: S704 - our own files
