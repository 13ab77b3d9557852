"""The claim checker: what is safe follows from the figures and the fixed test, what is not has its reason."""

import re
from dataclasses import replace

import pandas as pd
import pytest

from components.address.options import Options
from components.charts import change_over_time
from components.charts.claims import comparisons, facts
from components.charts.claims.claims import claims
from components.content.claims import claims_html
from components.wording.text import wording
from data.load import Dataset, load
from data.register import SeriesBreak, register
from data.views import View, by_area
from geo.areas import areas
from tests.components.charts.map.release import FEW, MISSING, make_map_dataset
from tests.components.source_figures import financial_year, rank, residents, year_to_december
from tests.conftest import CITY, HIDDEN, HOME, WHOLE, make_dataset, rows, years

REAL, GAPS, SMALL = load(), make_map_dataset(), make_dataset()
# Of hand-made releases, which end with 2022/23; the shipped one has newer years.
OFFENCES, REFERRED = View(HOME, "recorded_offences", "2022-23"), View(HOME, "nrm_referrals", "2023")
NEWEST = View(HOME, "recorded_offences", "YE-2025-Q4")
COUNT, BEFORE = year_to_december(HOME, 2025), year_to_december(HOME, 2024)
GWENT, SOUTH = "W15000002", "W15000003"
FINANCIAL = View(HOME, "recorded_offences", "2024-25")
RATES = {code: financial_year(code, 2024) / residents(code, 2024) * 100_000 for code in (HOME, GWENT, SOUTH, HIDDEN)}
EN, CY = wording("en"), wording("cy")


def said(dataset, view, options=None, *, text=EN, is_compared=True):
    """Return the safe sentences and those that are not, each with its reason."""
    found = claims(dataset, view, options or Options(), text, is_compared=is_compared)
    return tuple({each.sentence: each.reason for each in found if each.is_safe == safe} for safe in (True, False))


def offences(*counts, area=HOME, status="not_available"):
    """Return a release with these yearly counts of one area, the last in 2022/23."""
    made = rows("recorded_offences", area, years(*counts), status=status)
    whole = rows("recorded_offences", WHOLE, years(*[1000] * len(counts)))
    frame = pd.DataFrame(made + whole).astype({"value": "Int64"})
    return Dataset(frame, SMALL.population, SMALL.manifest)


def test_the_count_is_safe_with_place_period_and_the_year_before():
    safe, _ = said(REAL, NEWEST)
    assert (
        f"Police in North Wales recorded {COUNT} modern slavery offences in the year to December 2025, "
        f"compared with {BEFORE} in the year to December 2024."
    ) in safe


def test_a_rise_no_larger_than_chance_is_not_called_a_rise():
    safe, unsafe = said(REAL, NEWEST)
    assert not any("larger than chance alone would give" in each and each.startswith("The rise") for each in safe)
    assert any("differ by no more than chance alone could give" in each for each in safe)
    changed = (
        "Something changed in North Wales from the year to December 2024 to the year to December 2025: "
        "recorded modern slavery offences rose."
    )
    assert unsafe[changed] == f"The difference between {BEFORE} and {COUNT} is no larger than chance alone could give."


@pytest.mark.parametrize(
    ("before", "after", "safe_words", "unsafe_words"),
    [
        (60, 124, "The rise in North Wales from 60 (2021/22) to 124 (2022/23) is larger", "Modern slavery rose"),
        (124, 60, "The fall in North Wales from 124 (2021/22) to 60 (2022/23) is larger", "Modern slavery fell"),
        (98, 100, "differ by no more than chance alone could give", "Modern slavery rose"),
        (1, 3, "are too few to say whether anything changed", "Modern slavery rose"),
    ],
)
def test_the_verdict_is_that_of_the_fixed_test(before, after, safe_words, unsafe_words):
    safe, unsafe = said(offences(before, after), OFFENCES)
    assert any(safe_words in each for each in safe)
    (reason,) = (why for each, why in unsafe.items() if each.startswith(unsafe_words))
    assert ("no larger than chance alone could give" in reason) == (not safe_words.startswith("The "))


def test_an_unchanged_count_is_called_neither_risen_nor_fallen():
    _, unsafe = said(offences(98, 98), OFFENCES)
    assert not any("Modern slavery rose" in each or "Modern slavery fell" in each for each in unsafe)


@pytest.mark.parametrize("words", [EN, CY], ids=["en", "cy"])
def test_the_same_number_is_not_said_to_differ_by_chance(words):
    safe, _ = said(offences(98, 98), OFFENCES, text=words)
    assert not any("differ by" in each or "gwahaniaeth" in each for each in safe)
    assert any({"en": "is the same as in 2021/22", "cy": "Yr un oedd y nifer"}[words.language] in each for each in safe)


def test_recorded_offences_are_never_slavery_itself_nor_victims_nor_referrals():
    _, unsafe = said(REAL, NEWEST)
    assert (
        "not those that took place, and not victims"
        in unsafe["Modern slavery rose in North Wales in the year to December 2025."]
    )
    assert "An offence is not a person" in unsafe[f"The number of victims of modern slavery in North Wales is {COUNT}."]
    mixed = unsafe[f"Only some of the offences recorded in North Wales ({COUNT}) led to a referral."]
    assert "different things, counted over different years" in mixed


def test_a_rank_is_not_safe_because_of_its_interval_and_what_it_ranks():
    _, unsafe = said(REAL, NEWEST)
    reason = unsafe[f"For modern slavery, police in North Wales rank {rank(HOME, 2025)}th of 42 police forces."]
    # Pinned as the release of 30 November 2026 has it: the interval comes from a simulation, not from a source.
    assert reason.startswith("Allowing for chance, the rank may be anywhere between 14th and 32nd.")
    assert "a high rate may be good detection" in reason


def test_times_the_rate_of_another_is_safe_only_where_the_test_finds_it():
    # The financial year 2024/25 has clear differences with Gwent and Dyfed-Powys, and none with South Wales.
    safe, unsafe = said(REAL, FINANCIAL, Options(group="wales"))
    ours, gwent, dyfed, south = (RATES[each] for each in (HOME, GWENT, HIDDEN, SOUTH))
    here = f"in North Wales ({ours:.1f} per 100,000 residents)"
    assert f"The recorded rate in 2024/25 was lower {here} than in Gwent ({gwent:.1f})." in safe
    assert f"The recorded rate in 2024/25 was higher {here} than in Dyfed-Powys ({dyfed:.1f})." in safe
    reason = unsafe[f"The rate in North Wales is {ours / south:.1f} times that in South Wales."]
    assert reason == f"The difference between {ours:.1f} and {south:.1f} is no larger than chance alone could give."
    assert not any("Gwent" in each or "Dyfed-Powys" in each for each in unsafe)


def test_where_it_lies_among_the_forces_does_not_depend_on_the_limits_chosen():
    for area, word in (
        (HOME, "is not unusual"),
        ("E23000032", "is not unusual"),
        ("E23000001", "is higher than is common"),
        ("E23000002", "is lower"),
    ):
        found = [said(REAL, replace(NEWEST, area=area), Options(limits=each))[0] for each in ("plain", "overdispersed")]
        assert found[0] == found[1]
        assert any(word in each for each in found[0])


def test_a_rate_of_few_events_is_not_safe_and_the_number_is():
    safe, unsafe = said(GAPS, replace(REFERRED, area=FEW))
    assert not any("per 100,000" in each for each in safe if "rate of potential victims" in each)
    reason = unsafe["The rate in Cumbria is 1.4 per 100,000 residents."]
    assert "fewer than 20 events" in reason and "Print the number instead" in reason
    assert any("referred 7 potential victims" in each for each in safe)


def test_the_city_has_a_count_and_no_rate_nor_rank():
    safe, unsafe = said(REAL, replace(NEWEST, area=CITY))
    assert any(
        f"Police in the City of London recorded {year_to_december(CITY, 2025)} modern slavery offences" in each
        for each in safe
    )
    assert "would mislead" in unsafe["The rate of modern slavery in the City of London is among the highest."]
    assert not any("ranks" in each or "times" in each or "per 100,000" in each for each in (*safe, *unsafe))


def test_a_true_zero_is_a_number_and_not_an_absence_of_slavery():
    safe, unsafe = said(REAL, View(GWENT, "recorded_offences", "2015-16"))
    assert "Police in Gwent recorded 0 modern slavery offences in 2015/16." in safe
    assert unsafe["There is no modern slavery in Gwent."] == "Nothing recorded does not mean that nothing happened."
    assert not any("victims" in each for each in unsafe)


def test_of_a_hidden_figure_only_that_it_is_hidden_may_be_said():
    safe, unsafe = said(GAPS, replace(REFERRED, area=HIDDEN))
    assert [*safe] == [
        "The number of potential victims referred by police in Dyfed-Powys in 2023 is hidden to protect people."
    ]
    assert "Hidden does not mean none" in unsafe["Police in Dyfed-Powys referred nobody in 2023."]
    small = unsafe["Police in Dyfed-Powys referred fewer than 5 people in 2023."]
    assert "need not be small" in small
    assert len(unsafe) == 2


def test_of_a_figure_not_available_no_zero_is_made():
    safe, unsafe = said(offences(41, None, 124), View(HOME, "recorded_offences", "2021-22"))
    assert [*safe] == ["There is no figure of modern slavery offences recorded by police in North Wales in 2021/22."]
    assert "not available" in unsafe["Police in North Wales recorded no modern slavery offence in 2021/22."]
    assert len(unsafe) == 1


@pytest.mark.parametrize(
    ("other", "why"), [(HIDDEN, "Hidden is not zero"), (MISSING, "There is no figure for police in Lincolnshire")]
)
def test_nothing_is_said_against_an_area_whose_figure_is_missing(other, why):
    safe, unsafe = said(GAPS, REFERRED, Options(group="chosen", beside=(other,)))
    name = areas()[other].name("en")
    (sentence,) = (each for each in unsafe if name in each)
    assert sentence == f"There is less modern slavery in {name} than in North Wales." and why in unsafe[sentence]
    assert not any(name in each for each in safe)


@pytest.mark.parametrize("words", [EN, CY], ids=["en", "cy"])
def test_the_sentences_of_a_hidden_figure_hold_no_number_but_the_year_and_the_threshold(words):
    for is_compared in (True, False):
        safe, unsafe = said(GAPS, replace(REFERRED, area=HIDDEN), text=words, is_compared=is_compared)
        assert set(re.findall(r"\d+", " ".join([*safe, *safe.values()]))) == {"2023"}
        assert set(re.findall(r"\d+", " ".join([*unsafe, *unsafe.values()]))) == {"2023", "5"}


def test_a_category_that_is_hidden_has_no_share():
    row = {**rows("nrm_referrals", HOME, [("2023", "2023-01-01", "2023-12-31", None)], status="hidden")[0]}
    parts = [{**row, "breakdown": "type", "category": "labour"}]
    added = pd.DataFrame(parts).astype({"value": "Int64"})
    release = Dataset(pd.concat([SMALL.observations, added], ignore_index=True), SMALL.population, SMALL.manifest)
    _, unsafe = said(release, REFERRED)
    (sentence,) = (each for each in unsafe if "Labour exploitation" in each)
    assert "so there is no share to print" in unsafe[sentence] and "%" not in sentence
    assert not any("Labour exploitation" in each for each in said(SMALL, REFERRED)[1])


def test_a_year_before_that_is_missing_is_left_out():
    safe, unsafe = said(offences(50, None, 124), OFFENCES)
    assert "Police in North Wales recorded 124 modern slavery offences in 2022/23." in safe
    assert not any("rose" in each or "chance" in each for each in (*safe, *unsafe))


def test_a_hidden_year_before_is_left_out_too():
    safe, unsafe = said(offences(50, None, 124, status="hidden"), OFFENCES)
    assert "Police in North Wales recorded 124 modern slavery offences in 2022/23." in safe
    assert not any("rose" in each for each in unsafe)


def test_on_its_own_the_years_across_a_gap_are_not_compared():
    release = offences(7, None, 60, 124)
    safe, unsafe = said(release, OFFENCES, is_compared=False)
    reason = unsafe["There was 17.7 times as much modern slavery in North Wales in 2022/23 as in 2019/20."]
    assert reason.startswith("There is no figure for: 2020/21.")
    assert not any("ranks" in each or "unusual" in each or "than in" in each for each in (*safe, *unsafe))
    assert not any("17.7" in each for each in said(release, OFFENCES)[1])


def test_on_its_own_the_trend_is_safe_with_its_interval():
    release = offences(60, 74, 92, 115, 130, 150)
    safe, _ = said(release, OFFENCES, is_compared=False)
    (sentence,) = (each for each in safe if "average" in each)
    figure = "In 2022/23, North Wales Police recorded 150 modern slavery offences. "
    assert sentence.startswith(f"{figure}From 2017/18 to 2022/23, the average change was +")
    assert "(95% confidence interval +" in sentence
    assert safe[f"{figure}Over the five years to 2022/23, the trend is a clear rise."].endswith(
        "police may look in another way, or record in another way."
    )
    assert not any("average" in each or "five years" in each for each in said(release, OFFENCES)[0] if figure in each)


def test_the_sentences_about_time_are_those_of_every_page(words):
    for area in (HOME, CITY, WHOLE, "E23000032"):
        view = replace(NEWEST, area=area)
        safe, _ = said(REAL, view, text=words, is_compared=False)
        for sentence in change_over_time.sentences(REAL, view, words)[1:]:
            assert f"{change_over_time.recorded(change_over_time.course(REAL, view), words)}. {sentence}" in safe


def test_no_clear_trend_is_said_as_such_and_too_short_a_series_not_at_all():
    safe, _ = said(offences(60, 58, 61, 59, 60), OFFENCES, is_compared=False)
    assert any("there is no clear trend" in each for each in safe)
    assert not any("trend" in each for each in said(offences(60, 58), OFFENCES, is_compared=False)[0])


def test_years_without_a_gap_or_break_between_them_need_no_such_warning():
    assert not any("times as much" in each for each in said(offences(50, 60, 70), OFFENCES, is_compared=False)[1])


def test_a_break_in_the_series_is_named_by_its_day(monkeypatch):
    broken = replace(register()["recorded_offences"], breaks=(SeriesBreak("any", pd.Timestamp("2021-04-01").date()),))
    changed = {**register(), "recorded_offences": broken}
    monkeypatch.setattr(comparisons, "register", lambda: changed)
    monkeypatch.setattr(facts, "register", lambda: changed)
    _, unsafe = said(offences(50, 60, 70), OFFENCES, is_compared=False)
    (sentence,) = (each for each in unsafe if "times as much" in each)
    assert "The way of counting changed on: 1 April 2021." in unsafe[sentence]
    assert not any("times as much" in each for each in said(offences(60, 70), OFFENCES, is_compared=False)[1])


def test_a_hidden_first_year_is_never_what_others_are_compared_with():
    made = rows("recorded_offences", HOME, years(7, 41, 59), status="hidden")
    made[0] |= {"value": pd.NA, "status": "hidden"}
    made[1] |= {"value": pd.NA, "status": "not_available"}
    frame = pd.DataFrame(made).astype({"value": "Int64"})
    _, unsafe = said(Dataset(frame, SMALL.population, SMALL.manifest), OFFENCES, is_compared=False)
    assert not any("times as much" in each for each in unsafe)


def test_a_quarter_has_a_count_and_no_rate_rank_or_neighbour():
    safe, unsafe = said(REAL, View(HOME, "recorded_offences", "2023-Q2"), is_compared=False)
    # Pinned to the table of the edition that is held: one cell of it.
    assert any("recorded 25 modern slavery offences in April to June 2023" in each for each in safe)
    assert not any("per 100,000" in each or "among the highest" in each for each in (*safe, *unsafe))


@pytest.mark.parametrize("words", [EN, CY], ids=["en", "cy"])
def test_every_area_and_period_has_sentences_in_both_languages(words):
    for indicator, period in (
        ("recorded_offences", "2022-23"),
        ("recorded_offences", "2015-16"),
        ("recorded_offences", "YE-2025-Q4"),
        ("nrm_referrals", "2023"),
    ):
        for area in (*by_area(REAL, View("", indicator, period))["area_code"], "W92000004", WHOLE, "E12000007"):
            for compared in (True, False):
                safe, unsafe = said(REAL, View(area, indicator, period), text=words, is_compared=compared)
                assert safe and unsafe and not safe.keys() & unsafe.keys()
                assert all((*safe.values(), *unsafe.values()))


def test_an_area_stands_in_english_as_it_is_said():
    for code, place in (
        ("E23000001", "the Metropolitan Police area"),
        ("E12000008", "the South East"),
        (WHOLE, "England and Wales"),
    ):
        assert any(f"Police in {place} recorded" in each for each in said(REAL, replace(NEWEST, area=code))[0])


@pytest.mark.parametrize(
    ("code", "place"),
    [(HOME, "yng Ngogledd Cymru"), ("E23000001", "yn ardal yr Heddlu Metropolitan"), ("E23000006", "yn Cheshire")],
)
def test_a_welsh_sentence_has_its_area_as_it_stands_after_yn(code, place):
    safe, _ = said(REAL, replace(NEWEST, area=code), text=CY)
    said_of_it = [
        each
        for each in safe
        if f"o droseddau caethwasiaeth fodern gan yr heddlu {place} yn ystod y flwyddyn hyd at fis Rhagfyr 2025" in each
    ]
    assert len(said_of_it) == 1


def test_a_welsh_sentence_can_be_quoted():
    assert (
        f"Cofnodwyd {COUNT} o droseddau caethwasiaeth fodern gan yr heddlu yng Ngogledd Cymru yn ystod y flwyddyn "
        f"hyd at fis Rhagfyr 2025; y nifer yn ystod y flwyddyn hyd at fis Rhagfyr 2024 oedd {BEFORE}."
    ) in said(REAL, NEWEST, text=CY)[0]


def test_welsh_names_the_two_sides_of_a_difference_after_yn():
    safe, unsafe = said(REAL, FINANCIAL, Options(group="wales"), text=CY)
    ours, gwent = RATES[HOME], RATES[GWENT]
    said_of_it = f"yn is yng Ngogledd Cymru ({ours:.1f} fesul 100,000 o’r boblogaeth) nag yng Ngwent ({gwent:.1f})."
    assert any(said_of_it in each for each in safe)
    assert any("â’r gyfradd yn Ne Cymru." in each for each in unsafe)


@pytest.mark.parametrize(
    "view", [View("K02000001", "uk_referrals", "2023"), View(HOME, "recorded_offences", "1999-00")]
)
def test_a_view_without_figures_of_areas_has_no_sentence(view):
    assert claims(REAL, view, Options(), EN) == ()
    assert claims_html(REAL, view, Options(), EN) == ""


def test_only_safe_sentences_can_be_copied_and_each_with_source_and_release():
    html = claims_html(REAL, NEWEST, Options(), EN)
    safe, unsafe = said(REAL, NEWEST)
    assert html.count("data-copy=") == len(safe)
    for sentence in safe:
        assert f'data-copy="{sentence} Source: Home Office, Police recorded crime' in html
    assert "This site’s release:" in html.split('data-copy="')[1].split('"')[0]
    assert not any(f'data-copy="{sentence}' in html for sentence in unsafe)
    assert html.index("Safe to print") < html.index("Not safe to print")
