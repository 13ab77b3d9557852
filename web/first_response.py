"""The HTML page that arrives first: Streamlit's own shell with this site's language, title, exit and wording.

The exit, the skip link and the numbers to call are in it, so they work before
Streamlit has loaded and without JavaScript.
"""

from __future__ import annotations

import base64
import hashlib
import logging
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from components.address.assets import asset, inline, version
from components.address.pages import Page
from components.content.request import PageRequest
from components.guidance.blocks import first_numbers
from components.guidance.way_out import way_out
from components.wording import trial
from components.wording.text import NOTHING, Text
from web.documents import document
from web.found import for_robots
from web.page.head import view_head
from web.page.render import page_html

LOG = logging.getLogger("dashboard")


def _streamlit_files() -> Path:
    """Return the folder of what Streamlit ships: found, not imported, or all that stands without it would load it."""
    spec = find_spec("streamlit")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("Streamlit is not installed", name="streamlit")
    return Path(spec.submodule_search_locations[0]) / "static"


STREAMLIT = _streamlit_files()
# Of Streamlit's shell what stands before its title and after it, and its body.
_PARTS = re.compile(
    r'<head>\s*<meta charset=[^>]*>\s*<meta\s+name="viewport"[^>]*>(.*?)<title>.*?</title>(.*)</head>'
    r"\s*<body>(.*)</body>",
    re.DOTALL,
)
INLINE = ("exit.js", "start.js")
LAST = "later.js"
DEFERRED = ("connection.js", "arrival.js", "large_map.js", "lists.js", "take.js", "find.js", "seen.js", "paper.js")


def shell(page: Page, request: PageRequest, early: Markup = NOTHING) -> bytes:
    """Return the HTML of a view of a page, UTF-8; ``early`` is the page itself, which stands until Streamlit has it."""
    text = request.text
    return document(
        "first_response.html",
        text=text,
        shell=_streamlit_shell(),
        scripts=_scripts(),
        head=view_head(page, request),
        robots=trial.robots(),
        way_out=way_out(text, before=skip(text), prefix=True),
        connection=_connection(text),
        numbers=numbers(text),
        early=early,
    )


@cache
def inline_script_hashes() -> tuple[str, ...]:
    """Return the CSP sources of the inline scripts: ours and those of Streamlit's own shell."""
    html = "".join((*_streamlit_shell(), *map(inline, (*INLINE, LAST))))
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    return tuple(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


class _Shell(NamedTuple):
    """What is Streamlit's in the first response: its head but for the title, its body, the address of its letters."""

    head: Markup
    body: Markup
    font: str


@cache
def _streamlit_shell() -> _Shell:
    """Return Streamlit's shell without its licence comment, its pointer to another interface, and its English.

    Raises
    ------
    ValueError
        If it has another form than the one that ours is made for.
    """
    html = (STREAMLIT / "index.html").read_text(encoding="utf-8")
    html = re.sub(r"<noscript>.*?</noscript>\s*", "", html, flags=re.DOTALL)
    html = re.sub(r"<!--.*?-->\s*", "", html, flags=re.DOTALL)
    html = re.sub(r'<link rel="service-desc"[^>]*>\s*', "", html)
    html = html.replace('href="./favicon.png"', f'href="{asset("favicon.svg")[1]}" type="image/svg+xml"')
    html = html.replace('"./static/', '"/static/')
    parts, font = _PARTS.search(html), re.search(r'"(/static/media/SourceSansVF-Upright[^"]*)"', html)
    if parts is None or font is None:
        raise ValueError("Streamlit's index.html has no head with its letters, its view and its title, or no body")
    before, after, body = (part.strip() for part in parts.groups())
    return _Shell(Markup(before + after), Markup(body), font[1])  # noqa: S704 - of the installed Streamlit


def font() -> str:
    """Return the address of the letters that pages are set in."""
    return _streamlit_shell().font


class _Scripts(NamedTuple):
    """Our scripts: those in the head itself, the addresses of those that run when it is read, and the last of all."""

    inline: tuple[Markup, ...]
    deferred: tuple[str, ...]
    last: Markup


@cache
def _scripts() -> _Scripts:
    return _Scripts(tuple(map(inline, INLINE)), tuple(asset(name)[1] for name in DEFERRED), inline(LAST))


@cache
def skip(text: Text) -> Markup:
    """Return the way past the menu, which names the menu for ``assets/arrival.js``."""
    link = Markup('<a id="skip" href="#stMain" data-menu="{}">{}</a>')
    return link.format(text("site.menu"), text("site.skip"))


@cache
def numbers(text: Text) -> Markup:
    """Return the numbers to call, as they stand at the foot of the screen."""
    return first_numbers(text)


@cache
def _connection(text: Text) -> Markup:
    """Return the place where a page says that the connection is lost or that the site was renewed, with its words."""
    said = {name: text(f"site.connection.{name}") for name in ("lost", "busy", "back", "part", "renewed", "again")}
    data = Markup("").join(
        Markup(' data-{}="{}"').format(name, value) for name, value in {**said, "version": version()}.items()
    )
    return Markup('<p id="connection" role="status"{}></p>').format(data)


def first_response(page: Page, request: PageRequest) -> bytes:
    """Return the HTML that arrives first for a view of a page, UTF-8: all of the page, and Streamlit's scripts."""
    return shell(page, request, early_page(page, request))


def early_page(page: Page, request: PageRequest) -> Markup:
    """Return a page as HTML; where it fails, nothing: Streamlit then tries, and the log says why."""
    try:
        return for_robots(page_html(page, request))
    except Exception:
        LOG.exception("the first response of %s is without its page", page.id)
        return NOTHING
