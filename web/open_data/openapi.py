"""The addresses of the open data as OpenAPI 3.1, made from the table of routes: ``/open-data/openapi.json``.

What stands in it for people is there in every language: English as OpenAPI has it, each other one as ``x-description-``
with the tag of the language.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from components.address.options import MOST_BESIDE
from components.wording.text import DEFAULT_LANGUAGE, wording
from data import current
from data.load import Dataset, PublishedDataError
from data.site import LANGUAGES, site
from web.answer import JSON, Answer, unavailable
from web.open_data.parameters import values
from web.route import Route

VERSION = "1.0.0"
LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
SEVERAL = ("beside",)
NEEDED = ("chart",)
ERROR = "#/components/schemas/Error"


def answer(routes: Sequence[Route]) -> Answer:
    """Return the description of routes as JSON; NoAnswerError where the figures it names cannot be read."""
    try:
        return Answer(_content(tuple(routes), current.dataset()), JSON)
    except PublishedDataError as error:
        raise unavailable("unreadable") from error


@lru_cache(maxsize=2)
def _content(routes: tuple[Route, ...], dataset: Dataset) -> bytes:
    return json.dumps(document(routes, dataset), ensure_ascii=False, indent=1).encode()


def document(routes: Sequence[Route], dataset: Dataset) -> dict[str, Any]:
    """Return the description of routes.

    Parameters
    ----------
    routes : sequence of Route
        Of the open data: what each is, is a key of the wording.
    dataset : Dataset
        The release whose indicators, periods and so on the parameters may name.
    """
    parts = dict.fromkeys(name for route in routes for name in _parts(route.path))
    asked = dict.fromkeys(name for route in routes for name in route.parameters)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": wording(DEFAULT_LANGUAGE)("open_data.title"),
            "version": VERSION,
            **_said("open_data.words"),
            "contact": _contact(),
            "license": {"name": "Open Government Licence v3.0", "url": LICENCE},
        },
        "servers": [{"url": "/"}],
        "paths": {route.path: {"get": _operation(route)} for route in routes},
        "components": {
            "parameters": {
                **{f"path_{name}": _parameter(name, in_path=True, dataset=dataset) for name in parts},
                **{name: _parameter(name, in_path=False, dataset=dataset) for name in asked},
            },
            "schemas": {"Error": _error()},
        },
    }


def _contact() -> dict[str, str]:
    """Return whom to ask, as far as ``site.toml`` has it."""
    owner = site().owner
    said = {"name": owner.name[DEFAULT_LANGUAGE], "email": owner.email, "url": owner.website}
    return {name: value for name, value in said.items() if value}


def _operation(route: Route) -> dict[str, Any]:
    named = (*(f"path_{name}" for name in _parts(route.path)), *route.parameters)
    ok = {**_said(route.what), "content": {kind.partition(";")[0]: {} for kind in route.media_types}}
    responses = {
        "200": ok,
        "304": _said("open_data.status.same"),
        "404": _failed("open_data.status.unknown"),
        "503": _failed("open_data.error.unavailable"),
    }
    if "latest/" in route.path:
        responses["307"] = _said(route.what)
    return {
        "operationId": re.sub(r"\W+", "_", route.path.removeprefix("/open-data/")).strip("_") or "index",
        "summary": wording(DEFAULT_LANGUAGE)(route.what),
        **_said(route.what),
        **({"parameters": [{"$ref": f"#/components/parameters/{name}"} for name in named]} if named else {}),
        "responses": dict(sorted(responses.items())),
    }


def _parts(path: str) -> list[str]:
    """Return the open parts of a path."""
    return re.findall(r"{(\w+)}", path)


def _parameter(name: str, *, in_path: bool, dataset: Dataset) -> dict[str, Any]:
    """Return a parameter with what it may say; a file is any that the release of the path has."""
    known = [*values(name, dataset)]
    kind: dict[str, Any] = {"type": "string", **({"enum": known} if known else {})}
    if name in SEVERAL:
        kind = {"type": "array", "items": kind, "maxItems": MOST_BESIDE}
    return {
        "name": name,
        "in": "path" if in_path else "query",
        "required": in_path or name in NEEDED,
        **_said(f"open_data.parameter.{name}"),
        "schema": kind,
        **({"style": "form", "explode": False} if name in SEVERAL else {}),
    }


def _failed(key: str) -> dict[str, Any]:
    return {**_said(key), "content": {JSON: {"schema": {"$ref": ERROR}}}}


def _error() -> dict[str, Any]:
    """Return what every error is made of, as ``web/errors.py`` writes it."""
    one = {"type": "string"}
    fields = {"error": one, "reason": one, "parameter": one, "given": one, "see": one}
    return {
        "type": "object",
        "required": ["error", "reason", "see"],
        "properties": {**fields, "expected": {"type": "array", "items": one}},
    }


def _said(key: str) -> dict[str, str]:
    """Return a wording as a description in every language."""
    others = (language for language in LANGUAGES if language != DEFAULT_LANGUAGE)
    return {
        "description": wording(DEFAULT_LANGUAGE)(key),
        **{f"x-description-{language}": wording(language)(key) for language in others},
    }
