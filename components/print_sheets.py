"""What stands on a poster, a card or in the text for the phone: one subject in every language. Pure.

Each is about a setting of ``locales/guidance/signs.toml``, and one is about signs anywhere.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache, lru_cache

from components import trial
from components.entries import Lists, Words
from components.format import day
from components.guidance import Setting, contact, contacts, general_signs, settings
from components.shell import ASSETS
from components.text import LANGUAGES, READING_ORDER, Text, text
from data.site import site

GENERAL = "general"
# One sign from each of these groups stands on the general poster.
GROUPS = ("appearance", "behaviour", "control", "isolation", "living", "work")
MOST_SIGNS = 6
PAGE = "/report"
QUIET_ZONE = 4  # modules of white that a reader of the code needs around it


@dataclass(frozen=True)
class Sheet:
    """The subject of a poster; ``kicker`` is the key of the line above its title, ``icon`` its drawing as SVG."""

    id: str
    kicker: str
    title: Words
    signs: Lists
    is_confirmed: bool
    icon: str = ""


@cache
def sheets() -> dict[str, Sheet]:
    """Return every sheet by its id, the general one first."""
    groups = [group for group in general_signs() if group.id in GROUPS]
    general = Sheet(
        GENERAL,
        "signs.title",
        {language: text(language)("posters.general") for language in LANGUAGES},
        {language: tuple(group.signs[language][0] for group in groups) for language in LANGUAGES},
        all(group.is_confirmed for group in groups),
        _icon("call"),
    )
    return {sheet.id: sheet for sheet in (general, *map(_of_setting, settings()))}


def wording(sheet: Sheet, *, base: str) -> dict[str, object]:
    """Return all that the templates of ``components/print`` show of a sheet, as plain values for JSON.

    Parameters
    ----------
    sheet : Sheet
    base : str
        Scheme and host of this site.
    """
    address, written = base + PAGE, date_written()
    icon_alt = (text(language)("posters.icon_alt", title=sheet.title[language]) for language in READING_ORDER)
    return {
        "title": in_both(sheet.title),
        "card_title": in_both({language: text(language)("posters.card.title") for language in LANGUAGES}),
        "owner": in_both(site().owner.name),
        "trial": trial.said_in_both(),
        "date": dict(zip(("year", "month", "day"), map(int, written.split("-")), strict=True)),
        "number": contact("helpline").number,
        "code": code_svg(address),
        "code_alt": text(READING_ORDER[0])("posters.code_alt", address=address),
        "icon": sheet.icon,
        "icon_alt": " / ".join(icon_alt),
        "columns": [_column(sheet, text(language), address) for language in READING_ORDER],
    }


def in_both(words: Words) -> str:
    """Return words in both languages, one after the other, or once where they are the same."""
    return " / ".join(dict.fromkeys(words[language] for language in READING_ORDER))


def date_written() -> str:
    """Return the newest day (YYYY-MM-DD) on which a number was written down or checked: that of the document."""
    return max((entry.checked_on or entry.recorded_on).isoformat() for entry in contacts())


@lru_cache(maxsize=16)
def code_svg(address: str) -> str:
    """Return an address as a QR code, an SVG drawing with its quiet zone, of error correction M or better."""
    import segno

    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawn, kind="svg", border=QUIET_ZONE, xmldecl=False, nl=False, omitsize=True, dark="#000", light="#fff"
    )
    return drawn.getvalue().decode()


def shown_address(address: str) -> str:
    """Return an address as people write it: without its scheme."""
    return address.removeprefix("https://").removeprefix("http://")


def _of_setting(setting: Setting) -> Sheet:
    confirmed = setting.is_confirmed and "signs" not in setting.unconfirmed
    return Sheet(setting.id, "posters.kicker", setting.title, setting.signs, confirmed, _icon(setting.id))


def _icon(name: str) -> str:
    file = ASSETS / "icons" / f"{name}.svg"
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def _column(sheet: Sheet, words: Text, address: str) -> dict[str, object]:
    """Return what a sheet says in one language."""
    language, emergency = words.language, contact("999")
    return {
        "lang": language,
        "kicker": words(sheet.kicker),
        "title": sheet.title[language],
        "notice": words("posters.notice"),
        "signs": list(sheet.signs[language][:MOST_SIGNS]),
        "doubt": "" if sheet.is_confirmed else words("signs.unconfirmed"),
        "proof": words("signs.lead"),
        "do_not": words("posters.do_not"),
        "call": words("posters.call"),
        "danger": words("posters.danger", number=emergency.number),
        "online": words("posters.online", address=shown_address(address)),
        "foot": _foot(words),
        "card": {
            "title": words("posters.card.title"),
            "advice": words("posters.card.advice"),
            "emergency": emergency.name[language],
            "emergency_number": emergency.number,
            "front": words("posters.card.front"),
            "back": words("posters.card.back"),
        },
    }


def _foot(words: Text) -> list[str]:
    """Return, line by line, who answers for the sheet, whether they have said so, and of which day it is."""
    owner = words("site.footer.owner", owner=site().owner.name[words.language])
    draft = () if site().owner.confirmed else (words("site.footer.draft"),)
    date = day(date_written(), words.language).replace(" ", "\N{NO-BREAK SPACE}")
    return [" ".join((f"{owner}.", *draft)), words("posters.dated", date=date)]
