"""The made-up cases: always the same for a seed, plainly labelled, and of the shape real records have."""

from datetime import date

import pyarrow as pa
import pyarrow.parquet
import pytest

from benchmarks.cases import verdicts
from benchmarks.synthetic.cases import cases, main, write
from data.build.cases.count import count_cases


def made(rows, **settings):
    return pa.concat_tables(cases(rows, **settings))


def test_the_same_seed_makes_the_same_cases():
    assert made(500).equals(made(500))
    assert not made(500).equals(made(500, seed=1))


def test_a_longer_file_begins_with_the_rows_of_a_shorter_one():
    assert made(150_000).slice(0, 100_100).equals(made(100_100))


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_file_of_made_up_cases_is_counted_whole(tmp_path, kind):
    path = tmp_path / f"synthetic.{kind}"
    main([str(path), "--rows", "1234"])
    counted = count_cases(str(path), home_area="W15000001", today=date(2024, 6, 30))
    assert counted.counts["count"].sum() == 1234
    assert counted.rejected == 0


@pytest.mark.parametrize("name", ["cases.csv", "synthetic.xlsx"])
def test_a_file_whose_name_does_not_say_synthetic_or_of_another_kind_is_not_written(tmp_path, name):
    with pytest.raises(ValueError, match=name):
        write(10, tmp_path / name)
    assert not [*tmp_path.iterdir()]


def test_a_parquet_file_says_in_itself_that_it_is_made_up(tmp_path):
    write(10, tmp_path / "synthetic.parquet")
    assert b"made up" in pa.parquet.read_schema(tmp_path / "synthetic.parquet").metadata[b"synthetic"]


def test_memory_that_grows_with_the_records_breaks_its_budget():
    sizes = [
        {"records": 1_000_000, "seconds": 6.0, "peak MB": 300.0},
        {"records": 10_000_000, "seconds": 50.0, "peak MB": 600.0},
    ]
    assert [verdict.row()["verdict"] for verdict in verdicts(sizes)] == ["NOT HELD", "held", "NOT HELD", "NOT HELD"]
