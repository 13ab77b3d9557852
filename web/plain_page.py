"""A page without Streamlit: one answer, readable before any script has run, with the way out at the top."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from components.guidance.blocks import first_numbers
from components.guidance.way_out import way_out
from components.wording.text import READING_ORDER, Text, wording
from web.answer import HTML, NO_STORE, Answer
from web.documents import document


def plain_page(template: str, title: str, text: Text, *, kind: str, **values: object) -> bytes:
    """Return a whole HTML page, UTF-8.

    Parameters
    ----------
    template : str
        Name of a template that extends ``plain.html``.
    title : str
        What the browser's tab says.
    text : Text
    kind : str
        Class of the body: ``plain`` stands alone, ``embed`` stands in a frame.
    values : object
        What the template shows besides.
    """
    # Out of a frame the way out leads the whole window away, and not only the frame.
    window = Markup(' target="_top"') if kind == "embed" else Markup()
    return document(
        template,
        language=text.language,
        title=title,
        kind=kind,
        text=text,
        way_out=way_out(text, window=window),
        **values,
    )


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
    sections = [_section(wording(each), title_key, said_key, back) for each in READING_ORDER]
    title = " / ".join(section.title for section in sections)
    content = plain_page("instead.html", title, wording(language), kind="plain", sections=sections)
    return Answer(content, HTML, {"cache-control": NO_STORE}, status)


class _Section(NamedTuple):
    """What a page in place of a file says in one language: its words, the way back, and the numbers to call."""

    language: str
    title: str
    said: str
    back: str
    back_said: str
    numbers: Markup


def _section(text: Text, title_key: str, said_key: str, back: tuple[str, str]) -> _Section:
    path, key = back
    return _Section(
        language=text.language,
        title=text(title_key),
        said=text(said_key),
        back=f"{path}?lang={text.language}",
        back_said=text(key),
        numbers=first_numbers(text),
    )
