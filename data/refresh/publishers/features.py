"""All features of an ArcGIS service as one GeoJSON, which the service gives in pages."""

from __future__ import annotations

import json
from typing import Any

from data.refresh import RefreshError
from data.refresh.edition import Edition
from data.refresh.publishers.geography import refused
from data.refresh.publishers.said import field
from data.refresh.web.addresses import shown
from data.refresh.web.client import Client

PAGES_AT_MOST = 100


def features(client: Client, edition: Edition) -> bytes:
    """Return the GeoJSON of an edition.

    Raises
    ------
    RefreshError
        If a page cannot be had or has no features, or there is no end of them.
    """
    limit = client.settings.limits.bytes_per_file
    found: list[Any] = []
    whole, size = None, 0
    for _ in range(PAGES_AT_MOST):
        url = f"{edition.url}&resultOffset={len(found)}" if found else edition.url
        said = refused(client.json(url, bytes_at_most=limit - size), url)
        page = field(said, "features", list, url)
        if not page:
            raise RefreshError(
                f"{shown(url)}: found {len(found)} features and then a page without any; expected the rest. "
                f"Look at {shown(edition.page)}, and try again later."
            )
        whole = whole or said
        found += page
        size += len(json.dumps(page))
        if not (said.get("exceededTransferLimit") or _properties(said).get("exceededTransferLimit")):
            one = {key: value for key, value in whole.items() if key not in ("exceededTransferLimit", "properties")}
            return json.dumps({**one, "features": found}, ensure_ascii=False, separators=(",", ":")).encode()
    raise RefreshError(f"{shown(edition.url)} has more than {PAGES_AT_MOST} pages; expected some forty areas.")


def _properties(said: dict[str, Any]) -> dict[str, Any]:
    return said["properties"] if isinstance(said.get("properties"), dict) else {}
