"""The application: `streamlit run dashboard.py`, or any ASGI server with `dashboard:app`.

Routes, the middleware and what happens at start; nothing else. The pages are run by ``components/frame.py``.
"""

from __future__ import annotations

import gc
import gzip
import importlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import lru_cache
from pathlib import Path

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from components import (
    bundling,
    exhibit_files,
    exhibit_pages,
    meeting,
    open_data,
    pack_files,
    practice_notes,
    print_files,
    store,
    warm,
)
from components.answers import Found
from components.delivery import CACHE_FOR_EVER, Delivery
from components.guidance import contacts_to_confirm
from components.language import language_of
from components.page_frame import apologise
from components.shell import asset, asset_names
from components.text import text
from data.site import site

# Loaded before the first visitor, so that the collector can be told to leave them alone.
PRELOADED = (
    "pydeck",
    "streamlit.components.v2.bidi_component",
    "streamlit.elements.deck_gl_json_chart",
    "streamlit.elements.html",
    "streamlit.elements.markdown",
    "streamlit.elements.widgets.button",
    "streamlit.elements.widgets.checkbox",
    "streamlit.elements.widgets.selectbox",
)
# Files that are compressed already.
PACKED = (
    "application/vnd.apache.parquet",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/zip",
    "image/png",
)
ASSET_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


async def _asset(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in asset_names() or Path(name).suffix not in ASSET_TYPES:
        return PlainTextResponse("404", 404, headers={"cache-control": "no-store"})
    content, to = asset(name)
    # Another version asks a server that has this one, newer or older: what it is given must not stay under its name.
    is_asked_for = f"{request.url.path}?{request.url.query}" == to
    keep = CACHE_FOR_EVER if is_asked_for else "no-store" if request.url.query else "no-cache"
    return Response(content, media_type=ASSET_TYPES[Path(name).suffix], headers={"cache-control": keep})


async def _robots(_: Request) -> Response:
    return PlainTextResponse("User-agent: *\nAllow: /\nDisallow: /_stcore/\n")


async def _health(_: Request) -> Response:
    """Say whether the figures can be read and how old they are; the guidance is served in any case: always 200."""
    state = store.state()
    return JSONResponse(
        {
            "status": "ok" if state.problem is None else "degraded",
            "release": state.release,
            "problem": state.problem,
            "newest": {age.indicator: age.newest for age in state.ages},
            "editions_due": [age.indicator for age in state.ages if age.is_due],
            "contacts_to_confirm": contacts_to_confirm(),
        },
        headers={"cache-control": "no-store"},
    )


async def _open_data(request: Request) -> Response:
    name, parameters = request.path_params.get("name", ""), dict(request.query_params)
    # A picture or a workbook takes a moment to make: other visitors need not wait for it.
    answer = exhibit_files.answer if name in exhibit_files.KINDS else open_data.answer
    found = await run_in_threadpool(answer, name, parameters)
    if found is None:
        return PlainTextResponse("404", 404)
    if found.path is not None:
        return FileResponse(found.path, media_type=found.media_type, headers=found.headers)
    if found.status != 200:
        return Response(found.content, found.status, found.headers, found.media_type)
    if found.media_type in PACKED or "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(found.content, media_type=found.media_type, headers=found.headers)
    headers = {**found.headers, "content-encoding": "gzip", "vary": "Accept-Encoding"}
    return Response(_compressed(found.content), media_type=found.media_type, headers=headers)


@lru_cache(maxsize=64)
def _compressed(content: bytes) -> bytes:
    return gzip.compress(content, 6, mtime=0)


async def _exhibit(request: Request) -> Response:
    """Answer with what can be taken away of a visual, or with the visual for somebody else's page."""
    base = site().address or f"{request.url.scheme}://{request.url.netloc}"
    language = request.headers.get("accept-language", "")
    content, status = await run_in_threadpool(
        exhibit_pages.answer, request.url.path, dict(request.query_params), base=base, accepted=language
    )
    return HTMLResponse(content, status, headers={"cache-control": "no-cache", "vary": "Accept-Language"})


async def _practice_notes(request: Request) -> Response:
    language = language_of(request.query_params.get("lang", ""), request.headers.get("accept-language", ""))
    headers = {"cache-control": "no-cache", "content-language": language, "vary": "Accept-Language"}
    return HTMLResponse(practice_notes.notes_page(text(language)), headers=headers)


async def _meeting(request: Request) -> Response:
    """Answer with the steps of a briefing for the screen of a meeting."""
    content, status = await run_in_threadpool(
        meeting.answer, dict(request.query_params), accepted=request.headers.get("accept-language", "")
    )
    headers = {"cache-control": "no-cache", "vary": "Accept-Language, Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        content, headers = _compressed(content), {**headers, "content-encoding": "gzip"}
    return HTMLResponse(content, status, headers)


def _made(answer: Callable[..., Found]) -> Callable[[Request], Awaitable[Response]]:
    """Return a route of files that are made when they are asked for: that takes a moment, so others need not wait."""

    async def made(request: Request) -> Response:
        base = site().address or f"{request.url.scheme}://{request.url.netloc}"
        language = request.headers.get("accept-language", "")
        found = await run_in_threadpool(
            answer, request.path_params["name"], dict(request.query_params), base=base, accepted=language
        )
        return Response(found.content, found.status, found.headers, found.media_type)

    return made


class _WithoutQuery(logging.Filter):
    """Keep what a visitor looked at out of the access log: an address is logged without its query."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(arg.split("?", 1)[0] if isinstance(arg, str) else arg for arg in record.args)
        return True


@asynccontextmanager
async def _lifespan(_: st.App) -> AsyncIterator[None]:
    """Load everything, then freeze it: Streamlit collects all generations after every run of a page."""
    for name in ("uvicorn.access", "uvicorn.error"):
        logging.getLogger(name).addFilter(_WithoutQuery())
    for module in PRELOADED:
        importlib.import_module(module)
    store.warm()
    gc.collect()
    gc.freeze()
    warm.in_background()
    yield
    bundling.BUNDLES.remove()


app = st.App(
    Path(__file__).parent / "components" / "frame.py",
    routes=[
        Route("/assets/{name:path}", _asset),
        Route("/robots.txt", _robots),
        Route("/healthz", _health),
        Route("/take-away", _exhibit),
        Route("/embed", _exhibit),
        Route("/practice-notes", _practice_notes),
        Route("/meeting", _meeting),
        Route("/pack/{name:path}", _made(pack_files.answer)),
        Route("/print/{name:path}", _made(print_files.answer)),
        Route("/open-data", lambda _: RedirectResponse("/open-data/", 308)),
        Route("/open-data/{name:path}", _open_data),
    ],
    middleware=[Middleware(Delivery)],
    lifespan=_lifespan,
    on_script_error=apologise,
)
