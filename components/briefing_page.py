"""The page of a briefing as HTML: what it is for, the meeting view, the files, the keys, and the steps. Pure."""

from __future__ import annotations

from html import escape

from components.briefing_request import Asked
from components.text import Text

MEETING = "/meeting"
FILES = ("briefing.pptx", "briefing.pdf", "summary.pdf")


def opening(text: Text) -> str:
    """Return the heading and what the page is for."""
    return f'<h1>{escape(text("briefing.title"))}</h1><p class="lead">{escape(text("meeting.lead"))}</p>'


def ways(asked: Asked) -> str:
    """Return the way to the meeting view and to each of the files."""
    text, query = asked.texts[0], escape(asked.query())
    files = "".join(
        f'<li><a href="/pack/{name}?{query}" download>{escape(text(f"meeting.file.{name}"))}</a></li>' for name in FILES
    )
    return (
        f'<p class="open-meeting"><a href="{MEETING}?{query}">{escape(text("meeting.open"))}</a></p>'
        f'<h2>{escape(text("meeting.files"))}</h2><ul class="pack-files">{files}</ul>'
    )
