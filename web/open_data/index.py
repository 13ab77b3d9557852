"""The page ``/open-data/``: every file and address of the open data, in every language."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from components.address.assets import asset, inline
from components.address.visit import stays_html
from components.guidance.way_out import way_out_in_every_language
from components.opendata.bundle_store import MADE, without_language
from components.wording import trial
from components.wording.describe import age_line
from components.wording.text import Text, wording
from data.calendar import Age
from data.current import release_ids
from data.site import LANGUAGES, site
from web.first_response import SCHEME, VIEWPORT


def index(sizes: Mapping[str, int], ages: tuple[Age, ...]) -> str:
    """Return the page.

    Parameters
    ----------
    sizes : dict of int
        Bytes of each published file by name; none where the release cannot be trusted.
    ages : tuple of Age
        How old the figures are; none as above.
    """
    sections = "".join(_section(sizes, ages, wording(language)) for language in LANGUAGES)
    title = " / ".join(wording(language)("open_data.title") for language in LANGUAGES)
    return (
        f'<!doctype html><html lang="{LANGUAGES[0]}"><head><meta charset="utf-8">{inline("exit.js")}'
        f"{VIEWPORT}{SCHEME}{trial.robots()}<title>{escape(title)}</title>"
        f'<link rel="stylesheet" href="{asset("site.css")[1]}">'
        f'<link rel="alternate" type="application/atom+xml" href="/open-data/releases.atom">'
        f'<link rel="service-desc" type="application/json" href="/open-data/openapi.json">'
        f'</head><body class="plain">{way_out_in_every_language()}<main>'
        f"{trial.bar_in_every_language()}{sections}</main></body></html>"
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


def _section(sizes: Mapping[str, int], ages: tuple[Age, ...], text: Text) -> str:
    published = "".join(
        f'<li><a href="/open-data/{name}">{name}</a> ({size // 1000 + 1} kB): '
        f"{escape(text(f'open_data.file.{name}'))}</li>"
        for name, size in sizes.items()
    )
    made = "".join(
        f'<li><a href="/open-data/latest/{name}">{name}</a>: {escape(text(f"bundle.file.{kind}"))}</li>'
        for name, kind in ((name, without_language(name)) for name in MADE)
        if sizes
    )
    listed = "".join(
        f"<dt>{escape(text(f'open_data.address.{kind}'))}</dt>"
        f'<dd><a href="{escape(to)}"><code>{escape(to)}</code></a></dd>'
        for kind, to in addresses().items()
        if sizes
    )
    home = f'<a href="/?lang={text.language}">{escape(site().title[text.language])}</a>'
    age = age_line(ages, tuple(each.indicator for each in ages), text)
    newest = f'<p class="quiet">{escape(age)}</p>' if age else ""
    page = f'<a href="/downloads?lang={text.language}">{escape(text("open_data.examples"))}</a>'
    return (
        f'<section lang="{text.language}"><h1>{escape(text("open_data.title"))}</h1><p>{home}</p>'
        f"<p>{escape(text('open_data.words'))}</p>{newest}{stays_html(text)}<ul>{published}</ul>"
        f"<p>{escape(text('open_data.made'))}</p><ul>{made}</ul>"
        f"<h2>{escape(text('open_data.addresses'))}</h2><dl>{listed}</dl>"
        f"<p>{escape(text('open_data.view'))}</p><p>{page}</p><p>{escape(text('site.footer.source'))}</p></section>"
    )
