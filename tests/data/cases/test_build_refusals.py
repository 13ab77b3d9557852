"""Records that cannot be used, through the build's command: one message, nothing changed, no cell told."""

import pytest

from tests.data.cases.conftest import CASES, COLUMNS, edited

SECRET = "SECRET"
LAST = "No case was published; what was there is untouched."


def with_column(name, value=SECRET):
    return [(*case, value) for case in CASES], (*COLUMNS, name)


@pytest.fixture
def refused(site, capfd, caplog):
    """Return a function that builds in vain, proves that it changed nothing and told no cell, and returns its words."""

    def build_and_read(source, *more, secrets=(SECRET,)) -> list[str]:
        before = site.content()
        beside = sorted(path.name for path in site.out.parent.iterdir())
        with caplog.at_level("DEBUG"):
            assert site.build("--cases", str(source), *more) == 1
        assert site.content() == before
        assert sorted(path.name for path in site.out.parent.iterdir()) == beside
        printed = capfd.readouterr()
        for secret in secrets:
            for told in (printed.out, printed.err, caplog.text):
                assert secret not in told
        assert printed.out.splitlines() == [
            f"Reading and checking the sources in {site.sources.folder}",
            "Counting the cases where they are held",
        ]
        *said, last = printed.err.splitlines()
        assert last == LAST
        return said

    return build_and_read


@pytest.mark.parametrize("kind", ["csv", "parquet", "xlsx", "ods"])
def test_a_name_column(files, refused, kind):
    assert refused(getattr(files, kind)(*with_column("victim_name"))) == [
        f"cases.{kind}, column 7, 'victim_name': found a column named for a name; expected an extract without it; "
        "nothing was read",
    ]


@pytest.mark.parametrize("kind", ["csv", "parquet", "xlsx", "ods"])
def test_a_postcode_column(files, refused, kind):
    assert refused(getattr(files, kind)(*with_column("postcode", "LL57 9ZZ")), secrets=["LL57", "9ZZ"]) == [
        f"cases.{kind}, column 7, 'postcode': found a column named for a postcode or an address; expected an extract "
        "without it; nothing was read",
    ]


def test_postcodes_under_another_name(files, refused):
    rows, columns = with_column("area_ref", "LL57 9ZZ")
    leave_out = files.write("map.toml", 'leave_out = ["area_ref"]\n')
    said = refused(files.csv(rows, columns), "--cases-map", str(leave_out), secrets=["LL57", "9ZZ"])
    assert said == [
        "cases.csv, column 7, 'area_ref': found what looks like postcodes; expected an extract without it, or, for a "
        "field, its values under values in the column map",
    ]


@pytest.mark.parametrize(("kind", "word", "first"), [("csv", "row", 2), ("xlsx", "row", 2), ("parquet", "record", 1)])
def test_thirty_seven_bad_rows(files, refused, kind, word, first):
    rows = [(*CASES[0][:5], SECRET)] * 37 + [CASES[0]] * 63
    gender, number = refused(getattr(files, kind)(rows))
    assert gender.startswith(f"cases.{kind}, gender, {word}s {first} to {36 + first}: found what cannot be used; ")
    assert number == (
        f"cases.{kind}: found 37 of 100 {word}s that cannot be used; expected none; to leave them out, add "
        "--allow-rejected 37"
    )


def test_thirty_seven_bad_rows_where_thirty_six_are_allowed(files, refused):
    rows = [(*CASES[0][:5], SECRET)] * 37 + [CASES[0]] * 63
    assert "found 37 of 100 rows" in refused(files.csv(rows), "--allow-rejected", "36")[-1]


def test_a_wrong_encoding(files, refused):
    path = files.csv()
    path.write_bytes(path.read_bytes().decode("utf-8").encode("cp1252"))
    assert refused(path, secrets=["Ynys", "nail_bars"]) == [
        'cases.csv, line 4: found bytes that are not UTF-8; expected a file saved as "CSV UTF-8"',
    ]


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_truncated_zip(files, refused, kind):
    path = getattr(files, kind)()
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert refused(path, secrets=["nail_bars"]) == [
        f"cases.{kind}: found a file that cannot be opened: damaged, cut off or locked with a password; expected a "
        f"whole .{kind} file",
    ]


def test_a_formula_cell(files, refused):
    path = files.xlsx()
    with edited(path) as workbook:
        workbook.active["D3"] = f'="{SECRET}"'
    assert refused(path) == [
        "cases.xlsx, row 3: found a formula; expected values only: copy the sheet and paste it as values",
    ]


@pytest.mark.parametrize("kind", ["csv", "parquet", "xlsx"])
def test_a_header_of_two_thousand_columns(files, refused, kind):
    wide = [(*case, *([SECRET] * 1_994)) for case in CASES]
    path = getattr(files, kind)(wide, (*COLUMNS, *(f"surname{number}" for number in range(1_994))))
    assert refused(path) == [
        f"cases.{kind}, header: found 2,000 columns; expected at most 100; export only the columns of "
        "data/cases/template.csv",
    ]


def test_records_of_no_whole_year(files, refused):
    quarters = [("2023-Q2", *CASES[0][1:]), ("2023-Q4", *CASES[1][1:])]
    assert refused(files.csv(quarters, ("quarter", *COLUMNS[1:])), secrets=["2023-Q"]) == [
        "cases: found no whole calendar year; expected one at least; if some of its quarters had no case, say so with "
        "covers in the column map",
    ]


def test_a_file_that_is_not_there(files, refused):
    assert refused(files.folder / "nothing.csv") == [
        "nothing.csv: found no such file; expected a file that ends in .csv, .parquet, .xlsx, .ods, or a database URL",
    ]


def test_a_database_that_does_not_answer(refused):
    (said,) = refused(f"postgres://reader:{SECRET}@127.0.0.1:1/police", "--cases-table", "cases")
    assert said.startswith("cases: found no database that answers at the host of the URL, port 1; expected a database")


def test_a_table_for_a_file(files, refused):
    assert refused(files.csv(), "--cases-table", "cases", secrets=["nail_bars"]) == [
        "cases: found a table for a file; expected a table's name with a database URL, and only there",
    ]
