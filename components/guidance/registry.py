"""The guidance of the site, read from ``locales/guidance``: contacts, signs to look for, routes and advice.

Every entry holds all languages side by side, so none can be shown in one language only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache
from pathlib import Path

from components.guidance.entries import Entry, GuidanceError, Ids, Lists, Words, expect, find, read
from components.wording.text import DEFAULT_LANGUAGE, LOCALES

GUIDANCE = LOCALES / "guidance"
ROLES = (
    "emergency",
    "police",
    "helpline",
    "anonymous",
    "labour",
    "victims",
    "wales",
    "children",
    "migration",
)
EXPLOITATION_TYPES = ("labour", "criminal", "sexual", "domestic")
PLACES = ("at_home", "street", "shop", "work_site", "farm_or_coast", "care", "online", "travel", "school")


@dataclass(frozen=True, kw_only=True)
class Contact(Entry):
    """Whom to call: ``number`` as people read it, ``tel`` as a phone dials it; the same for text messages.

    ``recorded_on`` is the day the entry was written; ``checked_on`` the day somebody called the number or
    read it on the service's live page, None until then.
    """

    role: str
    number: str
    tel: str
    name: Words
    what_for: Words
    recorded_on: date
    checked_on: date | None = None
    text_number: str | None = None
    text_tel: str | None = None
    email: str | None = None

    def name_language(self, language: str) -> str:
        """Return the language the name is in: the default one where the service has no other name."""
        return language if self.name[language] != self.name[DEFAULT_LANGUAGE] else DEFAULT_LANGUAGE


@dataclass(frozen=True, kw_only=True)
class Awaited(Contact):
    """A service whose line nobody has confirmed yet: nothing leads there, and no page shows it."""

    number: str = ""
    tel: str = ""

    @property
    def has_line(self) -> bool:
        """Whether somebody has found the line and checked it, so that entries may lead there."""
        return bool(self.number and self.checked_on) and self.is_confirmed


@dataclass(frozen=True, kw_only=True)
class SignGroup(Entry):
    """Signs that may be noticed anywhere."""

    title: Words
    summary: Words
    signs: Lists


@dataclass(frozen=True, kw_only=True)
class Setting(SignGroup):
    """Signs in one kind of place or of exploitation, and what to do about them there.

    ``types`` are ids of ``EXPLOITATION_TYPES``, ``places`` of ``PLACES``; ``contact`` is the id of whom to call
    first when nobody is in danger, and that of ``once_confirmed`` instead as soon as it has a line; ``law`` is what the
    law says of it where that has changed; ``search`` are other words to find it by, with a space between them;
    ``unconfirmed`` names the fields that no source confirms yet.
    """

    types: Ids
    mistaken: Lists
    do: Lists
    never: Lists
    contact: str
    places: Ids
    search: Words
    unconfirmed: Ids = ()
    on_overview: bool = False
    once_confirmed: str | None = None
    law: Words | None = None


@dataclass(frozen=True, kw_only=True)
class Place(Entry):
    """One answer to the question where somebody was; ``id`` is one of ``PLACES``."""

    title: Words


@dataclass(frozen=True, kw_only=True)
class Route(Entry):
    """One way to report and when to use it; ``contact`` is the id of whom to call."""

    title: Words
    when: Words
    contact: str


@dataclass(frozen=True, kw_only=True)
class Advice(Entry):
    """A titled list, with a sentence before it where ``lead`` is given."""

    title: Words
    items: Lists
    lead: Words | None = None


@cache
def contacts(folder: Path = GUIDANCE) -> tuple[Contact, ...]:
    """Return every contact that people can be led to, in the order of the registry."""
    sure = read(folder / "contacts.toml", "contact", Contact, check=_check_contact)
    return (*sure, *(entry for entry in awaited(folder) if entry.has_line))


@cache
def awaited(folder: Path = GUIDANCE) -> tuple[Awaited, ...]:
    """Return the services that wait for a line, and those that were confirmed since."""
    return read(folder / "contacts.toml", "awaited", Awaited, check=_check_awaited)


def contact(id: str) -> Contact:
    """Return the contact ``id``; raise GuidanceError if there is none."""
    return find(contacts(), id)


def contacts_for(role: str) -> tuple[Contact, ...]:
    """Return the contacts of ``role`` (one of ``ROLES``) in the order of the registry."""
    return tuple(entry for entry in contacts() if entry.role == role)


def contacts_to_confirm() -> tuple[str, ...]:
    """Return the ids of the contacts that nobody has checked, or that are in doubt: for the owner to see."""
    unconfirmed = (entry.id for entry in contacts() if entry.doubt or entry.checked_on is None)
    return (*unconfirmed, *(entry.id for entry in awaited() if not entry.has_line))


@cache
def general_signs(folder: Path = GUIDANCE) -> tuple[SignGroup, ...]:
    """Return the signs that may be noticed anywhere, by group."""
    return read(folder / "signs.toml", "group", SignGroup)


@cache
def settings(folder: Path = GUIDANCE) -> tuple[Setting, ...]:
    """Return the signs by setting; each names an existing contact."""
    known, waiting = ([entry.id for entry in entries(folder)] for entries in (contacts, awaited))

    def check(setting: Setting, where: str) -> None:
        _check_setting(setting, where)
        expect(setting.contact, known, f"{where}: contact")
        if setting.once_confirmed:
            expect(setting.once_confirmed, waiting, f"{where}: once_confirmed")

    found = read(folder / "signs.toml", "setting", Setting, check=check)
    return tuple(replace(each, contact=each.once_confirmed) if each.once_confirmed in known else each for each in found)


@cache
def places(folder: Path = GUIDANCE) -> tuple[Place, ...]:
    """Return the places where somebody may notice signs, in the order to show."""

    def check(place: Place, where: str) -> None:
        expect(place.id, PLACES, f"{where}: id")

    return read(folder / "signs.toml", "place", Place, check=check)


def overview_settings() -> tuple[Setting, ...]:
    """Return the few settings that the first page shows."""
    return tuple(entry for entry in settings() if entry.on_overview)


@cache
def routes(folder: Path = GUIDANCE) -> tuple[Route, ...]:
    """Return the ways to report, in the order to show; one to a service that still waits for its line is left out."""
    known, waiting = ([entry.id for entry in entries(folder)] for entries in (contacts, awaited))

    def check(route: Route, where: str) -> None:
        expect(route.contact, [*known, *waiting], f"{where}: contact")

    return tuple(each for each in read(folder / "report.toml", "route", Route, check=check) if each.contact in known)


@cache
def advices(folder: Path = GUIDANCE) -> tuple[Advice, ...]:
    """Return every list of advice."""
    return read(folder / "report.toml", "advice", Advice)


def advice(id: str) -> Advice:
    """Return the list of advice ``id``; raise GuidanceError if there is none."""
    return find(advices(), id)


def _check_setting(setting: Setting, where: str) -> None:
    _expect_all(setting.types, EXPLOITATION_TYPES, f"{where}: types")
    _expect_all(setting.places, PLACES, f"{where}: places")
    _expect_all(setting.unconfirmed, [field.name for field in fields(Setting)], f"{where}: unconfirmed")


def _expect_all(values: Ids, allowed: Iterable[str], where: str) -> None:
    for value in values:
        expect(value, allowed, where)


def _check_contact(contact: Contact, where: str) -> None:
    expect(contact.role, ROLES, f"{where}: role")
    _check_number(contact.number, contact.tel, f"{where}: tel")
    if contact.text_number or contact.text_tel:
        _check_number(contact.text_number or "", contact.text_tel or "", f"{where}: text_tel")


def _check_awaited(entry: Awaited, where: str) -> None:
    expect(entry.role, ROLES, f"{where}: role")
    if entry.number or entry.tel or entry.checked_on:
        _check_contact(entry, where)


def _check_number(shown: str, dialled: str, where: str) -> None:
    """Stop a number that dials something else than it shows; +44 stands for the first 0."""
    if re.sub(r"^\+44", "0", dialled) != shown.replace(" ", "") or not re.fullmatch(r"\+?\d{3,12}", dialled):
        raise GuidanceError(f"{where} is {dialled!r}, which is not the number shown, {shown!r}")


# Kinds of place in which settings are published together; data/build/publication.toml joins them.
KINDS_OF_PLACE = {
    "high_street": ("nail_bars", "car_washes", "hospitality"),
    "sites_and_land": ("construction", "farming", "fishing"),
    "homes": ("care", "domestic", "sexual", "cuckooing", "cannabis"),
    "streets": ("county_lines", "begging"),
}


def setting_of(code: str) -> Setting | None:
    """Return the setting ``code``; None for a code of none."""
    return next((setting for setting in settings() if setting.id == code), None)
