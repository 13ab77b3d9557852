"""The application: `streamlit run dashboard.py`, or any ASGI server with `dashboard:app`.

Routes, the middleware and what happens at start; nothing else. The pages are run by ``components/screen/frame.py``.
"""

from __future__ import annotations

import gc
import importlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from streamlit import config

from components.address.assets import asset, asset_names
from components.address.visit import read_text
from components.guidance.registry import contacts_to_confirm
from components.opendata import bundle_store
from components.screen.page_frame import apologise
from components.wording import trial
from data import current
from data.site import settings_missing, site
from web import pack, posters, practice_notes, start
from web.answer import Answer
from web.base import VARIES_BY, base
from web.delivery import CACHE_FOR_EVER, Delivery
from web.meeting import page
from web.open_data import answer as open_data
from web.sending import response
from web.take_away import files, pages

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
    state = current.state()
    return JSONResponse(
        {
            "status": "ok" if state.problem is None else "degraded",
            "release": state.release,
            "trial": trial.is_trial(),
            "problem": state.problem,
            "newest": {age.indicator: age.newest for age in state.ages},
            "editions_due": [age.indicator for age in state.ages if age.is_due],
            "contacts_to_confirm": contacts_to_confirm(),
            "address": site().address or None,
            "settings_missing": settings_missing(),
        },
        headers={"cache-control": "no-store"},
    )


async def _open_data(request: Request) -> Response:
    name, parameters = request.path_params.get("name", ""), dict(request.query_params)

    def sent() -> Response:
        if name in files.KINDS:
            found = files.answer(name, parameters)
        else:
            found = open_data.answer(name, parameters, base=base(request))
        return PlainTextResponse("404", 404) if found is None else response(request, found)

    # A picture or a workbook takes a moment to make: other visitors need not wait for it.
    return await run_in_threadpool(sent)


async def _exhibit(request: Request) -> Response:
    """Answer with what can be taken away of a visual, or with the visual for somebody else's page."""
    return await _page(
        request, f"Accept-Language, {VARIES_BY}", partial(pages.answer, request.url.path, base=base(request))
    )


async def _practice_notes(request: Request) -> Response:
    words = read_text(request.query_params, request.headers.get("accept-language", ""))
    headers = {"cache-control": "no-cache", "content-language": words.language, "vary": "Accept-Language"}
    return response(request, Answer(practice_notes.notes_page(words), "text/html", headers))


async def _meeting(request: Request) -> Response:
    """Answer with the steps of a briefing for the screen of a meeting."""
    return await _page(request, "Accept-Language", page.answer)


async def _page(request: Request, varies_by: str, answer: Callable[..., tuple[bytes, int]]) -> Response:
    """Return a page that is made when it is asked for."""

    def sent() -> Response:
        content, status = answer(dict(request.query_params), accepted=request.headers.get("accept-language", ""))
        headers = {"cache-control": "no-cache", "vary": varies_by}
        return response(request, Answer(content, "text/html", headers, status))

    return await run_in_threadpool(sent)


def _made(answer: Callable[..., Answer]) -> Callable[[Request], Awaitable[Response]]:
    """Return a route of files that are made when they are asked for: that takes a moment, so others need not wait."""

    async def made(request: Request) -> Response:
        def sent() -> Response:
            name, parameters = request.path_params["name"], dict(request.query_params)
            accepted = request.headers.get("accept-language", "")
            found = answer(name, parameters, base=base(request), accepted=accepted)
            varies_by = ", ".join(filter(None, (found.headers.get("vary"), VARIES_BY)))
            return response(request, replace(found, headers={**found.headers, "vary": varies_by}))

        return await run_in_threadpool(sent)

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
    start.warm()
    gc.collect()
    gc.freeze()
    start.in_background()
    yield
    bundle_store.BUNDLES.remove()


# Whatever the server is started by and from where, the settings beside this file hold: without them, Streamlit's own
# would let each browser send statistics of use, and errors would be shown in full.
if config._main_script_path is None:
    config._main_script_path = __file__
    config.get_config_options(force_reparse=True)

app = st.App(
    Path(__file__).parent / "components" / "screen" / "frame.py",
    routes=[
        Route("/assets/{name:path}", _asset),
        Route("/robots.txt", _robots),
        Route("/healthz", _health),
        Route("/take-away", _exhibit),
        Route("/embed", _exhibit),
        Route("/practice-notes", _practice_notes),
        Route("/meeting", _meeting),
        Route("/pack/{name:path}", _made(pack.answer)),
        Route("/print/{name:path}", _made(posters.answer)),
        Route("/open-data", lambda _: RedirectResponse("/open-data/", 308)),
        Route("/open-data/{name:path}", _open_data),
    ],
    middleware=[Middleware(Delivery)],
    lifespan=_lifespan,
    on_script_error=apologise,
)
