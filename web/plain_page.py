"""A page without Streamlit: one answer, readable before any script has run, with the way out at the top."""

from __future__ import annotations

from html import escape

from components.address.assets import asset, inline
from components.guidance.blocks import first_numbers
from components.guidance.way_out import way_out
from components.wording import trial
from components.wording.text import READING_ORDER, Text, direction, wording
from web.answer import Answer
from web.first_response import SCHEME, VIEWPORT


def plain_page(title: str, content: str, text: Text, *, kind: str) -> bytes:
    """Return a whole HTML page, UTF-8.

    Parameters
    ----------
    title : str
        What the browser's tab says.
    content : str
        HTML of the main part.
    words : Text
    kind : str
        Class of the body: ``plain`` stands alone, ``embed`` stands in a frame.
    """
    # Out of a frame the way out leads the whole window away, and not only the frame.
    window = ' target="_top"' if kind == "embed" else ""
    return (
        f'<!doctype html><html lang="{text.language}"{direction(text)}><head><meta charset="utf-8">{inline("exit.js")}'
        f'{VIEWPORT}{SCHEME}<meta name="robots" content="noindex">'
        f'<title>{escape(title)}</title><link rel="icon" href="{asset("favicon.svg")[1]}" type="image/svg+xml">'
        f'<link rel="stylesheet" href="{asset("site.css")[1]}">'
        f'<script src="{asset("take.js")[1]}" defer></script></head><body class="{kind}">'
        f"{way_out(text, window=window)}<main>{trial.bar(text)}{content}</main></body></html>"
    ).encode()


def instead_of_a_file(language: str, status: int, title_key: str, said_key: str, *, back: tuple[str, str]) -> Answer:
    """Return a page in place of a file, in every language at once, that of the visitor in its head.

    Parameters
    ----------
    language : str
    status : int
        Of HTTP.
    title_key, said_key : str
        Keys of the wording: what has happened, and what to do.
    back : tuple of str
        The path that leads back, and the key of what it is called.
    """
    sections = "".join(_section(wording(each), title_key, said_key, back) for each in READING_ORDER)
    title = " / ".join(wording(each)(title_key) for each in READING_ORDER)
    content = plain_page(title, sections, wording(language), kind="plain")
    return Answer(content, "text/html; charset=utf-8", {"cache-control": "no-store"}, status)


def _section(text: Text, title_key: str, said_key: str, back: tuple[str, str]) -> str:
    path, key = back
    link = f'<a href="{path}?lang={text.language}">{escape(text(key))}</a>'
    return (
        f'<section lang="{text.language}"><h1>{escape(text(title_key))}</h1>'
        f"<p>{escape(text(said_key))}</p><p>{link}</p>{first_numbers(text)}</section>"
    )
