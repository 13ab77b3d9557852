"""The same records give the same counts, byte for byte, wherever they are."""

import duckdb
import pytest

from tests.data.cases.conftest import CASES, COLUMNS, COUNTED, cases_with, count, replace_in_ods

QUARTERS = [("2023-Q2", *CASES[0][1:]), ("2023-Q3", *CASES[3][1:])]


@pytest.mark.parametrize("kind", ["csv", "parquet", "xlsx", "ods"])
def test_a_file_of_any_kind_gives_the_same_counts(files, kind):
    assert count(getattr(files, kind)()).csv() == COUNTED


@pytest.mark.parametrize("kind", ["csv", "parquet", "xlsx", "ods"])
def test_the_order_of_rows_and_columns_makes_no_difference(files, kind):
    turned = [case[::-1] for case in CASES[::-1]]
    assert count(getattr(files, kind)(turned, COLUMNS[::-1])).csv() == COUNTED


@pytest.mark.parametrize("kind", ["csv", "parquet", "xlsx", "ods"])
def test_quarters_may_be_given_instead_of_days(files, kind):
    counted = count(getattr(files, kind)(QUARTERS, ("quarter", *COLUMNS[1:])))
    assert counted.counts["quarter"].tolist() == ["2023-Q2", "2023-Q3"]


def test_days_as_text_in_parquet_are_days_too(files):
    undated = [
        ("2023-05-01", *CASES[0][1:]),
        ("2023-05-01 00:00:00", *CASES[0][1:]),
        ("2023-05-02T23:59", *CASES[0][1:]),
    ]
    assert count(files.parquet(undated)).counts["count"].tolist() == [3]


def test_times_of_day_make_no_difference(files):
    timed = [("2023-06-30 23:59:59.000", *CASES[0][1:])]
    assert count(files.csv(timed)).counts["quarter"].tolist() == ["2023-Q2"]


def test_a_file_as_excel_saves_it_is_read(files):
    path = files.csv()
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert count(path).csv() == COUNTED


def test_spaces_around_a_value_and_capitals_in_a_heading_make_no_difference(files):
    spaced = [(*case[:2], f" {case[2]}\t", *case[3:]) for case in CASES]
    assert count(files.csv(spaced, [name.title().replace("_", " ") for name in COLUMNS])).csv() == COUNTED


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_rows_with_nothing_in_them_are_passed_over(files, kind):
    assert count(getattr(files, kind)([*CASES[:2], ("",) * 6, *CASES[2:]])).csv() == COUNTED


def test_the_endless_empty_rows_that_libreoffice_writes_are_passed_over(files):
    path = files.ods()
    empty = "<table:table-cell table:number-columns-repeated='16384'/>"
    rows = f"<table:table-row table:number-rows-repeated='1048000'>{empty}</table:table-row>"
    replace_in_ods(path, "</table:table>", f"{rows}</table:table>")
    assert count(path).csv() == COUNTED


def test_a_file_may_have_brackets_in_its_name(files):
    path = files.csv()
    assert count(path.rename(path.with_name("cases[1]*.csv"))).csv() == COUNTED


def test_the_period_covered_is_that_of_the_records(files):
    assert count(files.csv()).covers == ("2023-Q2", "2024-Q1")


def test_counts_keep_every_code_of_the_schema_in_its_order(files):
    ages = count(files.csv()).counts["age_group"]
    assert ages.cat.categories.tolist() == ["child", "adult", "unknown"]


def test_another_force_has_no_local_authority_of_north_wales(files, refused):
    said = refused(files.csv(), home_area="W15000003")
    assert "local_authority, rows 2 to 6: found what cannot be used; expected one of elsewhere, unknown" in said


def test_a_case_with_another_value_counts_apart(files):
    counted = count(files.csv(cases_with(1, gender="male"))).counts
    assert counted["count"].tolist() == [2, 1, 1, 1]


def test_more_rows_than_the_engine_takes_at_once_are_all_counted(files):
    assert count(files.csv(CASES * 30_000)).counts["count"].tolist() == [90_000, 30_000, 30_000]


def test_a_table_of_another_database_is_counted_by_its_url(files):
    files.csv()
    with duckdb.connect(files.folder / "force.duckdb") as connection:
        connection.execute(f"CREATE TABLE cases AS FROM '{files.folder}/cases.csv'")
    assert count(f"duckdb://{files.folder}/force.duckdb", table="cases").csv() == COUNTED
