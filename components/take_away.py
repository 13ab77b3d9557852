"""What can be taken away of a visual, on one page: files, the sentence, the address, how to cite and to embed it. Pure.

A link below each visual leads here; where scripts run, ``assets/take.js`` opens the same panel in place. Until then
it costs nothing.
"""

from __future__ import annotations

from html import escape

from components.embed import fitting_code
from components.embed_height import embed_height
from components.exhibit_request import Asked
from components.notices import stays_html
from components.plain_page import plain_page
from components.quoting import bibtex_entry, copied_html
from components.shell import in_tab
from components.text import LANGUAGES, Text
from data.editions import edition
from data.site import site

FILES = ("png", "svg", "csv", "xlsx", "geojson")


def take_away_page(asked: Asked, notice: str, base: str) -> bytes:
    """Return the page of an exhibit.

    Parameters
    ----------
    asked : Asked
    notice : str
        What of the address was not understood; empty if everything was.
    base : str
        Scheme and host of this site, for addresses that are to be used elsewhere.
    """
    words = asked.text
    back = f'<p><a href="{escape(asked.permalink(words.language))}">{escape(words("take.back"))}</a></p>'
    warned = f'<p class="notice" role="status">{escape(notice)}</p>' if notice else ""
    heading = f"<h1>{escape(asked.chart.table.caption)}</h1>"
    content = f"{back}{warned}{heading}{panel_html(asked, base)}"
    return plain_page(in_tab(words("take.title"), words), content, words, kind="plain wide")


def panel_html(asked: Asked, base: str) -> str:
    """Return the panel: the part of the page that can stand below a visual."""
    words, chart = asked.text, asked.chart
    parts = (
        _part("take.files", _files(asked), words),
        _part("take.sentence", _copied(chart.sentence, "take.sentence", words), words),
        _part("take.link", _links(asked, base), words),
        _part("take.cite", _citations(asked, base), words),
        _part("take.embed", _embedding(asked, base), words),
    )
    return (
        f'<section class="take-panel" lang="{words.language}" aria-label="{escape(words("take.title"))}: '
        f'{escape(chart.table.caption)}"><h2 tabindex="-1">{escape(words("take.title"))}</h2>'
        f'<p class="quiet">{escape(chart.table.caption)}</p>'
        f'<img class="preview" loading="lazy" src="{escape(asked.file("chart.svg"))}" alt="{escape(chart.alt)}">'
        f"{''.join(parts)}</section>"
    )


def citation(asked: Asked, base: str) -> str:
    """Return how to cite the exhibit: title, site, owner, source with this site's release, and address."""
    words = asked.text
    return words(
        "take.citation",
        title=asked.chart.table.caption,
        site=site().title[words.language],
        owner=site().owner.name[words.language],
        source=asked.chart.table.source,
        address=base + asked.permalink(words.language),
    )


def bibtex(asked: Asked, base: str) -> str:
    """Return the same as an entry of a BibTeX file: its year is that of the publisher's edition, where it is known."""
    words, release = asked.text, asked.dataset.release
    published = edition(asked.dataset, asked.shown.indicator).published
    fields = {
        "title": asked.chart.table.caption,
        "author": f"{{{site().owner.name[words.language]}}}",
        "howpublished": site().title[words.language],
        **({"year": str(published.year)} if published else {}),
        "version": release,
        "note": asked.chart.table.source,
    }
    key = f"{asked.name.replace('.', '-')}-{asked.shown.area}-{release}"
    return bibtex_entry(key, fields, url=base + asked.permalink(words.language))


def _files(asked: Asked) -> str:
    words = asked.text
    kinds = [kind for kind in FILES if kind != "geojson" or asked.exhibit.is_map]
    items = "".join(
        f'<li><a href="{escape(asked.file(f"chart.{kind}"))}" download>{kind.upper()}</a> '
        f"{escape(words(f'take.file.{kind}'))}</li>"
        for kind in kinds
    )
    return f'<ul class="files">{items}</ul>{stays_html(words)}'


def _links(asked: Asked, base: str) -> str:
    words = asked.text
    return "".join(
        f'<h4 id="take-{language}">{escape(words(f"take.link.{language}"))}</h4>'
        f"{_copied(base + asked.permalink(language), f'take.link.{language}', words)}"
        for language in LANGUAGES
    )


def _citations(asked: Asked, base: str) -> str:
    words = asked.text
    return (
        f"{_copied(citation(asked, base), 'take.cite', words)}<h4>{escape(words('take.bibtex'))}</h4>"
        f"{_copied(bibtex(asked, base), 'take.bibtex', words, is_code=True)}"
    )


def _embedding(asked: Asked, base: str) -> str:
    words, address = asked.text, asked.embedded()
    allowed = ", ".join(site().frame_ancestors)
    who = words("take.embed.allowed", sites=allowed) if allowed else _off(words)
    height = embed_height(asked)
    code = (
        f'<iframe src="{escape(base + address)}" title="{escape(asked.chart.table.caption)}" width="100%" '
        f'height="{height}" loading="lazy" style="border:0"></iframe>'
    )
    return (
        f"<p>{escape(words('take.embed.words'))} {escape(who)}</p>{_copied(code, 'take.embed', words, is_code=True)}"
        f"<h4>{escape(words('take.embed.fit'))}</h4><p>{escape(words('take.embed.fit.words'))}</p>"
        f"{_copied(fitting_code(base), 'take.embed.fit', words, is_code=True)}"
        f"<details><summary>{escape(words('take.preview'))}</summary>"
        f'<iframe src="{escape(address)}" title="{escape(words("take.preview"))}" width="100%" '
        f'height="{height}" loading="lazy"></iframe></details>'
    )


def _off(words: Text) -> str:
    """Return that no other site may embed anything, and whom to ask, where somebody can be asked."""
    email = site().owner.email
    return words("take.embed.none") + (f" {words('take.embed.ask', email=email)}" if email else "")


def _part(key: str, content: str, words: Text) -> str:
    return f"<section><h3>{escape(words(key))}</h3>{content}</section>"


def _copied(said: str, what: str, words: Text, *, is_code: bool = False) -> str:
    """Return words with a button that copies them; without scripts they can still be selected."""
    shown = f"<pre><code>{escape(said)}</code></pre>" if is_code else f"<p>{escape(said)}</p>"
    return copied_html(shown, said, words(what), words)


def nothing_page(words: Text) -> bytes:
    """Return the page for an address that names nothing to take away."""
    home = f'<a href="/?lang={words.language}">{escape(site().title[words.language])}</a>'
    content = f"<h1>{escape(words('take.nothing.title'))}</h1><p>{escape(words('take.nothing.words'))}</p><p>{home}</p>"
    return plain_page(words("take.nothing.title"), content, words, kind="plain")
