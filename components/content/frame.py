"""What surrounds every page, as HTML: the name of the site, the way up, the footer, and what stands without figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

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
WORKS_WITHOUT_FIGURES = ("signs", "report")

# The address of a page by its id, in the language and with the area of the visit.
Link = Callable[[str], str]


def brand_html(text: Text, link: Link) -> str:
    """Return the name of the site; it carries the version, by which an open page notices that it was renewed."""
    to, title = escape(link(PAGES[0].id)), escape(site().title[text.language])
    return f'<a class="brand" data-version="{version()}" href="{to}">{title}</a>'


def language_html(page: Page, parameters: Mapping[str, str], text: Text) -> str:
    """Return the link to this very view in each other language; it says its name in that language."""
    kept = {name: value for name, value in parameters.items() if name != "lang"}
    to = {other: address(page, **{"lang": other, "area": "", **kept}) for other in LANGUAGES if other != text.language}
    return "".join(
        f'<a class="twin" href="{escape(to[other])}" lang="{other}" hreflang="{other}">'
        f"{escape(languages()[other].name)}</a>"
        for other in to
    )


def way_up_html(parent: Page, text: Text, link: Link) -> str:
    """Return the way back to the page of the menu that the open one belongs to."""
    label = escape(text(f"{parent.id}.title"))
    return f'<p class="way-up"><a href="{escape(link(parent.id))}">{label}</a></p>'


def footer_html(page: Page, text: Text, link: Link) -> str:
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
    items = " · ".join(f'<a href="{escape(to)}">{escape(label)}</a>' for to, label in links)
    age = _age_of_figures(page, text)
    above = f"<p>{escape(age)}</p>" if age else ""
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return f'<footer class="site-footer">{above}<p>{items}</p>{paragraphs}</footer>'


def problem_html(error: Exception, text: Text, link: Link) -> str:
    """Return that the figures are missing; the cause is for the owner and stays in English, folded away."""
    links = "".join(
        f'<li><a href="{escape(link(name))}">{escape(text(f"{name}.menu"))}</a></li>' for name in WORKS_WITHOUT_FIGURES
    )
    return (
        f'<section class="problem"><h1>{escape(text("site.problem.title"))}</h1>'
        f"<p>{escape(text('site.problem.words'))}</p><ul>{links}</ul>"
        f"<details><summary>{escape(text('site.problem.owner'))}</summary>"
        f'<p lang="en">{escape(str(error))}</p></details></section>'
    )


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
