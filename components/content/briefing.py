"""The page of a briefing as HTML: what it is for, its steps, the meeting view, the files and the keys."""

from __future__ import annotations

from markupsafe import Markup

from components.address.assets import style
from components.address.visit import Visit, instead_html, stays_html
from components.briefing.changes_step import earlier_releases
from components.briefing.request import KINDS, WORDS, BriefingRequest, read_briefing
from components.briefing.steps import STEPS, step_ids
from components.charts.overview import newest_instead
from components.content.block import Block, Choice, Group, Html, Steps, choice
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
        Html(style("briefing.css")),
        Html(opening(asked, visit)),
        Group("briefing-choices", choices(asked, text)),
        steps_choice(asked),
        Html(ways(asked, text)),
    )


def keys_html(text: Text) -> Markup:
    """Return what each key does, as a list of terms."""
    rows = Markup().join(
        Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(
            Markup(" ").join(_key(key, text) for key in keys), text(f"meeting.key.{name}")
        )
        for name, keys in KEYS.items()
    )
    return Markup('<dl class="keys">{}</dl>').format(rows)


def _key(key: str, text: Text) -> Markup:
    """Return a key as it is written on a keyboard, which is in English; only the space bar has no writing."""
    if key.startswith("meeting."):
        return Markup("<kbd>{}</kbd>").format(text(key))
    return Markup('<kbd lang="en">{}</kbd>').format(key)


MEETING = "/meeting"
# The title of one step is a sentence of another page.
TITLES = {"act": "overview.call.title"}


def opening(asked: BriefingRequest, visit: Visit) -> Markup:
    """Return the heading, what the page is for, and what of the address was not understood or is not shown."""
    text = visit.text
    # The frame of the page says so of the area and the language.
    unclear = set(asked.unknown) - {"area", "lang"}
    lines = (text("site.unknown.option") if unclear else "", newest_instead(asked.dataset, visit, asked.area))
    notice = Markup().join(map(instead_html, lines))
    return Markup('<h1>{title}</h1>{notice}<p class="lead">{lead}</p><h2>{choose}</h2>').format(
        title=text("briefing.title"), notice=notice, lead=text("meeting.lead"), choose=text("meeting.choose")
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


def steps_form(text: Text) -> Markup:
    """Return every step there is, with a box to tick and two buttons; ``assets/briefing.js`` puts them in order."""
    items = Markup().join(_step(id, step_title(id, text), text) for id in STEPS)
    return Markup(
        '<form class="briefing-steps" data-place="{place}" '
        'data-last="{last}"><fieldset><legend>{steps}</legend><p class="quiet">{words}</p><ol>{items}</ol>'
        '<p class="after"><button type="button" data-usual>{usual}</button> '
        '<span role="status"></span></p></fieldset></form>'
    ).format(
        place=text("meeting.place"),
        last=text("meeting.last"),
        steps=text("meeting.steps"),
        words=text("meeting.steps.words"),
        items=items,
        usual=text("meeting.usual"),
    )


def ways(asked: BriefingRequest, text: Text) -> Markup:
    """Return the way to the meeting view and to each of the files, and the keys."""
    query = asked.query()
    files = Markup().join(
        Markup('<li><a href="/pack/{}?{}" download data-pack>{}</a></li>').format(
            name, query, text(f"meeting.file.{name}")
        )
        for name in KINDS
    )
    said = Markup(" ").join(
        Markup('data-{}="{}"').format(name, text(f"meeting.{name}")) for name in ("making", "made", "failed")
    )
    return Markup(
        '<p class="open-meeting"><a href="{meeting}?{query}">{open}</a></p><p>{open_words}</p>'
        "<section><h2>{meeting_files}</h2><p>{files_words}</p>"
        '<ul class="pack-files" {said}>{files}</ul><p class="pack-status" role="status"></p>{stays}</section>'
        '<section class="meeting-keys"><h2>{meeting_keys}</h2><p>{keys_words}</p>{keys_html}</section>'
    ).format(
        meeting=MEETING,
        query=query,
        open=text("meeting.open"),
        open_words=text("meeting.open.words"),
        meeting_files=text("meeting.files"),
        files_words=text("meeting.files.words"),
        said=said,
        files=files,
        stays=stays_html(text),
        meeting_keys=text("meeting.keys"),
        keys_words=text("meeting.keys.words"),
        keys_html=keys_html(text),
    )


def step_title(id: str, text: Text) -> str:
    """Return what a step is called."""
    return text(TITLES.get(id, f"briefing.{id}.title"))


def _step(id: str, title: str, text: Text) -> Markup:
    moves = Markup().join(
        Markup('<button type="button" data-move="{}">{}<span class="hidden-words">: {}</span></button>').format(
            way, text(f"meeting.{name}"), title
        )
        for way, name in (("-1", "up"), ("1", "down"))
    )
    box = Markup('<label><input type="checkbox" value="{}"> <span>{}</span></label>').format(id, title)
    return Markup('<li data-step="{}">{}{}</li>').format(id, box, moves)
