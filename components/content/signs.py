"""The signs page as HTML: light, printable, every sign readable without opening anything.

The page stands in the first response too (``web/first_response.py``), so what is written here knows nothing of
Streamlit: addresses come from ``link``, figures from the caller.
"""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable, Mapping
from functools import cache
from typing import Any

import pandas as pd
from markupsafe import Markup

from components.charts.categories import category_name
from components.charts.series import newest_series
from components.content.block import Block, Html, html_blocks
from components.content.request import PageRequest
from components.content.snippets import heading
from components.guidance.blocks import Link, advice_list, call_box, dial_by_name, icon, listed, next_steps
from components.guidance.entries import find
from components.guidance.registry import (
    KINDS_OF_PLACE,
    Setting,
    SignGroup,
    advice,
    contact,
    general_signs,
    places,
    settings,
)
from components.wording import describe
from components.wording.format import mark, number, period
from components.wording.text import NOTHING, Text
from data.languages import languages
from data.load import Dataset, PublishedDataError
from data.register import register
from data.views import View, by_category, newest_periods
from geo.areas import areas

# Longer texts are cut: nobody types them, and the answer stays immediate.
LONGEST = 200


def blocks(request: PageRequest) -> tuple[Block, ...]:
    """Return the page: a search, signs anywhere, signs by setting, and what to do and not to do."""
    text, link = request.text, request.link
    figures, figure = _figures(request)
    return (
        Html(opening(text, link=link)),
        Html(general(text)),
        Html(by_setting(text, link=link, figures=figures)),
        Html(acting(text, link=link)),
        *html_blocks(figure),
        Html(call_box(text)),
    )


def _figures(request: PageRequest) -> tuple[Mapping[str, Markup], Markup]:
    """Return the figures beside the settings and the one of the area; none where they cannot be read."""
    text = request.text
    try:
        dataset = request.dataset
        area = request.visit.about(dataset, INDICATOR).area
        figures = figures_by_type(dataset, area, text, link=request.link("people"))
        return figures, local_figure(dataset, area, text, link=request.link("overview"))
    except PublishedDataError:
        # The guidance stands without its figures.
        return {}, NOTHING


@cache
def finder(text: Text) -> Markup:
    """Return the box to type in, the choice of a place, and where the answer is said."""
    chips = Markup().join(
        Markup('<label><input type="radio" name="place" value="{}">{}<span>{}</span></label>').format(
            place.id, icon(place.id), place.title[text.language]
        )
        for place in places()
    )
    anywhere = Markup('<label><input type="radio" name="place" value="" checked><span>{}</span></label>').format(
        text("signs.find.anywhere")
    )
    most = len(settings()) + len(general_signs())
    counts = [text("signs.find.none")] + [
        text.plural("signs.find.found", count, count=count) for count in range(1, most + 1)
    ]
    said = json.dumps(counts, ensure_ascii=False)
    return Markup(
        '<form class="finder" role="search" data-find{first_letters} autocomplete="off"><label class="words">{words}'
        '<input type="search" name="words" maxlength="{longest}" spellcheck="false"></label>'
        '<p class="quiet">{private}</p>'
        '<fieldset class="chips"><legend>{place}</legend>{anywhere}{chips}</fieldset>'
        '<p class="found" role="status" tabindex="-1" data-counts="{said}" data-some="{some}"></p>'
        '<button type="reset" hidden>{clear}</button></form>'
    ).format(
        first_letters=_first_letters(text),
        words=text("signs.find.words"),
        longest=LONGEST,
        private=text("signs.find.private"),
        place=text("signs.find.place"),
        anywhere=anywhere,
        chips=chips,
        said=said,
        some=text("signs.find.some"),
        clear=text("signs.find.clear"),
    )


def _first_letters(text: Text) -> Markup:
    """Return the attribute that says which first letters the grammar of a language changes; empty for one of none."""
    changed = {now: list(before) for now, before in languages()[text.language].first_letters.items()}
    said = json.dumps(changed, ensure_ascii=False, separators=(",", ":"))
    return Markup(' data-first="{}"').format(said) if changed else NOTHING


def found_by(words: str, *, places: Iterable[str] = ()) -> Markup:
    """Return the attributes by which a part of the page is found: further words, and where it may be noticed."""
    return Markup(' data-words="{}" data-places="{}"').format(words, " ".join(places))


def opening(text: Text, *, link: Link) -> Markup:
    """Return the heading, the sentence that stands before all signs, the helper, and the ways to find a sign."""
    tiles = Markup().join(
        Markup('<li><a href="#{}">{}<span>{}</span></a></li>').format(
            setting.id, icon(setting.id), setting.title[text.language]
        )
        for setting in settings()
    )
    return Markup(
        '{heading}{next_steps}{finder}<nav class="places" aria-label="{settings}"><ul>{tiles}</ul></nav>'
    ).format(
        heading=heading("signs", text),
        next_steps=next_steps(("seen", "report"), text, link=link),
        finder=finder(text),
        settings=text("signs.settings"),
        tiles=tiles,
    )


@cache
def general(text: Text) -> Markup:
    """Return the signs that may be noticed anywhere."""
    groups = Markup().join(
        _group(group, text, found=found_by(group.summary[text.language])) for group in general_signs()
    )
    title = text("signs.general")
    return Markup('<section data-part><h2 id="general">{}</h2><div class="sign-grid">{}</div></section>').format(
        title, groups
    )


def by_setting(text: Text, *, link: Link, figures: Mapping[str, Markup] | None = None) -> Markup:
    """Return the signs of each setting: what else it can be, what to do and never to do, and whom to call.

    Parameters
    ----------
    text : Text
    link : callable
        Returns the address of a page by its id.
    figures : mapping of str to Markup, optional
        The local figures, as ``signs.figures_by_type``; none before the figures have been read.
    """
    entries = Markup().join(_setting(setting, text, link=link, figures=figures or {}) for setting in settings())
    title, about = text("signs.settings"), (figures or {}).get("", NOTHING)
    return Markup('<section data-part><h2 id="settings">{}</h2>{}<div class="sign-grid">{}</div></section>').format(
        title, about, entries
    )


def acting(text: Text, *, link: Link) -> Markup:
    """Return what to do and what not to do under their common heading, and how to pass it on."""
    lists = Markup().join(advice_list(advice(name), text) for name in ("do", "do_not", "note"))
    return Markup(
        '<section><h2 id="act">{act}</h2><div class="advice-grid">{lists}</div></section>'
        "<section><h2>{pass_on}</h2>{next_steps}</section>"
    ).format(
        act=text("signs.act"),
        lists=lists,
        pass_on=text("signs.pass_on"),
        next_steps=next_steps(("practice", "posters"), text, link=link),
    )


def _setting(setting: Setting, text: Text, *, link: Link, figures: Mapping[str, Markup]) -> Markup:
    language = text.language
    types = ", ".join(text(f"signs.type.{each}") for each in setting.types)
    kinds = (f"setting.{setting.id}", *(f"type.{each}" for each in setting.types))
    about = Markup('<p class="quiet">{types}. <a href="{link}#{id}">{poster}</a></p>{figures}').format(
        types=text("signs.types", types=types),
        link=link("posters"),
        id=setting.id,
        poster=text("signs.poster"),
        figures=Markup().join(figures.get(each, NOTHING) for each in kinds),
    )
    found = found_by(setting.search[language], places=setting.places)
    return _group(setting, text, found=found, picture=icon(setting.id), below=_more(setting.id, text) + about)


@cache
def _more(id: str, text: Text) -> Markup:
    """Return what else a sign of a setting can be, what to do and never to do, and whom to call."""
    setting, language = find(settings(), id), text.language
    parts = Markup().join(
        Markup("<h4>{}</h4>{}").format(text(f"signs.{part}"), listed(getattr(setting, part)[language]))
        for part in ("mistaken", "do", "never")
    )
    law = Markup('<p class="quiet">{}</p>').format(setting.law[language]) if setting.law else Markup()
    unsure = Markup('<p class="quiet">{}</p>').format(text("signs.unsure")) if setting.unconfirmed else Markup()
    return Markup('<details><summary>{more}</summary>{parts}{law}{unsure}</details><p class="ways">{call}</p>').format(
        more=text("signs.more"),
        parts=parts,
        law=law,
        unsure=unsure,
        call=dial_by_name(contact(setting.contact), text),
    )


def _group(
    group: SignGroup, text: Text, *, found: Markup, picture: Markup = NOTHING, below: Markup = NOTHING
) -> Markup:
    language = text.language
    doubt = Markup() if group.is_confirmed else Markup('<p class="quiet">{}</p>').format(text("signs.unconfirmed"))
    return Markup(
        '<section class="sign-group" id="{id}"{found}><h3>{picture}{title}</h3>{listed}{doubt}{below}</section>'
    ).format(
        id=group.id,
        found=found,
        picture=picture,
        title=group.title[language],
        listed=listed(group.signs[language]),
        doubt=doubt,
        below=below,
    )


INDICATOR = "recorded_offences"
# Where a figure by place or type of exploitation can come from: the force's own cases, where it publishes them, and
# the people it referred.
FINER = (("local_cases", "setting"), ("nrm_referrals", "type"))


def local_figure(dataset: Dataset, area: str, text: Text, *, link: str) -> Markup:
    """Return the newest count of an area with what it means."""
    newest = newest_series(dataset, area=area, indicator=INDICATOR).newest
    count = mark(newest.status) if newest.value is None else number(newest.value, text.language)
    where = areas()[area].name(text.language)
    return Markup(
        '<aside class="note"><h2>{local}</h2><p>{name}, {where}, {period}: <b>{count}</b>. {meaning}</p>'
        '<p><a href="{link}">{local_more}</a></p></aside>'
    ).format(
        local=text("signs.local"),
        name=text(f"indicator.{INDICATOR}.name"),
        where=where,
        period=period(newest.view.period, text),
        count=count,
        meaning=text(f"indicator.{INDICATOR}.meaning"),
        link=link,
        local_more=text("signs.local_more"),
    )


def figures_by_type(dataset: Dataset, area: str, text: Text, *, link: str) -> dict[str, Markup]:
    """Return the newest local figures as HTML by what they are of: ``setting.care``, ``type.labour``.

    Where the force publishes its own cases, a setting has that of its kind of place. What the figures are, and what the
    marks among them mean, is under the id ``""``.
    """
    views = [
        (View(area, indicator, newest), breakdown)
        for indicator, breakdown in FINER
        for newest in newest_periods(dataset, indicator, register()[indicator].headline_kind, area)[-1:]
    ]
    shown = [(view, by_category(dataset, view, breakdown=breakdown)) for view, breakdown in views]
    figures = {
        f"{row['breakdown']}.{code}": _one(row, text, link=link)
        for _, rows in shown
        for row in rows.to_dict("records")
        for code in KINDS_OF_PLACE.get(row["category"], (row["category"],))
    }
    return {"": Markup().join(_about(dataset, view, rows, text) for view, rows in shown if len(rows)), **figures}


def _one(row: Mapping[Hashable, Any], text: Text, *, link: str) -> Markup:
    name = category_name(row["breakdown"], row["category"], text)
    count = mark(row["status"]) if pd.isna(row["value"]) else number(row["value"], text.language)
    return Markup('<p class="quiet"><a href="{}">{}</a>: <b>{}</b></p>').format(link, name, count)


def _about(dataset: Dataset, view: View, rows: pd.DataFrame, text: Text) -> Markup:
    """Return what the figures of one breakdown are, and each mark among them with its meaning."""
    missing = dict.fromkeys(rows.loc[rows["value"].isna(), "status"])
    said = text(
        "signs.figures",
        indicator=text(f"indicator.{view.indicator}.name"),
        area=areas()[view.area].name(text.language),
        period=period(view.period, text),
    )
    of_forces = describe.newest_by_force(dataset, view.indicator, text)
    words = " ".join(
        [said, *filter(None, [of_forces]), *(f"{mark(status)}: {describe.missing(status, text)}" for status in missing)]
    )
    return Markup('<p class="quiet">{}</p>').format(words)
