"""The HTML page that arrives first: Streamlit's own shell with this site's language, title, exit and wording.

Pure: text in, text out. The exit, the skip link and the numbers to call are in it, so they work before
Streamlit has loaded and without JavaScript.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from html import escape
from importlib.metadata import version as installed
from importlib.util import find_spec
from pathlib import Path
from string import Template
from urllib.parse import urlencode

from components import trial
from components.guidance import contact
from components.registry import MENU, Page, page_of
from components.text import LANGUAGES, Text, text
from components.way_out import way_out, way_out_in_every_language
from data.site import site

# Found, not imported: what stands without Streamlit does not load it.
STREAMLIT = Path(find_spec("streamlit").submodule_search_locations[0]) / "static"
ASSETS = Path(__file__).parent / "assets"
INLINE = ("exit.js", "start.js")
DEFERRED = ("connection.js", "arrival.js", "large_map.js", "lists.js", "take.js", "find.js", "seen.js", "paper.js")
# To the edges of the screen: what keeps clear of a notch and of the bar of a phone says so in the style sheet.
VIEWPORT = '<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">'
# Drawings and colours are made for light alone.
SCHEME = '<meta name="color-scheme" content="only light">'
FIRST_CONTACTS = ("999", "101", "helpline", "crimestoppers")


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


def tab_title(page: Page, words: Text) -> str:
    """Return what the browser's tab says: the page as the menu has it, then the site, and no word of its subject."""
    return in_tab(words(f"{page.id}.menu" if page in MENU else f"{page.id}.title"), words)


def in_tab(name: str, words: Text) -> str:
    """Return what the browser's tab says of something called ``name``."""
    return f"{name} – {site().tab[words.language]}"


def address(page: Page, /, **parameters: str) -> str:
    """Return the address of ``page`` with ``parameters``, leaving out the empty ones."""
    query = urlencode({name: value for name, value in parameters.items() if value})
    return f"{page.path}?{query}" if query else page.path


@cache
def inline(name: str) -> str:
    """Return a script of ``components/assets`` to stand in the page itself, so that it needs no request."""
    return f"<script>{asset(name)[0].decode()}</script>"


def shell(page_id: str, language: str, early: str = "", *, base: str = "") -> bytes:
    """Return the HTML of the page ``page_id`` in ``language``, UTF-8.

    ``early`` is what can be read of the page before Streamlit has drawn it, as HTML; ``base`` are scheme, host and
    port of this site, for the addresses that others read in the head. What stands in the page itself as a script
    stands before the title and every stylesheet: a script waits for the stylesheets before it, and with it all that
    follows.
    """
    page = page_of(page_id)
    words = text(language)
    html = _streamlit_index()
    html = html.replace('<html lang="en">', f'<html lang="{words.language}">', 1)
    html = re.sub(r'<meta\s+name="viewport"[^>]*>', lambda _: VIEWPORT, html, count=1)
    html = re.sub(r"<title>.*?</title>", lambda _: _head(page, words, site().address or base), html, count=1)
    html = re.sub(r"<meta charset=[^>]*>", lambda charset: charset[0] + "".join(map(inline, INLINE)), html, count=1)
    html = re.sub(r"<body>", lambda _: f"<body>{_first_words(words, early)}", html, count=1)
    return html.encode()


@cache
def not_found() -> bytes:
    """Return the page for an unknown address, in every language at once, UTF-8."""
    sections = "".join(_not_found_section(text(language)) for language in LANGUAGES)
    title = " / ".join(text(language)("site.not_found.title") for language in LANGUAGES)
    template = Template((ASSETS / "not_found.html").read_text(encoding="utf-8"))
    return template.substitute(
        title=escape(title),
        stylesheet=asset("site.css")[1],
        viewport=VIEWPORT,
        script=inline("exit.js"),
        way_out=way_out_in_every_language(),
        sections=trial.bar_in_every_language() + sections,
    ).encode()


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


def _head(page: Page, words: Text, base: str) -> str:
    tab, site_title = escape(tab_title(page, words)), site().title[words.language]
    title = escape(f"{words(f'{page.id}.title')} – {site_title}", quote=True)
    description = escape(words(f"{page.id}.description"), quote=True)
    locale = {"en": "en_GB", "cy": "cy_GB"}
    twins = "".join(
        f'<link rel="alternate" hreflang="{language}" href="{base}{escape(address(page, lang=language))}">'
        for language in LANGUAGES
    )
    social = {
        "og:type": "website",
        "og:title": title,
        "og:description": description,
        "og:site_name": escape(site_title, quote=True),
        "og:locale": locale[words.language],
        "og:url": f"{base}{escape(address(page, lang=words.language))}" if base else "",
    }
    tags = "".join(f'<meta property="{key}" content="{value}">' for key, value in social.items() if value)
    return (
        f'<title>{tab}</title>{SCHEME}{trial.robots()}<meta name="description" content="{description}">{tags}{twins}'
        f'<link rel="stylesheet" href="{asset("site.css")[1]}">'
        f"{''.join(map(_deferred, DEFERRED))}"
    )


def _deferred(name: str) -> str:
    return f'<script src="{asset(name)[1]}" defer></script>'


def _first_words(words: Text, early: str) -> str:
    """Return what stands before Streamlit: the way out, the way to the content, whom to call, and what is early."""
    content = f'<div id="early" class="stMain stHtml" role="main">{early}</div>' if early else ""
    skip = f'<a id="skip" href="#stMain" data-menu="{escape(words("site.menu"))}">{escape(words("site.skip"))}</a>'
    return (
        f"{way_out(words, before=skip, prefix=True)}{_connection(words)}"
        f'<div id="waiting">{trial.bar(words)}<p>{escape(words("site.waiting"))}</p>{first_numbers(words)}'
        f"<noscript><p>{escape(words('site.no_script'))}</p></noscript>{content}</div>"
    )


def _connection(words: Text) -> str:
    """Return the place where a page says that the connection is lost or that the site was renewed, with its words."""
    said = {name: words(f"site.connection.{name}") for name in ("lost", "back", "part", "renewed", "again")}
    data = "".join(f' data-{name}="{escape(value)}"' for name, value in {**said, "version": version()}.items())
    return f'<p id="connection" role="status"{data}></p>'


def first_numbers(words: Text) -> str:
    """Return the numbers to call, plainly: for what stands without Streamlit."""
    entries = (contact(name) for name in FIRST_CONTACTS)
    items = "".join(
        f'<li><a href="tel:{entry.tel}">{escape(entry.number)}</a> {escape(entry.name[words.language])}</li>'
        for entry in entries
    )
    return f"<ul>{items}</ul>"


def _not_found_section(words: Text) -> str:
    language = words.language
    links = "".join(
        f'<li><a href="{escape(address(page, lang=language))}">{escape(words(f"{page.id}.menu"))}</a></li>'
        for page in MENU
    )
    return (
        f'<section lang="{language}"><h1>{escape(words("site.not_found.title"))}</h1>'
        f"<p>{escape(words('site.not_found.words'))}</p>{first_numbers(words)}"
        f'<nav aria-label="{escape(words("site.menu"))}"><ul>{links}</ul></nav></section>'
    )
