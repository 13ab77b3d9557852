"""A refresh from beginning to end against publishers of our own: what it changes, what it reports, what stops it."""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd
import pytest
from werkzeug import Response

from data.build.problems import BuildError
from data.build.publish import published_files
from data.build.sources import read_source
from data.history import RELEASES
from data.load import PUBLISHED
from data.refresh import RefreshError, locks, run
from data.refresh.__main__ import main
from tests.data.conftest import Sources
from tests.refresh import breaking, offered
from tests.refresh.interfaces import LIMITS
from tests.refresh.layouts import SOURCES, offence_sheets
from tests.refresh.layouts_ons import population_sheets
from tests.refresh.made import DECISIONS, ESSEX, OFFENCES, POLICE, POPULATION, REFERRALS, newest_quarter
from tests.refresh.writing import write_html, write_ods, write_size_bomb, write_xlsx

NO_WAIT = replace(LIMITS, first_wait=0.01, longest_wait=0.05)


@dataclass(frozen=True)
class Place:
    """Folders of a test's own, and how a refresh is asked for in them."""

    folder: Path
    settings: object

    def request(self, **more) -> run.Request:
        folders = {name: self.folder / name for name in ("sources", "releases", "downloads", "staging")}
        known = {**folders, "out": self.folder / "published", "release": "2099-02-01", "settings": self.settings}
        return run.Request(**{**known, **more})

    def content(self) -> dict[str, bytes]:
        """Return every file that a refresh that stops leaves as it was."""
        return {
            f"{name}/{file}": content
            for name in ("sources", "published", "releases", "staging")
            for file, content in published_files(self.folder / name).items()
        }

    def names(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir() if not path.name.endswith(".lock"))

    def staged(self, name: str) -> pd.DataFrame:
        return read_source(self.folder / "staging" / "sources", name).in_use()


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Return the editions that the shipped sources were made from."""
    return offered.editions(offered.shipped_tables(), tmp_path_factory.mktemp("editions"))


@pytest.fixture
def place(tmp_path, publishers):
    shutil.copytree(SOURCES, tmp_path / "sources")
    shutil.copytree(PUBLISHED, tmp_path / "published")
    shutil.copytree(RELEASES, tmp_path / "releases")
    return Place(tmp_path, publishers.settings(limits=NO_WAIT))


@pytest.fixture
def no_pipeline(prepared, monkeypatch):
    """Leave out the pipeline, as if it had a new release and found nothing against it."""
    monkeypatch.setattr(run, "_tried", lambda _: (prepared, ["  recorded_offences: tried"], ""))


def in_order(rows: pd.DataFrame) -> list[tuple]:
    return sorted(rows.itertuples(index=False, name=None))


# ---- What is found again ---------------------------------------------------------------------------------------------


def test_a_refresh_from_older_sources_finds_the_shipped_figures_again(place, publishers, made, no_pipeline):
    older = {
        OFFENCES: ("2015-Q2", "2022-Q3"),
        POLICE: ("2022-Q2", "2022-Q4"),
        REFERRALS: ("2009-Q2", "2022-Q4"),
        DECISIONS: ("2014-Q1", "2022-Q4"),
        POPULATION: ("2011", "2021"),
    }
    for name, (first, last) in older.items():
        Sources(place.folder / "sources").cut(name, first, last)
    offered.offer(publishers, made)
    outcome = run.refresh(place.request())
    for name, rows in offered.shipped_tables().items():
        columns = [column for column in rows.columns if column != "release"]
        assert in_order(place.staged(name)[columns]) == in_order(rows[columns]), name
    assert "- new periods: 2023-Q1, 2023-Q2, 2023-Q3, 2023-Q4\n- revised figures: 0\n" in outcome.report
    totals = read_source(place.folder / "staging" / "sources", POLICE).sidecar.control_totals
    assert {total["where"]["quarter"]: total["total"] for total in totals}["2023Q4"] == 995


def test_the_shipped_figures_again_change_no_byte(place, publishers, made, no_pipeline):
    offered.offer(publishers, made)
    outcome = run.refresh(place.request())
    assert published_files(place.folder / "staging" / "sources") == published_files(SOURCES)
    assert f"Sources that change: none. Sources that stay as they are: {OFFENCES}, " in outcome.report
    assert (place.folder / "staging" / "report.md").read_text() == outcome.report
    assert (place.folder / "staging" / "force_areas.geojson").is_file()


def test_a_second_refresh_asks_for_each_file_once_and_fetches_none(place, publishers, made, no_pipeline):
    paths = offered.offer(publishers, made)
    run.refresh(place.request())
    publishers.asked.clear()
    report = run.refresh(place.request()).report
    assert [publishers.count(path) for name, path in paths.items() if name != "boundaries"] == [1] * (len(paths) - 1)
    assert report.count("; the same file as last time; ") >= 5 and "; fetched " not in report


def test_only_what_is_asked_for_is_looked_for(place, publishers, made, no_pipeline):
    offered.offer(publishers, made)
    report = run.refresh(place.request(only=("population",))).report
    assert {path.split("/")[1] for path, _ in publishers.asked} == {"ons"}
    assert "Not looked for: recorded_offences, nrm, boundaries." in report


def test_files_put_there_by_hand_say_the_same_and_nothing_is_asked(place, publishers, made, no_pipeline):
    by_hand = place.folder / "by-hand"
    for name, content in made.items():
        folder, ending = (name, "ods") if name in offered.OTHERS else ("nrm", "ods")
        ending = {"population": "xlsx", "boundaries": "geojson"}.get(name, ending)
        (by_hand / folder).mkdir(parents=True, exist_ok=True)
        (by_hand / folder / f"as downloaded {name}.{ending}").write_bytes(content)
    outcome = run.refresh(place.request(from_files=by_hand))
    assert publishers.asked == []
    assert published_files(place.folder / "staging" / "sources") == published_files(SOURCES)
    assert "- edition: as downloaded 2023-Q4.ods; day of publication not known; " in outcome.report


def test_the_downloads_of_one_machine_are_files_for_another(place, publishers, made, no_pipeline):
    offered.offer(publishers, made)
    run.refresh(place.request(only=("recorded_offences", "population")))
    shutil.rmtree(place.folder / "downloads" / "population")
    publishers.paths.clear()
    outcome = run.refresh(place.request(from_files=place.folder / "downloads"))
    assert "; published 25 January 2024; " in outcome.report
    assert "Not looked for: nrm, population, boundaries.\n" in outcome.report


def test_a_folder_without_files_is_told(place):
    with pytest.raises(RefreshError, match="holds no file to read"):
        run.refresh(place.request(from_files=place.folder))


# ---- A newer edition -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def newer(tmp_path_factory):
    return offered.editions(offered.newer_tables(), tmp_path_factory.mktemp("newer"))


def shipped_count(year, quarter, force):
    rows = offered.shipped_tables()[OFFENCES].set_index(["financial_year", "financial_quarter", "force_name"])
    return int(rows.loc[(year, quarter, force), "offences"])


def test_a_newer_edition_is_reported(place, publishers, newer, no_pipeline):
    offered.offer(publishers, newer)
    report = run.refresh(place.request()).report
    essex, north_wales = shipped_count("2022/23", "1", "Essex"), shipped_count("2023/24", "1", "North Wales")
    for line in (
        f"Sources that change: {OFFENCES}, {POLICE}, {REFERRALS}, {DECISIONS}. Sources that stay as they are: "
        "population.\n",
        f"## {OFFENCES}: changed\n",
        "- new periods: none\n- revised figures: 2\n",
        f"    - 2022-Q2, Essex: was {essex}, now 60 ({60 - essex:+}, {(60 - essex) / essex:+.1%})\n",
        f"    - 2023-Q2, North Wales: was {north_wales}, now 20 "
        f"({20 - north_wales:+}, {(20 - north_wales) / north_wales:+.1%})\n",
        "- forces with revised figures: 2: Essex, North Wales\n",
        f"## {POLICE}: changed\n",
        "- new periods: 2024-Q1\n- revised figures: 0\n",
        "- new rows: 385, which come to 995\n",
        "    recorded_offences: tried\n",
    ):
        assert line in report, line


def test_a_body_without_an_area_that_the_table_no_longer_has_is_reported_as_gone(place, publishers, made, no_pipeline):
    tables = offered.shipped_tables()
    rows = tables[OFFENCES]
    gone = rows[rows["area_code"] == ""]
    content = ods(place.folder, offence_sheets(rows[rows["area_code"] != ""]))
    offered.offer(publishers, {**made, "recorded_offences": content})
    report = run.refresh(place.request(only=("recorded_offences",))).report
    first, last = read_source(SOURCES, OFFENCES).sidecar.covers
    assert (
        f"- no longer in the table, and not counted as 0: British Transport Police, {first} to {last}, {len(gone)} "
        f"figures that come to {gone['offences'].astype(int).sum()}\n" in report
    )
    assert "- revised figures: 0\n- no longer" in report and "British Transport Police: was" not in report
    assert in_order(place.staged(OFFENCES)) == in_order(rows[rows["area_code"] != ""])


def test_a_force_that_the_newest_quarter_lacks_stops(place, publishers, made):
    rows = offered.shipped_tables()[OFFENCES]
    year, quarter = newest_quarter().split()
    is_newest = (rows["financial_year"] == year) & (rows["financial_quarter"] == quarter)
    content = ods(place.folder, offence_sheets(rows[~is_newest | (rows["area_code"] != "W15000001")]))
    offered.offer(publishers, {**made, "recorded_offences": content})
    stops(place, f"no row of code 106 for North Wales in quarter {quarter} of {year}", only=("recorded_offences",))


def test_a_refresh_without_publish_leaves_sources_and_releases(place, publishers, newer, no_pipeline):
    before = place.content()
    offered.offer(publishers, newer)
    assert not run.refresh(place.request()).is_published
    now = place.content()
    assert {name for name in now if now[name] != before.get(name)} == {
        "staging/report.md",
        "staging/force_areas.geojson",
    }
    assert place.names() == ["downloads", "published", "releases", "sources", "staging"]


def test_revisions_beyond_the_band_go_on_once_they_are_accepted(place, publishers, made, no_pipeline):
    offered.offer(publishers, {**made, "recorded_offences": beyond_the_band(place.folder)})
    report = run.refresh(place.request(accept_revisions=True, only=("recorded_offences",))).report
    assert "## Accepted by the owner\n\n- recorded_modern_slavery_offences: Essex, 2022-Q2: was " in report


def beyond_the_band(folder: Path) -> bytes:
    rows = offered.shipped_tables()[OFFENCES]
    chosen = (rows[list(ESSEX)] == pd.Series(ESSEX)).all(axis=1)
    rows.loc[chosen, "offences"] = "999"
    return ods(folder, offence_sheets(rows))


# ---- What stops it ---------------------------------------------------------------------------------------------------


def ods(folder: Path, sheets) -> bytes:
    return write_ods(folder / "broken.ods", sheets).read_bytes()


def offences_sheets():
    return offence_sheets(offered.shipped_tables()[OFFENCES])


def nrm_sheets():
    return offered.nrm_sheets(offered.shipped_tables(), "2023-Q4")


def without_a_period(folder: Path) -> bytes:
    rows = offered.shipped_tables()[OFFENCES]
    return ods(folder, offence_sheets(rows[rows["financial_year"] != "2018/19"]))


def population_off_by_one(folder: Path) -> bytes:
    sheets = population_sheets(offered.shipped_tables()[POPULATION])
    sheets = breaking.with_cell(sheets, "MYE5", ("K04000001",), 4, value=1)
    return write_xlsx(folder / "broken.xlsx", sheets).read_bytes()


BROKEN = {
    "wrong sheet": (
        "2023-Q4",
        lambda folder: ods(folder, breaking.without_sheet(nrm_sheets(), "Table_13")),
        "first responder",
    ),
    "renamed column": (
        "recorded_offences",
        lambda folder: ods(folder, breaking.with_cells(offences_sheets(), "2022_23", "Force Name", "Constabulary")),
        "force name",
    ),
    "missing force": (
        "recorded_offences",
        lambda folder: ods(folder, breaking.without_rows(offences_sheets(), "2022_23", "Essex")),
        "Essex",
    ),
    "total off by one": (
        "2023-Q4",
        lambda folder: ods(folder, breaking.off_by_one(nrm_sheets(), "Table_13", "North Wales Police")),
        "total",
    ),
    "UK total off by one": (
        "2023-Q4",
        lambda folder: ods(folder, breaking.off_by_one(nrm_sheets(), "Table_2", 2023)),
        "2023",
    ),
    "population off by one": ("population", population_off_by_one, "England and Wales"),
    "HTML instead of ODS": ("recorded_offences", lambda folder: write_html(folder / "page").read_bytes(), "HTML"),
    "ZIP bomb": ("recorded_offences", lambda folder: write_size_bomb(folder / "bomb").read_bytes(), "unpack to"),
    "lost period": ("recorded_offences", without_a_period, "2018"),
    "revision beyond the band": ("recorded_offences", beyond_the_band, "--accept-revisions"),
}
ANSWERS = {
    "redirect to another host": (
        lambda _: Response(status=302, headers={"Location": "https://elsewhere.example.org/file.ods"}),
        "elsewhere.example.org",
    ),
    "404": (lambda _: Response("<!DOCTYPE html>", 404), "404"),
    "429 for ever": (lambda _: Response("", 429), "429"),
}


def stops(place, says, **more):
    """Refresh, and return the message once it is certain that nothing was changed."""
    (place.folder / "staging").mkdir()
    (place.folder / "staging" / "report.md").write_text("the report of the last run")
    before = place.content()
    with pytest.raises(BuildError) as caught:
        run.refresh(place.request(publish=True, **more))
    assert place.content() == before
    assert not [name for name in place.names() if name.startswith(".")]
    assert says in str(caught.value), str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_file_stops_with_one_message_and_changes_nothing(what, place, publishers, made):
    which, content, says = BROKEN[what]
    offered.offer(publishers, {**made, which: content(place.folder)})
    only = {"population": ("population",), "recorded_offences": ("recorded_offences",)}.get(which, ("nrm",))
    assert len(stops(place, says, only=only).splitlines()) < 25


@pytest.mark.parametrize("what", ANSWERS)
def test_an_answer_that_is_no_file_stops_with_one_message_and_changes_nothing(what, place, publishers, made):
    answer, says = ANSWERS[what]
    path = offered.offer(publishers, made)["recorded_offences"]
    publishers.paths[path] = answer
    assert len(stops(place, says, only=("recorded_offences",)).splitlines()) == 1
    assert not [*(place.folder / "downloads").glob("**/*.ods")]


@pytest.mark.parametrize("step", ["fetch", "read", "check", "stage", "try", "report", "publish"])
def test_a_run_killed_at_any_step_leaves_nothing_half_written(step, place, publishers, newer, prepared, monkeypatch):
    offered.offer(publishers, newer)
    monkeypatch.setattr(run, "_tried", lambda _: (prepared, [], ""))
    where = {
        "fetch": ("data.refresh.editions.fetch", None),
        "read": ("data.refresh.editions.read.read_offences", None),
        "check": ("data.refresh.check.doubts", None),
        "stage": ("data.refresh.stage.write_boundaries", None),
        "try": ("data.refresh.run._tried", None),
        "report": ("data.refresh.run.report", None),
        "publish": ("data.refresh.run.pipeline.finish", None),
    }[step][0]

    def killed(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(where, killed)
    before = place.content()
    with pytest.raises(KeyboardInterrupt):
        run.refresh(place.request(publish=True, only=("recorded_offences", "boundaries")))
    now = {name: content for name, content in place.content().items() if not name.startswith("staging/")}
    assert now == before
    left = {"downloads", "staging"} if step == "publish" else {"downloads"}
    assert {*place.names()} - left == {"published", "releases", "sources"}


def test_a_release_that_is_refused_is_reported_and_nothing_is_published(place, publishers, newer, monkeypatch):
    monkeypatch.setattr(run, "_tried", lambda _: (None, [], "Nothing was published: it would give away."))
    before = place.content()
    offered.offer(publishers, newer)
    with pytest.raises(BuildError, match="would give away.*\n.*report.md"):
        run.refresh(place.request(publish=True, only=("recorded_offences",)))
    assert {name: content for name, content in place.content().items() if not name.startswith("staging/")} == before
    report = (place.folder / "staging" / "report.md").read_text()
    assert "## There would be no release\n\n    Nothing was published: it would give away." in report


def test_a_source_that_was_altered_by_hand_is_told_and_not_compared_with(place, publishers, made):
    offered.offer(publishers, made)
    with (place.folder / "sources" / f"{OFFENCES}.csv").open("a") as file:
        file.write("half a row")
    with pytest.raises(RefreshError, match="The sources there are cannot be compared with"):
        run.refresh(place.request(only=("recorded_offences",)))


def test_a_second_run_at_the_same_time_says_so_and_does_nothing(place):
    with locks.held([place.folder / "staging"]), pytest.raises(RefreshError, match="Another refresh is at work"):
        run.refresh(place.request())


def test_the_command_says_what_is_wrong_and_returns_1(place, capsys):
    options = [f"--{name}={place.folder / name}" for name in ("sources", "releases", "downloads", "staging")]
    code = main([*options, f"--out={place.folder / 'published'}", f"--from-files={place.folder / 'nothing'}"])
    assert code == 1
    said = capsys.readouterr()
    assert "holds no file to read" in said.err and "Traceback" not in said.err


def test_the_command_tells_of_a_folder_that_cannot_be_written_to(place, publishers, made, capsys):
    (place.folder / "staging").write_text("a file in the place of the folder")
    options = [f"--{name}={place.folder / name}" for name in ("sources", "releases", "downloads", "staging")]
    code = main([*options, f"--out={place.folder / 'published'}", f"--from-files={place.folder / 'nothing'}"])
    assert code == 1 and "Traceback" not in capsys.readouterr().err
