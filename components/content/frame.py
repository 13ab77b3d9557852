"""What surrounds every page, as HTML: the name of the site, the way up, the footer, and what stands without figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from markupsafe import Markup

from components.address.assets import version
from components.address.pages import PAGES, Page, address
from components.wording.attribution import attribution
from components.wording.describe import age_line
from components.wording.sources import release_words
from components.wording.text import Text
from data import current
from data.languages import languages
from data.load import PublishedDataError
from data.site import LANGUAGES, site
from geo.shapes import ShapesError

# What a page fails with where its figures or shapes cannot be read.
UNREADABLE = (PublishedDataError, ShapesError)
# What a reader has chosen stays chosen from page to page.
KEPT = ("lang", "area", "indicator", "against", "beside")
WORKS_WITHOUT_FIGURES = ("signs", "report")

# The address of a page by its id, in the language and with the area of the visit.
Link = Callable[[str], str]


def brand_html(text: Text, link: Link) -> Markup:
    """Return the name of the site; it carries the version, by which an open page notices that it was renewed."""
    to, title = link(PAGES[0].id), site().title[text.language]
    return Markup('<a class="brand" data-version="{}" href="{}">{}</a>').format(version(), to, title)


def language_html(page: Page, parameters: Mapping[str, str], text: Text) -> Markup:
    """Return the link to this very view in each other language; it says its name in that language."""
    kept = {name: value for name, value in parameters.items() if name != "lang"}
    to = {other: address(page, **{"lang": other, "area": "", **kept}) for other in LANGUAGES if other != text.language}
    link = Markup('<a class="twin" href="{to}" lang="{other}" hreflang="{other}">{name}</a>')
    return Markup().join(link.format(to=to[other], other=other, name=languages()[other].name) for other in to)


def way_up_html(parent: Page, text: Text, link: Link) -> Markup:
    """Return the way back to the page of the menu that the open one belongs to."""
    label = text(f"{parent.id}.title")
    return Markup('<p class="way-up"><a href="{}">{}</a></p>').format(link(parent.id), label)


def footer_html(page: Page, text: Text, link: Link) -> Markup:
    """Return how new the figures are, where they come from, and who answers for the site."""
    owner = text("site.footer.owner", owner=site().owner.name[text.language])
    links = (
        (link("methods"), text("site.footer.methods")),
        (link("glossary"), text("glossary.title")),
        (link("background"), text("background.title")),
        (link("about") + "#accessibility", text("site.footer.accessibility")),
        (link("about") + "#privacy", text("site.footer.privacy")),
        ("/open-data/", text("site.footer.data")),
    )
    lines = (
        text("site.footer.source"),
        *_whose_shapes(text),
        owner if site().owner.confirmed else f"{owner}. {text('site.footer.draft')}",
    )
    items = Markup(" · ").join(Markup('<a href="{}">{}</a>').format(to, label) for to, label in links)
    age = _age_of_figures(page, text)
    above = Markup("<p>{}</p>").format(age) if age else Markup()
    paragraphs = Markup().join(Markup("<p>{}</p>").format(line) for line in lines)
    return Markup('<footer class="site-footer">{}<p>{}</p>{}</footer>').format(above, items, paragraphs)


def problem_html(error: Exception, text: Text, link: Link) -> Markup:
    """Return that the figures are missing; the cause is for the owner and stays in English, folded away."""
    links = Markup().join(
        Markup('<li><a href="{}">{}</a></li>').format(link(name), text(f"{name}.menu"))
        for name in WORKS_WITHOUT_FIGURES
    )
    return Markup(
        '<section class="problem"><h1>{}</h1><p>{}</p><ul>{}</ul><details><summary>{}</summary>'
        '<p lang="en">{}</p></details></section>'
    ).format(text("site.problem.title"), text("site.problem.words"), links, text("site.problem.owner"), str(error))


def _whose_shapes(text: Text) -> list[str]:
    """Return whose the shapes are; nothing where they cannot be read and so are not drawn."""
    try:
        return [attribution(text)]
    except ShapesError:
        return []


def _age_of_figures(page: Page, text: Text) -> str:
    """Return how new the figures of a page are, and their release; empty where it has none."""
    if not page.figures:
        return ""
    try:
        release, ages = current.dataset().release, current.ages()
    except PublishedDataError:
        return ""
    return f"{age_line(ages, page.figures, text)} {release_words(release, text)}"
