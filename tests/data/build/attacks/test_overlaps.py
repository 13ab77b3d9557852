"""Two indicators about the same people: tables of one that can be laid beside those of the other are refused."""

import pytest

from data.build.attacks.overlaps import overlapping
from data.register import REGISTER_FILE, RegisterError, read_register, register

NORTH, GWENT = "W15000001", "W15000002"
OVERLAPS = {name: indicator.overlaps for name, indicator in register().items()}


def row(indicator, breakdown="total", category="all", *, area=NORTH, period="2023", status="final"):
    return dict(
        indicator=indicator, area_code=area, period=period, breakdown=breakdown, category=category, status=status
    )


REFERRALS = [row("nrm_referrals"), row("nrm_referrals", "type", "criminal"), row("nrm_referrals", "type", "other")]
CASES = [row("local_cases"), row("local_cases", "setting", "homes"), row("local_cases", "local_authority", "W06000001")]


def test_the_register_says_that_cases_and_referrals_may_be_the_same_people():
    assert {name: others for name, others in OVERLAPS.items() if others} == {"local_cases": ("nrm_referrals",)}


def test_tables_with_no_breakdown_in_common_pass():
    assert overlapping([*REFERRALS, *CASES], OVERLAPS) == []


def test_the_same_breakdown_in_both_is_refused():
    typed = [row("local_cases", "type", "criminal", status="hidden"), row("local_cases", "type", "labour")]
    assert overlapping([*REFERRALS, *CASES, *typed], OVERLAPS) == [
        "local_cases W15000001 2023 type: can be laid beside nrm_referrals type (criminal), which may be about the "
        "same people"
    ]


def test_indicators_that_are_not_tied_are_not_looked_at():
    typed = [row("local_cases", "type", "criminal")]
    assert overlapping([*REFERRALS, *CASES, *typed], {"local_cases": ()}) == []


def test_the_same_categories_under_another_name_are_refused():
    found = overlapping([*REFERRALS, row("local_cases", "exploitation", "criminal")], OVERLAPS)
    assert found[0].startswith("local_cases W15000001 2023 exploitation: can be laid beside nrm_referrals type")


def test_what_is_left_over_in_two_breakdowns_is_not_the_same():
    assert overlapping([*REFERRALS, row("local_cases", "setting", "other")], OVERLAPS) == []


@pytest.mark.parametrize("changed", [{"area": GWENT}, {"period": "2022"}, {"status": "not_available"}])
def test_another_area_or_period_is_not_beside(changed):
    assert overlapping([*REFERRALS, row("local_cases", "type", "criminal", **changed)], OVERLAPS) == []


@pytest.mark.parametrize(("hides", "shows"), [("local_cases", "nrm_referrals"), ("nrm_referrals", "local_cases")])
def test_a_total_that_one_hides_and_the_other_shows_is_refused(hides, shows):
    found = overlapping([row(hides, status="hidden"), row(shows)], OVERLAPS)
    assert found == [
        f"{hides} W15000001 2023 total all: is hidden, but {shows} shows it and may be about the same people"
    ]
    assert overlapping([row(hides, status="hidden"), row(shows, status="hidden")], OVERLAPS) == []


@pytest.mark.parametrize("wrong", ["referrals", "local_cases"])
def test_an_overlap_with_no_other_indicator_is_refused(tmp_path, wrong):
    text = REGISTER_FILE.read_text(encoding="utf-8")
    spoiled = tmp_path / "indicators.toml"
    spoiled.write_text(text.replace('overlaps = ["nrm_referrals"]', f'overlaps = ["{wrong}"]'), encoding="utf-8")
    with pytest.raises(RegisterError) as caught:
        read_register(spoiled)
    assert str(caught.value) == (
        f"{spoiled}, [local_cases]: overlaps {wrong}; expected some of recorded_offences, nrm_referrals, uk_referrals, "
        "uk_totals, uk_decisions"
    )
