"""What the head of a page says of the view it shows, for search engines and for whoever shows a link to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import Markup

from components.address.pages import Page, address, tab_title
from components.content.finding import Finding, finding
from components.content.frame import UNREADABLE
from components.content.request import PageRequest
from components.drawing.preview import HEIGHT, WIDTH
from components.wording.format import LOCALES
from components.wording.text import DEFAULT_LANGUAGE, NOTHING
from data.site import LANGUAGES, site
from geo.areas import areas
from web.page.structured_data import dataset_json

# Pages that offer the figures as data.
OFFERS_DATA = ("overview", "downloads")
# Longer descriptions are cut off wherever they are shown.
LONGEST = 300

# Returns the address of a page, or of the picture of a view, with parameters; without scheme and host.
AddressOf = Callable[[Page, Mapping[str, str]], str]


@dataclass(frozen=True)
class Addresses:
    """Where a site has its views and their pictures: this one by a query, the static edition by paths.

    Parameters
    ----------
    page, picture : function of (Page, mapping of str to str) to str
        The address of a view and of its picture, which is empty where there are no pictures.
    """

    page: AddressOf
    picture: AddressOf


def with_query(page: Page, parameters: Mapping[str, str]) -> str:
    """Return the address of a page of this site."""
    return address(page, **parameters)


def picture_with_query(page: Page, parameters: Mapping[str, str]) -> str:
    """Return the address of the picture of a view on this site."""
    return f"/preview/{page.id}.png?{urlencode(parameters)}"


HERE = Addresses(with_query, picture_with_query)


@dataclass(frozen=True)
class ViewHead:
    """What the head says.

    Parameters
    ----------
    tab : str
        What the browser's tab says, without a word of the subject.
    title, description : str
        What the view says in short.
    canonical : str
        The one address of the view.
    alternates : tuple of (str, str)
        The languages, and ``x-default``, each with the address of the view in it.
    social : tuple of (str, str)
        What is shown with a link, by the names of Open Graph.
    card : tuple of (str, str)
        The same by the names that only Twitter's cards have.
    data : Markup
        The figures as schema.org describes data, as JSON; empty where the page does not offer them.
    """

    tab: str
    title: str
    description: str
    canonical: str
    alternates: tuple[tuple[str, str], ...]
    social: tuple[tuple[str, str], ...]
    card: tuple[tuple[str, str], ...]
    data: Markup


def view_head(page: Page, request: PageRequest, addresses: Addresses = HERE) -> ViewHead:
    """Return what the head of a view says; nothing of an address but what makes the view another one is in it.

    Where the figures cannot be read, it says what it says of the page.

    Parameters
    ----------
    page : Page
    request : PageRequest
        Of any address; addresses in the head begin with its ``origin``.
    addresses : Addresses
    """
    found = finding(page, request)
    view = found.parameters(page, request.dataset) if found else _asked(page, request)
    title, said = _words(page, request, found, view)
    in_language = {each: f"{request.origin}{addresses.page(page, {'lang': each, **view})}" for each in LANGUAGES}
    canonical = in_language[request.text.language]
    picture = addresses.picture(page, {"lang": request.text.language, **view, **_edition(request)}) if found else ""
    social = _said(request, title, said, canonical)
    shown = _picture(request, f"{request.origin}{picture}", found) if found and picture and request.origin else {}
    return ViewHead(
        tab=tab_title(page, request.text, request.parameters.get("area", "")),
        title=title,
        # A search engine shows it below the name of the tab, which says nothing of what is found.
        description=shortened(f"{title}. {said}") if found else said,
        canonical=canonical,
        alternates=(*in_language.items(), ("x-default", in_language[DEFAULT_LANGUAGE])),
        social=(*social.items(), *shown.items()),
        card=_card(shown),
        data=dataset_json(request) if page.id in OFFERS_DATA else NOTHING,
    )


def _asked(page: Page, request: PageRequest) -> dict[str, str]:
    """Return the parameters that make a view another one, of a page that finds nothing: those that it understands."""
    try:
        visit = request.visit
    except UNREADABLE:
        return {}
    asked = {name: code for name, code in visit.asked if name not in visit.unknown}
    is_other = asked.get("area") != site().home_area
    return {name: asked[name] for name in page.view if name in asked and (name != "area" or is_other)}


def shortened(said: str, most: int = LONGEST) -> str:
    """Return as many whole sentences as there is room for; at least the first."""
    found = ""
    for sentence in said.replace(". ", ".\n").split("\n"):
        if found and len(found) + len(sentence) + 1 > most:
            break
        found = f"{found} {sentence}".strip()
    return found


def _words(page: Page, request: PageRequest, found: Finding | None, view: Mapping[str, str]) -> tuple[str, str]:
    """Return the title of a view and what is to be said of it in a few sentences."""
    text = request.text
    if found:
        # A headline names its figures itself; where and how much does not.
        title = found.title if page.id in ("overview", "trends", "people") else f"{found.title}. {found.about}"
        return title, shortened(found.said)
    title = text(f"{page.id}.title")
    if code := view.get("area"):
        title = text("found.of_area", title=title, area=areas()[code].name(text.language))
    return f"{title} – {site().title[text.language]}", text(f"{page.id}.description")


def _said(request: PageRequest, title: str, description: str, canonical: str) -> dict[str, str]:
    language = request.text.language
    found = {
        "og:type": "website",
        "og:title": title,
        "og:description": description,
        "og:site_name": site().title[language],
        "og:locale": LOCALES[language],
    }
    # It has to be a whole address.
    return {**found, "og:url": canonical} if request.origin else found


def _picture(request: PageRequest, to: str, found: Finding) -> dict[str, str]:
    """Return what is said of the picture: what stands in it, and what a person who cannot see it should hear."""
    return {
        "og:image": to,
        "og:image:type": "image/png",
        "og:image:width": str(WIDTH),
        "og:image:height": str(HEIGHT),
        "og:image:alt": f"{found.title}. {found.alt}",
    }


def _card(picture: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    if not picture:
        return (("twitter:card", "summary"),)
    shown = {"twitter:image": picture["og:image"], "twitter:image:alt": picture["og:image:alt"][:420]}
    return ("twitter:card", "summary_large_image"), *shown.items()


def _edition(request: PageRequest) -> dict[str, str]:
    """Return what makes the address of a picture another one with each release: they are kept by their address."""
    try:
        return {"release": request.dataset.release}
    except UNREADABLE:
        return {}
