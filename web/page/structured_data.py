"""The figures as schema.org describes data, so that search engines for data find them."""

from __future__ import annotations

import json

from markupsafe import Markup

from components.content.downloads import FILES, LATEST, WHOLE
from components.content.frame import UNREADABLE
from components.content.request import PageRequest
from components.opendata.bundle_store import MADE
from components.wording import trial
from components.wording.sources import sources
from components.wording.text import NOTHING, Text
from data.load import Dataset
from data.site import LANGUAGES, site
from geo.areas import areas

LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
KINDS = {"csv": "text/csv", "json": "application/json", **{name.rsplit(".", 1)[1]: kind for name, kind in MADE.items()}}


def dataset_json(request: PageRequest) -> Markup:
    """Return the figures as JSON-LD; empty where they cannot be read, and of a trial, which nobody is to find."""
    if trial.is_trial():
        return NOTHING
    try:
        dataset = request.dataset
    except UNREADABLE:
        return NOTHING
    said = {"@context": "https://schema.org", "@type": "Dataset", **_said(dataset, request.text, request.origin)}
    # Nothing in it may end the element it stands in.
    written = json.dumps(said, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return Markup(written)  # noqa: S704 - JSON without a sign that HTML reads


def _said(dataset: Dataset, text: Text, base: str) -> dict[str, object]:
    rows, owner = dataset.observations, site().owner
    there = [*rows["indicator"].unique()]
    publishers = dict.fromkeys(text(f"indicator.{name}.publisher") for name in there)
    found: dict[str, object] = {
        "name": f"{text('open_data.title')}: {site().title[text.language]}",
        "description": f"{text('downloads.description')} {' '.join(sources(dataset, text))}"[:4900],
        "keywords": text("found.keywords"),
        "inLanguage": [*LANGUAGES],
        "license": LICENCE,
        "isAccessibleForFree": True,
        "version": dataset.release,
        "dateModified": dataset.release[:10],
        "temporalCoverage": f"{rows['period_start'].min():%Y-%m-%d}/{rows['period_end'].max():%Y-%m-%d}",
        "spatialCoverage": {"@type": "Place", "name": _whole(text)},
        "variableMeasured": [text(f"indicator.{name}.name") for name in there],
        "creator": [_organization(name) for name in publishers],
        "publisher": _organization(owner.name[text.language], owner.website),
    }
    if base:  # all of these have to be whole addresses
        found |= {"url": f"{base}/downloads?lang={text.language}", "distribution": _files(text, base)}
    return found


def _organization(name: str, website: str = "") -> dict[str, str]:
    return {"@type": "Organization", "name": name, **({"url": website} if website else {})}


def _whole(text: Text) -> str:
    return next(area for area in areas().values() if area.kind == "united_kingdom").name(text.language)


def _files(text: Text, base: str) -> list[dict[str, str]]:
    files = [name.format(language=text.language) for name in FILES]
    listed = {f"{LATEST}{name}": KINDS[name.rsplit(".", 1)[1]].split(";")[0] for name in files}
    listed[WHOLE] = "application/zip"
    return [
        {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": f"{base}{to}"} for to, kind in listed.items()
    ]
