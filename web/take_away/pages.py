"""What can be taken away of a visual, on one page: files, the sentence, the address, how to cite and to embed it.

A link below each visual leads here; where scripts run, ``assets/take.js`` opens the same panel in place. Until then
it costs nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from html import escape
from string import Template

from components.address.assets import asset
from components.address.pages import in_tab
from components.address.visit import not_understood, read_text, stays_html
from components.charts.exhibits import NoExhibitError
from components.content.blocks import copied_html
from components.drawing.bars import Bars, Halves
from components.drawing.map.figure import MapFigure
from components.drawing.map.sheet import map_parts
from components.drawing.picture import drawing, with_own_names
from components.drawing.table import table_details
from components.opendata.citation import bibtex_entry
from components.wording.text import Text
from data.editions import edition
from data.load import PublishedDataError
from data.site import LANGUAGES, site
from geo.shapes import ShapesError
from web.plain_page import plain_page
from web.take_away.files import about
from web.take_away.height import NARROW_PLOT, embed_height
from web.take_away.request import ExhibitRequest, read_request

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


def embed_page(asked: ExhibitRequest) -> bytes:
    """Return the page of an exhibit for a frame, UTF-8."""
    text, chart = asked.text, asked.chart
    foot = "".join(f"<p>{escape(line)}</p>" for line in about(asked))
    to = f"{site().address}{asked.permalink(text.language)}"
    content = (
        f'<h1>{escape(chart.table.caption)}</h1><p class="sentence">{escape(chart.sentence)}</p>'
        f"{_drawn(asked) if chart.is_drawn else ''}{table_details(chart.table, text)}"
        f'<div class="source">{foot}<p><a href="{escape(to)}" target="_blank" rel="noopener">'
        f"{escape(text('take.open', site=site().title[text.language]))}</a></p></div>"
        f'<script src="{asset("embed.js")[1]}" defer></script>'
    )
    return plain_page(chart.table.caption, content, text, kind="embed")


def fitting_code(origin: str) -> str:
    """Return the lines that make each frame of ``origin`` as high as what is in it."""
    return FITTING.substitute(origin=origin)


def _drawn(asked: ExhibitRequest) -> str:
    """Return the drawing of an exhibit so that it fits a column of any width."""
    chart, language = asked.chart, asked.text.language
    match chart.figure:
        case Bars(bars=bars):
            plain = Bars(tuple(replace(bar, below="") for bar in bars))
            return _list(plain.html(asked.text), chart.alt)
        case Halves() as halves:
            return _list(halves.html(asked.text), chart.alt)
        case MapFigure() as figure:
            return f'<div class="drawn parts" role="img" aria-label="{escape(chart.alt)}">{_parts(figure, asked)}</div>'
    svg = drawing(chart.figure, language)
    if asked.narrow_figure is None:
        return f'<div class="drawn" role="img" aria-label="{escape(chart.alt)}">{svg}</div>'
    narrow = drawing(asked.narrow_figure, language, width=NARROW_PLOT)
    shown = f'<div class="wide">{svg}</div><div class="narrow">{with_own_names(str(narrow), "narrow-")}</div>'
    return f'<div class="drawn" role="img" aria-label="{escape(chart.alt)}">{shown}</div>'


def _parts(figure: MapFigure, asked: ExhibitRequest) -> str:
    """Return a map and its key, which stand beside each other where there is room; in a narrow column its own map."""
    areas, key = map_parts(figure, asked.text.language)
    beside = f'<svg viewBox="{key.box}" aria-hidden="true">{key.content}</svg>'
    if not isinstance(asked.narrow_figure, MapFigure):
        return f'<svg viewBox="{areas.box}" aria-hidden="true">{areas.content}</svg>{beside}'
    narrow, _ = map_parts(asked.narrow_figure, asked.text.language)
    drawn = {"wide": areas.content, "narrow": with_own_names(narrow.content, "narrow-")}
    both = "".join(
        f'<svg class="{kind}" viewBox="{areas.box}" aria-hidden="true">{part}</svg>' for kind, part in drawn.items()
    )
    return both + beside


def _list(bars: str, alt: str) -> str:
    look = f"<style>{asset('people.css')[0].decode()}</style>"
    return f'{look}<figure class="stHtml" role="group" aria-label="{escape(alt)}">{bars}</figure>'


FILES = ("png", "svg", "csv", "xlsx", "geojson")


def take_away_page(asked: ExhibitRequest, notice: str, base: str) -> bytes:
    """Return the page of an exhibit.

    Parameters
    ----------
    asked : Asked
    notice : str
        What of the address was not understood; empty if everything was.
    base : str
        Scheme and host of this site, for addresses that are to be used elsewhere.
    """
    text = asked.text
    back = f'<p><a href="{escape(asked.permalink(text.language))}">{escape(text("take.back"))}</a></p>'
    warned = f'<p class="notice" role="status">{escape(notice)}</p>' if notice else ""
    heading = f"<h1>{escape(asked.chart.table.caption)}</h1>"
    content = f"{back}{warned}{heading}{panel_html(asked, base)}"
    return plain_page(in_tab(text("take.title"), text), content, text, kind="plain wide")


def panel_html(asked: ExhibitRequest, base: str) -> str:
    """Return the panel: the part of the page that can stand below a visual."""
    text, chart = asked.text, asked.chart
    parts = (
        _part("take.files", _files(asked), text),
        _part("take.sentence", _copied(chart.sentence, "take.sentence", text), text),
        _part("take.link", _links(asked, base), text),
        _part("take.cite", _citations(asked, base), text),
        _part("take.embed", _embedding(asked, base), text),
    )
    return (
        f'<section class="take-panel" lang="{text.language}" aria-label="{escape(text("take.title"))}: '
        f'{escape(chart.table.caption)}"><h2 tabindex="-1">{escape(text("take.title"))}</h2>'
        f'<p class="quiet">{escape(chart.table.caption)}</p>'
        f'<img class="preview" loading="lazy" src="{escape(asked.file("chart.svg"))}" alt="{escape(chart.alt)}">'
        f"{''.join(parts)}</section>"
    )


def citation(asked: ExhibitRequest, base: str) -> str:
    """Return how to cite the exhibit: title, site, owner, source with this site's release, and address."""
    text = asked.text
    return text(
        "take.citation",
        title=asked.chart.table.caption,
        site=site().title[text.language],
        owner=site().owner.name[text.language],
        source=asked.chart.table.source,
        address=base + asked.permalink(text.language),
    )


def bibtex(asked: ExhibitRequest, base: str) -> str:
    """Return the same as an entry of a BibTeX file: its year is that of the publisher's edition, where it is known."""
    text, release = asked.text, asked.dataset.release
    published = edition(asked.dataset, asked.shown.indicator).published
    fields = {
        "title": asked.chart.table.caption,
        "author": f"{{{site().owner.name[text.language]}}}",
        "howpublished": site().title[text.language],
        **({"year": str(published.year)} if published else {}),
        "version": release,
        "note": asked.chart.table.source,
    }
    key = f"{asked.name.replace('.', '-')}-{asked.shown.area}-{release}"
    return bibtex_entry(key, fields, url=base + asked.permalink(text.language))


def _files(asked: ExhibitRequest) -> str:
    text = asked.text
    kinds = [kind for kind in FILES if kind != "geojson" or asked.exhibit.is_map]
    items = "".join(
        f'<li><a href="{escape(asked.file(f"chart.{kind}"))}" download>{kind.upper()}</a> '
        f"{escape(text(f'take.file.{kind}'))}</li>"
        for kind in kinds
    )
    return f'<ul class="files">{items}</ul>{stays_html(text)}'


def _links(asked: ExhibitRequest, base: str) -> str:
    parts = []
    for language in LANGUAGES:
        name = asked.text.of_language(f"take.link.{language}", language)
        to = base + asked.permalink(language)
        parts.append(f'<h4 id="take-{language}">{escape(name)}</h4>')
        parts.append(copied_html(f"<p>{escape(to)}</p>", to, name, asked.text))
    return "".join(parts)


def _citations(asked: ExhibitRequest, base: str) -> str:
    text = asked.text
    return (
        f"{_copied(citation(asked, base), 'take.cite', text)}<h4>{escape(text('take.bibtex'))}</h4>"
        f"{_copied(bibtex(asked, base), 'take.bibtex', text, is_code=True)}"
    )


def _embedding(asked: ExhibitRequest, base: str) -> str:
    text, address = asked.text, asked.embedded()
    allowed = ", ".join(site().frame_ancestors)
    who = text("take.embed.allowed", sites=allowed) if allowed else _off(text)
    height = embed_height(asked)
    code = (
        f'<iframe src="{escape(base + address)}" title="{escape(asked.chart.table.caption)}" width="100%" '
        f'height="{height}" loading="lazy" style="border:0"></iframe>'
    )
    return (
        f"<p>{escape(text('take.embed.words'))} {escape(who)}</p>{_copied(code, 'take.embed', text, is_code=True)}"
        f"<h4>{escape(text('take.embed.fit'))}</h4><p>{escape(text('take.embed.fit.words'))}</p>"
        f"{_copied(fitting_code(base), 'take.embed.fit', text, is_code=True)}"
        f"<details><summary>{escape(text('take.preview'))}</summary>"
        f'<iframe src="{escape(address)}" title="{escape(text("take.preview"))}" width="100%" '
        f'height="{height}" loading="lazy"></iframe></details>'
    )


def _off(text: Text) -> str:
    """Return that no other site may embed anything, and whom to ask, where somebody can be asked."""
    email = site().owner.email
    return text("take.embed.none") + (f" {text('take.embed.ask', email=email)}" if email else "")


def _part(key: str, content: str, text: Text) -> str:
    return f"<section><h3>{escape(text(key))}</h3>{content}</section>"


def _copied(said: str, what: str, text: Text, *, is_code: bool = False) -> str:
    """Return words with a button that copies them; without scripts they can still be selected."""
    shown = f"<pre><code>{escape(said)}</code></pre>" if is_code else f"<p>{escape(said)}</p>"
    return copied_html(shown, said, text(what), text)


def nothing_page(text: Text) -> bytes:
    """Return the page for an address that names nothing to take away."""
    home = f'<a href="/?lang={text.language}">{escape(site().title[text.language])}</a>'
    content = f"<h1>{escape(text('take.nothing.title'))}</h1><p>{escape(text('take.nothing.words'))}</p><p>{home}</p>"
    return plain_page(text("take.nothing.title"), content, text, kind="plain")


def answer(path: str, parameters: Mapping[str, str], *, base: str, accepted: str) -> tuple[bytes, int]:
    """Return the page an address asks for and its HTTP status: 404 where it names nothing to show."""
    try:
        asked = read_request(parameters)
        if path == "/embed":
            return embed_page(asked), 200
        said = (not_understood(asked.visit.nameless, asked.shown, asked.text), asked.instead)
        return take_away_page(asked, " ".join(filter(None, said)), base), 200
    except (NoExhibitError, PublishedDataError, ShapesError):
        return nothing_page(read_text(parameters, accepted)), 404
