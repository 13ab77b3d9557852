"""What is sent where there is no answer: a reason as JSON under ``/open-data``, elsewhere a page in every language."""

from __future__ import annotations

import json
from functools import cache
from typing import NamedTuple

from markupsafe import Markup

from components.address.pages import MENU, address
from components.guidance.blocks import first_numbers
from components.guidance.way_out import way_out_in_every_language
from components.wording import trial
from components.wording.text import Text, wording
from data.site import LANGUAGES
from web.answer import HTML, JSON, NO_STORE, OPEN, Answer, NoAnswerError
from web.documents import document

OPEN_DATA = "/open-data/"
RETRY_AFTER = "15"  # seconds
MOST_GIVEN = 100  # characters of a wrong value that are said again
# The page for people by the status of HTTP; for any other that of the last.
PAGES = {404: "not_found", 405: "not_allowed", 500: "broken"}


def error_answer(path: str, error: NoAnswerError, *, language: str) -> Answer:
    """Return what is sent for an address that has no answer.

    Parameters
    ----------
    path : str
        Path of the address.
    error : NoAnswerError
    language : str
        Of the reason; a page for people has every language.
    """
    headers = {"cache-control": NO_STORE}
    if error.status == 405:
        headers["allow"] = ", ".join(error.expected)
    if error.status == 503:
        headers["retry-after"] = RETRY_AFTER
    if not path.startswith(OPEN_DATA):
        return Answer(error_page(PAGES.get(error.status, "broken")), HTML, headers, error.status)
    text = wording(language)
    said = {
        "error": error.error,
        "reason": text(f"open_data.error.{error.error}"),
        **({"parameter": error.parameter, "given": error.given[:MOST_GIVEN]} if error.parameter else {}),
        **({"expected": error.expected} if error.expected else {}),
        "see": OPEN_DATA,
    }
    content = json.dumps(said, ensure_ascii=False, indent=1).encode()
    return Answer(content, JSON, {**OPEN, **headers, "content-language": text.language}, error.status)


@cache
def error_page(kind: str) -> bytes:
    """Return the page of a kind of ``PAGES`` for people, in every language at once, UTF-8."""
    sections = [_section(kind, wording(language)) for language in LANGUAGES]
    return document(
        "error.html",
        language=LANGUAGES[0],
        title=" / ".join(section.title for section in sections),
        kind="plain",
        way_out=way_out_in_every_language(),
        trial=trial.bar_in_every_language(),
        sections=sections,
    )


class _Section(NamedTuple):
    """What a page for people says in one language: its words, the numbers to call, and the menu with its addresses."""

    language: str
    title: str
    said: str
    numbers: Markup
    menu_name: str
    menu: list[tuple[str, str]]


def _section(kind: str, text: Text) -> _Section:
    return _Section(
        language=text.language,
        title=text(f"site.{kind}.title"),
        said=text(f"site.{kind}.words"),
        numbers=first_numbers(text),
        menu_name=text("site.menu"),
        menu=[(address(page, lang=text.language), text(f"{page.id}.menu")) for page in MENU],
    )
