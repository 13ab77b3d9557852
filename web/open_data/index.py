"""The page ``/open-data/``: every file and address of the open data, in every language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from markupsafe import Markup

from components.address.visit import stays_html
from components.guidance.way_out import way_out_in_every_language
from components.opendata.bundle_store import MADE, without_language
from components.wording import trial
from components.wording.describe import age_line
from components.wording.text import NOTHING, Text, wording
from data.calendar import Age
from data.current import release_ids
from data.site import LANGUAGES, site
from web.documents import document


def index(sizes: Mapping[str, int], ages: tuple[Age, ...], described: Markup = NOTHING) -> bytes:
    """Return the page, UTF-8.

    Parameters
    ----------
    sizes : dict of int
        Bytes of each published file by name; none where the release cannot be trusted.
    ages : tuple of Age
        How old the figures are; none as above.
    described : Markup
        The figures as schema.org describes data, as JSON.
    """
    return document(
        "open_data.html",
        language=LANGUAGES[0],
        title=" / ".join(wording(language)("open_data.title") for language in LANGUAGES),
        kind="plain",
        described=described,
        robots=trial.robots(),
        way_out=way_out_in_every_language(),
        trial=trial.bar_in_every_language(),
        sections=[_section(sizes, ages, wording(language)) for language in LANGUAGES],
    )


def addresses() -> dict[str, str]:
    """Return an address that works for each kind of file, by the name of what is said of it."""
    home, ids = site().home_area, release_ids()
    newest = ids[-1] if ids else "YYYY-MM-DD"
    before = ids[-2] if len(ids) > 1 else newest
    return {
        "whole": "/open-data/release.zip",
        "latest": "/open-data/latest/observations.csv",
        "frozen": f"/open-data/releases/{newest}/observations.csv",
        "kept": f"/open-data/releases/{newest}.zip",
        "area": f"/open-data/view.csv?indicator=recorded_offences&area={home}",
        "period": "/open-data/view.csv?indicator=recorded_offences&period=2022-23",
        "people": f"/open-data/view.csv?indicator=nrm_referrals&area={home}&period=2023&breakdown=type",
        "changes": f"/open-data/changes.csv?from={before}&to={newest}",
        "feed": "/open-data/releases.atom",
        "openapi": "/open-data/openapi.json",
    }


class _File(NamedTuple):
    """A published file: its name, its size and what is in it, in words."""

    name: str
    kilobytes: int
    said: str


class _Section(NamedTuple):
    """What the page says in one language.

    ``made`` are the names of the files that are made of a release, each with what is in it; ``addresses`` what there
    is at an address of each kind, and the address.
    """

    text: Text
    site_title: str
    age: str
    stays: Markup
    published: list[_File]
    made: list[tuple[str, str]]
    addresses: list[tuple[str, str]]


def _section(sizes: Mapping[str, int], ages: tuple[Age, ...], text: Text) -> _Section:
    published = [_File(name, size // 1000 + 1, text(f"open_data.file.{name}")) for name, size in sizes.items()]
    made = [(name, text(f"bundle.file.{without_language(name)}")) for name in MADE]
    listed = [(text(f"open_data.address.{kind}"), to) for kind, to in addresses().items()]
    return _Section(
        text=text,
        site_title=site().title[text.language],
        age=age_line(ages, tuple(each.indicator for each in ages), text),
        stays=stays_html(text),
        published=published,
        made=made if sizes else [],
        addresses=listed if sizes else [],
    )
