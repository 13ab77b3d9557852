"""One screen of a meeting view as HTML: title, what is said, numbers, drawings, lists, notes and source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from components.briefing.step import Cover, Exhibited, Listed
from components.charts.overview import Card
from components.drawing import theme
from components.drawing.chart import Chart
from components.drawing.map.figure import MapFigure
from components.drawing.map.sheet import map_parts
from components.drawing.picture import drawing, with_own_names
from components.drawing.svg import NAMESPACE, Svg
from components.drawing.table import mark_meanings, table_details
from components.guidance.blocks import listed
from components.wording.sources import release_words, with_release
from components.wording.text import Text
from web.meeting.screens import Face, Screen

# Narrower than on a page: laid out so and drawn large, its letters can be read from further away.
WIDTH = 620
# A shorter first sentence names only what is spoken of.
FIRST_LEAST = 28
# What is longer is said in smaller letters after its first sentence.
LONG = 240
SENTENCES = re.compile(r"(?<=[.!?]) +(?=\S)")


def cover_html(covers: Sequence[Cover], texts: Sequence[Text], *, place: str) -> Markup:
    """Return the first screen: what the briefing is about, in each language."""
    side = Markup(
        '<div class="side" lang="{language}"><{tag} class="title" tabindex="-1">{cover.title}</{tag}>'
        '<p class="area">{cover.area}</p><p class="when">{cover.when}</p><p class="owner">{cover.owner}</p></div>'
    )
    sides = _all(
        side.format(language=text.language, tag=tag, cover=cover)
        for cover, text, tag in zip(covers, texts, ("h1", "h2"), strict=False)
    )
    foot = _foot([release_words(covers[0].release, texts[0])], texts[:1], place)
    return Markup('<section class="screen cover" id="start"><div class="sides">{}</div>{}</section>').format(
        sides, foot
    )


def screen_html(screen: Screen, covers: Sequence[Cover], texts: Sequence[Text], *, place: str) -> Markup:
    """Return one screen.

    Parameters
    ----------
    screen : Screen
    covers : sequence of Cover
        Whose release stands at the foot of every screen.
    texts : sequence of Text
        The languages, as in ``screen.faces``.
    place : str
        Which of the screens it is, in words.
    """
    faces = list(zip(screen.faces, texts, strict=True))
    release = covers[0].release
    sources = [with_release(_cited(face), release, text) for face, text in faces]
    return Markup(
        '<section class="screen step-{step}" id="{id}" aria-labelledby="{id}-title">'
        '<div class="sides" style="{rows}">{sides}</div>'
        '<div class="notes" role="group" aria-label="{spoken}">{notes}</div>{foot}</section>'
    ).format(
        step=screen.faces[0].step.id,
        id=screen.id,
        rows=_rows(screen),
        sides=_all(_side(screen, face, text) for face, text in faces),
        spoken=texts[0]("meeting.key.notes"),
        notes=_all(_notes(face, text, release) for face, text in faces),
        foot=_foot(sources, texts, place),
    )


def _all(parts: Iterable[Markup]) -> Markup:
    return Markup("").join(parts)


def _rows(screen: Screen) -> str:
    """Return how what stands in two languages is put in rows, so that each thing stands beside its twin."""
    face = screen.faces[0]
    before = 1 if face.shown or (face.lists and screen.part > 1) else 1 + len(face.step.said)
    rows = ["auto"] * before + ["auto", "minmax(0, 1fr)"] * len(face.shown)
    if face.step.cards or face.lists:
        rows.append("minmax(0, 1fr)")
    return f"--rows: {' '.join(rows)}; --count: {len(rows)}"


def _side(screen: Screen, face: Face, text: Text) -> Markup:
    step = face.step
    id = Markup(' id="{}-title"').format(screen.id) if face is screen.faces[0] else ""
    title: str = step.title
    if screen.parts > 1:
        part = text("meeting.step", step=screen.part, steps=screen.parts)
        title = Markup("{} <small>{}</small>").format(title, part)
    said = [] if face.shown or (face.lists and screen.part > 1) else map(_said, step.said)
    return Markup('<div class="side" lang="{}"><h2 class="title"{} tabindex="-1">{}</h2>{}{}{}{}</div>').format(
        text.language,
        id,
        title,
        _all(said),
        _cards(step.cards),
        _figures(face.shown, text),
        _lists(face.lists, step.english),
    )


def _said(words: str) -> Markup:
    """Return a paragraph whose first sentence is the largest."""
    parts = SENTENCES.split(words)
    first = parts.pop(0)
    while parts and len(first) < FIRST_LEAST:
        first += f" {parts.pop(0)}"
    rest = Markup(" <span>{}</span>").format(" ".join(parts)) if parts else ""
    long = " long" if len(words) > LONG else ""
    return Markup('<p class="said{}"><b>{}</b>{}</p>').format(long, first, rest)


def _cards(cards: Sequence[Card]) -> Markup:
    if not cards:
        return Markup("")
    one = Markup(
        '<div class="number"><h3>{card.title}</h3><p class="big">{card.big}</p>'
        '<p class="unit">{card.unit}</p><p class="sentence">{card.chart.sentence}</p></div>'
    )
    items = _all(one.format(card=card) for card in cards)
    return Markup('<div class="numbers-large" style="--cards: {}">{}</div>').format(len(cards), items)


def _figures(shown: Sequence[Exhibited], text: Text) -> Markup:
    if not shown:
        return Markup("")
    return Markup('<div class="figures-large">{}</div>').format(_all(_figure(each, text) for each in shown))


def _figure(shown: Exhibited, text: Text) -> Markup:
    chart = shown.chart
    marks = " · ".join(f"{mark} {said}" for mark, said in mark_meanings(chart.table, text).items())
    return Markup(
        '<div class="shown"><div class="words">{said}</div><div class="visual"><h3>{caption}</h3>'
        '{drawn}<div class="under">{table}{marked}</div></div></div>'
    ).format(
        said=_said(chart.sentence),
        caption=chart.table.caption,
        drawn=_drawn(chart, text, shown.name) if chart.is_drawn else "",
        table=Markup(table_details(chart.table, text)),
        marked=Markup('<p class="marks">{}</p>').format(marks) if marks else "",
    )


def _drawn(chart: Chart, text: Text, name: str) -> Markup:
    """Return a drawing with its alternative text and how high it is for its width; its patterns get their own names."""
    prefix = f"{name.replace('.', '-')}-{text.language}-"
    whole = drawing(chart.figure, text.language, width=WIDTH)
    if isinstance(chart.figure, MapFigure):
        # The legend of a map is drawn by itself, since its letters would be too small beside the areas.
        kind, drawn = "drawn map", _all(_svg(part, prefix) for part in map_parts(chart.figure, text.language))
    else:
        kind, drawn = "drawn", _svg(whole, prefix)
    return Markup('<div class="{}" role="img" aria-label="{}" style="--ratio: {:.3f}">{}</div>').format(
        kind, chart.alt, whole.ratio, drawn
    )


def _svg(part: Svg, prefix: str) -> Markup:
    fonts = f'font-size="14" fill="{theme.INK}" preserveAspectRatio="xMidYMin" aria-hidden="true"'
    content = with_own_names(part.content, prefix)
    return Markup(f'<svg {NAMESPACE} viewBox="{part.box}" {fonts}>{content}</svg>')


def _lists(lists: Sequence[Listed], english: Sequence[str]) -> Markup:
    if not lists:
        return Markup("")
    items = _all(
        Markup('<div class="listed">{}<ul>{}</ul></div>').format(
            Markup("<h3>{}</h3>").format(each.title) if each.title else "",
            _all(_line(line, english) for line in each.lines),
        )
        for each in lists
    )
    return Markup('<div class="lists-large">{}</div>').format(items)


def _line(words: str, english: Sequence[str]) -> Markup:
    """Return a line; what it begins with and a colon stands out, and names in English are said to be English."""
    head, colon, rest = words.partition(": ")
    if not colon or len(head) >= 4 * FIRST_LEAST // 3 or re.search(r"[.,;]", head):
        return Markup("<li>{}</li>").format(_named(words, english))
    return Markup("<li><b>{}:</b> {}</li>").format(_named(head, english), _named(rest, english))


def _named(words: str, english: Sequence[str]) -> Markup:
    if not english:
        return escape(words)
    # Of two names of which one begins the other, the longer is meant.
    names = "|".join(re.escape(name) for name in sorted(english, key=len, reverse=True))
    parts = re.split(rf"\b({names})\b", words)
    name = Markup('<span lang="en">{}</span>')
    return _all(name.format(part) if place % 2 else escape(part) for place, part in enumerate(parts))


def _cited(face: Face) -> tuple[str, ...]:
    """Return what the foot of a screen names of the sources of what it shows; its notes have the whole of them."""
    charts = [each.chart for each in face.shown] or face.step.charts
    return tuple(dict.fromkeys(chart.table.cited or chart.table.source for chart in charts)) or face.step.sources


def _notes(face: Face, text: Text, release: str) -> Markup:
    return Markup('<div class="side" lang="{}"><h3>{}</h3>{}<p class="source">{}</p></div>').format(
        text.language,
        text("meeting.key.notes"),
        Markup(listed(face.step.notes)),
        with_release(face.step.sources, release, text),
    )


def _foot(sources: Sequence[str], texts: Sequence[Text], place: str) -> Markup:
    line = Markup('<p lang="{}">{}</p>')
    said = _all(line.format(text.language, source) for source, text in zip(sources, texts, strict=True))
    return Markup('<div class="foot"><div class="sources">{}</div><p class="place">{}</p></div>').format(said, place)
