"""Where the figures come from and which rules they follow, as HTML: read from the release and the register."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup, escape

from components.content.block import Block, Html
from components.content.prose import page_html
from components.content.request import PageRequest
from components.wording.describe import due_line
from components.wording.format import MARKS, UNRELIABLE, capital, number, period
from components.wording.sources import edition_words, editions_of_residents, release_words, residents_words, sources
from components.wording.text import NOTHING, Text
from data import current
from data.editions import Edition, estimates, published, until
from data.load import Dataset, PublishedDataError
from data.register import CASES, Indicator, register
from data.site import site
from data.statuses import UNRELIABLE_BELOW

COLUMNS = ("figures", "published", "edition", "covers", "checked")
# How a file came to this site, by how the manifest's English sentence about it begins; what is not here stays English.
OBTAINED = {
    "fetched from the publisher's address": "publisher",
    "read from a public copy of the whole table": "copy",
    "taken from a tidy table of the published figures": "tidy",
    "taken from a table of figures that were read one by one": "bulletins",
    "read from a file put in by hand": "hand",
}


def blocks(request: PageRequest) -> tuple[Block, ...]:
    """Return the page: where figures come from, what they count, how people are protected, what they cannot say."""
    text = request.text
    return (Html(page_html("methods", text, values=method_parts(text), link=request.link)),)


def method_parts(text: Text) -> dict[str, Markup]:
    """Return what the page on the methods takes from data; without figures, a line that says so in their place."""
    try:
        ages = current.ages()
        due = due_line(ages, tuple(age.indicator for age in ages), text)
        of_the_release = {"due": escape(due), **_release_parts(current.dataset(), text)}
    except PublishedDataError:
        missing = Markup('<p class="notice">{}</p>').format(text("site.problem.title"))
        nothing = dict.fromkeys(("due", "residents", "hidden"), NOTHING)
        of_the_release = {**nothing, "sources": missing, "citation": missing}
    plain = _register_parts(register(), text)
    return {**{name: escape(said) for name, said in plain.items()}, **of_the_release}


def _register_parts(indicators: dict[str, Indicator], text: Text) -> dict[str, str]:
    breaks = {name: indicator.map_breaks for name, indicator in indicators.items() if indicator.map_breaks}
    return {
        "threshold": number(indicators["nrm_referrals"].threshold, text.language),
        "local_threshold": number(indicators["local_cases"].threshold, text.language),
        "few": number(UNRELIABLE_BELOW, text.language),
        **{f"mark_{status}": mark for status, mark in {**MARKS, "unreliable": UNRELIABLE}.items()},
        **{f"{name}_breaks": ", ".join(f"{each:g}" for each in lower) for name, lower in breaks.items()},
    }


def _release_parts(dataset: Dataset, text: Text) -> dict[str, Markup]:
    hidden = int((dataset.observations["status"] == "hidden").sum())
    released, named = release_words(dataset.release, text), " ".join(sources(dataset, text))
    citation = text("methods.citation", title=site().title[text.language], released=released, sources=named)
    return {
        "sources": Markup("<p>{}</p>{}{}").format(released, _table(dataset, text), _held_back(dataset, text)),
        "residents": escape(residents_words(dataset, text)),
        "hidden": Markup("<p>{}</p>").format(text("methods.hidden", count=number(hidden, text.language))),
        "citation": Markup("<blockquote><p>{}</p></blockquote>").format(citation),
    }


def _held_back(dataset: Dataset, text: Text) -> Markup:
    """Return which figures are shown as they were before a correction; empty where none is."""
    held = [entry.partition(":") for entry in dataset.manifest.get("held_back", [])]
    if not held:
        return Markup()
    named = [
        ", ".join(filter(None, (text(f"indicator.{indicator}.name"), year and period(year, text))))
        for indicator, _, year in held
    ]
    return Markup("<p>{}</p>").format(text("methods.held", held="; ".join(named)))


def _table(dataset: Dataset, text: Text) -> Markup:
    caption = text("methods.source.caption")
    heads = Markup().join(
        Markup('<th scope="col">{}</th>').format(text(f"methods.source.{column}")) for column in COLUMNS
    )
    rows = Markup().join(_row(source, _edition(dataset, source, text), text) for source in dataset.manifest["sources"])
    return Markup(
        '<div class="scroll" tabindex="0" role="region" aria-label="{caption}"><table class="figures sources">'
        "<caption>{caption}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    ).format(caption=caption, heads=heads, rows=rows)


def _edition(dataset: Dataset, source: dict[str, Any], text: Text) -> Markup:
    """Return which edition a source is and how it came here; of the residents, which years are of which."""
    name, obtained = source["file"].removesuffix(".csv"), source.get("obtained", "")
    if name == CASES:
        return escape(text(f"methods.source.{name}.edition"))
    known = Edition(published(source), until(source), None, ())
    of_residents = editions_of_residents(dataset, text) if name == "population" else ""
    said = f"{capital(of_residents or edition_words(known, text))}."
    if not known.published and name != "population":
        said = f"{text('methods.source.unstated')} {said}"
    key = next((key for start, key in OBTAINED.items() if obtained.startswith(start)), "")
    shown = escape(said)
    for edition in estimates(dataset):
        shown = shown.replace(edition, Markup('<cite lang="en">{}</cite>').format(edition))
    how = escape(text(f"methods.obtained.{key}")) if key else Markup('<span lang="en">{}</span>').format(obtained)
    return Markup("{} {}").format(shown, how) if obtained else shown


def _row(source: dict[str, Any], edition: Markup, text: Text) -> Markup:
    """Return one source. The title of a publication stays in English unless we name it."""
    name = source["file"].removesuffix(".csv")
    first, last = source["covers"]
    said = {part: text(f"methods.source.{name}.{part}") for part in ("figures", "checked")}
    publisher = text(f"methods.publisher.{source['publisher']}")
    ours = f"methods.source.{name}.publication"
    publication = (
        escape(text(ours)) if text.has(ours) else Markup('<cite lang="en">{}</cite>').format(source["publication"])
    )
    cells = (
        Markup("{}, {}").format(publisher, publication),
        edition,
        f"{period(first, text)} – {period(last, text)}",
        said["checked"],
    )
    words = Markup().join(Markup('<td class="words">{}</td>').format(cell) for cell in cells)
    return Markup('<tr><th scope="row">{}</th>{}</tr>').format(said["figures"], words)
