"""What a poster says, as a text to read to somebody over the phone: short lines, numbers digit by digit. Pure."""

from __future__ import annotations

from components import trial
from components.guidance import contact
from components.print_sheets import MOST_SIGNS, PAGE, Sheet, shown_address
from components.text import Text


def phone_script(sheet: Sheet, words: Text, *, base: str) -> str:
    """Return the text in one language, one breath a line; what stands in brackets is not for reading out.

    Parameters
    ----------
    sheet : Sheet
    words : Text
    base : str
        Scheme and host of this site.
    """
    language, helpline = words.language, spoken(contact("helpline").number, words)
    parts = (
        tuple(filter(None, (trial.said(words),))),
        (words("posters.script.title", title=sheet.title[language]), f"({words('posters.script.pace')})"),
        (words("posters.script.safe"), f"({words('posters.script.wait')})"),
        (words("posters.script.danger"), spoken(contact("999").number, words)),
        (words("posters.script.about", title=sheet.title[language]), words("posters.script.signs")),
        tuple(f"{place}. {sign}" for place, sign in enumerate(sheet.signs[language][:MOST_SIGNS], start=1)),
        () if sheet.is_confirmed else (words("signs.unconfirmed"),),
        tuple(f"{sentence}." for sentence in words("signs.lead").rstrip(".").split(". ")),
        (words("posters.do_not"),),
        (words("posters.call"), words("posters.script.number"), helpline, words("posters.script.again"), helpline),
        (words("posters.script.online"), shown_address(base + PAGE)),
    )
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


def spoken(number: str, words: Text) -> str:
    """Return a number as it is said: its groups apart, each digit as a word, and the figures for who reads it."""
    groups = (" ".join(words(f"posters.digit.{digit}") for digit in group) for group in number.split())
    return f"{', '.join(groups)} ({number})"
