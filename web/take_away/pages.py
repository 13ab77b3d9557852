"""What can be taken away of a visual, on one page: files, the sentence, the address, how to cite and to embed it.

A link below each visual leads here; where scripts run, ``assets/take.js`` opens the same panel in place. Until then
it costs nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from string import Template
from typing import NamedTuple

from markupsafe import Markup

from components.address.assets import style
from components.address.pages import in_tab
from components.address.visit import not_understood, read_text, stays_html
from components.charts.exhibits import NoExhibitError
from components.content.snippets import copied_html
from components.drawing.bars import Bars, Halves
from components.drawing.map.figure import MapFigure
from components.drawing.map.sheet import map_parts
from components.drawing.picture import drawing, with_own_names
from components.drawing.svg import inline
from components.drawing.table import table_details
from components.opendata.citation import bibtex_entry
from components.wording.text import NOTHING, Text
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
    return plain_page(
        "embed.html",
        chart.table.caption,
        text,
        kind="embed",
        chart=chart,
        drawn=_drawn(asked) if chart.is_drawn else NOTHING,
        table=table_details(chart.table, text),
        foot=about(asked),
        permalink=f"{site().address}{asked.permalink(text.language)}",
        site_title=site().title[text.language],
    )


def fitting_code(origin: str) -> str:
    """Return the lines that make each frame of ``origin`` as high as what is in it."""
    return FITTING.substitute(origin=origin)


def _drawn(asked: ExhibitRequest) -> Markup:
    """Return the drawing of an exhibit so that it fits a column of any width."""
    chart, language = asked.chart, asked.text.language
    frame = Markup('<div class="{}" role="img" aria-label="{}">{}</div>')
    match chart.figure:
        case Bars(bars=bars):
            plain = Bars(tuple(replace(bar, below=NOTHING) for bar in bars))
            return _list(plain.html(asked.text), chart.alt)
        case Halves() as halves:
            return _list(halves.html(asked.text), chart.alt)
        case MapFigure() as figure:
            return frame.format("drawn parts", chart.alt, _parts(figure, asked))
    svg = inline(str(drawing(chart.figure, language)))
    if asked.narrow_figure is None:
        return frame.format("drawn", chart.alt, svg)
    narrow = inline(with_own_names(str(drawing(asked.narrow_figure, language, width=NARROW_PLOT)), "narrow-"))
    both = Markup('<div class="wide">{}</div><div class="narrow">{}</div>').format(svg, narrow)
    return frame.format("drawn", chart.alt, both)


def _parts(figure: MapFigure, asked: ExhibitRequest) -> Markup:
    """Return a map and its key, which stand beside each other where there is room; in a narrow column its own map."""
    areas, key = map_parts(figure, asked.text.language)
    part = Markup('<svg{} viewBox="{}" aria-hidden="true">{}</svg>')
    beside = part.format(NOTHING, key.box, inline(key.content))
    if not isinstance(asked.narrow_figure, MapFigure):
        return part.format(NOTHING, areas.box, inline(areas.content)) + beside
    narrow, _ = map_parts(asked.narrow_figure, asked.text.language)
    drawn = {"wide": areas.content, "narrow": with_own_names(narrow.content, "narrow-")}
    kinds = ((Markup(' class="{}"').format(kind), inline(content)) for kind, content in drawn.items())
    return Markup().join(part.format(kind, areas.box, content) for kind, content in kinds) + beside


def _list(bars: Markup, alt: str) -> Markup:
    figure = Markup('{}<figure class="stHtml" role="group" aria-label="{}">{}</figure>')
    return figure.format(style("people.css"), alt, bars)


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
    text, chart = asked.text, asked.chart
    return plain_page(
        "take_away.html",
        in_tab(text("take.title"), text),
        text,
        kind="plain wide",
        back=asked.permalink(text.language),
        notice=notice,
        chart=chart,
        preview=asked.file("chart.svg"),
        files=_files(asked),
        stays=stays_html(text),
        sentence=_copied(chart.sentence, "take.sentence", text),
        links=_links(asked, base),
        citation=_copied(citation(asked, base), "take.cite", text),
        bibtex=_copied(bibtex(asked, base), "take.bibtex", text, is_code=True),
        embed=_embedding(asked, base),
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


class _File(NamedTuple):
    """A file of an exhibit: what it is called, its address, and what is in it."""

    name: str
    address: str
    said: str


def _files(asked: ExhibitRequest) -> list[_File]:
    kinds = [kind for kind in FILES if kind != "geojson" or asked.exhibit.is_map]
    return [_File(kind.upper(), asked.file(f"chart.{kind}"), asked.text(f"take.file.{kind}")) for kind in kinds]


def _links(asked: ExhibitRequest, base: str) -> list[tuple[str, str, Markup]]:
    """Return for each language its code, what the address is called, and the address with a button to copy it."""
    found = []
    for language in LANGUAGES:
        name = asked.text.of_language(f"take.link.{language}", language)
        to = base + asked.permalink(language)
        found.append((language, name, copied_html(Markup("<p>{}</p>").format(to), to, name, asked.text)))
    return found


class _Embedding(NamedTuple):
    """How to embed an exhibit: who may, the code for the other page, and its address and height for the preview."""

    who: str
    code: Markup
    fitting: Markup
    address: str
    height: int


def _embedding(asked: ExhibitRequest, base: str) -> _Embedding:
    text, address, height = asked.text, asked.embedded(), embed_height(asked)
    allowed = ", ".join(site().frame_ancestors)
    code = Markup(
        '<iframe src="{}" title="{}" width="100%" height="{}" loading="lazy" style="border:0"></iframe>'
    ).format(base + address, asked.chart.table.caption, height)
    return _Embedding(
        who=text("take.embed.allowed", sites=allowed) if allowed else _off(text),
        code=_copied(str(code), "take.embed", text, is_code=True),
        fitting=_copied(fitting_code(base), "take.embed.fit", text, is_code=True),
        address=address,
        height=height,
    )


def _off(text: Text) -> str:
    """Return that no other site may embed anything, and whom to ask, where somebody can be asked."""
    email = site().owner.email
    return text("take.embed.none") + (f" {text('take.embed.ask', email=email)}" if email else "")


def _copied(said: str, what: str, text: Text, *, is_code: bool = False) -> Markup:
    """Return words with a button that copies them; without scripts they can still be selected."""
    shown = (Markup("<pre><code>{}</code></pre>") if is_code else Markup("<p>{}</p>")).format(said)
    return copied_html(shown, said, text(what), text)


def nothing_page(text: Text) -> bytes:
    """Return the page for an address that names nothing to take away."""
    title = text("take.nothing.title")
    return plain_page("nothing.html", title, text, kind="plain", site_title=site().title[text.language])


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
