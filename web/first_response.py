"""The HTML page that arrives first: Streamlit's own shell with this site's language, title, exit and wording.

The exit, the skip link and the numbers to call are in it, so they work before
Streamlit has loaded and without JavaScript.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache, lru_cache
from html import escape
from importlib.util import find_spec
from pathlib import Path

from components.address.assets import asset, inline, version
from components.address.pages import Page, address, page_of, tab_title
from components.content import report, signs
from components.guidance.blocks import Link, first_numbers
from components.guidance.way_out import way_out
from components.wording import trial
from components.wording.format import LOCALES
from components.wording.text import Text, direction, wording
from data.site import LANGUAGES, site

# Found, not imported: what stands without Streamlit does not load it.
STREAMLIT = Path(find_spec("streamlit").submodule_search_locations[0]) / "static"
INLINE = ("exit.js", "start.js")
DEFERRED = ("connection.js", "arrival.js", "large_map.js", "lists.js", "take.js", "find.js", "seen.js", "paper.js")
# To the edges of the screen: what keeps clear of a notch and of the bar of a phone says so in the style sheet.
VIEWPORT = '<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">'
# Drawings and colours are made for light alone.
SCHEME = '<meta name="color-scheme" content="only light">'


def shell(page_id: str, language: str, early: str = "", *, base: str = "") -> bytes:
    """Return the HTML of the page ``page_id`` in ``language``, UTF-8.

    ``early`` is what can be read of the page before Streamlit has drawn it, as HTML; ``base`` are scheme, host and
    port of this site, for the addresses that others read in the head. What stands in the page itself as a script
    stands before the title and every stylesheet: a script waits for the stylesheets before it, and with it all that
    follows.
    """
    page = page_of(page_id)
    text = wording(language)
    html = _streamlit_index()
    html = html.replace('<html lang="en">', f'<html lang="{text.language}"{direction(text)}>', 1)
    html = re.sub(r'<meta\s+name="viewport"[^>]*>', lambda _: VIEWPORT, html, count=1)
    html = re.sub(r"<title>.*?</title>", lambda _: _head(page, text, site().address or base), html, count=1)
    html = re.sub(r"<meta charset=[^>]*>", lambda charset: charset[0] + "".join(map(inline, INLINE)), html, count=1)
    html = re.sub(r"<body>", lambda _: f"<body>{_first_words(text, early)}", html, count=1)
    return html.encode()


@cache
def inline_script_hashes() -> tuple[str, ...]:
    """Return the CSP sources of the inline scripts: ours and those of Streamlit's own shell."""
    html = _streamlit_index() + "".join(inline(name) for name in INLINE)
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    return tuple(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


@cache
def _streamlit_index() -> str:
    """Return Streamlit's shell without its licence comment, its pointer to another interface, and its English."""
    html = (STREAMLIT / "index.html").read_text(encoding="utf-8")
    html = re.sub(r"<noscript>.*?</noscript>\s*", "", html, flags=re.DOTALL)
    html = re.sub(r"<!--.*?-->\s*", "", html, flags=re.DOTALL)
    html = re.sub(r'<link rel="service-desc"[^>]*>\s*', "", html)
    return html.replace('href="./favicon.png"', f'href="{asset("favicon.svg")[1]}" type="image/svg+xml"')


def _head(page: Page, text: Text, base: str) -> str:
    tab, site_title = escape(tab_title(page, text)), site().title[text.language]
    title = escape(f"{text(f'{page.id}.title')} – {site_title}", quote=True)
    description = escape(text(f"{page.id}.description"), quote=True)
    twins = "".join(
        f'<link rel="alternate" hreflang="{language}" href="{base}{escape(address(page, lang=language))}">'
        for language in LANGUAGES
    )
    social = {
        "og:type": "website",
        "og:title": title,
        "og:description": description,
        "og:site_name": escape(site_title, quote=True),
        "og:locale": LOCALES[text.language],
        "og:url": f"{base}{escape(address(page, lang=text.language))}" if base else "",
    }
    tags = "".join(f'<meta property="{key}" content="{value}">' for key, value in social.items() if value)
    return (
        f'<title>{tab}</title>{SCHEME}{trial.robots()}<meta name="description" content="{description}">{tags}{twins}'
        f'<link rel="stylesheet" href="{asset("site.css")[1]}">'
        f"{''.join(map(_deferred, DEFERRED))}"
    )


def _deferred(name: str) -> str:
    return f'<script src="{asset(name)[1]}" defer></script>'


def _first_words(text: Text, early: str) -> str:
    """Return what stands before Streamlit: the way out, the way to the content, whom to call, and what is early."""
    content = f'<div id="early" class="stMain stHtml" role="main">{early}</div>' if early else ""
    skip = f'<a id="skip" href="#stMain" data-menu="{escape(text("site.menu"))}">{escape(text("site.skip"))}</a>'
    return (
        f"{way_out(text, before=skip, prefix=True)}{_connection(text)}"
        f'<div id="waiting">{trial.bar(text)}<p>{escape(text("site.waiting"))}</p>{first_numbers(text)}'
        f"<noscript><p>{escape(text('site.no_script'))}</p></noscript>{content}</div>"
    )


def _connection(text: Text) -> str:
    """Return the place where a page says that the connection is lost or that the site was renewed, with its words."""
    said = {name: text(f"site.connection.{name}") for name in ("lost", "back", "part", "renewed", "again")}
    data = "".join(f' data-{name}="{escape(value)}"' for name, value in {**said, "version": version()}.items())
    return f'<p id="connection" role="status"{data}></p>'


@lru_cache(maxsize=80)
def first_response(page_id: str, language: str, base: str = "") -> bytes:
    """Return the HTML that arrives first for the page ``page_id`` in ``language``, UTF-8.

    ``base`` are scheme, host and port of this site as the visitor has them; empty where they are not known.
    """
    text = wording(language)

    def link(page: str) -> str:
        return address(page_of(page), lang=text.language)

    return shell(page_id, language, early_page(page_id, text, link=link), base=base)


def early_page(page_id: str, text: Text, *, link: Link) -> str:
    """Return the page ``page_id`` as HTML without its figures; empty for a page that is nothing without them."""
    if page_id == "signs":
        settings = signs.by_setting(text, link=link)
        return "".join((signs.opening(text, link=link), signs.general(text), settings, signs.acting(text, link=link)))
    return report.whole(text, link=link) if page_id == "report" else ""
