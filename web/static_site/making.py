"""What is in each file: a view of a page, or what a route of the site answers."""

from __future__ import annotations

import gzip
import re

from starlette.requests import Request

from components.address.pages import Page
from components.content.request import PageRequest
from components.guidance.way_out import way_out
from components.wording import trial
from components.wording.text import Text
from web.answer import HTML, Answer
from web.documents import document
from web.first_response import font, numbers, skip
from web.page.head import view_head
from web.page.render import page_html
from web.routes import find
from web.static_site.addresses import HERE, whole_addresses, with_links
from web.static_site.fields import LinkedFields
from web.static_site.views import View

# Scripts that need no server: what is copied and opened in place, the search, the helper, and paper.
SCRIPTS = ("take.js", "find.js", "seen.js", "paper.js")
_NOT_HERE = re.compile(r"<url><loc>[^<]*\?.*?</url>", re.DOTALL)
IN_WORDS = ("application/xml", "application/atom+xml")


def page(shown: Page, language: str, view: View, origin: str) -> tuple[bytes, frozenset[str]]:
    """Return a view of a page as it is written, and the addresses that it leads to besides pages.

    Raises
    ------
    data.load.PublishedDataError, geo.shapes.ShapesError
        If figures or shapes cannot be read: an edition without them is none.
    """
    request = PageRequest({"lang": language, **dict(view)}, origin=origin)
    text: Text = request.text
    _ = request.dataset
    html = document(
        "static_page.html",
        text=text,
        scripts=SCRIPTS,
        font=font(),
        head=view_head(shown, request, HERE),
        robots=trial.robots(),
        way_out=way_out(text, before=skip(text), prefix=True),
        numbers=numbers(text),
        content=page_html(shown, request, LinkedFields),
    )
    return with_links(html, origin)


def file(address: str, origin: str) -> tuple[bytes, frozenset[str]]:
    """Return what the site answers at an address, and the addresses that it leads to in turn.

    Raises
    ------
    web.answer.NoAnswerError
        If there is nothing there.
    """
    path, _, query = address.partition("?")
    found = find(path)
    if found is None or found[0].answer is None:
        raise LookupError(f"{address}: nothing of this site answers there")
    scheme, _, host = origin.partition("://")
    scope = {
        "type": "http",
        "method": "GET",
        "scheme": scheme or "http",
        "path": path,
        "query_string": query.encode(),
        "headers": [(b"host", host.encode())] if host else [],
        "path_params": found[1],
    }
    answer = found[0].answer(Request(scope))
    if to := answer.headers.get("location", ""):  # the newest release by its name
        return file(to.removeprefix(origin), origin)
    if answer.status != 200:
        raise LookupError(f"{address}: answered with {answer.status}, expected 200")
    content = _content(answer)
    if answer.media_type == HTML:
        return with_links(content, origin)
    if answer.media_type.partition(";")[0] in IN_WORDS:
        words = whole_addresses(content.decode(), origin)
        # Of the sitemap what this edition does not have goes: its address has kept its query.
        return _NOT_HERE.sub("", words).encode(), frozenset()
    return content, frozenset()


def _content(answer: Answer) -> bytes:
    if answer.path:
        return answer.path.read_bytes()
    return gzip.decompress(answer.gzipped) if answer.gzipped else answer.content
