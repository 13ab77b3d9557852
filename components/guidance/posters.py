"""What stands on a poster, a card or in the text for the phone: one subject in two languages, or the text in any.

Each is about a setting of ``locales/guidance/signs.toml``, and one is about signs anywhere.
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from functools import cache, lru_cache

from components.address.assets import ASSETS
from components.address.links import shown_address
from components.drawing.qr import code_svg
from components.drawing.typst import typeset_apart
from components.guidance.entries import Lists, Words
from components.guidance.registry import Setting, contact, contacts, general_signs, settings
from components.wording import trial
from components.wording.format import REGIONS, day
from components.wording.text import READING_ORDER, Text, wording
from data.site import LANGUAGES, site

GENERAL = "general"
# One sign from each of these groups stands on the general poster.
GROUPS = ("appearance", "behaviour", "control", "isolation", "living", "work")
MOST_SIGNS = 6
# A sheet has room for two languages.
ON_PAPER = READING_ORDER[:2]
PAGE = "/report"


@dataclass(frozen=True)
class Poster:
    """The subject of a poster; ``kicker`` is the key of the line above its title, ``icon`` its drawing as SVG."""

    id: str
    kicker: str
    title: Words
    signs: Lists
    is_confirmed: bool
    icon: str = ""


@cache
def sheets() -> dict[str, Poster]:
    """Return every sheet by its id, the general one first."""
    groups = [group for group in general_signs() if group.id in GROUPS]
    general = Poster(
        GENERAL,
        "signs.title",
        {language: wording(language)("posters.general") for language in LANGUAGES},
        {language: tuple(group.signs[language][0] for group in groups) for language in LANGUAGES},
        all(group.is_confirmed for group in groups),
        _icon("call"),
    )
    return {sheet.id: sheet for sheet in (general, *map(_of_setting, settings()))}


def template_values(sheet: Poster, *, base: str) -> dict[str, object]:
    """Return all that the templates of ``components/drawing/templates`` show of a sheet, as plain values for JSON.

    Parameters
    ----------
    sheet : Sheet
    base : str
        Scheme and host of this site.
    """
    address, written = base + PAGE, date_written()
    icon_alt = (wording(language)("posters.icon_alt", title=sheet.title[language]) for language in ON_PAPER)
    return {
        "lang": READING_ORDER[0],
        "regions": REGIONS,
        "title": in_both(sheet.title),
        "card_title": in_both({language: wording(language)("posters.card.title") for language in LANGUAGES}),
        "owner": in_both(site().owner.name),
        "trial": trial.said_in_both(),
        "date": dict(zip(("year", "month", "day"), map(int, written.split("-")), strict=True)),
        "number": contact("helpline").number,
        "code": code_svg(address),
        "code_alt": wording(READING_ORDER[0])("posters.code_alt", address=address),
        "icon": sheet.icon,
        "icon_alt": " / ".join(icon_alt),
        "columns": [_column(sheet, wording(language), address) for language in ON_PAPER],
    }


def in_both(words: Words) -> str:
    """Return words in both languages, one after the other, or once where they are the same."""
    return " / ".join(dict.fromkeys(words[language] for language in ON_PAPER))


def date_written() -> str:
    """Return the newest day (YYYY-MM-DD) on which a number was written down or checked: that of the document."""
    return max((entry.checked_on or entry.recorded_on).isoformat() for entry in contacts())


def _of_setting(setting: Setting) -> Poster:
    confirmed = setting.is_confirmed and "signs" not in setting.unconfirmed
    return Poster(setting.id, "posters.kicker", setting.title, setting.signs, confirmed, _icon(setting.id))


def _icon(name: str) -> str:
    file = ASSETS / "icons" / f"{name}.svg"
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def _column(sheet: Poster, text: Text, address: str) -> dict[str, object]:
    """Return what a sheet says in one language."""
    language, emergency = text.language, contact("999")
    return {
        "lang": language,
        "kicker": text(sheet.kicker),
        "title": sheet.title[language],
        "notice": text("posters.notice"),
        "signs": list(sheet.signs[language][:MOST_SIGNS]),
        "doubt": "" if sheet.is_confirmed else text("signs.unconfirmed"),
        "proof": text("signs.lead"),
        "do_not": text("posters.do_not"),
        "call": text("posters.call"),
        "danger": text("posters.danger", number=emergency.number),
        "online": text("posters.online", address=shown_address(address)),
        "foot": _foot(text),
        "card": {
            "title": text("posters.card.title"),
            "advice": text("posters.card.advice"),
            "emergency": emergency.name[language],
            "emergency_number": emergency.number,
            "front": text("posters.card.front"),
            "back": text("posters.card.back"),
        },
    }


def _foot(text: Text) -> list[str]:
    """Return, line by line, who answers for the sheet, whether they have said so, and of which day it is."""
    owner = text("site.footer.owner", owner=site().owner.name[text.language])
    draft = () if site().owner.confirmed else (text("site.footer.draft"),)
    date = day(date_written(), text.language).replace(" ", "\N{NO-BREAK SPACE}")
    return [" ".join((f"{owner}.", *draft)), text("posters.dated", date=date)]


def phone_script(sheet: Poster, text: Text, *, base: str) -> str:
    """Return the text in one language, one breath a line; what stands in brackets is not for reading out.

    Parameters
    ----------
    sheet : Sheet
    words : Text
    base : str
        Scheme and host of this site.
    """
    language, helpline = text.language, spoken(contact("helpline").number, text)
    parts = (
        tuple(filter(None, (trial.said(text),))),
        (text("posters.script.title", title=sheet.title[language]), f"({text('posters.script.pace')})"),
        (text("posters.script.safe"), f"({text('posters.script.wait')})"),
        (text("posters.script.danger"), spoken(contact("999").number, text)),
        (text("posters.script.about", title=sheet.title[language]), text("posters.script.signs")),
        tuple(f"{place}. {sign}" for place, sign in enumerate(sheet.signs[language][:MOST_SIGNS], start=1)),
        () if sheet.is_confirmed else (text("signs.unconfirmed"),),
        tuple(f"{sentence}." for sentence in text("signs.lead").rstrip(".").split(". ")),
        (text("posters.do_not"),),
        (text("posters.call"), text("posters.script.number"), helpline, text("posters.script.again"), helpline),
        (text("posters.script.online"), shown_address(base + PAGE)),
    )
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


def spoken(number: str, text: Text) -> str:
    """Return a number as it is said: its groups apart, each digit as a word, and the figures for who reads it."""
    groups = (" ".join(text(f"posters.digit.{digit}") for digit in group) for group in number.split())
    return f"{', '.join(groups)} ({number})"


KINDS = {
    **{f"{form}.pdf": "application/pdf" for form in ("poster", "large", "card")},
    "poster.png": "image/png",
    "text.txt": "text/plain; charset=utf-8",
}
COLOURS = 32  # of the preview


def printed(form: str, sheet: Poster, *, base: str, kind: str = "pdf") -> bytes:
    """Return a form of a sheet as a file; the same bytes each time for the same wording."""
    return _set(form, json.dumps(template_values(sheet, base=base), ensure_ascii=False, sort_keys=True), kind)


@lru_cache(maxsize=64)
def _set(form: str, data: str, kind: str) -> bytes:
    """Return what a template makes of the data; what is kept is found by all that goes in."""
    made = typeset_apart(form, data, kind)
    return _lighter(made) if kind == "png" else made


def _lighter(picture: bytes) -> bytes:
    """Return a picture of few colours as PNG of a quarter of the size."""
    from PIL import Image

    out = io.BytesIO()
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS).save(out, "png", optimize=True)
    return out.getvalue()


def poster_file_name(name: str, sheet: Poster) -> str:
    """Return the name of the file on the visitor's device: not what it is about, which others could read there."""
    form, _, kind = name.partition(".")
    return f"cards.{kind}" if form == "card" else f"{form}-{[*sheets()].index(sheet.id) + 1}.{kind}"
