"""A source that was corrected: what may be published of it, what is refused, and what can be done then."""

import json
import re

import pandas as pd
import pytest

from data.history import read_release
from data.load import load
from tests.data.conftest import COUNT, OFFENCES, REFERRALS, ROW, row_with

DYFED, GWENT, WALES, ENGLAND_AND_WALES = "W15000004", "W15000002", "W92000004", "K04000001"
# Gwent is shown in both quarters, Dyfed-Powys hidden in the third, shown in the fourth.
GWENT_Q3 = "2023Q3,W15000002,Gwent Police,Criminal,Child (17 or under),Male,"
DYFED_Q3 = "2023Q3,W15000004,Dyfed-Powys Police,Criminal,Adult (18 or over),Male,"
DYFED_Q4 = "2023Q4,W15000004,Dyfed-Powys Police,"
OLD, NEW, LATER = "2099-01-01", "2099-02-01", "2099-03-01"


def figure(site, area, quarter):
    """Return the value and the status of a quarter's referrals."""
    rows = load(site.out).observations
    rows = rows[(rows["indicator"] == "nrm_referrals") & (rows["area_code"] == area) & (rows["period"] == quarter)]
    row = rows[rows["breakdown"] == "total"].iloc[0]
    return row["value"], row["status"]


def manifest(site):
    return json.loads((site.out / "manifest.json").read_text(encoding="utf-8"))


def figures(site):
    """Return the observations but for the release they are of."""
    return load(site.out).observations.drop(columns="release")


@pytest.mark.parametrize(("now", "total"), [("8", 18), ("3", 13)])
def test_a_correction_by_one_to_four_people_is_refused_with_the_choices_that_pass(site, capsys, now, total):
    site.sources.edit(REFERRALS, f"{GWENT_Q3}7", f"{GWENT_Q3}{now}")
    before = site.content()
    assert site.build() == 1
    assert site.content() == before
    assert capsys.readouterr().err.splitlines() == [
        "Nothing was published: this release would give away what must not be known.",
        f"  nrm_referrals {GWENT} 2023-Q3 total all: was 17 in release {OLD}, is {total} in {NEW}: "
        "a difference of few people",
        "A correction by so few people tells what became known of them.",
        "Choose one of these; each was tried, and gives nothing away:",
        "  add --hold-back nrm_referrals:2023, and these figures stay as they were;",
        "  add --hold-back nrm_referrals, and these figures stay as they were;",
        "The corrections can be published later, with others, once they come to more.",
    ]


def test_with_the_very_flag_that_was_named_the_figures_stay_as_they_were_and_the_manifest_says_so(site, capsys):
    site.sources.edit(REFERRALS, f"{GWENT_Q3}7", f"{GWENT_Q3}8")
    before = figures(site)
    site.build()
    flag = re.search("add (--hold-back [^,]+),", capsys.readouterr().err)[1]
    assert site.build(*flag.split()) == 0
    pd.testing.assert_frame_equal(figures(site), before)
    assert manifest(site)["release"] == NEW
    assert manifest(site)["held_back"] == ["nrm_referrals:2023"]
    assert site.kept() == [OLD, NEW]

    whole = site.content()
    assert site.build(*flag.split(), release=LATER) == 0
    assert site.content() == whole


def test_what_was_held_back_can_be_published_with_others_once_they_come_to_more(site):
    site.sources.edit(REFERRALS, f"{GWENT_Q3}7", f"{GWENT_Q3}9")
    site.build("--hold-back", "nrm_referrals:2023")
    site.sources.edit(REFERRALS, f"{GWENT_Q3}9", f"{GWENT_Q3}12")
    assert site.build(release=LATER) == 0
    assert figure(site, GWENT, "2023-Q3") == (22, "final")
    assert manifest(site)["held_back"] == []


def test_a_correction_by_five_people_is_published(site):
    site.sources.edit(REFERRALS, f"{GWENT_Q3}7", f"{GWENT_Q3}12")
    assert site.build() == 0
    assert figure(site, GWENT, "2023-Q3") == (22, "final")
    assert figure(site, WALES, "2023-Q3") == (55, "final")


def test_what_was_hidden_once_stays_hidden_when_a_correction_makes_it_large(site):
    assert figure(site, DYFED, "2023-Q3")[1] == "hidden"
    site.sources.edit(REFERRALS, f"{DYFED_Q3}1", f"{DYFED_Q3}31")
    assert site.build() == 0
    assert figure(site, WALES, "2023-Q3") == (80, "final")
    assert figure(site, DYFED, "2023-Q3")[1] == "hidden"
    assert pd.isna(figure(site, DYFED, "2023-Q3")[0])


def test_a_count_that_was_shown_and_would_now_have_to_be_hidden_is_refused(site, capsys):
    for line in ("Criminal,Child (17 or under),Male,2", "Labour & Criminal,Adult (18 or over),Male,2"):
        site.sources.spoil(REFERRALS, f"{DYFED_Q4}{line}\n", "")
    site.sources.edit(REFERRALS, f"{DYFED_Q4}Criminal,Adult (18 or over),Male,1\n", "")
    before = site.content()
    assert site.build() == 1
    assert site.content() == before
    assert capsys.readouterr().err == (
        f"nrm_referrals: {DYFED} 2023-Q4 total all: an earlier release showed what would now be hidden, so hiding it "
        "protects nobody. Hold the correction back, or publish it with others in one batch\n"
    )


def test_holding_back_a_year_leaves_other_indicators_free(site):
    site.sources.edit(REFERRALS, f"{GWENT_Q3}7", f"{GWENT_Q3}8")
    site.sources.edit(OFFENCES, ROW, row_with(COUNT + 1))
    assert site.build("--hold-back", "nrm_referrals:2023") == 0
    changes = read_release(site.archive / f"{NEW}.zip").changes["indicators"]
    # A quarter and the year that ends with it, of the force, its country and both countries.
    assert (changes["recorded_offences"]["revised"], changes["nrm_referrals"]["revised"]) == (6, 0)


def test_an_indicator_that_is_held_back_as_a_whole_keeps_its_source_too(site):
    before = manifest(site)["sources"]
    site.sources.edit(REFERRALS, f"{GWENT_Q3}7", f"{GWENT_Q3}8")
    assert site.build("--hold-back", "nrm_referrals") == 0
    assert manifest(site)["held_back"] == ["nrm_referrals"]
    assert manifest(site)["sources"] == before


def test_a_year_that_is_held_back_has_the_source_that_the_other_years_have(site):
    site.sources.edit(REFERRALS, f"{GWENT_Q3}7", f"{GWENT_Q3}8")
    assert site.build("--hold-back", "nrm_referrals:2023") == 0
    assert manifest(site)["sources"][1]["sha256"] == site.sources.sha256(REFERRALS)


@pytest.mark.parametrize(
    ("held", "said"),
    [
        ("dragons", "argument --hold-back: 'dragons' is no indicator; expected one of recorded_offences, "),
        ("nrm_referrals:soon", "argument --hold-back: 'soon' is no period"),
        ("nrm_referrals:2022-23", "argument --hold-back: '2022-23' is no year of nrm_referrals; expected one such as"),
    ],
)
def test_what_means_nothing_cannot_be_held_back(site, held, said, capsys):
    before = site.content()
    with pytest.raises(SystemExit) as caught:
        site.build("--hold-back", held)
    assert caught.value.code == 2
    assert site.content() == before
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("held", ["nrm_referrals:2019", "local_cases"])
def test_what_the_last_release_does_not_have_cannot_be_held_back(site, held, capsys):
    before = site.content()
    assert site.build("--hold-back", held) == 1
    assert site.content() == before
    assert capsys.readouterr().err == (
        f"--hold-back {held}: the last release, {OLD}, has no such figure to leave as it is\n"
    )


def test_before_the_first_release_nothing_can_be_held_back(new_site, capsys):
    assert new_site.build("--hold-back", "nrm_referrals") == 1
    assert not new_site.out.exists()
    assert capsys.readouterr().err == (
        "Nothing was published yet, so nothing can be held back: leave out --hold-back\n"
    )


def test_every_indicator_can_be_held_back_at_once(site):
    before = figures(site)
    site.sources.edit(OFFENCES, ROW, row_with(COUNT + 1))
    names = ("recorded_offences", "nrm_referrals", "uk_referrals", "uk_totals", "uk_decisions")
    assert site.build(*(word for name in names for word in ("--hold-back", name))) == 0
    pd.testing.assert_frame_equal(figures(site), before)
    assert manifest(site)["held_back"] == [*names]
