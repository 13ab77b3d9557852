"""The build, entered by its command: what it makes, changes and leaves alone."""

import json
import shutil
import tomllib
from contextlib import redirect_stdout
from io import StringIO

import pytest

from data.build import publish
from data.build.progress import Progress
from data.history import read_release
from data.load import load
from tests.data.conftest import COUNT, OFFENCES, REFERRALS, ROW, row_with, site_in

OLD, NEW = "2099-01-01", "2099-02-01"


@pytest.fixture
def revised(site):
    """Return a site where one figure that hides nobody was revised since the first release."""
    revise(site)
    return site


def revise(site):
    site.sources.edit(OFFENCES, ROW, row_with(COUNT + 1))


@pytest.fixture(scope="module")
def second_release(first_release, tmp_path_factory):
    """Return a site with a release of that revision, and what the build said; no test may change it."""
    site = site_in(shutil.copytree(first_release, tmp_path_factory.mktemp("second") / "site"))
    revise(site)
    with redirect_stdout(StringIO()) as said:
        assert site.build() == 0
    return site, said.getvalue()


def test_a_first_build_publishes_a_folder_that_loads_and_keeps_the_release(site):
    assert load(site.out).release == OLD
    assert site.kept() == [OLD]
    kept = read_release(site.archive / f"{OLD}.zip")
    assert kept.files == {name: (site.out / name).read_bytes() for name in kept.files}
    assert kept.changes["previous"] is None


def test_two_builds_from_nothing_give_the_same_bytes(site, new_site):
    assert new_site.build(release=OLD) == 0
    assert new_site.content() == site.content()


def test_a_second_build_changes_no_byte_and_says_so(site, capsys):
    before = site.content()
    assert site.build() == 0
    assert site.content() == before
    assert f"Nothing changed: {site.out} stays at release {OLD}" in capsys.readouterr().out


def test_a_release_that_was_never_kept_is_kept_when_the_next_is_made(revised):
    first = read_release(revised.archive / f"{OLD}.zip").files
    shutil.rmtree(revised.archive)
    assert revised.build() == 0
    assert revised.kept() == [OLD, NEW]
    assert read_release(revised.archive / f"{OLD}.zip").files == first


def test_a_revised_figure_makes_a_new_release_and_is_shown_as_was_and_now(second_release):
    site, said = second_release
    assert f"W15000001 2023-Q2 total all: was {COUNT}, now {COUNT + 1}" in said
    # North Wales, Wales, England and Wales: one quarter each, and the year that ends with it.
    assert "recorded_offences: 440 rows; 0 added, 0 removed, 0 newly hidden, 6 revised" in said
    assert load(site.out).release == NEW
    assert site.kept() == [OLD, NEW]


def test_a_release_says_what_it_changed_and_what_it_came_after(second_release):
    old, new = (read_release(second_release[0].archive / f"{name}.zip") for name in (OLD, NEW))
    changes = new.changes
    assert changes["previous"] == old.as_previous()
    assert changes["indicators"]["recorded_offences"] == {
        "added": 0, "removed": 0, "newly hidden": 0, "revised": 6, "status changed": 0,
    }  # fmt: skip
    assert {kind for name in ("nrm_referrals", "uk_referrals") for kind in changes["indicators"][name].values()} == {0}


def test_what_was_kept_stays_as_it_was(site, second_release):
    kept = f"releases/{OLD}.zip"
    assert second_release[0].content()[kept] == site.content()[kept]


def test_a_second_release_of_the_same_day_is_numbered(revised):
    assert revised.build(release=OLD) == 0
    assert revised.kept() == [OLD, f"{OLD}.2"]


def test_a_release_of_an_earlier_day_is_refused(revised, capsys):
    before = revised.content()
    assert revised.build(release="2098-12-31") == 1
    assert revised.content() == before
    assert f"The last release, {OLD}, is of a later day than 2098-12-31" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["observations.csv", "manifest.json"])
def test_a_damaged_published_folder_is_put_right_from_the_kept_release(site, name, capsys):
    whole = site.content()
    (site.out / name).write_text("damaged", encoding="utf-8")
    (site.out / "stray.csv").write_text("no file of a release", encoding="utf-8")
    assert site.build() == 0
    assert site.content() == whole
    assert f"{site.out} was altered or incomplete; put release {OLD} back" in capsys.readouterr().out


def test_a_published_folder_that_is_gone_is_put_back(site):
    whole = site.content()
    shutil.rmtree(site.out)
    assert site.build() == 0
    assert site.content() == whole


def test_a_new_release_over_a_damaged_one_is_compared_with_what_was_kept(revised, capsys):
    (revised.out / "observations.csv").write_text("damaged", encoding="utf-8")
    assert revised.build() == 0
    assert f"W15000001 2023-Q2 total all: was {COUNT}, now {COUNT + 1}" in capsys.readouterr().out
    assert revised.kept() == [OLD, NEW]


def test_a_damaged_kept_release_stops_the_build(site, capsys):
    (site.archive / f"{OLD}.zip").write_bytes(b"damaged")
    before = site.content()
    assert site.build() == 1
    assert site.content() == before
    assert capsys.readouterr().err == (
        f"releases/{OLD}.zip cannot be read (BadZipFile). Restore data/releases from the repository\n"
    )


def test_a_release_that_cannot_be_read_back_is_not_published(revised, monkeypatch, capsys):
    before = revised.content()
    monkeypatch.setattr(publish, "load", lambda folder: load(folder / "absent"))
    assert revised.build() == 1
    assert revised.content() == before
    assert "manifest.json cannot be read" in capsys.readouterr().err


def test_a_full_disk_is_said_in_words_and_leaves_the_published_folder(revised, monkeypatch, capsys):
    before = revised.content()

    def full(release, folder, archive):
        raise OSError(28, "No space left on device", "observations.csv")

    monkeypatch.setattr("data.build.__main__.publish", full)
    assert revised.build() == 1
    assert revised.content() == before
    assert capsys.readouterr().err == ("observations.csv: No space left on device. What was published is untouched.\n")


def test_a_release_must_be_a_day(site, capsys):
    with pytest.raises(SystemExit):
        site.build(release="soon")
    assert "'soon' is not a day such as 2026-11-23" in capsys.readouterr().err


def test_every_step_is_said(second_release):
    site, said = second_release
    steps = [
        f"Reading and checking the sources in {site.sources.folder}\n",
        "Adding up areas and years, hiding small counts and what would give them away\n",
        "Attacking the new release together with all before it\n",
        "hidden counts, 2 releases; the narrowest interval is ",
        "Replaying the rule of hiding on every table that there could be\n",
        "hidden counts replayed, ",
        "Compared with the last release:\n",
        "Left to see:\n",
        f"Published release {NEW} in {site.out}\n",
    ]
    places = [said.find(step) for step in steps]
    assert -1 not in places
    assert places == sorted(places)


def test_a_long_step_says_how_far_it_has_come(monkeypatch, capsys):
    seconds = iter([0.0, 1.9, 2.0, 2.0, 3.9, 4.0, 4.0])
    monkeypatch.setattr("data.build.progress.time.monotonic", lambda: next(seconds))
    tell = Progress("Attacked")
    for done in (1, 2_000, 3_000, 4_000):
        tell(done, 4_000)
    assert capsys.readouterr().out.splitlines() == ["  Attacked: 2,000 of 4,000", "  Attacked: 4,000 of 4,000"]


def test_the_manifest_names_sources_with_their_sha256_and_attribution(site):
    manifest = json.loads((site.out / "manifest.json").read_text(encoding="utf-8"))
    by_file = {source["file"]: source for source in manifest["sources"]}
    assert [*by_file] == [
        OFFENCES, REFERRALS, "nrm_uk_referrals.csv", "nrm_uk_published_totals.csv", "nrm_uk_decisions.csv",
        "population.csv",
    ]  # fmt: skip
    assert by_file[REFERRALS]["sha256"] == site.sources.sha256(REFERRALS)
    assert by_file[REFERRALS]["attribution"] == (
        "Contains public sector information licensed under the Open Government Licence v3.0. Source: Home Office."
    )
    assert manifest["held_back"] == []


def test_the_manifest_says_when_each_source_was_published_how_it_was_obtained_and_what_is_noted_of_its_figures(site):
    manifest = json.loads((site.out / "manifest.json").read_text(encoding="utf-8"))
    for each in manifest["sources"]:
        written = (site.sources.folder / each["file"].replace(".csv", ".toml")).read_text(encoding="utf-8")
        sidecar = tomllib.loads(written)
        said = {name: each[name] for name in ("edition", "published", "obtained", "notes", "covers")}
        assert said == {name: sidecar.get(name, []) for name in said}
    [note] = [note for each in manifest["sources"] for note in each["notes"]]
    assert note == {"area_code": "W15000001", "period": "2016-Q2", "note": "stands_alone"}


def test_the_manifest_names_the_newest_periods_and_how_many_rows_there_are(site):
    manifest = json.loads((site.out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["newest"]["recorded_offences"] == {
        "quarter": "2023-Q2", "financial_year": "2022-23", "year_ending": "YE-2023-Q2",
    }  # fmt: skip
    assert manifest["newest"]["nrm_referrals"] == {"quarter": "2023-Q4"}
    # 55 areas in five quarters, a financial year and two years that end with a quarter; of the totals, two measures in
    # eight quarters and three years.
    assert manifest["files"]["observations.csv"]["rows"] == 55 * 8 + 826 + 40 + 2 * 11 + 60


def test_the_data_package_credits_each_publisher_in_the_words_of_its_licence(site):
    package = json.loads((site.out / "datapackage.json").read_text(encoding="utf-8"))
    credited = {each["title"]: each["attribution"] for each in package["sources"]}
    assert credited["Office for National Statistics, Mid-year population estimates"] == (
        "Contains public sector information licensed under the Open Government Licence v3.0. Source: Office for "
        "National Statistics."
    )
    assert package["version"] == OLD
