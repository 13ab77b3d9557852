"""What surrounds every page: its name and menu above, the choice of area, and what the figures rest on below."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from html import escape

import streamlit as st

from components import store, trial
from components.address import Visit, current_text, current_visit, link, link_to
from components.age import age_line
from components.attribution import attribution
from components.controls import show_choice
from components.figures import release_words
from components.guidance_blocks import call_box
from components.notices import not_understood
from components.page_choices import area_choice
from components.registry import MENU, PAGES, Page, page_of
from components.shell import version
from components.text import LANGUAGES, Text
from data.load import PublishedDataError
from data.site import site
from geo.shapes import ShapesError

LOG = logging.getLogger("dashboard")
WORKS_WITHOUT_FIGURES = ("signs", "report")
# What a reader has chosen stays chosen from page to page.
KEPT = ("lang", "area", "indicator", "against", "beside")


def header(page: Page, scripts: Mapping[Page, object], words: Text) -> None:
    """Show the name of the site, the same view in the other language, and the menu; above them, that a trial is one."""
    if trial.is_trial():
        st.html(trial.bar(words))
    with st.container(key="masthead", horizontal=True, gap="small"):
        st.html(_brand(words))
        st.html(_twin(page, words))
        with st.container(key="menu", horizontal=True, gap="small"):
            given = st.query_params.to_dict()
            kept = {name: given[name] for name in KEPT if name in given}
            for entry in MENU:
                _menu_entry(entry, None if entry is page else scripts[entry], words, kept)
    if page.parent:
        _way_up(page_of(page.parent), words)


def run(page: Page, script: object, words: Text) -> None:
    """Run the page; where its figures cannot be read, say so and offer what works without them."""
    try:
        if page.area:
            _area_and_notes(current_visit())
        script.run()
    except (PublishedDataError, ShapesError) as error:
        _problem(error, words)


def footer(page: Page, words: Text) -> None:
    """Show how new the figures are, where they come from, and who answers for the site."""
    owner = words("site.footer.owner", owner=site().owner.name[words.language])
    links = (
        (link_to("methods", words), words("site.footer.methods")),
        (link_to("glossary", words), words("glossary.title")),
        (link_to("background", words), words("background.title")),
        (link_to("about", words) + "#accessibility", words("site.footer.accessibility")),
        (link_to("about", words) + "#privacy", words("site.footer.privacy")),
        ("/open-data/", words("site.footer.data")),
    )
    lines = (
        words("site.footer.source"),
        *_whose_shapes(words),
        owner if site().owner.confirmed else f"{owner}. {words('site.footer.draft')}",
    )
    items = " · ".join(f'<a href="{escape(to)}">{escape(label)}</a>' for to, label in links)
    age = _age_of_figures(page, words)
    above = f"<p>{escape(age)}</p>" if age else ""
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in lines)
    st.html(f'<footer class="site-footer">{above}<p>{items}</p>{paragraphs}</footer>')


def _whose_shapes(words: Text) -> list[str]:
    """Return whose the shapes are; nothing where they cannot be read and so are not drawn."""
    try:
        return [attribution(words)]
    except ShapesError:
        return []


def apologise(error: Exception) -> bool:
    """Say in the page's language that something failed, and in the log what; no trace reaches a visitor."""
    LOG.error("a page failed", exc_info=error)
    words = current_text()
    st.html(f'<p class="notice" role="alert">{escape(words("site.failed"))}</p>{call_box(words)}')
    return True


def _menu_entry(entry: Page, script: object | None, words: Text, kept: Mapping[str, str]) -> None:
    """Show one page of the menu; it has no script where it is the one that is open."""
    label = words(f"{entry.id}.menu")
    if script is None:
        st.html(f'<span class="here" aria-current="page">{escape(label)}</span>')
        return
    st.page_link(script, label=label, query_params=kept or None)


def _way_up(parent: Page, words: Text) -> None:
    """Show the way back to the page of the menu that the open one belongs to."""
    label = escape(words(f"{parent.id}.title"))
    st.html(f'<p class="way-up"><a href="{escape(link(parent, words))}">{label}</a></p>')


def _brand(words: Text) -> str:
    """Return the name of the site; it carries the version, by which an open page notices that it was renewed."""
    to, title = escape(link(PAGES[0], words)), escape(site().title[words.language])
    return f'<a class="brand" data-version="{version()}" href="{to}">{title}</a>'


def _twin(page: Page, words: Text) -> str:
    """Return the link to this very view in the other language; it says its name in that language."""
    other = next(language for language in LANGUAGES if language != words.language)
    kept = {name: value for name, value in st.query_params.items() if name != "lang"}
    to = link(page, words, **{**kept, "lang": other})
    return (
        f'<a class="twin" href="{escape(to)}" lang="{other}" hreflang="{other}">'
        f"{escape(words('site.other_language'))}</a>"
    )


def _area_and_notes(visit: Visit) -> None:
    words = visit.text
    if visit.unknown:
        st.html(f'<p class="notice" role="status">{escape(not_understood(visit.unknown, visit.view, words))}</p>')
    with st.container(key="place"):
        show_choice(area_choice(visit.view.area, words))


def _age_of_figures(page: Page, words: Text) -> str:
    """Return how new the figures of a page are, and their release; empty where it has none."""
    if not page.figures:
        return ""
    try:
        release, ages = store.dataset().release, store.ages()
    except PublishedDataError:
        return ""
    return f"{age_line(ages, page.figures, words)} {release_words(release, words)}"


def _problem(error: Exception, words: Text) -> None:
    """Say that the figures are missing; the cause is for the owner and stays in English, folded away."""
    links = "".join(
        f'<li><a href="{escape(link_to(name, words))}">{escape(words(f"{name}.menu"))}</a></li>'
        for name in WORKS_WITHOUT_FIGURES
    )
    st.html(
        f'<section class="problem"><h1>{escape(words("site.problem.title"))}</h1>'
        f"<p>{escape(words('site.problem.words'))}</p><ul>{links}</ul>"
        f"<details><summary>{escape(words('site.problem.owner'))}</summary>"
        f'<p lang="en">{escape(str(error))}</p></details></section>'
    )
