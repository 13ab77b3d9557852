"""The description of the open data for programs: whole, true to the table of routes, in every language."""

import re

import jsonschema
import pytest

from components.wording.text import wording
from data import current
from data.site import LANGUAGES
from web.open_data.openapi import document
from web.open_data.routes import ROUTES

DOCUMENT = document(ROUTES, current.dataset())
OPERATIONS = {path: item["get"] for path, item in DOCUMENT["paths"].items()}
# The parts of OpenAPI 3.1 that are used here: what has to be there, and nothing besides.
SAID = {"description": {"type": "string", "minLength": 1}, "x-description-cy": {"type": "string", "minLength": 1}}
RESPONSE = {
    "type": "object",
    "properties": {**SAID, "content": {"type": "object", "additionalProperties": {"type": "object"}}},
    "required": [*SAID],
    "additionalProperties": False,
}
OPERATION = {
    "type": "object",
    "properties": {
        **SAID,
        "operationId": {"type": "string", "pattern": r"^\w+$"},
        "summary": {"type": "string"},
        "parameters": {"type": "array", "items": {"required": ["$ref"], "maxProperties": 1}},
        "responses": {"type": "object", "patternProperties": {r"^[2-5]\d\d$": RESPONSE}, "additionalProperties": False},
    },
    "required": ["operationId", "responses", *SAID],
    "additionalProperties": False,
}
PARAMETER = {
    "type": "object",
    "properties": {
        **SAID,
        "name": {"type": "string"},
        "in": {"enum": ["path", "query"]},
        "required": {"type": "boolean"},
        "schema": {"type": "object", "required": ["type"]},
        "style": {"const": "form"},
        "explode": {"const": False},
    },
    "required": ["name", "in", "schema", *SAID],
    "additionalProperties": False,
}
OPENAPI = {
    "type": "object",
    "properties": {
        "openapi": {"type": "string", "pattern": r"^3\.1\.\d$"},
        "info": {"type": "object", "required": ["title", "version", "license", *SAID]},
        "servers": {"type": "array", "items": {"type": "object", "required": ["url"]}},
        "paths": {
            "type": "object",
            "patternProperties": {"^/": {"properties": {"get": OPERATION}, "additionalProperties": False}},
            "additionalProperties": False,
        },
        "components": {
            "type": "object",
            "properties": {
                "parameters": {"type": "object", "additionalProperties": PARAMETER},
                "schemas": {"type": "object"},
            },
            "additionalProperties": False,
        },
    },
    "required": ["openapi", "info", "paths"],
    "additionalProperties": False,
}


def referred(value):
    """Yield every reference in a document."""
    if isinstance(value, dict):
        yield from [value["$ref"]] if "$ref" in value else ()
        for each in value.values():
            yield from referred(each)
    elif isinstance(value, list):
        for each in value:
            yield from referred(each)


def test_the_document_is_made_as_openapi_has_it():
    jsonschema.Draft202012Validator(OPENAPI).validate(DOCUMENT)
    for parameter in DOCUMENT["components"]["parameters"].values():
        jsonschema.Draft202012Validator.check_schema(parameter["schema"])
    jsonschema.Draft202012Validator.check_schema(DOCUMENT["components"]["schemas"]["Error"])


def test_every_reference_leads_somewhere_and_every_part_is_used():
    known = {f"#/components/{kind}/{name}" for kind, each in DOCUMENT["components"].items() for name in each}
    assert {*referred(DOCUMENT["paths"])} == known


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.path)
def test_every_route_of_the_open_data_is_in_it_with_its_parameters_and_what_comes(route):
    operation = OPERATIONS[route.path]
    used = [
        DOCUMENT["components"]["parameters"][each["$ref"].rsplit("/", 1)[1]] for each in operation.get("parameters", ())
    ]
    assert [each["name"] for each in used if each["in"] == "query"] == [*route.parameters]
    assert [each["name"] for each in used if each["in"] == "path"] == re.findall(r"{(\w+)}", route.path)
    assert all(each["required"] for each in used if each["in"] == "path")
    assert [*operation["responses"]["200"]["content"]] == [kind.partition(";")[0] for kind in route.media_types]
    assert len({each["operationId"] for each in OPERATIONS.values()}) == len(OPERATIONS) == len(ROUTES)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.path)
def test_what_it_is_is_said_in_every_language(route):
    english, *others = LANGUAGES
    operation = OPERATIONS[route.path]
    assert operation["description"] == wording(english)(route.what)
    assert [operation[f"x-description-{each}"] for each in others] == [wording(each)(route.what) for each in others]


def test_what_a_parameter_may_say_is_what_the_release_has():
    parameters = DOCUMENT["components"]["parameters"]
    rows = current.dataset().observations
    assert {*parameters["period"]["schema"]["enum"]} == {*rows["period"]}
    assert {*parameters["indicator"]["schema"]["enum"]} == {*rows["indicator"]}
    assert {*rows["area_code"]} <= {*parameters["area"]["schema"]["enum"]}
    assert parameters["lang"]["schema"]["enum"] == [*LANGUAGES]
    assert parameters["beside"]["schema"]["maxItems"] == 4


def test_an_error_is_as_the_document_says(client):
    schema = DOCUMENT["components"]["schemas"]["Error"]
    for name in ("view.csv?area=x", "nothing.csv", "chart.csv", "releases/x.zip"):
        jsonschema.Draft202012Validator(schema).validate(client.get(f"/open-data/{name}").json())


def test_it_is_served_and_found_from_the_index(client):
    found = client.get("/open-data/openapi.json")
    assert found.json() == DOCUMENT
    index = client.get("/open-data/").text
    assert 'rel="service-desc"' in index and index.count('<dd><a href="/open-data/openapi.json">') == len(LANGUAGES)
