"""What a build says is for whoever holds the records: in a file of theirs, and nowhere in what is published."""

import json
import stat
from pathlib import Path

import pytest

from data.build.past import Held
from data.build.problems import BuildError
from data.build.progress import say
from data.build.report import SERVED, reported, told_to_all
from data.history import read_release
from data.register import register
from tests.data.conftest import Site

# Every file of a release and what stands in its manifest and in the record of its changes: anything else would be new.
FILES = {"areas.csv", "datapackage.json", "manifest.json", "observations.csv", "population.csv"}
MANIFEST = {"release", "sources", "held_back", "newest", "files"}
CHANGES = {"previous", "indicators"}
# Of an indicator, what anybody counts who lays two releases beside each other.
COUNTED = {"added", "removed", "newly hidden", "revised", "status changed"}
OF_A_FILE = {"sha256", "bytes", "rows"}


def test_what_is_said_is_kept_in_a_file_that_only_its_owner_can_read(tmp_path, capsys):
    file = tmp_path / "report.txt"
    with reported(file, [tmp_path / "published"]):
        say("Left to see:\n  all")
    assert file.read_text(encoding="utf-8") == "Left to see:\n  all\n" == capsys.readouterr().out
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [*tmp_path.iterdir()] == [file]


def test_a_report_takes_the_place_of_the_one_before(tmp_path):
    file = tmp_path / "report.txt"
    file.write_text("the one before\n" * 9, encoding="utf-8")
    with reported(file, ()):
        say("now")
    assert file.read_text(encoding="utf-8") == "now\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_why_nothing_was_published_is_in_it_too(tmp_path):
    file = tmp_path / "report.txt"
    with pytest.raises(BuildError, match="gives away"), reported(file, ()):
        say("Attacking")
        raise BuildError("the year gives away")
    assert file.read_text(encoding="utf-8") == "Attacking\nthe year gives away\n"


def test_without_a_file_nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with reported(None, ()):
        say("now")
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize("place", ["published/report.txt", "published/sub/r.txt", "releases/2099.txt", "in/report.txt"])
def test_a_report_is_never_written_among_what_is_published(site, tmp_path, capsys, place):
    (site.out / "sub").mkdir()
    (site.out.parent / "in").symlink_to(site.out)
    before = site.content()
    assert site.build("--report", str(site.out.parent / place)) == 1
    said = capsys.readouterr()
    assert "is handed out to everybody" in said.err and "Nothing was read or published" in said.err
    assert not said.out and site.content() == before
    assert not [*site.out.rglob("r*.txt"), *site.archive.glob("*.txt")]


@pytest.mark.parametrize("folder", SERVED, ids=lambda folder: folder.name)
def test_what_this_site_serves_is_refused_wherever_the_release_goes(folder, tmp_path):
    with pytest.raises(BuildError, match="handed out"), reported(folder / "report.txt", [tmp_path]):
        raise AssertionError
    assert not (folder / "report.txt").exists()


@pytest.mark.parametrize("place", ["", "nowhere/report.txt"])
def test_where_no_report_can_be_written_nothing_is_done(site, tmp_path, capsys, place):
    before = site.content()
    assert site.build("--report", str(tmp_path / place)) == 1
    assert "no file can be written there" in capsys.readouterr().err
    assert site.content() == before


def test_a_report_that_cannot_be_written_in_the_end_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left")))
    with pytest.raises(BuildError, match=r"could not be written \(No space left\); what the build had done"):
        with reported(tmp_path / "report.txt", ()):
            say("now")
    assert not [*tmp_path.iterdir()]


def test_the_report_has_what_a_release_does_not(site, tmp_path, capsys):
    """How much is hidden and shown, and what each figure was, is said to the holder; a release has its files only."""
    report = tmp_path / "report.txt"
    one = Site(site.sources, tmp_path / "one" / "published", tmp_path / "one" / "releases")
    assert one.build("--report", str(report)) == 0
    said = report.read_text(encoding="utf-8")
    # How far a long step has come is said too, but not kept.
    assert set(said.splitlines()) <= set(capsys.readouterr().out.splitlines())
    assert "hidden counts" in said and "Left to see:" in said and "larger counts shown" in said
    kept = read_release(one.archive / "2099-02-01.zip")
    assert kept.files.keys() == FILES and kept.changes.keys() == CHANGES and kept.manifest.keys() == MANIFEST
    assert all(each.keys() == COUNTED for each in kept.changes["indicators"].values())
    assert all(each.keys() <= OF_A_FILE for each in kept.manifest["files"].values())
    told = json.dumps([kept.manifest, kept.changes]).lower()
    assert not [word for word in ("seed", "threshold", "share", "grouping", "rejected", "interval") if word in told]


def test_only_what_others_publish_is_said_to_be_held_back():
    held = [Held("nrm_referrals", "2023"), Held("local_cases", "2023"), Held("local_cases"), Held("recorded_offences")]
    assert told_to_all(held, register()) == ["nrm_referrals:2023", "recorded_offences"]
