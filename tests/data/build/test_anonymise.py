"""Every indicator as it can be published: which are protected, with what, and what is said of them."""

from functools import cache

import pandas as pd
import pytest

from data.build import anonymise as anonymising
from data.build.__main__ import SOURCES
from data.build.anonymise import anonymise, shares_shown
from data.build.problems import BuildError
from data.build.protection.protect import Protected
from data.build.protection.publication import Publication
from data.build.sources import read_source
from data.register import register
from tests.data.build.small_tables import WALES, WELSH_FORCES, observations

NORTH, GWENT, SOUTH, DYFED = WELSH_FORCES
VALUES = {
    (area, "2023-Q1", "total", "all"): value
    for area, value in zip((WALES, *WELSH_FORCES), (40, 4, 16, 12, 8), strict=True)
}
SEEDS = [str(number).encode() for number in range(6)]


@cache
def referrals_source():
    """Return the committed source: what matters of it are the categories it knows."""
    return read_source(SOURCES, "nrm_police_referrals")


def anonymised(*frames, seed=b"one", **settings):
    sources = {"nrm_police_referrals": referrals_source()}
    return anonymise(pd.concat(frames, ignore_index=True), register(), sources, seed=seed, **settings)


def texts(published):
    return published["value"].astype("str").where(published["status"] == "final", published["status"]).tolist()


REFERRALS = observations(VALUES, "nrm_referrals")


def test_an_indicator_with_a_threshold_is_protected():
    published, protected = anonymised(REFERRALS)
    total, small, *others = texts(published)
    assert (total, small) == ("40", "hidden")
    assert others.count("hidden") == 1
    assert {*others} <= {"hidden", "16", "12", "8"}
    assert [*protected] == ["nrm_referrals"]


def test_the_seed_settles_what_is_hidden_beside_the_small_counts():
    made = {seed: anonymised(REFERRALS, seed=seed)[0] for seed in SEEDS}
    for seed, published in made.items():
        pd.testing.assert_frame_equal(published, anonymised(REFERRALS, seed=seed)[0])
    assert len({tuple(texts(published)) for published in made.values()}) > 1


def test_an_indicator_without_a_threshold_is_published_as_it_is():
    offences = observations(VALUES, "recorded_offences")
    published, protected = anonymised(offences)
    pd.testing.assert_frame_equal(published, offences)
    assert protected == {}


def test_each_indicator_keeps_its_place():
    offences = observations({(NORTH, "2022-23", "total", "all"): 1}, "recorded_offences")
    published, _ = anonymised(offences, REFERRALS)
    assert published["indicator"].tolist() == ["recorded_offences"] + ["nrm_referrals"] * 5
    assert texts(published)[0] == "1"


@pytest.mark.parametrize("seed", SEEDS)
def test_what_any_earlier_release_hid_stays_hidden_and_the_newest_need_not_say_so(seed):
    status = ["final", "hidden", "hidden", "final", "final"]
    first = REFERRALS.assign(value=REFERRALS["value"].mask([each == "hidden" for each in status]), status=status)
    silent = REFERRALS[REFERRALS["area_code"] == WALES]
    published, _ = anonymised(REFERRALS, seed=seed, past=[first, silent])
    # Gwent was hidden before, so it protects North Wales, and no other can any more.
    assert texts(published) == ["40", "hidden", "hidden", "12", "8"]


def test_what_each_contributor_knows_is_kept_from_it():
    # With two hidden either force would know the other's count.
    parts = {code: REFERRALS[REFERRALS["area_code"] == code] for code in WELSH_FORCES}
    own = {code: pd.concat([rows, rows.assign(area_code=WALES)]) for code, rows in parts.items()}
    for seed in SEEDS:
        published, _ = anonymised(REFERRALS, seed=seed, contributed={"nrm_referrals": own})
        assert texts(published).count("hidden") >= 3
        others, _ = anonymised(REFERRALS, seed=seed, contributed={"local_cases": own})
        assert texts(others).count("hidden") == 2


def test_what_cannot_be_protected_is_told_with_the_indicator():
    with pytest.raises(BuildError, match=f"^nrm_referrals: {NORTH} 2023-Q1 total all: an earlier release showed"):
        anonymised(REFERRALS, past=[REFERRALS])


def test_an_indicator_with_a_threshold_needs_a_publication_set(monkeypatch):
    monkeypatch.setattr(anonymising, "publications", dict)
    with pytest.raises(BuildError) as caught:
        anonymised(REFERRALS)
    assert str(caught.value) == (
        "nrm_referrals has a threshold, so data/build/publication.toml needs a block [nrm_referrals]"
    )


def test_where_every_figure_is_held_back_there_is_nothing_to_do():
    published, protected = anonymised(REFERRALS[:0])
    assert [*published.columns] == [*REFERRALS.columns]
    assert (len(published), protected) == (0, {})


def test_progress_is_told_by_indicator():
    seen = []
    anonymised(REFERRALS, progress=lambda what: lambda done, of: seen.append((what, done, of)))
    assert seen == [("nrm_referrals: protecting", 5, 5)]


def test_what_is_left_to_see_is_said_table_by_table(monkeypatch):
    monkeypatch.setattr(anonymising, "publications", lambda: {"nrm_referrals": Publication({}, {}, {"total": 0.9})})
    published = REFERRALS.assign(status=["final", "hidden", "hidden", "final", "final"])
    shown = {("total", "quarter"): (1_200, 1_250), ("age", "calendar_year"): (1, 3)}
    protected = Protected(published, (("type_age", "2023"),), shown)
    assert [*shares_shown({"nrm_referrals": protected})] == [
        "  nrm_referrals: 2 counts hidden, each with an interval of its own",
        "    total by quarter: 1,200 of 1,250 larger counts shown (96.0%, of 90% aimed for)",
        "    age by calendar year: 1 of 3 larger counts shown (33.3%)",
        "    type_age, 2023: hidden altogether, as too little is in it to hide a part",
    ]
