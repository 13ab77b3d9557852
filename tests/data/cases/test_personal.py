"""What tells who or where somebody is cannot get in: not by its name, not under another name."""

import pytest

from data.build.cases.personal import named_for
from tests.data.cases.conftest import CASES, COLUMNS, count


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Surname", "a name"),
        ("victim_first_name", "a name"),
        ("victimForename", "a name"),
        ("name", "a name"),
        ("Cyfenw", "a name"),
        ("DOB", "a date of birth"),
        ("Date of birth", "a date of birth"),
        ("dateOfBirth", "a date of birth"),
        ("birth-date", "a date of birth"),
        ("POST_CODE", "a postcode or an address"),
        ("homePostcode", "a postcode or an address"),
        ("address line 1", "a postcode or an address"),
        ("côd post", "a postcode or an address"),
        ("lat", "coordinates"),
        ("Longitude", "coordinates"),
        ("easting", "coordinates"),
        ("grid_ref", "coordinates"),
        ("x", "coordinates"),
        ("geom", "coordinates"),
        ("NINO", "a number or an address that leads to a person"),
        ("mobile_phone", "a number or an address that leads to a person"),
        ("notes", "free text"),
        ("MO", "free text"),
        ("case summary", "free text"),
        ("description", "free text"),
    ],
)
def test_a_personal_column_is_known_by_its_name(name, kind):
    assert named_for(name, is_mapped=False) == kind


@pytest.mark.parametrize(
    "name", [*COLUMNS, "quarter", "team", "latest", "offence_type", "VICTIM_GENDER", "force", "LA", ""]
)
def test_a_harmless_column_is_not_taken_for_a_personal_one(name):
    assert named_for(name, is_mapped=False) == ""


def test_a_list_may_be_called_the_name_or_description_of_a_field_where_the_map_says_so(files):
    path = files.csv(columns=("date", "LA_NAME", *COLUMNS[2:]))
    map_file = files.write("map.toml", 'columns = { local_authority = "LA_NAME" }')
    assert count(path, map_file=map_file).counts["count"].sum() == 5


def test_a_personal_column_is_refused_even_where_the_map_gives_it_to_a_field(files, refused):
    path = files.csv(columns=("date of birth", *COLUMNS[1:]))
    said = refused(path, map_file=files.write("map.toml", 'columns = { date = "date of birth" }'))
    assert "column 1, 'date of birth': found a column named for a date of birth" in said


def test_a_personal_column_is_refused_even_where_the_map_leaves_it_out(files, refused):
    path = files.csv([(*case, "SECRET") for case in CASES], (*COLUMNS, "surname"))
    said = refused(path, map_file=files.write("map.toml", 'leave_out = ["surname"]'), secrets=["SECRET"])
    assert "column 7, 'surname': found a column named for a name" in said


SHAPES = [
    (["LL57 9ZZ", "ll579zz", "", "CH1 1AA", "unknown"], "postcodes"),
    (["53.2274", "-4.1293", "53.22,-4.12", "53.2274, -4.1293", "7"], "coordinates"),
    (["SH 582 722", "SH58207220", "SH582722", "SJ 33 50", ""], "coordinates"),
    (["1985-05-05", "1990-01-31", "", "", ""], "dates, perhaps of birth"),
    (["05/05/1985", "5.5.85", "31/12/1990", "", "x"], "dates, perhaps of birth"),
    (["07700 900123", "+447700900123", "01248000000", "a@b.cymru", "x"], "telephone numbers or e-mail addresses"),
    (["Jane Example", "Siân Enghraifft", "EXAMPLE, JOHN", "Mary-Ann O’Neill", "x"], "free text or full names"),
    (["Seen at the car wash", "He said so", "Nothing to add", "", ""], "free text or full names"),
]


@pytest.mark.parametrize(("cells", "kind"), SHAPES)
@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_personal_column_under_another_name_is_known_by_its_shape(files, refused, cells, kind, form):
    path = getattr(files, form)([(*case, cell) for case, cell in zip(CASES, cells, strict=True)], (*COLUMNS, "team"))
    told = refused(
        path,
        map_file=files.write("map.toml", 'leave_out = ["team"]'),
        secrets=[cell for cell in cells if len(cell) > 1],
    )
    assert f"column 7, 'team': found what looks like {kind}" in told


@pytest.mark.parametrize(("cells", "kind"), SHAPES)
def test_a_field_filled_with_something_personal_is_known_by_its_shape(files, refused, cells, kind):
    rows = [(*case[:2], cell, *case[3:]) for case, cell in zip(CASES, cells, strict=True)]
    told = refused(
        files.csv(rows), allow_rejected=5, secrets=[cell for cell in cells if len(cell) > 1 and cell != "unknown"]
    )
    assert f"column 3, 'setting': found what looks like {kind}" in told


def test_many_different_words_look_like_names(files, refused):
    rows = [(*CASES[0], f"{first}{last}") for first in "ABCDEFGH" for last in ("lun", "mawrth", "mercher", "iau")]
    told = refused(files.csv(rows, (*COLUMNS, "team")), map_file=files.write("map.toml", 'leave_out = ["team"]'))
    assert "column 7, 'team': found what looks like names" in told


def test_a_harmless_column_that_is_left_out_makes_no_difference(files):
    plain = count(files.csv()).csv()
    path = files.csv([(*case, f"team_{number}") for number, case in enumerate(CASES)], (*COLUMNS, "team"))
    assert count(path, map_file=files.write("map.toml", 'leave_out = ["Team"]')).csv() == plain


def test_a_column_of_a_spreadsheet_cannot_be_left_out_unread(files, refused):
    path = files.xlsx([(*case, "SECRET") for case in CASES], (*COLUMNS, "team"))
    told = refused(path, map_file=files.write("map.toml", 'leave_out = ["team"]'), secrets=["SECRET"])
    assert "column 7, 'team': found a column that is not a field; expected a sheet without it" in told


def test_the_cells_of_a_refused_spreadsheet_never_reach_python(files, refused, monkeypatch):
    def read(sheet):
        raise AssertionError("the cells were read")

    monkeypatch.setattr("data.build.cases.engine.columns_of", read)
    refused(files.xlsx([(*case, "SECRET") for case in CASES], (*COLUMNS, "surname")))
