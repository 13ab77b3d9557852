"""Loading the published figures: what is whole loads, what is not is named with the way to put it right."""

import hashlib
import json

import pandas as pd
import pytest

from data.load import PublishedDataError, load
from data.schema import SchemaError, check_foreign_keys, read_table
from tests.data.build.raw import years_of_offences

# The offences of North Wales in 2022/23 as they stand in the published table.
COUNT = years_of_offences("W15000001")["2022-23"]
ROW = f"W15000001,2022-23,2022-04-01,2023-03-31,total,all,{COUNT}"
NO_COUNT = ROW.removesuffix(str(COUNT))

SCHEMA = {
    "fields": [
        {"name": "code", "type": "string", "constraints": {"required": True, "pattern": "^[a-z]$"}},
        {"name": "day", "type": "date", "constraints": {"required": True}},
        {"name": "count", "type": "integer", "constraints": {"minimum": 0}},
        {"name": "status", "type": "string", "constraints": {"enum": ["final", "hidden"]}},
    ],
    "primaryKey": ["code", "day"],
}
HEADER = "code,day,count,status\n"


def table(tmp_path, rows, header=HEADER):
    path = tmp_path / "figures.csv"
    path.write_text(header + rows, encoding="utf-8")
    return read_table(path, SCHEMA)


def alter(folder, name, old, new):
    """Change a published file and seal the change in the manifest, as somebody determined would."""
    path, manifest = folder / name, folder / "manifest.json"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    sealed = json.loads(manifest.read_text(encoding="utf-8"))
    sealed["files"][name]["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    manifest.write_text(json.dumps(sealed), encoding="utf-8")


def test_the_published_figures_load_with_a_type_for_every_column():
    dataset = load()
    assert dataset.release == dataset.manifest["release"]
    assert str(dataset.observations["value"].dtype) == "Int64"
    assert str(dataset.observations["status"].dtype) == "category"
    assert dataset.observations["period_start"].dtype.kind == "M"
    assert str(dataset.population["population"].dtype) == "Int64"


def test_an_empty_value_is_missing_and_never_0():
    observations = load().observations
    gap = observations[observations["status"] == "not_available"]
    assert len(gap) > 0
    assert gap["value"].isna().all()


@pytest.mark.parametrize("name", ["observations.csv", "population.csv", "areas.csv", "datapackage.json"])
def test_an_altered_file_is_named_with_what_to_run(published, name):
    (published / name).write_bytes((published / name).read_bytes() + b"\n")
    with pytest.raises(PublishedDataError, match=f"{name} was altered.*python -m data.build"):
        load(published)


@pytest.mark.parametrize("name", ["observations.csv", "manifest.json", "datapackage.json"])
def test_a_missing_file_is_named_with_what_to_run(published, name):
    (published / name).unlink()
    with pytest.raises(PublishedDataError, match=f"{name} cannot be read.*python -m data.build"):
        load(published)


def test_a_missing_folder_is_said_with_what_to_run(tmp_path):
    with pytest.raises(PublishedDataError, match="python -m data.build"):
        load(tmp_path / "absent")


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "{}", '{"files": []}', '{"files": {"observations.csv": 1}}', '{"files": {}}']
)
def test_a_manifest_of_another_form_is_said_with_what_to_run(published, content):
    (published / "manifest.json").write_text(content, encoding="utf-8")
    with pytest.raises(PublishedDataError, match="manifest.*python -m data.build"):
        load(published)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            ROW,
            f"{NO_COUNT}many",
            "column value: found 'many'; expected a whole number",
        ),
        (
            ROW,
            NO_COUNT,
            "column value: expected a value with the status final",
        ),
        (
            "2022,2022-01-01,2022-12-31,total,all,,",
            "2022,2022-01-01,2022-12-31,total,all,5,",
            "column value: expected no value with the status not_available",
        ),
        (f"{ROW},final", f"{ROW},secret", "column status: found 'secret'; expected one of final"),
        (
            "W15000001,2022-23",
            "W15000099,2022-23",
            "column area_code: found 'W15000099'; expected a code listed in areas.csv",
        ),
        ("W15000001,2022-23", "W15000002,2022-23", "a second row for recorded_offences, W15000002, 2022-23"),
        ("2022-04-01,2023-03-31", "2022-04-31,2023-03-31", "column period_start: found '2022-04-31'; expected a date"),
    ],
)
def test_a_wrong_row_is_named_by_file_row_and_value(published, old, new, said):
    alter(published, "observations.csv", old, new)
    with pytest.raises(PublishedDataError) as caught:
        load(published)
    assert "observations.csv, row " in str(caught.value)
    assert said in str(caught.value)


def test_a_manifest_of_another_release_is_named(published):
    text = (published / "manifest.json").read_text(encoding="utf-8")
    release = json.loads(text)["release"]
    (published / "manifest.json").write_text(text.replace(release, "2001-01-01"), encoding="utf-8")
    with pytest.raises(PublishedDataError, match="not of release 2001-01-01"):
        load(published)


def test_an_indicator_that_was_not_built_is_named(published):
    with pytest.raises(PublishedDataError, match="no row for local_cases"):
        load(published, indicators=["recorded_offences", "local_cases"])


def test_only_what_the_home_force_supplies_may_be_missing(published):
    text = (published / "observations.csv").read_text(encoding="utf-8")
    decisions = "".join(line for line in text.splitlines(keepends=True) if line.startswith("uk_decisions,"))
    assert "local_cases," not in text
    alter(published, "observations.csv", decisions, "")
    with pytest.raises(PublishedDataError, match=r"observations\.csv has no row for uk_decisions\. Restore"):
        load(published)


def test_a_table_is_typed_by_its_schema(tmp_path):
    found = table(tmp_path, "a,2023-01-31,5,final\nb,2023-02-28,,hidden\n")
    assert found["count"].tolist() == [5, pd.NA]
    assert found["day"].tolist() == [pd.Timestamp(2023, 1, 31), pd.Timestamp(2023, 2, 28)]
    assert found["code"].tolist() == ["a", "b"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("A,2023-01-31,5,final\n", r"row 2, column code: found 'A'; expected text of the form"),
        (",2023-01-31,5,final\n", "row 2, column code: found ''; expected a value"),
        ("a,2023-01-31,5,final\na,31/01/2023,5,final\n", "row 3, column day: found '31/01/2023'; expected a date"),
        ("a,2023-01-31,-5,final\n", "row 2, column count: found '-5'; expected 0 or more"),
        ("a,2023-01-31,5.5,final\n", "row 2, column count: found '5.5'; expected a whole number"),
        ("a,2023-01-31,5,shown\n", "row 2, column status: found 'shown'; expected one of final, hidden"),
        ("a,2023-01-31,5,final\na,2023-01-31,6,final\n", "row 3: a second row for a, 2023-01-31"),
        ("a,2023-01-31,5,final\n\nb,2023-01-31,5,final\n", "row 3, column code: found ''"),
    ],
)
def test_a_cell_that_breaks_the_schema_is_named(tmp_path, rows, said):
    with pytest.raises(SchemaError) as caught:
        table(tmp_path, rows)
    assert said in str(caught.value)


def test_a_missing_column_is_named(tmp_path):
    with pytest.raises(SchemaError, match="row 1: found columns code, day; expected code, day, count, status"):
        table(tmp_path, "a,2023-01-31\n", header="code,day\n")


@pytest.mark.parametrize("content", [b"", b"code,day,count,status\n\xff,1,2,3\n", b'code,day,count,status\n"a,1'])
def test_a_file_that_is_no_table_is_named(tmp_path, content):
    path = tmp_path / "figures.csv"
    path.write_bytes(content)
    with pytest.raises(SchemaError, match=r"figures\.csv"):
        read_table(path, SCHEMA)


def test_a_code_without_its_row_in_the_other_table_is_named():
    schema = {"foreignKeys": [{"fields": "code", "reference": {"resource": "areas", "fields": "code"}}]}
    tables = {"figures": pd.DataFrame({"code": ["a", None, "z"]}), "areas": pd.DataFrame({"code": ["a"]})}
    with pytest.raises(SchemaError, match=r"figures\.csv, row 4, column code: found 'z'"):
        check_foreign_keys("figures", schema, tables)
