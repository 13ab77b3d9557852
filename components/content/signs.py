"""The signs page as HTML: light, printable, every sign readable without opening anything.

The page stands in the first response too (``web/first_response.py``), so what is written here knows nothing of
Streamlit: addresses come from ``link``, figures from the caller.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from html import escape

import pandas as pd

from components.charts.categories import category_name
from components.charts.series import newest_series
from components.content.blocks import heading
from components.guidance.blocks import Link, advice_list, dial_by_name, icon, listed, next_steps
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
from components.wording.text import Text
from data.languages import languages
from data.load import Dataset
from data.register import register
from data.views import View, by_category, newest_periods
from geo.areas import areas

# Longer texts are cut: nobody types them, and the answer stays immediate.
LONGEST = 200


def finder(text: Text) -> str:
    """Return the box to type in, the choice of a place, and where the answer is said."""
    chips = "".join(
        f'<label><input type="radio" name="place" value="{place.id}">{icon(place.id)}'
        f"<span>{escape(place.title[text.language])}</span></label>"
        for place in places()
    )
    anywhere = (
        f'<label><input type="radio" name="place" value="" checked>'
        f"<span>{escape(text('signs.find.anywhere'))}</span></label>"
    )
    most = len(settings()) + len(general_signs())
    counts = [text("signs.find.none")] + [
        text.plural("signs.find.found", count, count=count) for count in range(1, most + 1)
    ]
    said = escape(json.dumps(counts, ensure_ascii=False), quote=True)
    return (
        f'<form class="finder" role="search" data-find{_first_letters(text)} autocomplete="off">'
        f'<label class="words">{escape(text("signs.find.words"))}'
        f'<input type="search" name="words" maxlength="{LONGEST}" spellcheck="false"></label>'
        f'<p class="quiet">{escape(text("signs.find.private"))}</p>'
        f'<fieldset class="chips"><legend>{escape(text("signs.find.place"))}</legend>{anywhere}{chips}</fieldset>'
        f'<p class="found" role="status" tabindex="-1" data-counts="{said}" '
        f'data-some="{escape(text("signs.find.some"))}"></p>'
        f'<button type="reset" hidden>{escape(text("signs.find.clear"))}</button></form>'
    )


def _first_letters(text: Text) -> str:
    """Return the attribute that says which first letters the grammar of a language changes; empty for one of none."""
    changed = {now: list(before) for now, before in languages()[text.language].first_letters.items()}
    said = json.dumps(changed, ensure_ascii=False, separators=(",", ":"))
    return f' data-first="{escape(said, quote=True)}"' if changed else ""


def found_by(words: str, *, places: Iterable[str] = ()) -> str:
    """Return the attributes by which a part of the page is found: further words, and where it may be noticed."""
    return f' data-words="{escape(words, quote=True)}" data-places="{" ".join(places)}"'


def opening(text: Text, *, link: Link) -> str:
    """Return the heading, the sentence that stands before all signs, the helper, and the ways to find a sign."""
    tiles = "".join(
        f'<li><a href="#{setting.id}">{icon(setting.id)}<span>{escape(setting.title[text.language])}</span></a></li>'
        for setting in settings()
    )
    return (
        f"{heading('signs', text)}"
        f"{next_steps(('seen', 'report'), text, link=link)}{finder(text)}"
        f'<nav class="places" aria-label="{escape(text("signs.settings"))}"><ul>{tiles}</ul></nav>'
    )


def general(text: Text) -> str:
    """Return the signs that may be noticed anywhere."""
    groups = "".join(_group(group, text, found=found_by(group.summary[text.language])) for group in general_signs())
    title = escape(text("signs.general"))
    return f'<section data-part><h2 id="general">{title}</h2><div class="sign-grid">{groups}</div></section>'


def by_setting(text: Text, *, link: Link, figures: Mapping[str, str] | None = None) -> str:
    """Return the signs of each setting: what else it can be, what to do and never to do, and whom to call.

    Parameters
    ----------
    text : Text
    link : callable
        Returns the address of a page by its id.
    figures : mapping of str to str, optional
        The local figures, as ``signs.figures_by_type``; none before the figures have been read.
    """
    entries = "".join(_setting(setting, text, link=link, figures=figures or {}) for setting in settings())
    title, about = escape(text("signs.settings")), (figures or {}).get("", "")
    return f'<section data-part><h2 id="settings">{title}</h2>{about}<div class="sign-grid">{entries}</div></section>'


def acting(text: Text, *, link: Link) -> str:
    """Return what to do and what not to do under their common heading, and how to pass it on."""
    lists = "".join(advice_list(advice(name), text) for name in ("do", "do_not", "note"))
    return (
        f'<section><h2 id="act">{escape(text("signs.act"))}</h2><div class="advice-grid">{lists}</div></section>'
        f"<section><h2>{escape(text('signs.pass_on'))}</h2>"
        f"{next_steps(('practice', 'posters'), text, link=link)}</section>"
    )


def _setting(setting: Setting, text: Text, *, link: Link, figures: Mapping[str, str]) -> str:
    language = text.language
    parts = "".join(
        f"<h4>{escape(text(f'signs.{part}'))}</h4>{listed(getattr(setting, part)[language])}"
        for part in ("mistaken", "do", "never")
    )
    law = f'<p class="quiet">{escape(setting.law[language])}</p>' if setting.law else ""
    unsure = f'<p class="quiet">{escape(text("signs.unsure"))}</p>' if setting.unconfirmed else ""
    call = f'<p class="ways">{dial_by_name(contact(setting.contact), text)}</p>'
    types = ", ".join(text(f"signs.type.{each}") for each in setting.types)
    kinds = (f"setting.{setting.id}", *(f"type.{each}" for each in setting.types))
    about = (
        f'<p class="quiet">{escape(text("signs.types", types=types))}. '
        f'<a href="{escape(link("posters"))}#{setting.id}">{escape(text("signs.poster"))}</a></p>'
        f"{''.join(figures.get(each, '') for each in kinds)}"
    )
    more = f"<details><summary>{escape(text('signs.more'))}</summary>{parts}{law}{unsure}</details>"
    found = found_by(setting.search[language], places=setting.places)
    return _group(setting, text, found=found, picture=icon(setting.id), below=f"{more}{call}{about}")


def _group(group: SignGroup, text: Text, *, found: str, picture: str = "", below: str = "") -> str:
    language = text.language
    doubt = "" if group.is_confirmed else f'<p class="quiet">{escape(text("signs.unconfirmed"))}</p>'
    return (
        f'<section class="sign-group" id="{group.id}"{found}><h3>{picture}{escape(group.title[language])}</h3>'
        f"{listed(group.signs[language])}{doubt}{below}</section>"
    )


INDICATOR = "recorded_offences"
# Where a figure by place or type of exploitation can come from: the force's own cases, where it publishes them, and
# the people it referred.
FINER = (("local_cases", "setting"), ("nrm_referrals", "type"))


def local_figure(dataset: Dataset, area: str, text: Text, *, link: str) -> str:
    """Return the newest count of an area with what it means."""
    newest = newest_series(dataset, area=area, indicator=INDICATOR).newest
    count = mark(newest.status) if newest.value is None else number(newest.value, text.language)
    where = areas()[area].name(text.language)
    return (
        f'<aside class="note"><h2>{escape(text("signs.local"))}</h2>'
        f"<p>{escape(text(f'indicator.{INDICATOR}.name'))}, {escape(where)}, "
        f"{escape(period(newest.view.period, text))}: <b>{escape(count)}</b>. "
        f"{escape(text(f'indicator.{INDICATOR}.meaning'))}</p>"
        f'<p><a href="{escape(link)}">{escape(text("signs.local_more"))}</a></p></aside>'
    )


def figures_by_type(dataset: Dataset, area: str, text: Text, *, link: str) -> dict[str, str]:
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
    return {"": "".join(_about(dataset, view, rows, text) for view, rows in shown if len(rows)), **figures}


def _one(row: dict, text: Text, *, link: str) -> str:
    name = category_name(row["breakdown"], row["category"], text)
    count = mark(row["status"]) if pd.isna(row["value"]) else number(row["value"], text.language)
    return f'<p class="quiet"><a href="{escape(link)}">{escape(name)}</a>: <b>{escape(count)}</b></p>'


def _about(dataset: Dataset, view: View, rows: pd.DataFrame, text: Text) -> str:
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
    return f'<p class="quiet">{escape(words)}</p>'
