"""The home force's own records through the build's command: counted where they are, protected, published."""

import json
import shutil

import pandas as pd
import pytest

from benchmarks.synthetic import cases as synthetic_cases
from data.load import load
from tests.data.cases.conftest import COLUMNS, Files
from tests.data.conftest import COUNT, OFFENCES, ROW, row_with, site_in

HOME, YEARS = "W15000001", ("2022", "2023")
OLD, NEW = "2099-01-01", "2099-02-01"
# Two whole years; the columns in the order of the template.
MADE_UP = [
    tuple(str(record[column]) for column in COLUMNS)
    for table in synthetic_cases.cases(900)
    for record in table.to_pylist()
    if str(record["date"])[:4] in YEARS
]
MORE = next(row for row in MADE_UP if row[0][:4] == "2023" and row[2] == "county_lines")


@pytest.fixture(scope="module")
def built(first_release, tmp_path_factory):
    """Return a folder with the release made of the CSV file ``cases.csv`` in it; nobody may write there."""
    folder = tmp_path_factory.mktemp("cases")
    shutil.copytree(first_release / "sources", folder / "sources")
    path = Files(folder).csv(MADE_UP)
    assert site_in(folder).build("--cases", str(path), release=OLD) == 0
    return folder


@pytest.fixture
def with_cases(built, tmp_path):
    shutil.copytree(built, tmp_path / "site")
    return site_in(tmp_path / "site")


def cases_of(site):
    """Return the rows of the cases but for the release they are of."""
    rows = load(site.out).observations
    return rows[rows["indicator"] == "local_cases"].drop(columns="release").reset_index(drop=True)


def entry(site):
    """Return what the manifest says of the records."""
    manifest = json.loads((site.out / "manifest.json").read_text(encoding="utf-8"))
    return next(source for source in manifest["sources"] if source["file"] == "cases.csv")


@pytest.mark.parametrize("kind", ["csv", "parquet", "xlsx", "ods"])
def test_the_same_records_in_any_file_give_the_same_bytes(built, new_site, files, kind):
    path = getattr(files, kind)(MADE_UP[::-1])
    assert new_site.build("--cases", str(path), release=OLD) == 0
    assert new_site.content() == site_in(built).content()


def test_the_same_records_in_a_database_give_the_same_bytes(built, new_site, table):
    assert new_site.build("--cases", table(MADE_UP), "--cases-table", "police.cases", release=OLD) == 0
    assert new_site.content() == site_in(built).content()


def test_what_is_shown_of_the_cases_is_what_the_records_say(built):
    rows = cases_of(site_in(built))
    years = [row[0][:4] for row in MADE_UP]
    totals = rows[(rows["breakdown"] == "total")]
    assert totals["value"].tolist() == [years.count(year) for year in YEARS]
    wrexham = rows[(rows["category"] == "W06000006") & (rows["period"] == "2023")]
    assert wrexham["value"].tolist() == [sum(row[0][:4] == "2023" and row[1] == "W06000006" for row in MADE_UP)]


def test_the_cases_are_of_the_home_force_by_year_and_nothing_finer(built):
    rows = cases_of(site_in(built))
    assert {*rows["area_code"]} == {HOME}
    assert {*rows["period"]} == {*YEARS}
    assert {*rows["breakdown"]} == {"total", "local_authority", "setting"}


def test_no_count_below_ten_is_shown_of_the_cases(built):
    rows = cases_of(site_in(built))
    assert rows["value"].min() >= 10
    assert "hidden" in {*rows["status"]}


def test_the_manifest_has_no_sha256_of_the_records_and_no_number_of_them(built):
    assert entry(site_in(built)) == {
        "file": "cases.csv",
        "title": "Cases of modern slavery recorded by the police force",
        "publisher": "The police force",
        "publication": "Its own records, counted where they are held and anonymised",
        "edition": "counted for this release",
        "published": "",
        "obtained": "",
        "notes": [],
        "attribution": "Source: records of the police force, counted and anonymised for this site.",
        "covers": ["2022-Q1", "2023-Q4"],
    }


def test_records_that_are_left_out_leave_no_trace_in_what_is_published(built, new_site, files, capfd):
    bad = [(*MADE_UP[0][:5], "SECRET"), ("SECRET", *MADE_UP[0][1:])]
    path = files.csv([*MADE_UP, *bad])
    assert new_site.build("--cases", str(path), "--allow-rejected", "2", release=OLD) == 0
    assert new_site.content() == site_in(built).content()
    said = capfd.readouterr()
    row = len(MADE_UP) + 2
    assert f"  left out: cases.csv, quarter, row {row + 1}: found what cannot be used" in said.out
    assert f"  left out: cases.csv, gender, row {row}: found what cannot be used" in said.out
    assert "SECRET" not in said.out + said.err


def test_a_site_can_add_cases_to_what_it_has_published(site, files, capsys):
    before = load(site.out).observations.drop(columns="release")
    assert site.build("--cases", str(files.csv(MADE_UP))) == 0
    rows, number = load(site.out).observations, len(cases_of(site))
    said = capsys.readouterr().out
    assert f"  local_cases: {number} rows; {number} added, 0 removed, 0 newly hidden, 0 revised" in said
    others = rows[rows["indicator"] != "local_cases"].drop(columns="release")
    assert others.astype("str").values.tolist() == before.astype("str").values.tolist()


def test_a_build_without_the_records_changes_nothing(with_cases, capsys):
    before = with_cases.content()
    assert with_cases.build() == 0
    assert with_cases.content() == before
    assert "Nothing changed" in capsys.readouterr().out


def test_a_later_build_without_the_records_leaves_the_cases_as_they_were(with_cases, capsys):
    before, source = cases_of(with_cases), entry(with_cases)
    with_cases.sources.edit(OFFENCES, ROW, row_with(COUNT + 1))
    assert with_cases.build() == 0
    pd.testing.assert_frame_equal(cases_of(with_cases), before, check_categorical=False)
    assert entry(with_cases) == source
    assert with_cases.kept() == [OLD, NEW]
    said = capsys.readouterr().out
    assert f"  local_cases: {len(before)} rows; 0 added, 0 removed, 0 newly hidden, 0 revised" in said


@pytest.mark.parametrize("more", [1, 9])
def test_fewer_than_ten_cases_more_are_refused_with_what_to_hold_back(with_cases, files, capsys, more):
    before = with_cases.content()
    assert with_cases.build("--cases", str(files.csv([*MADE_UP, *[MORE] * more]))) == 1
    assert with_cases.content() == before
    said = capsys.readouterr().err
    assert said.startswith("Nothing was published: this release would give away what must not be known.")
    assert "\n  add --hold-back local_cases:2023, and these figures stay as they were;\n" in said


def test_cases_that_are_held_back_stay_as_they_were_and_nobody_is_told_that_a_correction_waits(with_cases, files):
    before = with_cases.content()
    path = files.csv([*MADE_UP, MORE])
    assert with_cases.build("--cases", str(path), "--hold-back", "local_cases:2023") == 0
    assert with_cases.content() == before
    manifest = json.loads((with_cases.out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["held_back"] == []


@pytest.mark.parametrize("lost", YEARS)
def test_a_file_without_a_year_that_was_published_is_refused(with_cases, files, capsys, lost):
    before, path = with_cases.content(), files.csv([row for row in MADE_UP if row[0][:4] != lost])
    assert with_cases.build("--cases", str(path)) == 1
    assert with_cases.content() == before
    assert with_cases.seeds_kept() == [f"{OLD}.toml"]
    assert capsys.readouterr().err == (
        f"local_cases: the last release has figures for {lost}, and the records that were supplied cover nothing of "
        "that. Nothing was published; what was there is untouched. Supply the records of all years at once, or leave "
        f"these figures as they were: --hold-back local_cases:{lost}\n"
    )
    assert with_cases.build("--cases", str(path), "--hold-back", f"local_cases:{lost}") == 0
    name = "published/observations.csv"
    assert with_cases.content()[name].replace(b"2099-02-01", OLD.encode()) == before[name]


def test_ten_cases_more_are_published(with_cases, files):
    before = cases_of(with_cases)
    assert with_cases.build("--cases", str(files.csv([*MADE_UP, *[MORE] * 10]))) == 0
    after = cases_of(with_cases)
    total = (after["breakdown"] == "total") & (after["period"] == "2023")
    assert (after.loc[total, "value"] - before.loc[total, "value"]).tolist() == [10]


def test_a_year_whose_first_quarters_had_no_case_is_whole_if_the_map_says_so(new_site, files):
    path = files.csv([row for row in MADE_UP if "2023-04" <= row[0]])
    covers = files.write("map.toml", 'covers = ["2023-Q1", "2023-Q4"]\n')
    assert new_site.build("--cases", str(path), "--cases-map", str(covers)) == 0
    assert {*cases_of(new_site)["period"]} == {"2023"}
