"""The settings of one adoption of the dashboard: ``site.toml``, the only file another force has to edit."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from data.languages import completed, languages
from geo.areas import areas

SITE_FILE = Path(__file__).resolve().parent.parent / "site.toml"
# The languages by their codes, the default one first.
LANGUAGES = tuple(languages())
# What the owner can say is being done.
ASPECTS = ("resources", "safeguarding", "training", "partners")
# Who is asked for newer figures.
PUBLISHERS = ("govuk", "govuk_assets", "ons", "geography")


class SiteError(ValueError):
    """A setting of ``site.toml`` that is missing or cannot be right; the message says which and what to write."""


@dataclass(frozen=True)
class Owner:
    """Who answers for the site; an empty contact is one that the owner has not set yet."""

    name: dict[str, str]
    email: str
    telephone: str
    website: str
    confirmed: bool


@dataclass(frozen=True)
class Doing:
    """What the owner says is being done: ``words`` by language and one of ``ASPECTS``, as of ``date`` (ISO)."""

    date: str
    words: dict[str, dict[str, str]]


@dataclass(frozen=True)
class Site:
    """The settings of the site.

    Parameters
    ----------
    home_area : str
        Code of the police force area a first visit shows.
    title : dict of str to str
        Name of the site by language.
    tab : dict of str to str
        Its name in a browser's tab by language, which does not tell the subject.
    owner : Owner
        Who answers for it.
    address : str
        Public address without a closing slash; empty if not set.
    sessions : int
        How many interactive pages one process holds at a time; whoever comes after them reads the pages as they are.
    exit_url : str
        Where "Exit this page" leads.
    frame_ancestors : tuple of str
        Sites that may embed single charts and maps, as CSP sources; empty for none.
    doing : Doing or None
        What the owner says is being done; None until it is written.
    refresh : dict of str to str
        Base address of the interface of each of ``PUBLISHERS``, without a closing slash.
    """

    home_area: str
    title: dict[str, str]
    tab: dict[str, str]
    owner: Owner
    address: str
    sessions: int
    exit_url: str
    frame_ancestors: tuple[str, ...]
    doing: Doing | None
    refresh: dict[str, str]


def read_site(file: Path) -> Site:
    """Return the settings in ``file``.

    Raises
    ------
    SiteError
        If the file is missing, is not TOML, or a setting is missing or wrong.
    """
    try:
        settings = tomllib.loads(file.read_text(encoding="utf-8"))
        owner = settings["owner"]
        site = Site(
            home_area=settings["home_area"],
            title=_in_every_language(settings["title"], "title"),
            tab=_in_every_language(settings["tab"], "tab"),
            owner=Owner(
                name=_in_every_language(owner["name"], "owner.name"),
                **{key: owner[key] for key in ("email", "telephone", "website", "confirmed")},
            ),
            address=settings["address"].rstrip("/"),
            sessions=settings["sessions"],
            exit_url=settings["exit"]["url"],
            frame_ancestors=tuple(settings["embedding"]["allowed"]),
            doing=_doing(settings["doing"]),
            refresh={publisher: settings["refresh"][publisher].rstrip("/") for publisher in PUBLISHERS},
        )
    except FileNotFoundError:
        raise SiteError(f"{file.name} is missing; restore it from the project") from None
    except tomllib.TOMLDecodeError as error:
        raise SiteError(f"{file.name} is not valid TOML: {error}") from None
    except KeyError as error:
        raise SiteError(f"{file.name} has no setting {error}; every setting of the shipped file is needed") from None
    _check(site, file.name)
    return site


@cache
def site() -> Site:
    """Return the settings of this site, read once."""
    return read_site(SITE_FILE)


def settings_missing() -> tuple[str, ...]:
    """Return the settings that the site works without, but that its owner should make."""
    return () if site().address else ("address",)


def _in_every_language(words: dict[str, str], setting: str) -> dict[str, str]:
    words = completed(words)
    for language in LANGUAGES:
        if not words.get(language, "").strip():
            raise SiteError(f"site.toml: {setting}.{language} is empty; write it in every language")
    return words


def _doing(settings: dict[str, Any]) -> Doing | None:
    """Return the owner's statement; None where nothing of it is written. Half of one is an error."""
    given = {aspect: completed(settings[aspect]) for aspect in ASPECTS}
    words = {
        language: {aspect: given[aspect].get(language, "").strip() for aspect in ASPECTS} for language in LANGUAGES
    }
    if not settings["date"] and not any(said for each in words.values() for said in each.values()):
        return None
    try:
        day = date.fromisoformat(str(settings["date"]))  # without its quotation marks TOML reads a day itself
    except ValueError:
        raise SiteError(
            f"site.toml: doing.date is {settings['date']!r}; write the day of the statement, such as 2026-11-24"
        ) from None
    for aspect in ASPECTS:
        if len({bool(words[language][aspect]) for language in LANGUAGES}) > 1:
            raise SiteError(f"site.toml: doing.{aspect} is not in every language; write it in each, or in none")
    if not any(words[LANGUAGES[0]].values()):
        raise SiteError("site.toml: doing.date is set, but nothing is said; write it, or leave the date empty")
    return Doing(day.isoformat(), words)


def _check(site: Site, name: str) -> None:
    home = areas().get(site.home_area)
    if home is None or home.kind != "force":
        raise SiteError(
            f"{name}: home_area is {site.home_area!r}, which is no police force area; take a code from geo/areas.csv"
        )
    for setting, value in (("exit.url", site.exit_url), ("address", site.address)):
        if (value or setting == "exit.url") and not value.startswith("https://"):
            raise SiteError(f"{name}: {setting} is {value!r}; it should begin with https://")
    if not isinstance(site.sessions, int) or isinstance(site.sessions, bool) or site.sessions < 0:
        raise SiteError(f"{name}: sessions is {site.sessions!r}; write how many a process holds, such as 150")
    if site.address.count("/") > 2:
        raise SiteError(f"{name}: address is {site.address!r}; it should end with the host, or its port")
    for publisher, base in site.refresh.items():
        if not base.startswith("https://"):
            raise SiteError(f"{name}: refresh.{publisher} is {base!r}; it should begin with https://")
