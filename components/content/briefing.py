"""The page of a briefing as HTML: what it is for, its steps, the meeting view, the files and the keys."""

from __future__ import annotations

from html import escape

from components.address.visit import Visit, instead_html, stays_html
from components.briefing.changes_step import earlier_releases
from components.briefing.request import KINDS, WORDS, BriefingRequest, read_briefing
from components.briefing.steps import STEPS, step_ids
from components.charts.overview import newest_instead
from components.content.block import Block, Choice, Group, Html, Steps, choice, style
from components.content.request import PageRequest
from components.opendata.releases import release_name
from components.wording.text import Text

# What the keys do, and their names; a name with a dot in it is a wording.
KEYS = {
    "next": ("→", "↓", "Page Down", "meeting.key.space"),
    "previous": ("←", "↑", "Page Up"),
    "ends": ("Home", "End"),
    "notes": ("N",),
    "blank": ("B", "."),
    "full": ("F",),
    "help": ("?",),
    "escape": ("Esc",),
}


def blocks(request: PageRequest) -> tuple[Block, ...]:
    """Return the page: languages, steps and their order; then the meeting view and the files."""
    visit, text = request.visit, request.text
    asked = read_briefing(request.dataset, {**request.parameters, "area": visit.view.area, "lang": text.language})
    return (
        style("briefing.css"),
        Html(opening(asked, visit)),
        Group("briefing-choices", choices(asked, text)),
        steps_choice(asked),
        Html(ways(asked, text)),
    )


def keys_html(text: Text) -> str:
    """Return what each key does, as a list of terms."""
    rows = "".join(
        f"<div><dt>{' '.join(_key(key, text) for key in keys)}</dt><dd>{escape(text(f'meeting.key.{name}'))}</dd></div>"
        for name, keys in KEYS.items()
    )
    return f'<dl class="keys">{rows}</dl>'


def _key(key: str, text: Text) -> str:
    """Return a key as it is written on a keyboard, which is in English; only the space bar has no writing."""
    if key.startswith("meeting."):
        return f"<kbd>{escape(text(key))}</kbd>"
    return f'<kbd lang="en">{escape(key)}</kbd>'


MEETING = "/meeting"
# The title of one step is a sentence of another page.
TITLES = {"act": "overview.call.title"}


def opening(asked: BriefingRequest, visit: Visit) -> str:
    """Return the heading, what the page is for, and what of the address was not understood or is not shown."""
    text = visit.text
    # The frame of the page says so of the area and the language.
    unclear = set(asked.unknown) - {"area", "lang"}
    lines = (text("site.unknown.option") if unclear else "", newest_instead(asked.dataset, visit, asked.area))
    notice = "".join(map(instead_html, lines))
    return (
        f'<h1>{escape(text("briefing.title"))}</h1>{notice}<p class="lead">{escape(text("meeting.lead"))}</p>'
        f"<h2>{escape(text('meeting.choose'))}</h2>"
    )


def choices(asked: BriefingRequest, text: Text) -> tuple[Choice, ...]:
    """Return the choice of the languages, and of the release to compare with where there are several."""
    wording = lambda code: text(f"meeting.words.{code}")  # noqa: E731 - as choice asks for it
    found = [choice("words", WORDS, asked.words, label=text("meeting.words"), wording=wording)]
    earlier = earlier_releases(asked.dataset)
    if "changes" in asked.steps and len(earlier) > 1:
        named = lambda code: release_name(code, text)  # noqa: E731 - as choice asks for it
        since = asked.since or earlier[0]
        found.append(choice("since", earlier, since, label=text("meeting.since"), wording=named))
    return tuple(found)


def steps_choice(asked: BriefingRequest) -> Steps:
    """Return the steps there are for the area, those of the briefing first."""
    there = step_ids(asked.dataset, asked.area, asked=STEPS)
    left_out = [id for id in there if id not in asked.steps]
    return Steps((*asked.steps, *left_out), asked.steps, step_ids(asked.dataset, asked.area))


def steps_form(text: Text) -> str:
    """Return every step there is, with a box to tick and two buttons; ``assets/briefing.js`` puts them in order."""
    items = "".join(_step(id, text(TITLES.get(id, f"briefing.{id}.title")), text) for id in STEPS)
    return (
        f'<form class="briefing-steps" data-place="{escape(text("meeting.place"))}" '
        f'data-last="{escape(text("meeting.last"))}"><fieldset><legend>{escape(text("meeting.steps"))}</legend>'
        f'<p class="quiet">{escape(text("meeting.steps.words"))}</p><ol>{items}</ol>'
        f'<p class="after"><button type="button" data-usual>{escape(text("meeting.usual"))}</button> '
        f'<span role="status"></span></p></fieldset></form>'
    )


def ways(asked: BriefingRequest, text: Text) -> str:
    """Return the way to the meeting view and to each of the files, and the keys."""
    query = escape(asked.query())
    files = "".join(
        f'<li><a href="/pack/{name}?{query}" download data-pack>{escape(text(f"meeting.file.{name}"))}</a></li>'
        for name in KINDS
    )
    said = " ".join(f'data-{name}="{escape(text(f"meeting.{name}"))}"' for name in ("making", "made", "failed"))
    return (
        f'<p class="open-meeting"><a href="{MEETING}?{query}">{escape(text("meeting.open"))}</a></p>'
        f"<p>{escape(text('meeting.open.words'))}</p>"
        f"<section><h2>{escape(text('meeting.files'))}</h2><p>{escape(text('meeting.files.words'))}</p>"
        f'<ul class="pack-files" {said}>{files}</ul><p class="pack-status" role="status"></p>'
        f"{stays_html(text)}</section>"
        f'<section class="meeting-keys"><h2>{escape(text("meeting.keys"))}</h2>'
        f"<p>{escape(text('meeting.keys.words'))}</p>{keys_html(text)}</section>"
    )


def _step(id: str, title: str, text: Text) -> str:
    moves = "".join(
        f'<button type="button" data-move="{way}">{escape(text(f"meeting.{name}"))}'
        f'<span class="hidden-words">: {escape(title)}</span></button>'
        for way, name in (("-1", "up"), ("1", "down"))
    )
    box = f'<label><input type="checkbox" value="{id}"> <span>{escape(title)}</span></label>'
    return f'<li data-step="{id}">{box}{moves}</li>'
