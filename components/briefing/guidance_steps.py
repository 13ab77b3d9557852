"""The steps of a briefing that show guidance and not figures: the signs, what is being done, what to do."""

from __future__ import annotations

import re
from functools import cache

from markupsafe import Markup

from components.briefing.step import Listed, Step
from components.guidance.background import sections, sources, statements
from components.guidance.blocks import FIRST_CONTACTS
from components.guidance.registry import advice, contact, general_signs
from components.wording.format import day
from components.wording.text import DEFAULT_LANGUAGE, PAGE_LINK, Text
from data.site import ASPECTS, site

# The parts of the background page that say what was done, for an owner who has not yet said it.
DONE = ("north_wales", "training")
ENGLISH = re.compile(r'<(\w+) lang="en">(.+?)</\1>', re.DOTALL)


def signs(text: Text) -> Step:
    """The signs to look for, by group, with what one sign alone proves."""
    language = text.language
    groups = (f"{group.title[language]}: {group.summary[language]}" for group in general_signs())
    return Step(
        "signs",
        text("briefing.signs.title"),
        (text("signs.lead"),),
        lists=(Listed("", tuple(groups)),),
        notes=(text("briefing.signs.note"),),
        sources=(text("briefing.signs.source"),),
    )


def doing(text: Text) -> Step:
    """Return what the owner says is being done; until that is written, what was reported in the past."""
    language, written, title = text.language, site().doing, text("briefing.doing.title")
    if written:
        said = text("briefing.doing.said", owner=site().owner.name[language], day=day(written.date, language))
        lists = tuple(
            Listed(text(f"briefing.doing.{aspect}"), (written.words[language][aspect],))
            for aspect in ASPECTS
            if written.words[language][aspect]
        )
        return Step("doing", title, (said,), lists=lists, notes=(text("briefing.doing.note"),), sources=(said,))
    publishers = {
        source.id: f"{source.publisher[language].striptags()}, {source.when[language]}" for source in sources()
    }
    lists = tuple(
        Listed(
            section.title[language],
            tuple(
                f"{each.words[language].striptags()} ({publishers[each.source]})"
                for each in statements()
                if each.section == section.id and not PAGE_LINK.search(each.words[language])
            ),
        )
        for section in sections()
        if section.id in DONE
    )
    return Step(
        "doing",
        title,
        (text("briefing.doing.past"),),
        lists=lists,
        notes=(text("briefing.doing.unwritten"),),
        sources=(text("briefing.doing.sources"),),
        english=_english(language),
    )


def act(text: Text) -> Step:
    """What to do: whom to call, and what not to do."""
    language = text.language
    entries = [*map(contact, FIRST_CONTACTS)]
    numbers = tuple(f"{entry.number}: {entry.name[language]}. {entry.what_for[language]}" for entry in entries)
    return Step(
        "act",
        text("overview.call.title"),
        (text("overview.call.words"),),
        lists=(
            Listed(text("briefing.act.numbers"), numbers),
            Listed(advice("do_not").title[language], advice("do_not").items[language]),
        ),
        notes=(text("briefing.act.note"),),
        sources=(text("briefing.act.source"),),
        english=tuple(entry.name[DEFAULT_LANGUAGE] for entry in entries if entry.name_language(language) != language),
    )


@cache
def _english(language: str) -> tuple[str, ...]:
    """Return the names that the background page has in English in another language."""
    worded = (*(each.words for each in statements()), *(source.publisher for source in sources()))
    found = (Markup(name) for words in worded for _, name in ENGLISH.findall(words[language]))  # noqa: S704 - a part of HTML
    return tuple(dict.fromkeys(name.striptags() for name in found))
