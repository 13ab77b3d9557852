"""What the categories of a breakdown are called, and which signs belong to them. The words are in locales."""

from __future__ import annotations

from components.guidance.registry import setting_of
from components.wording.text import Text, TextError
from geo.areas import areas

# What the crossed tables cross.
DIMENSIONS = ("type", "age", "gender")


def category_name(breakdown: str, code: str, text: Text) -> str:
    """Return what a category is called: a local authority by its name, a setting as on the page of signs."""
    if breakdown == "local_authority" and code in areas():
        return areas()[code].name(text.language)
    if breakdown == "setting" and (setting := setting_of(code)):
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
