"""What the head of a page says of the view it shows, for search engines and for whoever shows a link to it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from components.address.pages import PAGES, Page, address, tab_title
from components.charts import change_over_time
from components.charts.exhibits import NoExhibitError, exhibit_chart
from components.content.frame import UNREADABLE
from components.content.request import PageRequest
from components.drawing.chart import Chart
from components.wording.format import LOCALES
from components.wording.text import NOTHING
from data.site import LANGUAGES, site

# The drawing that stands for a page wherever a link to it is shown.
PREVIEWED = {
    "overview": "card.offences",
    "map": "map.areas",
    "trends": "trends.series",
    "compare": "compare.funnel",
    "people": "people.type",
}
# Pages that offer the figures as data.
OFFERS_DATA = ("overview", "downloads")
# Longer descriptions are cut off wherever they are shown.
LONGEST = 300
PREVIEW = "/preview/{page}.png"
WIDTH, HEIGHT = 1200, 630

# Returns the address of a page with parameters: one with a query, or one of a file of the static edition.
AddressOf = Callable[[Page, Mapping[str, str]], str]


@dataclass(frozen=True)
class ViewHead:
    """What the head says.

    Parameters
    ----------
    tab : str
        What the browser's tab says, without a word of the subject.
    description : str
    canonical : str
        The one address of the view.
    alternates : tuple of (str, str)
        The languages, and ``x-default``, each with the address of the view in it.
    social : dict of str to str
        What is shown with a link, by the names of Open Graph and of Twitter's cards.
    data : Markup
        The figures as schema.org describes data, as JSON; empty where the page does not offer them.
    """

    tab: str
    description: str
    canonical: str
    alternates: tuple[tuple[str, str], ...]
    social: dict[str, str]
    data: Markup


def with_query(page: Page, parameters: Mapping[str, str]) -> str:
    """Return the address of a page of this site."""
    return address(page, **parameters)


def view_head(page: Page, request: PageRequest, address_of: AddressOf = with_query) -> ViewHead:
    """Return what the head of a view says; nothing of an address but what makes the view another one is in it.

    Where the figures cannot be read, it says what it says of the page.
    """
    text, base = request.text, request.origin
    view, chart = told(page, request), previewed(page, request)
    title, said = _words(page, request, chart)
    in_language = {each: f"{base}{address_of(page, {'lang': each, **view})}" for each in LANGUAGES}
    canonical = in_language[text.language]
    return ViewHead(
        tab=tab_title(page, text),
        description=said,
        canonical=canonical,
        alternates=(*in_language.items(), ("x-default", in_language[LANGUAGES[0]])),
        social=_social(page, request, title, said, canonical, chart),
        data=_data(request) if page.id in OFFERS_DATA else NOTHING,
    )


def told(page: Page, request: PageRequest) -> dict[str, str]:
    """Return the parameters that make a view of a page another one: understood, and not as without them."""
    if not page.view:
        return {}
    try:
        visit = request.visit
    except UNREADABLE:
        return {}
    asked = {**dict(visit.asked), **visit.options.query()}
    return {
        name: asked[name]
        for name in page.view
        if name in asked and name not in visit.unknown and (name, asked[name]) != ("area", site().home_area)
    }


def previewed(page: Page, request: PageRequest) -> Chart | None:
    """Return the chart that stands for a view; None where there is none."""
    if page.id not in PREVIEWED:
        return None
    try:
        visit = request.visit
        # Numbered events would need a key, for which there is no room.
        options = replace(visit.options, notes="off")
        return exhibit_chart(PREVIEWED[page.id], request.dataset, visit.view, options, request.text)
    except (*UNREADABLE, NoExhibitError):
        return None


def _words(page: Page, request: PageRequest, chart: Chart | None) -> tuple[str, str]:
    """Return the title of a view and what is to be said of it in a few sentences."""
    text = request.text
    if chart is None:
        return text(f"{page.id}.title"), text(f"{page.id}.description")
    title = chart.table.caption
    if page is PAGES[0]:
        area = request.visit.about(request.dataset, "recorded_offences").area
        title = change_over_time.headline(request.dataset, change_over_time.newest_view(request.dataset, area), text)
    return title, shortened(chart.sentence)


def shortened(said: str, most: int = LONGEST) -> str:
    """Return as many whole sentences as there is room for; at least the first."""
    found = ""
    for sentence in said.replace(". ", ".\n").split("\n"):
        if found and len(found) + len(sentence) + 1 > most:
            break
        found = f"{found} {sentence}".strip()
    return found


def _social(
    page: Page, request: PageRequest, title: str, said: str, canonical: str, chart: Chart | None
) -> dict[str, str]:
    text, site_title = request.text, site().title[request.text.language]
    found = {
        "og:type": "website",
        "og:title": f"{title} – {site_title}",
        "og:description": said,
        "og:site_name": site_title,
        "og:locale": LOCALES[text.language],
        "twitter:card": "summary_large_image" if chart else "summary",
    }
    if not request.origin:  # both have to be whole addresses
        return found
    found["og:url"] = canonical
    if chart:
        query = canonical.partition("?")[2] or f"lang={text.language}"
        found["og:image"] = f"{request.origin}{PREVIEW.format(page=page.id)}?{query}"
        found |= {"og:image:type": "image/png", "og:image:width": str(WIDTH), "og:image:height": str(HEIGHT)}
        found["og:image:alt"] = f"{title}. {chart.alt}"
    return found


def _data(request: PageRequest) -> Markup:
    """Return the figures as schema.org describes data; empty where they cannot be read."""
    try:
        release = request.dataset.release
    except UNREADABLE:
        return NOTHING
    text, base = request.text, request.origin
    said = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": site().title[text.language],
        "description": text("downloads.description"),
        "url": f"{base}/open-data/",
        "version": release,
        "inLanguage": list(LANGUAGES),
        "isAccessibleForFree": True,
        "license": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
        "creator": {"@type": "Organization", "name": site().owner.name[text.language], "url": site().owner.website},
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": f"{base}/open-data/observations.csv"}
        ],
    }
    # Nothing in it may end the element it stands in.
    written = json.dumps(said, ensure_ascii=False).replace("<", "\\u003c")
    return Markup(written)  # noqa: S704 - JSON without a sign that HTML reads
