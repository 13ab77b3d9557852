"""Editions of a data set on the site of the Office for National Statistics, by the JSON of its pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from data.refresh import RefreshError
from data.refresh.edition import Edition
from data.refresh.publishers.said import day, field, listed
from data.refresh.settings import Settings, Source
from data.refresh.web.addresses import shown


def editions(
    ask: Callable[[str], dict[str, Any]], settings: Settings, source: Source
) -> list[tuple[tuple[Any, ...], Edition]]:
    """Return the workbook of each edition that fits, ranked by its year and then by its day of publication.

    Raises
    ------
    RefreshError
        If no edition fits, or one has no workbook that does.
    """
    url = f"{settings.address(source)}/data"
    addresses = [field(each, "uri", str, url) for each in field(ask(url), "datasets", list, url)]
    years = {address: _year(address, source) for address in addresses}
    wanted = [address for address in addresses if years[address] and years[address] >= source.first]
    if not wanted:
        raise RefreshError(
            f"{shown(url)}: found no edition from {source.first} on that fits {source.document!r}; it has "
            f"{listed(addresses)}. Look at the page; data/refresh/sources.toml says how an edition is recognised."
        )
    return [
        ((years[address], edition.published), edition)
        for address in wanted
        for edition in _workbooks(ask, settings, source, address)
    ]


def _year(address: str, source: Source) -> str:
    fits = re.search(source.document, address, re.IGNORECASE)
    return fits["year"] if fits else ""


def _workbooks(ask: Callable[[str], dict[str, Any]], settings: Settings, source: Source, address: str) -> list[Edition]:
    page = f"{settings.bases['ons']}/{address.strip('/')}"
    url = f"{page}/data"
    said = ask(url)
    files = [field(each, "file", str, url) for each in field(said, "downloads", list, url)]
    fitting = [file for file in files if re.search(source.title, file, re.IGNORECASE)]
    if not fitting:
        raise RefreshError(
            f"{shown(url)}: found no file that fits {source.title!r}; it has {listed(files)}. "
            f"Look at {shown(page)}; data/refresh/sources.toml says how a file is recognised."
        )
    title = field(said, "description.title", str, url)
    edition = said["description"].get("edition") or said["description"].get("versionLabel") or ""
    return [
        Edition(
            source=source.name,
            title=f"{title}, {edition}" if edition else title,
            url=f"{settings.bases['ons']}/file?uri=/{quote(address.strip('/'))}/{quote(file, safe='')}",
            published=day(field(said, "description.releaseDate", str, url), url),
            page=page,
            media_type=source.media_types[0],
        )
        for file in fitting
    ]
