"""Every address of the site in one table: what answers, by which methods, what comes, and how long it is kept.

``web/delivery.py`` looks up each request here; ``/open-data/openapi.json`` is made from the part that is open data.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from urllib.parse import parse_qs, urlencode

from starlette.requests import Request

from components.address.pages import PAGES, Page, address, page_of
from components.address.visit import read_text
from components.briefing.request import KINDS as PACKS
from components.content.briefing import MEETING
from components.content.finding import FINDINGS
from components.content.practice import NOTES
from components.content.request import PageRequest
from components.guidance.posters import KINDS as PAPERS
from components.wording import trial
from data import current
from web import found, pack, posters, practice_notes
from web.answer import FOR_EVER, HOUR, HTML, JSON, NO_STORE, REVALIDATE, Answer, NoAnswerError
from web.base import base
from web.health import health
from web.meeting import page
from web.open_data import routes as open_data
from web.page import preview
from web.page.fields import known, tidy
from web.page.kept import PICTURES
from web.page.view import View
from web.route import ADDRESS, LANGUAGE, Route
from web.static_files import ASSET_TYPES, TYPES, own_file, streamlit_file
from web.take_away import pages

MOST_PARAMETERS = 50
FIRST = PAGES[0]
PLAIN = "text/plain; charset=utf-8"
XML = "application/xml"
EMBED = "/embed"
PICTURE = "/preview/{name}.png"


def find(path: str) -> tuple[Route, dict[str, str]] | None:
    """Return the route of a path and the open parts of the path; None where there is nothing at it."""
    for route in ROUTES:
        if (parts := route.match(path)) is not None:
            return route, parts
    # However many strokes stand at the end of a page's address, it leads to the page.
    return find(f"{path.rstrip('/') or f'/{FIRST.id}'}/") if path.endswith("//") else None


def _accepted(request: Request) -> str:
    return request.headers.get("accept-language", "")


def _query(request: Request) -> str:
    query: bytes = request.scope["query_string"]
    return query.decode("latin-1")


def _parameters(request: Request) -> dict[str, str]:
    return dict(request.query_params)


def _view(shown: Page, request: Request) -> View | None:
    """Return the view that is asked for; None where its address is not tidy yet, as a form sends it."""
    pairs = request.query_params.multi_items() if _is_short(_query(request)) else []
    asked = tidy(pairs)
    return (
        None if len(asked) < len(pairs) else View(shown, PageRequest(known(asked), _accepted(request), base(request)))
    )


def _tidied(shown: Page) -> Callable[[Request], Answer]:
    """Return what leads from what a form has sent to the tidy address of the view."""

    def answer(request: Request) -> Answer:
        to = address(shown, **tidy(request.query_params.multi_items()))
        return Answer(b"", PLAIN, {"location": to, "cache-control": REVALIDATE}, 303)

    return answer


def _is_short(query: str) -> bool:
    """Return whether a query has so few parameters that reading them costs nothing."""
    return query.count("&") < MOST_PARAMETERS


def _first(shown: Page) -> Route:
    what = f"The first response of the page {shown.id}"
    return Route(shown.path, what, _tidied(shown), varies_by=(LANGUAGE, ADDRESS), view=partial(_view, shown))


def _moved(to: str) -> Callable[[Request], Answer]:
    def answer(request: Request) -> Answer:
        query = _query(request)
        pairs = urlencode(parse_qs(query), doseq=True) if _is_short(query) else ""
        headers = {"location": f"{to}?{pairs}" if pairs else to, "cache-control": REVALIDATE}
        return Answer(b"", PLAIN, headers, 308)

    return answer


def _asset(request: Request) -> Answer:
    path, query = request.scope["path"], _query(request)
    return own_file(request.path_params["name"], f"{path}?{query}" if query else path)


def _streamlit_file(request: Request) -> Answer:
    return streamlit_file(request.scope["path"])


def _exhibit(request: Request) -> Answer:
    content, status = pages.answer(
        request.scope["path"], _parameters(request), base=base(request), accepted=_accepted(request)
    )
    return Answer(content, HTML, {"cache-control": REVALIDATE}, status)


def _practice_notes(request: Request) -> Answer:
    text = read_text(request.query_params, _accepted(request))
    headers = {"cache-control": REVALIDATE, "content-language": text.language}
    return Answer(practice_notes.notes_page(text), HTML, headers)


def _meeting(request: Request) -> Answer:
    content, status = page.answer(_parameters(request), accepted=_accepted(request))
    return Answer(content, HTML, {"cache-control": REVALIDATE}, status)


def _made(answer: Callable[..., Answer]) -> Callable[[Request], Answer]:
    """Return what answers with a file that is made when it is asked for."""

    def made(request: Request) -> Answer:
        name, accepted = request.path_params["name"], _accepted(request)
        return answer(name, _parameters(request), base=base(request), accepted=accepted)

    return made


def _preview(request: Request) -> Answer:
    name = request.path_params["name"]
    if name not in FINDINGS:
        raise NoAnswerError("unknown_file")
    page, asked = page_of(name), known(_parameters(request)) if _is_short(_query(request)) else {}
    told = {part: asked[part] for part in ("lang", *page.view) if part in asked}
    view = PageRequest(told, _accepted(request))
    key = name, tuple(told.items()), view.text.language, current.state().release
    return PICTURES.answer(key, lambda: preview.answer(page, view))


def _robots_text(request: Request) -> Answer:
    return Answer(found.robots(base(request), closed()).encode(), PLAIN, {"cache-control": REVALIDATE})


def _sitemap(request: Request) -> Answer:
    if trial.is_trial() or not base(request):  # the protocol asks for whole addresses
        raise NoAnswerError("unknown_file")
    return Answer(found.sitemap(base(request)), XML, {"cache-control": REVALIDATE})


@cache
def closed() -> tuple[str, ...]:
    """Return the beginnings of the addresses that no robot need read: all but pages, what they load, and pictures.

    A picture that is shown with a link has to be open: who shows one asks here before.
    """
    read = ("/", open_data.PATH, PICTURE.partition("{")[0])
    made = (*_beside_the_pages(), *open_data.ROUTES, *_streamlit())
    begun = {route.path.partition("{")[0] for route in made} | {"/healthz"}
    segments = {path if path.startswith(open_data.PATH) else _segment(path) for path in begun}
    return tuple(sorted(path for path in segments if path not in read))


def _segment(path: str) -> str:
    """Return the first part of a path, with the stroke after it where more follows."""
    first, stroke, _ = path[1:].partition("/")
    return f"/{first}{stroke}"


def _health(_: Request) -> Answer:
    return health()


def _pages() -> tuple[Route, ...]:
    """Return the pages, and the addresses that lead to one."""
    return (
        *map(_first, PAGES),
        Route(f"/{FIRST.id}", "The first page by its name: leads to the root", _moved("/"), (PLAIN,)),
        *(Route(f"/{each.id}/", "Leads to the page without the stroke", _moved(each.path), (PLAIN,)) for each in PAGES),
        Route("/open-data", "Leads to the index of the open data", _moved(open_data.PATH), (PLAIN,)),
    )


def _files() -> tuple[Route, ...]:
    """Return what pages load."""
    ours = "Scripts, styles and drawings of ours, for ever under the address of their version"
    kinds, keep = tuple(ASSET_TYPES.values()), (FOR_EVER, REVALIDATE, NO_STORE)
    return (
        Route("/static/{name:path}", "Scripts, styles and letters of Streamlit", _streamlit_file, SHIPPED, (FOR_EVER,)),
        Route("/assets/{name:path}", ours, _asset, kinds, keep, takes_time=False),
        Route(
            "/robots.txt",
            "What search engines may read",
            _robots_text,
            (PLAIN,),
            varies_by=(ADDRESS,),
            takes_time=False,
        ),
        Route("/sitemap.xml", "The views a search engine should know", _sitemap, (XML,), varies_by=(ADDRESS,)),
        Route("/healthz", "State and age of the figures", _health, (JSON,), (NO_STORE,), takes_time=False),
    )


def _beside_the_pages() -> tuple[Route, ...]:
    """Return what is read, printed and taken away without Streamlit."""
    both = (LANGUAGE, ADDRESS)
    packs, papers = tuple(dict.fromkeys(PACKS.values())), tuple(dict.fromkeys(PAPERS.values()))
    return (
        Route("/take-away", "What can be taken away of a visual", _exhibit, varies_by=both),
        Route(EMBED, "A visual for the page of somebody else", _exhibit, varies_by=both),
        Route(
            PICTURE,
            "The picture that is shown with a link to a view",
            _preview,
            ("image/png",),
            (HOUR,),
            varies_by=(LANGUAGE,),
        ),
        Route(NOTES, "Notes for a briefing of staff", _practice_notes, varies_by=(LANGUAGE,), takes_time=False),
        Route(MEETING, "A briefing for the screen of a meeting", _meeting, varies_by=(LANGUAGE,)),
        Route("/pack/{name:path}", "A briefing as slides or PDF", _made(pack.answer), packs, varies_by=both),
        Route(
            "/print/{name:path}", "Posters, cards, a text for a phone", _made(posters.answer), papers, varies_by=both
        ),
    )


def _streamlit() -> tuple[Route, ...]:
    """Return what Streamlit answers itself, by the methods that it has."""
    read, ask = ("GET", "HEAD"), ("GET", "HEAD", "OPTIONS")
    own = (
        ("/_stcore/stream", "The session of a page, over a WebSocket", ("GET",)),
        ("/_stcore/health", "Whether Streamlit runs", ask),
        ("/_stcore/host-config", "What Streamlit's pages need to know of the server", read),
        ("/_stcore/upload_file/{name:path}", "Files that pages take in; ours take none", ("PUT", "DELETE", "OPTIONS")),
        ("/_stcore/bidi-components/{name:path}", "Scripts of our custom components", ask),
        ("/component/{name:path}", "Scripts of custom components of the older kind", ask),
        ("/media/{name:path}", "Pictures and files of a session", ask),
        ("/favicon.png", "Streamlit's own icon", read),
        ("/{page}/_stcore/health", "What is asked for below a page before it is at the root: not there", ask),
        ("/{page}/_stcore/host-config", "The same of the settings", read),
    )
    return tuple(Route(path, what, None, (), (), methods=methods) for path, what, methods in own)


SHIPPED = tuple(TYPES.values())
ROUTES = (*_pages(), *_files(), *_beside_the_pages(), *open_data.ROUTES, open_data.ANY_OTHER, *_streamlit())
