"""The list of areas and its two languages."""

import csv

import pytest

from geo.areas import AREAS_FILE, AreasError, areas, children, forces, read_areas
from geo.build.natural_earth import UNITS_FILE

HEADER = "code,kind,parent,name_en,name_cy,cy_status\n"


def refusal(tmp_path, text):
    path = tmp_path / "areas.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(AreasError) as refused:
        read_areas(path)
    return str(refused.value)


def test_there_are_43_forces_with_the_names_of_the_published_figures():
    with UNITS_FILE.open(encoding="utf-8", newline="") as file:
        published = {row["area_code"]: row["area_name"] for row in csv.DictReader(file)}
    assert len(published) == 43
    assert {force.code: force.official_name for force in forces()} == published


def test_every_force_lies_in_a_region_of_england_or_in_wales():
    parents = {areas()[force.parent].official_name for force in forces()}
    assert parents == {area.official_name for area in children("E92000001")} | {"Wales"}


@pytest.mark.parametrize(
    ("region", "expected"),
    [
        ("E12000001", {"Northumbria", "Durham", "Cleveland"}),
        ("E12000002", {"Cumbria", "Lancashire", "Merseyside", "Greater Manchester", "Cheshire"}),
        ("E12000003", {"North Yorkshire", "West Yorkshire", "South Yorkshire", "Humberside"}),
        (
            "E12000004",
            {"Derbyshire", "Nottinghamshire", "Lincolnshire", "Leicestershire", "Northamptonshire"},
        ),
        ("E12000005", {"West Midlands", "Staffordshire", "West Mercia", "Warwickshire"}),
        ("E12000006", {"Cambridgeshire", "Norfolk", "Suffolk", "Bedfordshire", "Hertfordshire", "Essex"}),
        ("E12000007", {"Metropolitan Police", "City of London"}),
        ("E12000008", {"Thames Valley", "Hampshire", "Surrey", "Kent", "Sussex"}),
        ("E12000009", {"Devon and Cornwall", "Avon and Somerset", "Gloucestershire", "Wiltshire", "Dorset"}),
        ("W92000004", {"North Wales", "Gwent", "South Wales", "Dyfed-Powys"}),
    ],
)
def test_the_forces_of_a_region(region, expected):
    assert {force.official_name for force in children(region)} == expected


def test_every_area_leads_up_to_the_united_kingdom():
    for area in areas().values():
        while area.parent:
            area = areas()[area.parent]
        assert area.code == "K02000001"


def test_north_wales_has_six_local_authorities_with_welsh_names():
    names = [area.name("cy") for area in children("W15000001")]
    assert names == ["Ynys Môn", "Gwynedd", "Conwy", "Sir Ddinbych", "Sir y Fflint", "Wrecsam"]


def test_a_force_without_a_welsh_name_keeps_its_english_one_and_says_so():
    cheshire = areas()["E23000006"]
    assert (cheshire.name("cy"), cheshire.name_language("cy")) == ("Cheshire", "en")


def test_a_welsh_name_is_shown_in_welsh_only():
    north_wales = areas()["W15000001"]
    assert (north_wales.name("cy"), north_wales.name_language("cy")) == ("Gogledd Cymru", "cy")
    assert (north_wales.name("en"), north_wales.name_language("en")) == ("North Wales", "en")


@pytest.mark.parametrize("language", ["en", "cy"])
def test_no_two_areas_have_the_same_name(language):
    names = [area.name(language) for area in areas().values()]
    assert len(set(names)) == len(names)


def test_an_unknown_code_has_no_children():
    assert children("E99999999") == ()


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(AreasError, match="areas.csv: expected a UTF-8 CSV file with the columns code,kind"):
        read_areas(tmp_path / "areas.csv")


def test_a_missing_column_is_refused(tmp_path):
    assert "with the columns" in refusal(tmp_path, "code,kind\nE1,force\n")


def test_a_code_listed_twice_is_refused(tmp_path):
    row = "K1,united_kingdom,,United Kingdom,,english\n"
    assert "row 2 (K1): this code is listed twice" in refusal(tmp_path, HEADER + row + row)


def test_an_unknown_parent_is_refused(tmp_path):
    assert "parent 'X' is not a code" in refusal(tmp_path, HEADER + "E1,force,X,Kent,,english\n")


def test_an_unknown_kind_is_refused(tmp_path):
    assert "kind is 'farce'" in refusal(tmp_path, HEADER + "E1,farce,E1,Kent,,english\n")


def test_a_short_row_is_refused(tmp_path):
    assert "expected 6 values" in refusal(tmp_path, HEADER + "E1,force,E1,Kent\n")


def test_a_welsh_name_marked_english_is_refused(tmp_path):
    problem = refusal(tmp_path, HEADER + "E1,force,E1,Kent,Caint,english\n")
    assert "name_cy must be left empty exactly when cy_status is english" in problem


def test_the_committed_file_keeps_its_own_rules():
    assert read_areas(AREAS_FILE) == areas()
