"""What the categories of a breakdown are called, and which signs belong to them. Pure; the words are in locales."""

from __future__ import annotations

from html import escape

from components.guidance import Setting, settings
from components.text import Text, TextError
from geo.areas import areas

# What the crossed tables cross.
DIMENSIONS = ("type", "age", "gender")
# Types of exploitation that several kinds of signs belong to.
JOINED_TYPES = {"labour_criminal": ("labour", "criminal")}
# Kinds of place in which settings are published together; data/build/publication.toml joins them.
KINDS_OF_PLACE = {
    "high_street": ("nail_bars", "car_washes", "hospitality"),
    "sites_and_land": ("construction", "farming", "fishing"),
    "homes": ("care", "domestic", "sexual", "cuckooing", "cannabis"),
    "streets": ("county_lines", "begging"),
}


def category_name(breakdown: str, code: str, text: Text) -> str:
    """Return what a category is called: a local authority by its name, a setting as on the page of signs."""
    if breakdown == "local_authority" and code in areas():
        return areas()[code].name(text.language)
    if breakdown == "setting" and (setting := _setting(code)):
        return setting.title[text.language]
    if parts := _crossed(breakdown, code, text):
        return ", ".join(parts)
    return text(f"category.{breakdown}.{code}")


def named(breakdown: str, category: str, text: Text) -> tuple[str, str]:
    """Return breakdown and category in words; a release may have one that nothing is called by now: its code."""
    key = f"downloads.breakdown.{breakdown}"
    heading = text(key) if text.has(key) else breakdown
    try:
        return heading, category_name(breakdown, category, text)
    except TextError:
        return heading, category


def _crossed(breakdown: str, code: str, text: Text) -> tuple[str, ...]:
    """Return the names that a category of crossed breakdowns joins, such as type_age; none where it joins none."""
    first, _, rest = breakdown.partition("_")
    words = code.split("_")
    for cut in range(1, len(words)) if first in DIMENSIONS and rest else ():
        head, tail = "_".join(words[:cut]), "_".join(words[cut:])
        if text.has(f"category.{first}.{head}"):
            if text.has(f"category.{rest}.{tail}"):
                return text(f"category.{first}.{head}"), text(f"category.{rest}.{tail}")
            if parts := _crossed(rest, tail, text):
                return text(f"category.{first}.{head}"), *parts
    return ()


def signs_of_type(code: str, text: Text, *, signs: str, report: str) -> str:
    """Return what a type of exploitation can look like, as links to the signs, and the way to report.

    Parameters
    ----------
    code : str
        A category of type; a combination leads to the signs of its parts.
    text : Text
    signs, report : str
        Addresses of the two pages.
    """
    wanted = {*JOINED_TYPES.get(code, (code,))}
    related = [setting for setting in settings() if wanted & {*setting.types}]
    return _links(related, text, signs=signs, report=report) if related else ""


def signs_of_setting(code: str, text: Text, *, signs: str, report: str) -> str:
    """Return the way to the signs of a setting, or of all in a kind of place, and to report; empty for others."""
    related = [setting for setting in settings() if setting.id in KINDS_OF_PLACE.get(code, (code,))]
    return _links(related, text, signs=signs, report=report) if related else ""


def _links(related: list[Setting], text: Text, *, signs: str, report: str) -> str:
    listed = "".join(
        f'<li><a href="{escape(signs)}#{setting.id}">{escape(setting.title[text.language])}</a></li>'
        for setting in related
    )
    return (
        f'<details class="look"><summary>{escape(text("category.look"))}</summary><ul>{listed}'
        f'<li><a href="{escape(report)}">{escape(text("category.report"))}</a></li></ul></details>'
    )


def _setting(code: str) -> Setting | None:
    return next((setting for setting in settings() if setting.id == code), None)
