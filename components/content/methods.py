"""Where the figures come from and which rules they follow, as HTML: read from the release and the register."""

from __future__ import annotations

from html import escape

from components.wording.describe import due_line
from components.wording.format import MARKS, UNRELIABLE, capital, number, period
from components.wording.sources import edition_words, editions_of_residents, release_words, residents_words, sources
from components.wording.text import Text
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


def method_parts(text: Text) -> dict[str, str]:
    """Return what the page on the methods takes from data; without figures, a line that says so in their place."""
    try:
        ages = current.ages()
        due = due_line(ages, tuple(age.indicator for age in ages), text)
        of_the_release = {"due": escape(due), **_release_parts(current.dataset(), text)}
    except PublishedDataError:
        missing = f'<p class="notice">{escape(text("site.problem.title"))}</p>'
        of_the_release = {"due": "", "sources": missing, "residents": "", "hidden": "", "citation": missing}
    return {**_register_parts(register(), text), **of_the_release}


def _register_parts(indicators: dict[str, Indicator], text: Text) -> dict[str, str]:
    breaks = {name: indicator.map_breaks for name, indicator in indicators.items() if indicator.map_breaks}
    return {
        "threshold": number(indicators["nrm_referrals"].threshold, text.language),
        "local_threshold": number(indicators["local_cases"].threshold, text.language),
        "few": number(UNRELIABLE_BELOW, text.language),
        **{f"mark_{status}": mark for status, mark in {**MARKS, "unreliable": UNRELIABLE}.items()},
        **{f"{name}_breaks": ", ".join(f"{each:g}" for each in lower) for name, lower in breaks.items()},
    }


def _release_parts(dataset: Dataset, text: Text) -> dict[str, str]:
    hidden = int((dataset.observations["status"] == "hidden").sum())
    released, named = release_words(dataset.release, text), " ".join(sources(dataset, text))
    citation = text("methods.citation", title=site().title[text.language], released=released, sources=named)
    return {
        "sources": f"<p>{escape(released)}</p>{_table(dataset, text)}{_held_back(dataset, text)}",
        "residents": escape(residents_words(dataset, text)),
        "hidden": f"<p>{escape(text('methods.hidden', count=number(hidden, text.language)))}</p>",
        "citation": f"<blockquote><p>{escape(citation)}</p></blockquote>",
    }


def _held_back(dataset: Dataset, text: Text) -> str:
    """Return which figures are shown as they were before a correction; empty where none is."""
    held = [entry.partition(":") for entry in dataset.manifest.get("held_back", [])]
    if not held:
        return ""
    named = [
        ", ".join(filter(None, (text(f"indicator.{indicator}.name"), year and period(year, text))))
        for indicator, _, year in held
    ]
    return f"<p>{escape(text('methods.held', held='; '.join(named)))}</p>"


def _table(dataset: Dataset, text: Text) -> str:
    caption = escape(text("methods.source.caption"))
    heads = "".join(f'<th scope="col">{escape(text(f"methods.source.{column}"))}</th>' for column in COLUMNS)
    rows = "".join(_row(source, _edition(dataset, source, text), text) for source in dataset.manifest["sources"])
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{caption}"><table class="figures sources">'
        f"<caption>{caption}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _edition(dataset: Dataset, source: dict, text: Text) -> str:
    """Return which edition a source is and how it came here; of the residents, which years are of which."""
    name, obtained = source["file"].removesuffix(".csv"), source.get("obtained", "")
    if name == CASES:
        return text(f"methods.source.{name}.edition")
    known = Edition(published(source), until(source), None, ())
    of_residents = editions_of_residents(dataset, text) if name == "population" else ""
    said = f"{capital(of_residents or edition_words(known, text))}."
    if not known.published and name != "population":
        said = f"{text('methods.source.unstated')} {said}"
    key = next((key for start, key in OBTAINED.items() if obtained.startswith(start)), "")
    shown = escape(said)
    for edition in map(escape, estimates(dataset)):
        shown = shown.replace(edition, f'<cite lang="en">{edition}</cite>')
    how = escape(text(f"methods.obtained.{key}")) if key else f'<span lang="en">{escape(obtained)}</span>'
    return f"{shown} {how}" if obtained else shown


def _row(source: dict, edition: str, text: Text) -> str:
    """Return one source; the wording may hold HTML. The title of a publication stays in English unless we name it."""
    name = source["file"].removesuffix(".csv")
    first, last = source["covers"]
    said = {part: text(f"methods.source.{name}.{part}") for part in ("figures", "checked")}
    publisher = escape(text(f"methods.publisher.{source['publisher']}"))
    ours = f"methods.source.{name}.publication"
    publication = escape(text(ours)) if text.has(ours) else f'<cite lang="en">{escape(source["publication"])}</cite>'
    cells = (
        f"{publisher}, {publication}",
        edition,
        escape(f"{period(first, text)} – {period(last, text)}"),
        said["checked"],
    )
    words = "".join(f'<td class="words">{cell}</td>' for cell in cells)
    return f'<tr><th scope="row">{said["figures"]}</th>{words}</tr>'
