"""One screen of a meeting view as HTML: title, what is said, numbers, drawings, lists, notes and source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

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


def cover_html(covers: Sequence[Cover], texts: Sequence[Text], *, place: str) -> str:
    """Return the first screen: what the briefing is about, in each language."""
    sides = "".join(
        f'<div class="side" lang="{text.language}"><{tag} class="title" tabindex="-1">{escape(cover.title)}</{tag}>'
        f'<p class="area">{escape(cover.area)}</p><p class="when">{escape(cover.when)}</p>'
        f'<p class="owner">{escape(cover.owner)}</p></div>'
        for cover, text, tag in zip(covers, texts, ("h1", "h2"), strict=False)
    )
    foot = _foot([release_words(covers[0].release, texts[0])], texts[:1], place)
    return f'<section class="screen cover" id="start"><div class="sides">{sides}</div>{foot}</section>'


def screen_html(screen: Screen, covers: Sequence[Cover], texts: Sequence[Text], *, place: str) -> str:
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
    sides = "".join(_side(screen, face, text) for face, text in faces)
    release = covers[0].release
    notes = "".join(_notes(face, text, release) for face, text in faces)
    sources = [with_release(_cited(face), release, text) for face, text in faces]
    spoken = escape(texts[0]("meeting.key.notes"))
    return (
        f'<section class="screen step-{screen.faces[0].step.id}" id="{screen.id}" aria-labelledby="{screen.id}-title">'
        f'<div class="sides" style="{_rows(screen)}">{sides}</div>'
        f'<div class="notes" role="group" aria-label="{spoken}">{notes}</div>'
        f"{_foot(sources, texts, place)}</section>"
    )


def _rows(screen: Screen) -> str:
    """Return how what stands in two languages is put in rows, so that each thing stands beside its twin."""
    face = screen.faces[0]
    before = 1 if face.shown or (face.lists and screen.part > 1) else 1 + len(face.step.said)
    rows = ["auto"] * before + ["auto", "minmax(0, 1fr)"] * len(face.shown)
    if face.step.cards or face.lists:
        rows.append("minmax(0, 1fr)")
    return f"--rows: {' '.join(rows)}; --count: {len(rows)}"


def _side(screen: Screen, face: Face, text: Text) -> str:
    step = face.step
    id = f' id="{screen.id}-title"' if face is screen.faces[0] else ""
    title = escape(step.title)
    if screen.parts > 1:
        title = f"{title} <small>{escape(text('meeting.step', step=screen.part, steps=screen.parts))}</small>"
    said = "" if face.shown or (face.lists and screen.part > 1) else "".join(_said(each) for each in step.said)
    return (
        f'<div class="side" lang="{text.language}"><h2 class="title"{id} tabindex="-1">{title}</h2>{said}'
        f"{_cards(step.cards)}{_figures(face.shown, text)}{_lists(face.lists, step.english)}</div>"
    )


def _said(words: str) -> str:
    """Return a paragraph whose first sentence is the largest."""
    parts = SENTENCES.split(words)
    first = parts.pop(0)
    while parts and len(first) < FIRST_LEAST:
        first += f" {parts.pop(0)}"
    rest = f" <span>{escape(' '.join(parts))}</span>" if parts else ""
    long = " long" if len(words) > LONG else ""
    return f'<p class="said{long}"><b>{escape(first)}</b>{rest}</p>'


def _cards(cards: Sequence[Card]) -> str:
    if not cards:
        return ""
    items = "".join(
        f'<div class="number"><h3>{escape(card.title)}</h3><p class="big">{escape(card.big)}</p>'
        f'<p class="unit">{escape(card.unit)}</p><p class="sentence">{escape(card.chart.sentence)}</p></div>'
        for card in cards
    )
    return f'<div class="numbers-large" style="--cards: {len(cards)}">{items}</div>'


def _figures(shown: Sequence[Exhibited], text: Text) -> str:
    if not shown:
        return ""
    return f'<div class="figures-large">{"".join(_figure(each, text) for each in shown)}</div>'


def _figure(shown: Exhibited, text: Text) -> str:
    chart = shown.chart
    marks = " · ".join(f"{mark} {said}" for mark, said in mark_meanings(chart.table, text).items())
    marked = f'<p class="marks">{escape(marks)}</p>' if marks else ""
    drawn = _drawn(chart, text, shown.name) if chart.is_drawn else ""
    return (
        f'<div class="shown"><div class="words">{_said(chart.sentence)}</div>'
        f'<div class="visual"><h3>{escape(chart.table.caption)}</h3>'
        f'{drawn}<div class="under">{table_details(chart.table, text)}{marked}</div>'
        "</div></div>"
    )


def _drawn(chart: Chart, text: Text, name: str) -> str:
    """Return a drawing with its alternative text and how high it is for its width; its patterns get their own names."""
    prefix = f"{name.replace('.', '-')}-{text.language}-"
    whole = drawing(chart.figure, text.language, width=WIDTH)
    if isinstance(chart.figure, MapFigure):
        # The legend of a map is drawn by itself, since its letters would be too small beside the areas.
        kind, drawn = "drawn map", "".join(_svg(part, prefix) for part in map_parts(chart.figure, text.language))
    else:
        kind, drawn = "drawn", _svg(whole, prefix)
    said = f'role="img" aria-label="{escape(chart.alt)}" style="--ratio: {whole.ratio:.3f}"'
    return f'<div class="{kind}" {said}>{drawn}</div>'


def _svg(part: Svg, prefix: str) -> str:
    fonts = f'font-size="14" fill="{theme.INK}" preserveAspectRatio="xMidYMin" aria-hidden="true"'
    content = with_own_names(part.content, prefix)
    return f'<svg {NAMESPACE} viewBox="{part.box}" {fonts}>{content}</svg>'


def _lists(lists: Sequence[Listed], english: Sequence[str]) -> str:
    if not lists:
        return ""
    items = "".join(
        f'<div class="listed">{f"<h3>{escape(each.title)}</h3>" if each.title else ""}'
        f"<ul>{''.join(_line(line, english) for line in each.lines)}</ul></div>"
        for each in lists
    )
    return f'<div class="lists-large">{items}</div>'


def _line(words: str, english: Sequence[str]) -> str:
    """Return a line; what it begins with and a colon stands out, and names in English are said to be English."""
    head, colon, rest = words.partition(": ")
    if not colon or len(head) >= 4 * FIRST_LEAST // 3 or re.search(r"[.,;]", head):
        return f"<li>{_named(words, english)}</li>"
    return f"<li><b>{_named(head, english)}:</b> {_named(rest, english)}</li>"


def _named(words: str, english: Sequence[str]) -> str:
    if not english:
        return escape(words)
    # Of two names of which one begins the other, the longer is meant.
    names = "|".join(re.escape(name) for name in sorted(english, key=len, reverse=True))
    parts = re.split(rf"\b({names})\b", words)
    return "".join(f'<span lang="en">{escape(part)}</span>' if i % 2 else escape(part) for i, part in enumerate(parts))


def _cited(face: Face) -> tuple[str, ...]:
    """Return what the foot of a screen names of the sources of what it shows; its notes have the whole of them."""
    charts = [each.chart for each in face.shown] or face.step.charts
    return tuple(dict.fromkeys(chart.table.cited or chart.table.source for chart in charts)) or face.step.sources


def _notes(face: Face, text: Text, release: str) -> str:
    title, source = escape(text("meeting.key.notes")), escape(with_release(face.step.sources, release, text))
    return (
        f'<div class="side" lang="{text.language}"><h3>{title}</h3>{listed(face.step.notes)}'
        f'<p class="source">{source}</p></div>'
    )


def _foot(sources: Sequence[str], texts: Sequence[Text], place: str) -> str:
    said = "".join(f'<p lang="{text.language}">{escape(said)}</p>' for said, text in zip(sources, texts, strict=True))
    return f'<div class="foot"><div class="sources">{said}</div><p class="place">{escape(place)}</p></div>'
