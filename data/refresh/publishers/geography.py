"""Boundaries of the Open Geography portal, by the list of its ArcGIS feature services."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from data.refresh import RefreshError
from data.refresh.edition import Edition
from data.refresh.publishers.said import day_of_milliseconds, field, listed, month
from data.refresh.settings import Settings, Source
from data.refresh.web.addresses import shown

# The names of the columns carry their year: PFA23CD.
COLUMNS = (r"PFA\d\dCD", r"PFA\d\dNM")
# How detailed the outlines are, the one that is wanted of an edition last.
DETAILS = ("BGC", "BUC")


def editions(
    ask: Callable[[str], dict[str, Any]], settings: Settings, source: Source
) -> list[tuple[tuple[Any, ...], Edition]]:
    """Return the newest service that fits: by the month in its name, then the least detailed, then the latest version.

    Raises
    ------
    RefreshError
        If no service fits, or its columns are others.
    """
    base = settings.address(source)
    said = refused(ask(f"{base}?f=json"), base)
    names = [field(each, "name", str, base) for each in field(said, "services", list, base)]
    fitting = [(rank, name) for name in names if (rank := _rank(name, source))]
    newest = max((rank for rank, _ in fitting), default=())
    if not newest:
        like = [name for name in names if "police" in name.lower()]
        raise RefreshError(
            f"{shown(base)}: found no service that fits {source.title!r}; among {len(names)} it has {listed(like)}. "
            "Look at the portal; data/refresh/sources.toml says how a service is recognised."
        )
    return [(rank, _edition(ask, source, f"{base}/{name}", name)) for rank, name in fitting if rank == newest]


def refused(said: dict[str, Any], url: str) -> dict[str, Any]:
    """Return an answer; one that is an error under the status of success is told.

    Raises
    ------
    RefreshError
        If it is one.
    """
    if "error" in said:
        error = said["error"] if isinstance(said["error"], dict) else {"message": said["error"]}
        raise RefreshError(
            f"{shown(url)} refused: {shown(str(error.get('code', '')))} {shown(str(error.get('message', '')))}. "
            "Look at the portal, and try again later."
        )
    return said


def _rank(name: str, source: Source) -> tuple[int, int, int, int] | tuple[()]:
    """Return year, month, place among ``DETAILS`` and version that the name of a service says; nothing if none."""
    fits = re.search(source.title, name, re.IGNORECASE)
    if not fits or not month(fits["month"]):
        return ()
    return int(fits["year"]), month(fits["month"]), DETAILS.index(fits["detail"].upper()), int(fits["version"] or 1)


def _edition(ask: Callable[[str], dict[str, Any]], source: Source, service: str, name: str) -> Edition:
    layer = f"{service}/FeatureServer/0"
    said = refused(ask(f"{layer}?f=json"), layer)
    columns = [field(each, "name", str, layer) for each in field(said, "fields", list, layer)]
    wanted = [column for pattern in COLUMNS for column in columns if re.fullmatch(pattern, column, re.IGNORECASE)]
    if len(wanted) != len(COLUMNS):
        raise RefreshError(
            f"{shown(layer)}: found the columns {listed(columns)}; expected one each like {' and '.join(COLUMNS)}. "
            "Look at the service in a browser."
        )
    query = {"where": "1=1", "outFields": ",".join(wanted), "outSR": 4326, "f": "geojson"}
    return Edition(
        source=source.name,
        title=name,
        url=f"{layer}/query?{urlencode(query, safe='=,')}",
        published=day_of_milliseconds(field(said, "editingInfo.lastEditDate", int, layer), layer),
        page=service + "/FeatureServer",
        media_type=source.media_types[0],
    )
