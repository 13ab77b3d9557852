"""What a cell may hold, and what a column map makes of it."""

import pytest

from tests.data.cases.conftest import CASES, COLUMNS, COUNTED, ROOT, cases_with, count


@pytest.mark.parametrize(
    "day",
    [
        "2023-02-29",
        "2023-13-01",
        "2023-00-10",
        "2023-04-31",
        "2023-1-1",
        "23-01-01",
        "01/02/2023",
        "2023-Q1",
        "45047",
        "",
    ],
)
def test_what_is_no_day_is_refused(files, refused, day):
    assert "quarter, row 3: found what cannot be used; expected a day (yyyy-mm-dd)" in refused(
        files.csv(cases_with(1, date=day))
    )


@pytest.mark.parametrize("day", ["2009-03-31", "2024-07-01", "1985-05-05"])
def test_a_day_before_the_first_quarter_or_after_the_present_one_is_refused(files, refused, day):
    assert "quarter, row 3: found what cannot be used" in refused(files.csv(cases_with(1, date=day)))


@pytest.mark.parametrize("day", ["2009-04-01", "2024-06-30"])
def test_the_first_and_the_present_quarter_are_counted(files, day):
    assert count(files.csv(cases_with(1, date=day))).counts["count"].sum() == 5


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        ("2023-01-01", "2023-Q1"),
        ("2023-03-31", "2023-Q1"),
        ("2023-04-01", "2023-Q2"),
        ("2023-06-30", "2023-Q2"),
        ("2023-07-01", "2023-Q3"),
        ("2023-09-30", "2023-Q3"),
        ("2023-10-01", "2023-Q4"),
        ("2023-12-31", "2023-Q4"),
    ],
)
def test_a_day_belongs_to_its_calendar_quarter(files, day, quarter):
    assert count(files.csv(cases_with(0, date=day)[:1])).counts["quarter"].tolist() == [quarter]


@pytest.mark.parametrize("quarter", ["2023Q2", "2023-Q5", "Q2 2023", "2023-04-01", ""])
def test_what_is_no_quarter_is_refused(files, refused, quarter):
    path = files.csv([(quarter, *CASES[0][1:]), ("2023-Q2", *CASES[0][1:])], ("quarter", *COLUMNS[1:]))
    assert "quarter, row 2: found what cannot be used" in refused(path)


@pytest.mark.parametrize("field", COLUMNS[1:])
@pytest.mark.parametrize("value", ["", "None of this", "ADULT", "0"])
def test_what_is_not_in_the_list_is_refused(files, refused, field, value):
    assert f"{field}, row 2: found what cannot be used; expected one of" in refused(
        files.csv(cases_with(0, **{field: value}))
    )


def test_the_example_map_reads_the_columns_it_describes(files):
    columns = (
        "RECORDED_DT",
        "LA_NAME",
        "LOCATION_TYPE",
        "EXPLOITATION_TYPE",
        "VICTIM_AGE_BAND",
        "VICTIM_GENDER",
        "FORCE_CODE",
    )
    rows = [
        ("01/04/2023", "Isle of Anglesey", "Nail bar", "Forced labour", "18+", "F", "60"),
        ("30/06/2023", "Ynys Môn", "nail_bars", "labour", "18+", "F", "60"),
        ("31/05/2023 00:00", "W06000001", "Nail bar", "labour", "adult", "F", "60"),
        ("01/07/2023", "Wrecsam", "county_lines", "Criminal exploitation", "0-17", "M", "60"),
    ]
    counted = count(files.csv(rows, columns), map_file=ROOT / "data" / "cases" / "map.example.toml")
    assert counted.csv().splitlines() == COUNTED.splitlines()[:3]
    assert counted.covers == ("2019-Q2", "2023-Q4")


@pytest.mark.parametrize("day", ["31/02/2023", "13/13/2023", "2023-05-01", "1/5/2023", "05/2023", ""])
def test_what_is_no_british_day_is_refused_where_the_map_says_british(files, refused, day):
    rows = [("01/05/2023", *case[1:]) for case in CASES]
    path = files.csv([(day, *CASES[0][1:]), *rows])
    map_file = files.write("map.toml", 'date_format = "dd/mm/yyyy"')
    assert "quarter, row 2: found what cannot be used; expected a day (dd/mm/yyyy)" in refused(path, map_file=map_file)


def test_real_dates_need_no_date_format(files):
    assert count(files.parquet(), map_file=files.write("map.toml", 'date_format = "dd/mm/yyyy"')).csv() == COUNTED


def test_an_empty_cell_stands_for_a_code_only_where_the_map_says_so(files):
    path = files.csv(cases_with(3, setting=""))
    counted = count(path, map_file=files.write("map.toml", 'values.setting = { "" = "unknown" }'))
    assert counted.counts["setting"].tolist() == ["nail_bars", "unknown", "county_lines"]


@pytest.mark.parametrize("kind", ["csv", "parquet", "xlsx", "ods"])
def test_a_number_may_stand_for_a_code(files, kind):
    rows = [(*case[:4], 1, case[5]) for case in CASES]
    counted = count(
        getattr(files, kind)(rows), map_file=files.write("map.toml", 'values.age_group = { "1" = "adult" }')
    )
    assert set(counted.counts["age_group"]) == {"adult"}


def test_a_quarter_outside_what_the_map_covers_is_refused(files, refused):
    said = refused(files.csv(), map_file=files.write("map.toml", 'covers = ["2023-Q2", "2023-Q4"]'))
    assert "quarter, row 6: found what cannot be used; expected a day (yyyy-mm-dd) or a quarter (2023-Q2)" in said
    assert "from 2023-Q2 to 2023-Q4" in said


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("columns = {", "map.toml: found no TOML"),
        ("colums = {}", "map.toml, colums: found a setting that cannot be used; expected only columns, values"),
        ("columns = 3", "map.toml, columns: found a setting that cannot be used"),
        ('date_format = "mm/dd/yyyy"', "map.toml, date_format: found 'mm/dd/yyyy'; expected yyyy-mm-dd or dd/mm/yyyy"),
        ('covers = ["2023-Q4", "2023-Q1"]', "map.toml, covers: found"),
        ('covers = ["2023"]', "map.toml, covers: found"),
        ("covers = [1, 2]", "map.toml, covers: found"),
        ("leave_out = [1]", "map.toml, leave_out: found something else than names"),
        (
            'columns = { sex = "x" }',
            "map.toml, columns, sex: found 'x'; expected the name of a column for one of date,",
        ),
        ("columns = { gender = 1 }", "map.toml, columns, gender: found 1"),
        ('columns = { date = "a", quarter = "b" }', "map.toml, columns: found both a date and a quarter"),
        (
            'values = { gender = { F = "woman" } }',
            "map.toml, values, gender: found 'woman' for 'F'; expected one of female",
        ),
        ('values = { date = { F = "woman" } }', "map.toml, values, date: found a list for it"),
        ('values = { gender = { F = ["female"] } }', "map.toml, values, gender: found ['female'] for 'F'"),
    ],
)
def test_a_map_that_cannot_be_used_is_refused_by_its_setting(files, refused, content, told):
    assert told in refused(files.csv(), map_file=files.write("map.toml", content))


def test_a_map_that_is_not_there_is_refused(files, refused):
    assert "map.toml: found no readable file" in refused(files.csv(), map_file=files.folder / "map.toml")


def test_all_that_is_wrong_with_a_map_is_told_together(files, refused):
    said = refused(
        files.csv(), map_file=files.write("map.toml", 'date_format = "x"\ncolumns = { sex = "x" }\ncovers = ["x"]')
    )
    assert len(said.splitlines()) == 4
