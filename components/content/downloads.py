"""The data to take away: the release as a whole and file by file, how to cite it, to follow it and to use it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from components.address.visit import stays_html
from components.content import changes
from components.content.block import Block, Group, Html, style
from components.content.blocks import copied_html, heading
from components.content.request import PageRequest
from components.opendata.changes import compared
from components.opendata.citation import bibtex, citation
from components.opendata.feed import feed_address
from components.opendata.releases import KeptRelease, changes_said, kept_releases, release_name
from components.wording.format import number
from components.wording.sources import release_words, sources
from components.wording.text import Text
from data import current
from data.history import HistoryError
from data.load import Dataset
from data.site import site

WHOLE = "/open-data/release.zip"
LATEST = "/open-data/latest/"
# Some hold the words of one language and are there in each.
FILES = (
    *("observations.csv", "release-{language}.xlsx", "release-{language}.ods", "observations.parquet"),
    *(
        "areas.geojson",
        "population.csv",
        "areas.csv",
        "codebook.csv",
        "columns.json",
        "datapackage.json",
        "manifest.json",
    ),
)
TABLE = f"{LATEST}observations.csv"
# What can be read of each language a reader may use: addresses are put in where {site} and so on stand.
EXAMPLES = {
    "Python": """import pandas as pd

site = "{site}"
figures = pd.read_csv(site + "{table}")
view = pd.read_csv(
    site + "{view}"
)""",
    "R": """site <- "{site}"
figures <- read.csv(paste0(site, "{table}"))
view <- read.csv(
  paste0(site, "{view}"),
  fileEncoding = "UTF-8-BOM", check.names = FALSE
)""",
    "curl": """curl -L -o observations.csv "{site}{table}"
curl -L -o view.csv "{site}{view}\"""",
}


def blocks(request: PageRequest) -> tuple[Block, ...]:
    """Return the page: the release and its files, how to cite, follow and use them, and what a release changed."""
    visit, dataset, text, view = request.visit, request.dataset, request.text, request.visit.view
    ids = current.release_ids()
    pair = compared(visit.options, ids)
    unclear = changes.unclear_html(visit)
    return (
        style("downloads.css"),
        *([Html(unclear)] if unclear else []),
        Html(offers_html(dataset, request.origin, text)),
        *([Group("between", changes.choices(dataset, pair, ids, view, text))] if pair else []),
        Html(changes.changes_html(pair, view, text)),
    )


def offers_html(dataset: Dataset, base: str, text: Text) -> str:
    """Return everything above the choice of the releases to compare.

    Parameters
    ----------
    dataset : Dataset
    base : str
        Scheme and host of this site, for addresses that are used elsewhere; empty where they are not known.
    text : Text
    """
    try:
        kept: Sequence[KeptRelease] = kept_releases()
    except HistoryError:
        kept = ()
    left = f"{_whole(dataset, text)}{_files(text)}"
    right = f"{_addresses(dataset, kept, text)}{_cite(dataset, base, text)}{_follow(text)}"
    return (
        f"{heading('downloads', text, title='heading')}"
        f"{stays_html(text)}"
        f'<div class="offers"><div>{left}</div><div>{right}</div></div>{_code(base, text)}'
        f"<h2>{escape(text('downloads.changes.title'))}</h2>"
        f'<p class="measure">{escape(text("downloads.changes.words"))}</p>'
    )


def examples(base: str) -> dict[str, str]:
    """Return how to read the figures, by programming language."""
    view = f"/open-data/view.csv?indicator=recorded_offences&area={site().home_area}"
    return {name: code.format(site=base, table=TABLE, view=view) for name, code in EXAMPLES.items()}


def _whole(dataset: Dataset, text: Text) -> str:
    listed = "".join(f"<li>{escape(each)}</li>" for each in sources(dataset, text))
    return (
        f'<section class="whole"><h2>{escape(text("downloads.whole.title"))}</h2>'
        f'<p>{escape(release_words(dataset.release, text))}</p><ul class="quiet">{listed}</ul>'
        f'<p><a class="get" href="{WHOLE}?lang={text.language}" download>{escape(text("downloads.whole.get"))}</a></p>'
        f"<p>{escape(text('downloads.whole.holds'))}</p><p>{escape(text('downloads.whole.hidden'))}</p>"
        f'<p class="quiet">{escape(text("downloads.licence"))} {escape(text("site.footer.source"))}</p></section>'
    )


def _files(text: Text) -> str:
    items = "".join(
        f'<li><a href="{LATEST}{name}" download>{name}</a>{_size(name, text)} '
        f"<span>{escape(text(f'downloads.file.{said}'))}</span></li>"
        for name, said in ((each.format(language=text.language), each.replace("-{language}", "")) for each in FILES)
    )
    return (
        f'<section><h2>{escape(text("downloads.files.title"))}</h2><ul class="single">{items}</ul>'
        f"<p>{escape(text('downloads.charts'))}</p></section>"
    )


def _size(name: str, text: Text) -> str:
    """Return how large a file is; empty for one that is made when somebody asks for it."""
    content = current.snapshot().files.get(name)
    return f" <small>{_kilobytes(len(content), text)}</small>" if content is not None else ""


def _kilobytes(size: int, text: Text) -> str:
    return escape(text("downloads.size", size=number(size // 1000 + 1, text.language)))


def _addresses(dataset: Dataset, kept: Sequence[KeptRelease], text: Text) -> str:
    rows = "".join(
        f'<li><a href="{release.zip}" download>{escape(release_name(release.id, text))}</a> '
        f"<small>{_kilobytes(release.size, text)}</small> <span>{escape(changes_said(release, text))}</span></li>"
        for release in kept
    )
    listed = f'<h3>{escape(text("downloads.releases.title"))}</h3><ul class="single">{rows}</ul>' if rows else ""
    return (
        f"<section><h2>{escape(text('downloads.addresses.title'))}</h2>"
        f"<dl><dt>{escape(text('downloads.addresses.latest'))}</dt><dd><code>{TABLE}</code></dd>"
        f"<dt>{escape(text('downloads.addresses.frozen'))}</dt>"
        f"<dd><code>/open-data/releases/{dataset.release}/observations.csv</code></dd></dl>"
        f"<p>{escape(text('downloads.addresses.words'))} "
        f'<a href="/open-data/">{escape(text("downloads.index"))}</a></p>'
        f"{listed}</section>"
    )


def _follow(text: Text) -> str:
    address = feed_address(text.language)
    return (
        f"<section><h2>{escape(text('downloads.feed.title'))}</h2><p>{escape(text('downloads.feed.words'))}</p>"
        f'<p><a href="{address}" type="application/atom+xml">{escape(text("downloads.feed.link"))}</a></p></section>'
    )


def _cite(dataset: Dataset, base: str, text: Text) -> str:
    said = _copied(citation(dataset, base, text), text("downloads.cite.title"), text)
    entry = _copied(bibtex(dataset, base, text), text("take.bibtex"), text, is_code=True)
    return (
        f"<section><h2>{escape(text('downloads.cite.title'))}</h2>{said}"
        f"<h3>{escape(text('take.bibtex'))}</h3>{entry}</section>"
    )


def _code(base: str, text: Text) -> str:
    blocks = "".join(
        f'<h3 lang="en">{name}</h3>{_copied(code, name, text, is_code=True)}' for name, code in examples(base).items()
    )
    return (
        f'<section class="code"><h2>{escape(text("downloads.code.title"))}</h2>'
        f"<p>{escape(text('downloads.code.words'))}</p>"
        f'{blocks}<p class="quiet">{escape(text("downloads.code.d3"))}</p></section>'
    )


def _copied(said: str, what: str, text: Text, *, is_code: bool = False) -> str:
    """Return words with a button that copies them (``assets/take.js``); they can be selected as well."""
    shown = f'<pre tabindex="0"><code lang="en">{escape(said)}</code></pre>' if is_code else f"<p>{escape(said)}</p>"
    return copied_html(shown, said, what, text)
