"""A visual as it stands in somebody else's page: no menu, but sentence, table, source, a way on and a way out. Pure."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from string import Template

from components.bars import Bars, Halves
from components.embed_height import NARROW_PLOT
from components.exhibit_files import about
from components.exhibit_request import Asked
from components.map_picture import map_parts
from components.picture import drawing, with_own_names
from components.plain_page import plain_page
from components.shell import asset
from components.tables import table_details
from data.site import site

# What the owner of the other page may add, so that a frame is as high as what is in it.
FITTING = Template(
    """<script>
addEventListener("message", function (event) {
  if (event.origin !== "$origin" || !(event.data && event.data.height > 0)) return;
  document.querySelectorAll("iframe").forEach(function (frame) {
    if (frame.contentWindow === event.source) frame.style.height = event.data.height + "px";
  });
});
</script>"""
)


def embed_page(asked: Asked) -> bytes:
    """Return the page of an exhibit for a frame, UTF-8."""
    words, chart = asked.text, asked.chart
    foot = "".join(f"<p>{escape(line)}</p>" for line in about(asked))
    to = f"{site().address}{asked.permalink(words.language)}"
    content = (
        f'<h1>{escape(chart.table.caption)}</h1><p class="sentence">{escape(chart.sentence)}</p>'
        f"{_drawn(asked) if chart.is_drawn else ''}{table_details(chart.table, words)}"
        f'<div class="source">{foot}<p><a href="{escape(to)}" target="_blank" rel="noopener">'
        f"{escape(words('take.open', site=site().title[words.language]))}</a></p></div>"
        f'<script src="{asset("embed.js")[1]}" defer></script>'
    )
    return plain_page(chart.table.caption, content, words, kind="embed")


def fitting_code(origin: str) -> str:
    """Return the lines that make each frame of ``origin`` as high as what is in it."""
    return FITTING.substitute(origin=origin)


def _drawn(asked: Asked) -> str:
    """Return the drawing of an exhibit so that it fits a column of any width."""
    chart, language = asked.chart, asked.text.language
    if isinstance(chart.figure, Bars):
        bars = tuple(replace(bar, below="") for bar in chart.figure.bars)
        return _list(replace(chart.figure, bars=bars).html(asked.text), chart.alt)
    if isinstance(chart.figure, Halves):
        return _list(chart.figure.html(asked.text), chart.alt)
    svg = drawing(chart, language)
    if asked.exhibit.is_map:
        return f'<div class="drawn parts" role="img" aria-label="{escape(chart.alt)}">{_parts(svg, asked)}</div>'
    if asked.narrow_figure is None:
        return f'<div class="drawn" role="img" aria-label="{escape(chart.alt)}">{svg}</div>'
    narrow = drawing(replace(chart, figure=asked.narrow_figure), language, width=NARROW_PLOT)
    shown = f'<div class="wide">{svg}</div><div class="narrow">{with_own_names(narrow, "narrow-")}</div>'
    return f'<div class="drawn" role="img" aria-label="{escape(chart.alt)}">{shown}</div>'


def _parts(svg: str, asked: Asked) -> str:
    """Return a map and its key, which stand beside each other where there is room; in a narrow column its own map."""
    (box, areas), (key_box, key) = map_parts(svg)
    beside = f'<svg viewBox="{key_box}" aria-hidden="true">{key}'
    if asked.narrow_figure is None:
        return f'<svg viewBox="{box}" aria-hidden="true">{areas}{beside}'
    narrow = map_parts(with_own_names(asked.narrow_figure, "narrow-"))[0][1]
    drawn = {"wide": areas, "narrow": narrow}
    both = "".join(f'<svg class="{kind}" viewBox="{box}" aria-hidden="true">{part}' for kind, part in drawn.items())
    return both + beside


def _list(bars: str, alt: str) -> str:
    look = f"<style>{asset('people.css')[0].decode()}</style>"
    return f'{look}<figure class="stHtml" role="group" aria-label="{escape(alt)}">{bars}</figure>'
