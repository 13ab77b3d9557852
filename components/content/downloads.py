"""The data to take away: the release as a whole and file by file, how to cite it, to follow it and to use it."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from components.address.assets import style
from components.address.visit import stays_html
from components.content import changes
from components.content.block import Block, Group, Html, html_blocks
from components.content.request import PageRequest
from components.content.snippets import copied_html, heading
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
        Html(style("downloads.css")),
        *html_blocks(unclear),
        Html(offers_html(dataset, request.origin, text)),
        *([Group("between", changes.choices(dataset, pair, ids, view, text))] if pair else []),
        Html(changes.changes_html(pair, view, text)),
    )


def offers_html(dataset: Dataset, base: str, text: Text) -> Markup:
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
    left = Markup("{}{}").format(_whole(dataset, text), _files(text))
    right = Markup("{}{}{}").format(_addresses(dataset, kept, text), _cite(dataset, base, text), _follow(text))
    return Markup(
        '{heading}{stays}<div class="offers"><div>{left}</div><div>{right}</div></div>{code}<h2>{title}</h2>'
        '<p class="measure">{words}</p>'
    ).format(
        heading=heading("downloads", text, title="heading"),
        stays=stays_html(text),
        left=left,
        right=right,
        code=_code(base, text),
        title=text("downloads.changes.title"),
        words=text("downloads.changes.words"),
    )


def examples(base: str) -> dict[str, str]:
    """Return how to read the figures, by programming language."""
    view = f"/open-data/view.csv?indicator=recorded_offences&area={site().home_area}"
    return {name: code.format(site=base, table=TABLE, view=view) for name, code in EXAMPLES.items()}


def _whole(dataset: Dataset, text: Text) -> Markup:
    listed = Markup().join(Markup("<li>{}</li>").format(each) for each in sources(dataset, text))
    return Markup(
        '<section class="whole"><h2>{title}</h2><p>{release_words}</p><ul class="quiet">{listed}</ul>'
        '<p><a class="get" href="{whole}?lang={language}" download>{get}</a></p><p>{holds}</p><p>{hidden}</p>'
        '<p class="quiet">{licence} {source}</p></section>'
    ).format(
        title=text("downloads.whole.title"),
        release_words=release_words(dataset.release, text),
        listed=listed,
        whole=WHOLE,
        language=text.language,
        get=text("downloads.whole.get"),
        holds=text("downloads.whole.holds"),
        hidden=text("downloads.whole.hidden"),
        licence=text("downloads.licence"),
        source=text("site.footer.source"),
    )


def _files(text: Text) -> Markup:
    items = Markup().join(
        Markup('<li><a href="{latest}{name}" download>{name}</a>{size} <span>{said}</span></li>').format(
            latest=LATEST, name=name, size=_size(name, text), said=text(f"downloads.file.{said}")
        )
        for name, said in ((each.format(language=text.language), each.replace("-{language}", "")) for each in FILES)
    )
    return Markup('<section><h2>{}</h2><ul class="single">{}</ul><p>{}</p></section>').format(
        text("downloads.files.title"), items, text("downloads.charts")
    )


def _size(name: str, text: Text) -> Markup:
    """Return how large a file is; empty for one that is made when somebody asks for it."""
    content = current.snapshot().files.get(name)
    return Markup(" <small>{}</small>").format(_kilobytes(len(content), text)) if content is not None else Markup()


def _kilobytes(size: int, text: Text) -> Markup:
    return escape(text("downloads.size", size=number(size // 1000 + 1, text.language)))


def _addresses(dataset: Dataset, kept: Sequence[KeptRelease], text: Text) -> Markup:
    rows = Markup().join(
        Markup(
            '<li><a href="{zip}" download>{release_name}</a> '
            "<small>{kilobytes}</small> <span>{changes_said}</span></li>"
        ).format(
            zip=release.zip,
            release_name=release_name(release.id, text),
            kilobytes=_kilobytes(release.size, text),
            changes_said=changes_said(release, text),
        )
        for release in kept
    )
    listed = (
        Markup('<h3>{}</h3><ul class="single">{}</ul>').format(text("downloads.releases.title"), rows)
        if rows
        else Markup()
    )
    return Markup(
        "<section><h2>{title}</h2><dl><dt>{latest}</dt><dd><code>{table}</code></dd><dt>{frozen}</dt>"
        "<dd><code>/open-data/releases/{release}/observations.csv</code></dd></dl><p>{words} "
        '<a href="/open-data/">{index}</a></p>{listed}</section>'
    ).format(
        title=text("downloads.addresses.title"),
        latest=text("downloads.addresses.latest"),
        table=TABLE,
        frozen=text("downloads.addresses.frozen"),
        release=dataset.release,
        words=text("downloads.addresses.words"),
        index=text("downloads.index"),
        listed=listed,
    )


def _follow(text: Text) -> Markup:
    address = feed_address(text.language)
    return Markup(
        "<section><h2>{title}</h2><p>{words}</p>"
        '<p><a href="{address}" type="application/atom+xml">{link}</a></p></section>'
    ).format(
        title=text("downloads.feed.title"),
        words=text("downloads.feed.words"),
        address=address,
        link=text("downloads.feed.link"),
    )


def _cite(dataset: Dataset, base: str, text: Text) -> Markup:
    said = _copied(citation(dataset, base, text), text("downloads.cite.title"), text)
    entry = _copied(bibtex(dataset, base, text), text("take.bibtex"), text, is_code=True)
    return Markup("<section><h2>{title}</h2>{said}<h3>{bibtex}</h3>{entry}</section>").format(
        title=text("downloads.cite.title"), said=said, bibtex=text("take.bibtex"), entry=entry
    )


def _code(base: str, text: Text) -> Markup:
    blocks = Markup().join(
        Markup('<h3 lang="en">{}</h3>{}').format(name, _copied(code, name, text, is_code=True))
        for name, code in examples(base).items()
    )
    return Markup(
        '<section class="code"><h2>{title}</h2><p>{words}</p>{blocks}<p class="quiet">{d3}</p></section>'
    ).format(
        title=text("downloads.code.title"),
        words=text("downloads.code.words"),
        blocks=blocks,
        d3=text("downloads.code.d3"),
    )


def _copied(said: str, what: str, text: Text, *, is_code: bool = False) -> Markup:
    """Return words with a button that copies them (``assets/take.js``); they can be selected as well."""
    shown = (
        Markup('<pre tabindex="0"><code lang="en">{}</code></pre>').format(said)
        if is_code
        else Markup("<p>{}</p>").format(said)
    )
    return copied_html(shown, said, what, text)
