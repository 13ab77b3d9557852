"""Records on a real cluster of Apache Spark: the same counts as DuckDB's, and only counted rows leave the workers."""

import os
from unittest.mock import patch

import pyarrow as pa
import pyarrow.parquet
import pytest

from benchmarks.synthetic import cases as synthetic_cases
from data.build.cases.personal import SHAPES
from tests.data.cases import spark
from tests.data.cases.conftest import CASES, COLUMNS, COUNTED, cases_with, count

DIFFERENT, TIMES = 200, 500
PERSONAL = {
    "postcodes": "LL13 8BG",
    "coordinates": "53.0466, -2.9925",
    "dates, perhaps of birth": "1999-05-31",
    "telephone numbers or e-mail addresses": "07700 900123",
    "free text or full names": "Seen near the station",
}
DAYS = (
    "2024-02-29",
    "2023-02-29",
    "2100-02-29",
    "2023-04-31",
    "31/05/2023",
    "5/31/23",
    "2023-05-31 23:59:59",
    " ",
    "Mai",
)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """Return a running cluster; without Java a failure where it is required, a named skip elsewhere."""
    if not spark.IS_THERE:
        if os.environ.get("REQUIRE_SPARK") == "1":
            pytest.fail("no Java for Apache Spark; install the Debian package default-jre-headless")
        pytest.skip("no Java for Apache Spark (Debian package default-jre-headless)")
    with spark.cluster(tmp_path_factory.mktemp("spark")) as running:
        running.sql("CREATE DATABASE police")
        yield running


@pytest.fixture
def table(cluster):
    """Return a function that makes a table of a Parquet file, or of a folder of them."""

    def of(path):
        cluster.sql(f"CREATE TABLE police.cases USING parquet LOCATION '{path.as_uri()}'")
        cluster.forget()
        return cluster.url

    yield of
    cluster.sql("DROP TABLE IF EXISTS police.cases")


def test_a_table_gives_the_same_counts_as_a_file(files, table):
    assert count(table(files.parquet()), table="police.cases").csv() == COUNTED


def test_many_records_give_the_same_bytes_as_in_duckdb_and_only_counted_rows_leave_the_workers(
    cluster, table, tmp_path
):
    from pyspark.sql.classic.dataframe import DataFrame

    file = tmp_path / "records" / "synthetic.parquet"
    file.parent.mkdir()
    records = pa.concat_tables([*synthetic_cases.cases(DIFFERENT)] * TIMES)
    pa.parquet.write_table(records, file, row_group_size=len(records) // 8)
    expected = count(file).csv()
    received, collect = [], DataFrame.collect
    with patch.object(DataFrame, "collect", lambda frame: received.append(collect(frame)) or received[-1]):
        assert count(table(file.parent), table="police.cases").csv() == expected
    # One row says which database is chosen or how many cells have a personal shape, and one row for each combination
    # how many cases.
    assert {len(rows) for rows in received} == {1, expected.count(b"\n") - 1}
    tasks = cluster.tasks()
    assert {task["Task Info"]["Executor ID"] for task in tasks} == {"0", "1"}
    read = sum(task["Task Metrics"]["Input Metrics"]["Records Read"] for task in tasks)
    sent = sum(task["Task Metrics"]["Result Size"] for task in tasks if task["Task Type"] == "ResultTask")
    assert read >= len(records)
    # What the workers sent is less than a byte for each record.
    assert 0 < sent < len(records)


def test_counting_ends_the_session_and_leaves_no_table(cluster, files, table):
    url, before = table(files.parquet()), cluster.stops
    count(url, table="police.cases")
    assert cluster.stops == before + 1
    assert [found.name for found in cluster.session.catalog.listTables("police")] == ["cases"]
    assert cluster.session.catalog.listTables() == []


def test_columns_of_personal_shapes_are_refused_as_in_duckdb(files, table, refused, tmp_path):
    assert PERSONAL.keys() == SHAPES.keys()
    extra = tuple(f"extra_{number}" for number in range(len(PERSONAL)))
    path = files.parquet([(*case, *PERSONAL.values()) for case in CASES], (*COLUMNS, *extra))
    column_map = files.write("map.toml", f"leave_out = {[*extra]}")
    settings = {"map_file": column_map, "secrets": [*PERSONAL.values()]}
    said = refused(table(path), table="police.cases", **settings)
    for number, kind in enumerate(PERSONAL):
        assert f"column {7 + number}, 'extra_{number}': found what looks like {kind};" in said
    assert said == refused(path, **settings).replace("cases.parquet", "police.cases")


def test_bad_rows_and_days_are_refused_as_in_duckdb(files, table, refused):
    rows = [*cases_with(3, setting="SECRET"), *((day, *CASES[0][1:]) for day in DAYS)]
    path = files.parquet(rows)
    said = refused(table(path), table="police.cases", secrets=["SECRET", "5/31/23"])
    assert "setting, record 4: found what cannot be used" in said
    assert "quarter, records 7 to 11, 13 to 14: found what cannot be used" in said
    assert said == refused(path).replace("cases.parquet", "police.cases")


@pytest.fixture
def timed(cluster, files, table):
    """Return a function that makes a view of the cases in which the day is a time, of one of Spark's kinds."""
    table(files.parquet())

    def of(kind):
        columns = f"CAST(date AS {kind}) AS date, * EXCEPT (date)"
        cluster.sql(f"CREATE VIEW police.timed AS SELECT {columns} FROM police.cases")
        return cluster.url

    yield of
    cluster.sql("DROP VIEW IF EXISTS police.timed")


def test_local_times_count_by_their_day(timed):
    assert count(timed("TIMESTAMP_NTZ"), table="police.timed").csv() == COUNTED


def test_times_that_are_instants_are_refused(timed, refused):
    assert "column 1, 'date': found times in a time zone" in refused(timed("TIMESTAMP"), table="police.timed")


def test_a_column_of_instants_that_is_left_out_is_looked_at_like_any_other(cluster, timed, files, refused):
    timed("DATE")
    cluster.sql("CREATE OR REPLACE VIEW police.timed AS SELECT *, CAST(date AS TIMESTAMP) AS changed FROM police.cases")
    said = refused(cluster.url, table="police.timed", map_file=files.write("map.toml", 'leave_out = ["changed"]'))
    assert "column 7, 'changed': found what looks like dates, perhaps of birth" in said


def test_a_table_that_is_not_there_is_named(cluster, refused):
    assert "police.nowhere: found no such table" in refused(cluster.url, table="police.nowhere")


def test_the_cluster_listens_on_this_machine_only(cluster):
    said = dict(cluster.session.sparkContext.getConf().getAll())
    assert said["spark.driver.host"] == said["spark.driver.bindAddress"] == "127.0.0.1"
    assert said["spark.ui.enabled"] == "false"
