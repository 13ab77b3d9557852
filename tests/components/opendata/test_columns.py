"""Every column of every file of figures is documented, in both languages, and nothing is that no file has."""

import csv
import io
import json

import frictionless
import pytest

from components.opendata import columns as file_columns
from components.opendata import tables
from components.opendata.columns import FILES, columns_of
from components.wording.text import wording
from data import current
from data.site import LANGUAGES
from tests.components.charts.test_rows import HOME, VARIED, VIEWS, WALES, usual
from web.answer import NoAnswerError
from web.open_data import answer
from web.take_away import files as exhibit_files

__all__ = ["usual"]


def heads_of(found):
    return next(csv.reader(io.StringIO(found.content.decode("utf-8-sig"))))


def files(language):
    """Yield every kind of file of figures, as it is handed out."""
    for view in VIEWS:
        yield "view.csv", answer.answer("view.csv", {**view, "lang": language})
    yield "changes.csv", answer.answer("changes.csv", {"lang": language})
    for name, options in VARIED:
        for area in (HOME, WALES):
            asked = {"chart": name, "lang": language, "area": area, "indicator": "recorded_offences", **options}
            try:
                found = exhibit_files.answer("chart.csv", asked)
            except NoAnswerError:  # not every exhibit has figures of every area
                continue
            yield "chart.csv", found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_of_every_file_is_documented_in_its_order_and_every_documented_one_is_in_a_file(usual, language):
    seen = {file: set() for file in FILES}
    documented = {file: [each.heading for each in columns_of(file, wording(language))] for file in FILES}
    for file, found in files(language):
        heads = heads_of(found)
        assert heads == [head for head in documented[file] if head in heads], file
        seen[file] |= {*heads}
    content = exhibit_files.answer("chart.geojson", {"chart": "map.areas", "lang": language}).content
    for feature in json.loads(content)["features"]:
        assert {*feature["properties"]} == {*documented["chart.geojson"]}
    seen["chart.geojson"] = {*documented["chart.geojson"]}
    assert {file: {*heads} for file, heads in documented.items()} == seen


def test_the_headings_of_a_file_are_all_different_and_the_languages_have_the_same_columns():
    for file in FILES:
        both = [[*columns_of(file, wording(language))] for language in LANGUAGES]
        assert [each.id for each in both[0]] == [each.id for each in both[1]]
        for columns in both:
            assert len({each.heading for each in columns}) == len(columns)
            assert all(each.meaning for each in columns)


def test_the_codebook_has_every_column_with_its_heading_and_meaning_in_both_languages():
    rows = csv.DictReader(io.StringIO(tables.codebook(current.dataset()).decode("utf-8-sig")))
    found = {(row["of"], row["code"]): row for row in rows if row["part"] == "column"}
    for file in FILES:
        for language in LANGUAGES:
            for each in columns_of(file, wording(language)):
                row = found[file, each.id]
                assert (row[f"name_{language}"], row[f"meaning_{language}"]) == (each.heading, each.meaning)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_schemas_fit_the_files(language):
    schemas = json.loads(file_columns.schemas())
    assert {*schemas} == {"view.csv", "chart.csv", "changes.csv"}
    for file, found in files(language):
        heads = heads_of(found)
        fields = {field["name"]: field for field in schemas[file][language]["fields"]}
        schema = {**schemas[file][language], "fields": [fields[head] for head in heads]}
        report = frictionless.Resource(
            data=found.content, format="csv", schema=frictionless.Schema.from_descriptor(schema), encoding="utf-8-sig"
        ).validate()
        assert report.valid, (file, report.flatten(["rowNumber", "fieldName", "type", "note"])[:3])
