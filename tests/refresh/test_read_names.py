"""A name in a publisher's file becomes the code of an area, or nothing; quarters and categories likewise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.refresh.readers.categories import category, spellings
from data.refresh.readers.names import recording_body, referring_body
from data.refresh.readers.quarters import quarter_after, quarter_number, quarters_in
from geo.areas import forces
from tests.refresh.layouts import shipped

ENDINGS = ("", " Police", " Constabulary", " Police Service", " [Note 6]", "  ")


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_force_is_known_by_its_name_with_any_ending(ending):
    for area in forces():
        stem = area.official_name.removesuffix(" Police")
        for name in (stem, stem.replace(" and ", " & "), stem.upper()):
            assert recording_body(name + ending).code == area.code
            assert referring_body(name + ending).code == area.code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("London, City of", "E23000034"),
        ("Metropolitan Police Service", "E23000001"),
        ("Devon & Cornwall Police", "E23000035"),
        ("Dyfed–Powys Police", "W15000004"),
        ("Heddlu Gogledd Cymru", "W15000001"),
        ("Hampshire and Isle of Wight Constabulary", "E23000030"),
        ("British Transport Police", ""),
    ],
)
def test_known_variants_have_their_code(name, code):
    assert recording_body(name).code == code


def test_names_are_written_as_the_shipped_tables_write_them():
    offences = shipped("recorded_modern_slavery_offences")
    assert {recording_body(name).name for name in offences["force_name"]} == set(offences["force_name"])
    referrals = shipped("nrm_police_referrals")
    assert {referring_body(name).name for name in referrals["first_responder"]} == set(referrals["first_responder"])


@pytest.mark.parametrize("name", ["Action Fraud", "CIFAS", "UK Finance"])
def test_bodies_that_record_frauds_are_left_out(name):
    assert recording_body(name).is_left_out


@pytest.mark.parametrize("name", ["Wales", "Police", "", None, 5, "North", "Police Scotland", "North Wales and Gwent"])
def test_a_name_that_is_not_known_is_no_force(name):
    assert recording_body(name) is None


@given(st.text(max_size=12))
def test_no_text_becomes_a_force_by_chance(name):
    assert recording_body(f"x{name}") is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Q1", 1),
        ("2", 2),
        ("Quarter 3", 3),
        ("Q4 (October to December)", 4),
        ("January to March", 1),
        ("Jul to Sep", None),
        ("April - June", 2),
        ("July–September", 3),
        ("January to June", None),
        ("Q5", None),
        ("", None),
        ("Total", None),
    ],
)
def test_a_quarter_is_known_in_the_ways_it_is_written(text, number):
    assert quarter_number(text) == number


@pytest.mark.parametrize(
    ("text", "quarters"),
    [
        ("Quarter 4 2023 – October to December, data tables", {"2023Q4"}),
        ("1 October to 31 December 2023", {"2023Q4"}),
        ("from 1 July 2022 to 30 September 2022", {"2022Q3"}),
        ("Q2 2022; 2023 Q1", {"2022Q2", "2023Q1"}),
        ("2023Q3", {"2023Q3"}),
        ("July 2015 to December 2023", set()),
        ("Published in March 2024", set()),
    ],
)
def test_the_quarter_a_text_speaks_of_is_found(text, quarters):
    assert quarters_in(text) == quarters


def test_quarters_follow_each_other_over_the_end_of_a_year():
    assert [quarter_after("2022Q3"), quarter_after("2022Q4")] == ["2022Q4", "2023Q1"]


@pytest.mark.parametrize("column", ["exploitation", "age_at_exploitation", "gender"])
def test_every_shipped_category_is_itself(column):
    for name in spellings("nrm_police_referrals", column):
        assert category("nrm_police_referrals", column, name) == name


def test_no_two_categories_are_taken_for_one():
    assert len(spellings("nrm_police_referrals", "exploitation")) == 19


@pytest.mark.parametrize("name", ["Forced begging", "Labour & Forced begging", "Total", ""])
def test_an_unknown_category_is_none(name):
    assert category("nrm_police_referrals", "exploitation", name) is None
