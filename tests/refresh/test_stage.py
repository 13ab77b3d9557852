"""The staged sources and their sidecars; and how they take the place of those before, or do not."""

import json
import re
import shutil
import tomllib

import pandas as pd
import pytest

from data.build.check_sources import check_sources
from data.build.publish import published_files
from data.build.sources import read_source
from data.refresh import stage
from data.refresh.merge import update
from tests.data.conftest import Sources
from tests.refresh.layouts import SOURCES, shipped
from tests.refresh.made import (
    DECISIONS,
    OFFENCES,
    POLICE,
    POPULATION,
    REFERRALS,
    another_quarter,
    changed,
    count_of,
    incoming,
    next_quarter,
    old,
    updated,
)

ESSEX = {"financial_year": "2022/23", "financial_quarter": "1", "force_name": "Essex"}
SHIPPED = published_files(SOURCES)
NEXT = next_quarter()
LIKE = "2022/23 2"


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
    _, made = staged_in(tmp_path, updated(OFFENCES, with_another_quarter(OFFENCES, LIKE, NEXT)))
    assert {name for name in SHIPPED if made.files[name] != SHIPPED[name]} == {f"{OFFENCES}.csv", f"{OFFENCES}.toml"}


def test_new_rows_follow_the_others_and_no_other_line_changes(tmp_path):
    rows = with_another_quarter(OFFENCES, LIKE, NEXT)
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
    sidecar, _ = staged_in(tmp_path, updated(OFFENCES, with_another_quarter(OFFENCES, LIKE, NEXT)))
    newest = old(OFFENCES).sidecar.covers[1]
    year, quarter = newest.split("-Q")
    assert sidecar["covers"] == ["2015-Q2", f"{int(year) + int(quarter) // 4}-Q{int(quarter) % 4 + 1}"]
    assert re.fullmatch(r"published on 25 April 2024; its last quarter is \w+ to \w+ 20\d\d", sidecar["edition"])
    assert (sidecar["published"], sidecar["obtained"]) == ("2024-04-25", "fetched from the publisher's address")
    assert sidecar["missing_quarters"] == []
    [file] = sidecar["fetched"]
    assert (file["title"], file["published"], file["fetched_on"]) == ("Made-up tables 1", "2024-04-25", "2024-05-01")


def test_the_comments_of_the_sidecar_and_what_is_said_of_its_columns_stay(tmp_path):
    _, made = staged_in(tmp_path, updated(POLICE, another_quarter(POLICE, "2023Q4", "2024Q1")))
    was, now = (files[f"{POLICE}.toml"].decode() for files in (SHIPPED, made.files))
    assert now.splitlines()[:2] == was.splitlines()[:2]
    described = was[was.index("[table]") : was.index("[[control_totals]]")]
    assert described in now


def test_the_known_gaps_say_which_years_are_unfinished_now(tmp_path):
    older = Sources(shutil.copytree(SOURCES, tmp_path / "older"))
    older.cut(OFFENCES, "2015-Q2", "2023-Q2")
    first = '  "2016/17 is not available.",\n  "2023/24 has its first quarter only.",\n'
    older.spoil(f"{OFFENCES}.toml", "known_gaps = [\n", "known_gaps = [\n" + first)
    rows = shipped(OFFENCES)
    rows = rows[rows["financial_year"].str[:4].astype(int) * 10 + rows["financial_quarter"].astype(int) <= 20232]
    made = stage.staged([update(old(OFFENCES, older.folder), incoming(OFFENCES, rows))], older.folder)
    sidecar = tomllib.loads(made.files[f"{OFFENCES}.toml"].decode())
    assert sidecar["known_gaps"] == [
        "British Transport Police is in the table and has no police force area.",
        "2023/24 has two of its four quarters.",
    ]


def test_what_was_said_of_the_edition_before_goes_with_it(tmp_path):
    sidecar, made = staged_in(tmp_path, updated(OFFENCES, with_another_quarter(OFFENCES, LIKE, NEXT)))
    assert sidecar["reconciled"] == ["Every complete year holds all 43 forces in each of its 4 quarters."]
    assert sum("said of the edition before: " in note for note in made.notes) == 3


def test_a_note_on_a_figure_stays_as_long_as_the_figure(tmp_path):
    note = {"area_code": "W15000001", "period": "2016-Q2", "note": "stands_alone"}
    sidecar, _ = staged_in(tmp_path / "same", updated(OFFENCES, with_another_quarter(OFFENCES, LIKE, NEXT)))
    assert sidecar["notes"] == [note]
    place = {"financial_year": "2016/17", "financial_quarter": "1", "force_name": "North Wales"}
    sidecar, made = staged_in(tmp_path / "revised", updated(OFFENCES, changed(OFFENCES, 5, **place)))
    assert "notes" not in sidecar
    told = "the note stands_alone of W15000001 in 2016-Q2 was left out: its figure was 55, now 5"
    assert f"{OFFENCES}: {told}" in made.notes


@pytest.mark.parametrize(
    ("last", "said"),
    [
        ("2014/15", []),
        ("2016/17", ["British Transport Police is in the table from April to June 2015 to January to March 2017 only "
                     "and has no police force area."]),
    ],
)  # fmt: skip
def test_a_body_that_the_table_no_longer_has_is_not_said_to_be_in_it(tmp_path, last, said):
    rows = shipped(OFFENCES)
    rows = rows[(rows["area_code"] != "") | (rows["financial_year"] <= last)]
    sidecar, made = staged_in(tmp_path, updated(OFFENCES, rows))
    assert [line for line in sidecar["known_gaps"] if "British Transport Police" in line] == said
    kept = {line for line in SHIPPED[f"{OFFENCES}.csv"].splitlines() if b",E23" in line or b",W15" in line}
    assert kept < {*made.files[f"{OFFENCES}.csv"].splitlines()}


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
    row = {"quarter": "2022Q2", "area_code": "W15000001", "exploitation": "Criminal"}
    [number] = shipped(POLICE).query(" and ".join(f"{key} == '{value}'" for key, value in row.items())).index[:1]
    rows = shipped(POLICE).query("quarter == '2022Q2'")
    rows.loc[number, count_of(POLICE)] = str(int(rows.loc[number, count_of(POLICE)]) + 1)
    sidecar, made = staged_in(tmp_path, updated(POLICE, rows))
    assert "2022Q2" not in {total["where"]["quarter"] for total in sidecar["control_totals"]}
    assert any("total of 950 published earlier for quarter 2022Q2" in note for note in made.notes)


def test_a_total_that_is_wrong_is_told_by_the_check_of_the_build(tmp_path):
    rows = another_quarter(POLICE, "2023Q4", "2024Q1")
    wrong = updated(POLICE, rows, totals=[{"where": {"quarter": "2024Q1"}, "total": 996}])
    stage.write_files(tmp_path / "sources", stage.staged([wrong], SOURCES).files)
    [problem] = check_sources(stage.read_staged(tmp_path / "sources", [wrong]))
    assert "found a total of 995; expected the published total, 996" in str(problem)


def test_of_two_editions_of_the_population_each_year_is_that_of_the_newest_that_has_it(tmp_path):
    rows = shipped(POPULATION).query("mid_year in ('2023', '2024')").assign(release="A later edition")
    after = rows.query("mid_year == '2024'").assign(mid_year="2025")
    sidecar, _ = staged_in(tmp_path, updated(POPULATION, pd.concat([rows, after]), published="2026-07-29"))
    before, late = "ONS MYE5, June 2023 edition (published 15 July 2024)", "A later edition"
    assert sidecar["edition"] == f"mid-2011 to mid-2022: {before}; mid-2023 to mid-2025: {late}"
    assert sidecar["covers"] == ["2011", "2025"]
    assert sidecar["known_gaps"] == [
        "Mid-2022 to mid-2023 is partly a revision, since the two come from two editions: their difference is never "
        "growth."
    ]
    made = read_source(tmp_path / "sources", POPULATION)
    used = made.in_use().drop_duplicates(["mid_year", "release"])
    assert dict(zip(used["mid_year"], used["release"], strict=True)) == {
        **dict.fromkeys(map(str, range(2011, 2023)), before),
        **dict.fromkeys(map(str, range(2023, 2026)), late),
    }
    assert len(made.rows) == len(shipped(POPULATION)) + 3 * 43 and len(made.in_use()) == 15 * 43


def test_the_editions_of_the_population_stand_in_the_order_of_their_days():
    rows = shipped(POPULATION).query("mid_year == '2024'")
    early = incoming(POPULATION, rows.assign(release="Early"), published="2024-04-25")
    late = incoming(POPULATION, rows.assign(release="Late"), published="2026-07-29")
    known = [edition["name"] for edition in old(POPULATION).sidecar.editions]
    for each, expected in ((early, ["Early", *known]), (late, [*known, "Late"])):
        assert [edition["name"] for edition in update(old(POPULATION), each).made.sidecar.editions] == expected
    assert not update(old(POPULATION), early).is_changed


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
