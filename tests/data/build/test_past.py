"""What the releases before mean for the next one: what there is of them, and what they said."""

import shutil

import pandas as pd
import pytest

from data.build.aggregate import COLUMNS
from data.build.past import earlier, observations_of, past_releases
from data.build.problems import BuildError
from data.build.publish import publish
from data.history import HistoryError, releases
from tests.data.build.raw import years_ending_of_offences
from tests.data.build.small_releases import sealed
from tests.data.build.small_tables import MET


def observations(*rows, indicator="nrm_referrals", breakdown="total"):
    """Return rows of period, category, value and status as observations of one area."""
    made = pd.DataFrame(rows, columns=["period", "category", "value", "status"])
    made = made.assign(indicator=indicator, area_code=MET, breakdown=breakdown, period_start="", period_end="")
    return made.astype({"value": "Int64"})[COLUMNS]


def name(code="2023", category="all", breakdown="total"):
    return MET, code, breakdown, category


def known(*past):
    return earlier(past, "nrm_referrals")


@pytest.fixture
def old(site):
    (found,) = releases(site.archive)
    return found


def test_before_the_first_release_there_is_none(tmp_path):
    assert past_releases(tmp_path / "published", tmp_path / "releases") == ()


def test_releases_that_are_kept_are_past(site, old):
    publish(sealed("2099-01-01.2", old.files, old), site.out, site.archive)
    assert [release.id for release in past_releases(site.out, site.archive)] == ["2099-01-01", "2099-01-01.2"]


def test_what_a_killed_build_left_is_finished_first(site):
    (site.archive / "2099-01-01.zip").rename(site.archive / ".2099-01-01.zip.waiting")
    assert [release.id for release in past_releases(site.out, site.archive)] == ["2099-01-01"]
    assert [path.name for path in site.archive.iterdir()] == ["2099-01-01.zip"]


def test_a_published_release_that_was_never_kept_is_the_only_one(site, old):
    shutil.rmtree(site.archive)
    (found,) = past_releases(site.out, site.archive)
    assert (found.id, found.files, found.changes) == (old.id, old.files, {"previous": None, "indicators": {}})


def test_a_published_release_that_is_not_kept_comes_after_those_that_are(site, old):
    publish(sealed("2099-02-01", old.files, old), site.out, site.archive)
    (site.archive / "2099-02-01.zip").unlink()
    found = past_releases(site.out, site.archive)
    assert [release.id for release in found] == ["2099-01-01", "2099-02-01"]
    assert found[1].changes["previous"] == old.as_previous()


def test_a_published_release_that_is_not_kept_and_older_than_those_that_are_is_refused(site, old):
    shutil.rmtree(site.out)
    publish(sealed("2098-12-31", old.files), site.out, site.archive)
    (site.archive / "2098-12-31.zip").unlink()
    with pytest.raises(BuildError) as caught:
        past_releases(site.out, site.archive)
    assert str(caught.value) == (
        "published holds release 2098-12-31, which is not among the releases kept, and older than 2099-01-01. "
        "Restore data/published and data/releases from the same state of the repository"
    )


@pytest.mark.parametrize("damaged", ["observations.csv", "manifest.json", "areas.csv"])
def test_a_damaged_published_folder_leaves_the_releases_kept(site, damaged):
    (site.out / damaged).write_text("damaged", encoding="utf-8")
    assert [release.id for release in past_releases(site.out, site.archive)] == ["2099-01-01"]


def test_a_published_folder_that_is_gone_leaves_the_releases_kept(site):
    shutil.rmtree(site.out)
    assert [release.id for release in past_releases(site.out, site.archive)] == ["2099-01-01"]


@pytest.mark.parametrize(
    ("damaged", "holds"),
    [("observations.csv", "release 2099-01-01"), ("manifest.json", "no release that can be read")],
)
def test_a_damaged_release_that_is_not_kept_is_not_forgotten(site, damaged, holds):
    # To take this for a first release would be to forget what the one before hid.
    shutil.rmtree(site.archive)
    (site.out / damaged).write_text("damaged", encoding="utf-8")
    with pytest.raises(BuildError) as caught:
        past_releases(site.out, site.archive)
    assert str(caught.value) == (
        f"published holds {holds}, which is damaged and not among the releases kept, so it cannot be known what it "
        "said. Restore data/published and data/releases from the repository; empty the folder only if nothing in it "
        "was ever published"
    )


def test_a_damaged_release_newer_than_those_kept_is_not_forgotten(site, old):
    publish(sealed("2099-02-01", old.files, old), site.out, site.archive)
    (site.archive / "2099-02-01.zip").unlink()
    (site.out / "observations.csv").write_text("damaged", encoding="utf-8")
    with pytest.raises(BuildError, match="published holds release 2099-02-01, which is damaged"):
        past_releases(site.out, site.archive)


def test_a_damaged_kept_release_is_refused(site):
    (site.archive / "2099-01-01.zip").write_bytes(b"damaged")
    with pytest.raises(HistoryError, match=r"releases/2099-01-01\.zip cannot be read"):
        past_releases(site.out, site.archive)


def test_observations_of_a_release_are_as_it_published_them(old):
    found = observations_of(old)
    row = found[(found["indicator"] == "recorded_offences") & (found["area_code"] == "W15000001")].iloc[-1]
    assert [*found.columns] == COLUMNS
    value = years_ending_of_offences("W15000001")["YE-2023-Q2"]
    assert row.tolist() == [
        "recorded_offences", "W15000001", "YE-2023-Q2", "2022-07-01", "2023-06-30", "total", "all", value, "final",
    ]  # fmt: skip
    assert found.loc[found["status"] == "hidden", "value"].isna().all()


def test_what_any_earlier_release_hid_or_showed_is_known():
    first = observations(("2022", "all", 9, "final"), ("2023", "all", None, "hidden"))
    second = observations(("2022", "all", None, "hidden"), ("2024", "all", 0, "final"))
    found = known(first, second)
    assert found.hidden == {name("2023"), name("2022")}
    assert found.public == {name("2022"), name("2024")}


def test_what_was_not_available_was_neither_hidden_nor_shown():
    found = known(observations(("2022", "all", None, "not_available")))
    assert (found.hidden, found.public) == (frozenset(), frozenset())


def test_what_was_said_of_another_indicator_says_nothing():
    found = known(observations(("2022", "all", 9, "final"), indicator="local_cases"))
    assert (found.hidden, found.public) == (frozenset(), frozenset())
