"""The staged sources and their sidecars; and how they take the place of those before, or do not."""

import json
import shutil
import tomllib

import pandas as pd
import pytest

from data.build.check_sources import check_sources
from data.build.publish import published_files
from data.build.sources import read_source
from data.refresh import stage
from data.refresh.merge import update
from tests.refresh.layouts import SOURCES, shipped
from tests.refresh.made import (
    DECISIONS,
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

ESSEX = {"financial_year": "2022/23", "financial_quarter": "1", "force_name": "Essex"}
SHIPPED = published_files(SOURCES)
NEXT = "2023/24 2"


def with_another_quarter(name, like, code):
    return pd.concat([shipped(name), another_quarter(name, like, code)])


def staged_in(folder, *updates):
    """Return the sidecar of the first staged source, once all staged sources have passed the checks of the build."""
    made = stage.staged(updates, SOURCES)
    stage.write_files(folder / "sources", made.files)
    assert check_sources(stage.read_staged(folder / "sources", updates)) == []
    return tomllib.loads(made.files[f"{updates[0].name}.toml"].decode()), made


def test_sources_that_do_not_change_are_staged_byte_for_byte():
    rows = shipped(OFFENCES).iloc[::-1]
    made = stage.staged([updated(OFFENCES, rows), updated(POLICE, shipped(POLICE))], SOURCES)
    assert made.files == SHIPPED and made.notes == ()


def test_a_changed_source_changes_its_two_files_alone(tmp_path):
    _, made = staged_in(tmp_path, updated(OFFENCES, with_another_quarter(OFFENCES, "2022/23 2", NEXT)))
    assert {name for name in SHIPPED if made.files[name] != SHIPPED[name]} == {f"{OFFENCES}.csv", f"{OFFENCES}.toml"}


def test_new_rows_follow_the_others_and_no_other_line_changes(tmp_path):
    rows = with_another_quarter(OFFENCES, "2022/23 2", NEXT)
    _, made = staged_in(tmp_path, updated(OFFENCES, rows.iloc[::-1]))
    table = made.files[f"{OFFENCES}.csv"]
    assert table.startswith(SHIPPED[f"{OFFENCES}.csv"])
    assert table.count(b"\n") == SHIPPED[f"{OFFENCES}.csv"].count(b"\n") + 44


def test_a_revised_row_changes_one_line(tmp_path):
    _, made = staged_in(tmp_path, updated(OFFENCES, changed(OFFENCES, 99, **ESSEX)))
    was, now = (files[f"{OFFENCES}.csv"].decode().splitlines() for files in (SHIPPED, made.files))
    [(before, after)] = [pair for pair in zip(was, now, strict=True) if pair[0] != pair[1]]
    assert before.startswith("2022/23,1,E23000028,Essex,") and after == "2022/23,1,E23000028,Essex,99"


def test_the_sidecar_says_the_edition_what_it_covers_and_where_it_came_from(tmp_path):
    sidecar, _ = staged_in(tmp_path, updated(OFFENCES, with_another_quarter(OFFENCES, "2022/23 2", NEXT)))
    assert sidecar["edition"] == "published on 25 April 2024; its last quarter is July to September 2023"
    assert sidecar["covers"] == ["2015-Q2", "2023-Q3"]
    assert sidecar["missing_quarters"] == ["2016-Q2", "2016-Q3", "2016-Q4", "2017-Q1"]
    [file] = sidecar["fetched"]
    assert (file["title"], file["published"], file["fetched_on"]) == ("Made-up tables 1", "2024-04-25", "2024-05-01")


def test_the_comments_of_the_sidecar_and_what_is_said_of_its_columns_stay(tmp_path):
    _, made = staged_in(tmp_path, updated(POLICE, another_quarter(POLICE, "2023Q4", "2024Q1")))
    was, now = (files[f"{POLICE}.toml"].decode() for files in (SHIPPED, made.files))
    assert now.splitlines()[:2] == was.splitlines()[:2]
    described = was[was.index("[table]") : was.index("[[control_totals]]")]
    assert described in now


def test_the_known_gaps_say_which_years_are_unfinished_now(tmp_path):
    sidecar, _ = staged_in(tmp_path, updated(OFFENCES, with_another_quarter(OFFENCES, "2022/23 2", NEXT)))
    assert "2023/24 has two of its four quarters." in sidecar["known_gaps"]
    assert "2023/24 has its first quarter only." not in sidecar["known_gaps"]
    assert "2016/17 is not available." in sidecar["known_gaps"]


def test_published_totals_of_the_editions_join_those_before(tmp_path):
    rows = another_quarter(POLICE, "2023Q4", "2024Q1")
    sidecar, _ = staged_in(
        tmp_path, updated(POLICE, rows, totals=[{"where": {"quarter": "2024Q1"}, "total": 995, "areas_only": False}])
    )
    totals = {total["where"]["quarter"]: total["total"] for total in sidecar["control_totals"]}
    assert len(totals) == 8 and (totals["2022Q2"], totals["2024Q1"]) == (950, 995)


def test_a_total_of_the_edition_takes_the_place_of_the_one_before(tmp_path):
    row = {"period": "2023Q4", "age_at_exploitation": "Adult (18 or over)", "location_of_exploitation": "UK"}
    was = int(shipped(REFERRALS).query("period == '2023Q4'").set_index(list(row)).loc[tuple(row.values()), "referrals"])
    year = {"period": ["2023Q1", "2023Q2", "2023Q3", "2023Q4"]}
    sidecar, made = staged_in(
        tmp_path,
        updated(REFERRALS, changed(REFERRALS, was + 9, **row), totals=[{"where": year, "total": 17013}]),
    )
    assert [total["total"] for total in sidecar["control_totals"]] == [16921, 17013]
    # The sentence named 2023, whose figures were revised since.
    assert sidecar["reconciled"] == [
        "Every total that the fetched editions state for these figures equals the sum of their rows, checked on "
        "2024-05-01; see control_totals."
    ]
    assert any("2022 (16,921) and 2023 (17,004)" in note for note in made.notes)


def test_an_earlier_total_that_a_revision_has_overtaken_is_left_out_and_told(tmp_path):
    sidecar, made = staged_in(tmp_path, updated(OFFENCES, changed(OFFENCES, 99, **ESSEX)))
    assert "control_totals" not in sidecar
    assert any("total of 10,196 published earlier for financial_year 2022/23" in note for note in made.notes)


def test_a_total_that_is_wrong_is_told_by_the_check_of_the_build(tmp_path):
    rows = another_quarter(POLICE, "2023Q4", "2024Q1")
    wrong = updated(POLICE, rows, totals=[{"where": {"quarter": "2024Q1"}, "total": 996}])
    stage.write_files(tmp_path / "sources", stage.staged([wrong], SOURCES).files)
    [problem] = check_sources(stage.read_staged(tmp_path / "sources", [wrong]))
    assert "found a total of 995; expected the published total, 996" in str(problem)


def test_a_new_release_of_the_population_is_the_only_one_in_use(tmp_path):
    rows = shipped(POPULATION).assign(release="A later release")
    sidecar, made = staged_in(tmp_path, updated(POPULATION, rows))
    assert sidecar["table"]["use_only"] == {"column": "release", "value": "A later release"}
    assert sidecar["covers"] == ["2011", "2024"]
    assert {*read_source(tmp_path / "sources", POPULATION).rows["release"]} == {"A later release"}
    assert any("the release that is used changes" in note for note in made.notes)


def test_the_same_release_of_the_population_again_loses_no_year_of_another():
    rows = shipped(POPULATION)
    again = rows[rows["release"].str.startswith("ONS MYE5")]
    assert stage.staged([updated(POPULATION, again)], SOURCES).files == SHIPPED


def test_an_area_keeps_the_name_it_has_in_the_source(tmp_path):
    rows = another_quarter(POLICE, "2023Q4", "2024Q1").replace({"Devon & Cornwall Police": "Devon and Cornwall Police"})
    staged_in(tmp_path, updated(POLICE, rows))
    names = {*read_source(tmp_path / "sources", POLICE).rows["first_responder"]}
    assert "Devon & Cornwall Police" in names and "Devon and Cornwall Police" not in names


def test_of_two_editions_of_one_quarter_the_newer_one_counts(tmp_path):
    newer = another_quarter(POLICE, "2023Q4", "2024Q1")
    older = another_quarter(POLICE, "2023Q3", "2024Q1")
    made = update(old(POLICE), incoming(POLICE, newer, older))
    assert made.figures.query("period == '2024-Q1'")["now"].sum() == 995


def test_a_second_refresh_changes_nothing_more(tmp_path):
    rows = with_another_quarter(DECISIONS, "2023Q4", "2024Q1")
    _, made = staged_in(tmp_path, updated(DECISIONS, rows))
    again = update(old(DECISIONS, tmp_path / "sources"), incoming(DECISIONS, rows))
    assert stage.staged([again], tmp_path / "sources").files == made.files


def test_a_staging_folder_is_filled_whole_or_stays_as_it_was(tmp_path):
    staging = tmp_path / "staging"
    with stage.new_staging(staging) as folder:
        (folder / "report.md").write_text("first")
    with pytest.raises(RuntimeError), stage.new_staging(staging) as folder:
        (folder / "report.md").write_text("second")
        raise RuntimeError
    assert (staging / "report.md").read_text() == "first"
    assert [path.name for path in tmp_path.iterdir()] == ["staging"]


# ---- In the place of the sources -------------------------------------------------------------------------------------


@pytest.fixture
def places(tmp_path):
    """Return folders of sources and of staged ones, and a published one with its release."""
    for name in ("sources", "staged", "published"):
        (tmp_path / name).mkdir()
    (tmp_path / "sources" / "a.csv").write_text("old")
    (tmp_path / "staged" / "a.csv").write_text("new")
    publish(tmp_path, "2024-01-01")
    return tmp_path


def publish(folder, release):
    (folder / "published" / "manifest.json").write_text(json.dumps({"release": release}))


def replacing(folder):
    return stage.in_the_place_of(folder / "sources", folder / "staged", folder / "published")


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_staged_sources_stay_once_a_release_was_made_of_them(places):
    with replacing(places):
        assert (places / "sources" / "a.csv").read_text() == "new"
        publish(places, "2024-02-01")
    assert (places / "sources" / "a.csv").read_text() == "new"
    assert names(places) == ["published", "sources", "staged"] and names(places / "sources") == ["a.csv"]


def test_the_sources_before_are_put_back_if_the_release_fails(places):
    with pytest.raises(RuntimeError), replacing(places):
        raise RuntimeError
    assert (places / "sources" / "a.csv").read_text() == "old"
    assert names(places) == ["published", "sources", "staged"] and names(places / "sources") == ["a.csv"]


def test_staged_sources_stay_if_something_fails_after_the_release(places):
    with pytest.raises(RuntimeError), replacing(places):
        publish(places, "2024-02-01")
        raise RuntimeError
    assert (places / "sources" / "a.csv").read_text() == "new"


@pytest.mark.parametrize("is_released", [True, False])
def test_what_a_killed_run_left_is_put_right_by_the_next(places, monkeypatch, is_released):
    recover = stage.recover
    work = replacing(places)
    work.__enter__()
    if is_released:
        publish(places, "2024-02-01")
    monkeypatch.setattr(stage, "recover", lambda *_: None)
    work.__exit__(None, None, None)
    assert ".sources.before" in names(places)
    recover(places / "sources", places / "published")
    assert (places / "sources" / "a.csv").read_text() == ("new" if is_released else "old")
    assert names(places) == ["published", "sources", "staged"] and names(places / "sources") == ["a.csv"]


def test_a_disk_that_is_full_while_copying_leaves_the_sources(places, monkeypatch):
    def full(source, target, **_):
        shutil.os.makedirs(target)
        raise OSError(28, "No space left on device", str(target))

    monkeypatch.setattr(stage.shutil, "copytree", full)
    with pytest.raises(OSError), replacing(places):
        pass
    assert names(places) == ["published", "sources", "staged"]
    assert (places / "sources" / "a.csv").read_text() == "old"
