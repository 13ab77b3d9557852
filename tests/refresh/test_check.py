"""What stops a refresh, and what only its owner can accept."""

import pandas as pd
import pytest

from data.refresh import check
from tests.refresh.layouts import shipped
from tests.refresh.made import (
    DECISIONS,
    ESSEX,
    OFFENCES,
    POLICE,
    POPULATION,
    REFERRALS,
    another_quarter,
    changed,
    incoming,
    old,
    updated,
)

NAMES = (OFFENCES, POLICE, REFERRALS, DECISIONS, POPULATION)


def doubts(update):
    return check.doubts(update, check.bands()[update.name])


def wrong(name, *tables):
    return check.wrong_rows(old(name), incoming(name, *tables))


def release_used(rows):
    return rows[rows["release"].str.startswith("ONS MYE5")]


@pytest.mark.parametrize("name", NAMES)
def test_the_shipped_figures_again_are_no_reason_and_no_doubt(name):
    rows = release_used(shipped(name)) if name == POPULATION else shipped(name)
    same = updated(name, rows)
    assert (wrong(name, rows), check.reasons(same), doubts(same), same.is_changed) == ([], [], [], False)


def test_a_period_that_is_lost_stops():
    rows = shipped(OFFENCES)
    without = rows[rows["financial_year"] != "2017/18"]
    [reason] = check.reasons(updated(OFFENCES, without))
    assert "no figures for 2017-Q2, 2017-Q3, 2017-Q4, 2018-Q1, which the one before has" in reason


def test_quarters_of_police_referrals_that_no_edition_holds_are_kept():
    newest = shipped(POLICE).query("quarter == '2023Q4'")
    kept = updated(POLICE, newest)
    assert check.reasons(kept) == [] and not kept.is_changed


def test_a_quarter_that_is_left_out_between_two_stops():
    after = another_quarter(POLICE, "2023Q4", "2024Q2")
    [reason] = check.reasons(updated(POLICE, after))
    assert "newer figures than 2024-Q1, but none for it" in reason


def test_an_edition_of_the_population_with_two_years_only_adds_to_what_is_held():
    two = shipped(POPULATION).query("mid_year in ('2023', '2024')").assign(release="A later edition")
    later = updated(POPULATION, two.replace({"population": {"691991": "692000"}}), published="2026-07-29")
    assert (check.wrong_rows(old(POPULATION), later.incoming), check.reasons(later), doubts(later)) == ([], [], [])
    assert {*old(POPULATION).rows.itertuples(index=False)} < {*later.made.rows.itertuples(index=False)}
    assert [*later.revised[["period", "area", "was", "now"]].itertuples(index=False, name=None)] == [
        ("2023", "North Wales", 691991, 692000)
    ]


def test_a_year_that_the_population_lacks_between_two_stops():
    later = shipped(POPULATION).query("mid_year == '2024'").assign(mid_year="2026", release="A later edition")
    [reason] = check.reasons(updated(POPULATION, later))
    assert "newer figures than 2025, but none for it" in reason


def test_a_force_that_is_no_longer_in_the_table_stops_and_is_never_0():
    rows = shipped(OFFENCES)
    is_gone = (rows["financial_year"] == "2022/23") & (rows["force_name"] == "Essex")
    [reason] = check.reasons(updated(OFFENCES, rows[~is_gone]))
    assert "no row for Essex in 2022-Q2, 2022-Q3, 2022-Q4, 2023-Q1, which the edition before has" in reason
    assert "is not 0" in reason


def test_a_body_without_an_area_that_is_no_longer_in_the_table_is_gone_and_not_0():
    rows = shipped(OFFENCES)
    gone = updated(OFFENCES, rows[rows["area_code"] != ""])
    assert (check.reasons(gone), doubts(gone), len(gone.revised), gone.is_changed) == ([], [], 0, True)
    assert {*gone.gone["area"]} == {"British Transport Police"} and gone.gone["now"].isna().all()


def test_a_revision_within_the_band_is_no_doubt():
    # Essex had 111 in that quarter; 25 more are 23 % of it, but no more than the 25 that are always allowed.
    few = updated(OFFENCES, changed(OFFENCES, count(**ESSEX) + 25, **ESSEX))
    assert doubts(few) == []
    [row] = few.revised.to_dict("records")
    assert row == {"period": "2022-Q2", "area": "Essex", "was": count(**ESSEX), "now": count(**ESSEX) + 25}


def test_a_revision_beyond_the_band_is_a_doubt_with_was_and_now():
    was = count(**ESSEX)
    [doubt] = doubts(updated(OFFENCES, changed(OFFENCES, was + 26, **ESSEX)))
    assert doubt.startswith(f"{OFFENCES}: Essex, 2022-Q2: was {was}, now {was + 26} (+26, +")
    assert doubt.endswith("more than 10% and more than 25")


def test_a_revision_of_few_in_many_is_no_doubt():
    greater = {**ESSEX, "force_name": "Metropolitan Police"}
    was = count(**greater)
    assert was > 280
    assert doubts(updated(OFFENCES, changed(OFFENCES, was + 28, **greater))) == []


def test_a_year_that_moves_as_a_whole_is_a_doubt_though_each_force_is_within_the_band():
    rows = shipped(OFFENCES)
    in_year = rows["financial_year"] == "2022/23"
    counts = rows["offences"].astype(int)
    rows["offences"] = (counts + (in_year & (counts > 10)) * 8).astype(str)
    [doubt] = doubts(updated(OFFENCES, rows))
    assert f"{OFFENCES}: all areas together, 2022-23: was {counts[in_year].sum():,}, now " in doubt
    assert doubt.endswith("more than 5%")


def test_the_two_kinds_of_decision_are_looked_at_one_by_one():
    rows = shipped(DECISIONS)
    first = rows["decision"].eq("conclusive grounds") & rows["period"].str.startswith("2023")
    counts = rows["decisions"].astype(int)
    rows["decisions"] = counts.where(~first, (counts * 1.06).round().astype(int)).astype(str)
    found = doubts(updated(DECISIONS, rows))
    assert [line for line in found if "2023, conclusive grounds: was 9,825" in line]
    assert not [line for line in found if "reasonable grounds" in line]


def test_a_force_without_any_police_referral_in_a_new_quarter_is_a_doubt():
    after = another_quarter(POLICE, "2023Q4", "2024Q1")
    [doubt] = doubts(updated(POLICE, after[after["area_code"] != "W15000001"]))
    assert "no row for North Wales (W15000001) in 2024-Q1" in doubt


def test_a_body_that_is_not_known_stops_and_what_to_do_is_said():
    rows = another_quarter(POLICE, "2023Q4", "2024Q1")
    rows.loc[rows["first_responder"] == "Police Scotland", "first_responder"] = "Ministry of Defence Police"
    [line] = wrong(POLICE, rows)
    assert "a first responder that is not known: Ministry of Defence Police" in line
    assert "add it to names under [table.without_area] in data/sources/nrm_police_referrals.toml" in line


def test_a_category_that_is_not_known_stops_and_what_to_do_is_said():
    rows = shipped(POLICE).replace({"exploitation": {"Criminal": "County lines"}})
    [line] = wrong(POLICE, rows)
    assert "exploitation 'County lines'" in line and "[columns.exploitation.codes]" in line


def test_a_row_met_twice_stops():
    rows = shipped(REFERRALS)
    found = wrong(REFERRALS, pd.concat([rows, rows.tail(1)]))
    assert "only one row for the same period" in found[0]


def test_a_cell_that_is_no_count_stops():
    [line] = wrong(OFFENCES, changed(OFFENCES, "12.5", **ESSEX))
    assert "'12.5'" in line and "a whole number" in line


def test_an_edition_without_rows_stops():
    assert "hold no row" in wrong(OFFENCES, shipped(OFFENCES).head(0))[0]


def test_every_source_has_a_band():
    assert set(check.bands()) == set(NAMES)


def count(**where):
    rows = shipped(OFFENCES)
    for column, wanted in where.items():
        rows = rows[rows[column] == wanted]
    return int(rows["offences"].iloc[0])
