"""A visual as it stands in somebody else's page: no menu, but sentence, table, source, a way on and a way out. Pure."""

from __future__ import annotations

from html import escape

from components.exhibit_files import about
from components.exhibit_request import Asked
from components.picture import drawing
from components.plain_page import plain_page
from components.tables import table_details
from data.site import site

EMBED_HEIGHT = 720


def embed_page(asked: Asked) -> bytes:
    """Return the page of an exhibit for a frame, UTF-8."""
    words, chart = asked.text, asked.chart
    foot = "".join(f"<p>{escape(line)}</p>" for line in about(asked))
    to = f"{site().address}{asked.permalink(words.language)}"
    content = (
        f'<h1>{escape(chart.table.caption)}</h1><p class="sentence">{escape(chart.sentence)}</p>'
        f'<div class="scroll" tabindex="0" role="img" aria-label="{escape(chart.alt)}">'
        f"{drawing(chart, words.language)}</div>{table_details(chart.table, words)}"
        f'<div class="source">{foot}<p><a href="{escape(to)}" target="_blank" rel="noopener">'
        f"{escape(words('take.open', site=site().title[words.language]))}</a></p></div>"
    )
    return plain_page(chart.table.caption, content, words, kind="embed")
