"""The build, entered by its command: what it makes, changes and leaves alone."""

import json

import pytest

from data.build import publish
from data.build.__main__ import main
from data.load import load

OFFENCES = "recorded_modern_slavery_offences.csv"
NRM = "nrm_police_referrals.csv"
UK = "nrm_uk_referrals.csv"


def content(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def run(sources, out, *more):
    return main(["--sources", str(sources.folder), "--out", str(out), "--release", "2099-01-01", *more])


def test_a_first_build_publishes_a_folder_that_loads(sources, tmp_path):
    out = tmp_path / "made" / "published"
    assert run(sources, out) == 0
    assert load(out).release == "2099-01-01"


def test_a_second_build_changes_no_byte_and_says_so(sources, tmp_path, capsys):
    out = tmp_path / "published"
    run(sources, out)
    before = content(out)
    assert run(sources, out, "--release", "2099-12-31") == 0
    assert content(out) == before
    assert "Nothing changed" in capsys.readouterr().out


def test_two_builds_from_nothing_give_the_same_bytes(sources, tmp_path):
    run(sources, tmp_path / "one")
    run(sources, tmp_path / "other")
    assert content(tmp_path / "one") == content(tmp_path / "other")


def test_a_revised_figure_makes_a_new_release_and_is_shown_as_was_and_now(sources, published, capsys):
    sources.edit(OFFENCES, "2023/24,1,W15000001,North Wales,22", "2023/24,1,W15000001,North Wales,23")
    assert run(sources, published) == 0
    said = capsys.readouterr().out
    assert "W15000001 2023-Q2 total all: was 22, now 23" in said
    # North Wales, Wales, England and Wales: one quarter each.
    assert "recorded_offences: 2,255 rows; 0 added, 0 removed, 0 newly hidden, 3 revised" in said
    assert load(published).release == "2099-01-01"


def test_a_small_count_is_hidden_with_its_neighbours_and_the_diff_says_so(sources, published, capsys):
    # City of London made 10 referrals in 2023; this leaves it too few.
    text = (sources.folder / NRM).read_text(encoding="utf-8")
    city = [line for line in text.splitlines() if line.startswith("2023") and ",E23000034," in line]
    for line in city[1:]:
        text = text.replace(line + "\n", "")
    (sources.folder / NRM).write_text(text, encoding="utf-8")
    sidecar = (sources.folder / "nrm_police_referrals.toml").read_text(encoding="utf-8")
    (sources.folder / "nrm_police_referrals.toml").write_text(sidecar.split("[[control_totals]]")[0], encoding="utf-8")
    sources.record(NRM)

    assert run(sources, published) == 0
    said = capsys.readouterr().out
    rows = load(published).observations
    hidden = rows[rows["status"] == "hidden"]
    assert sorted(hidden["area_code"]) == ["E23000001", "E23000034"]
    assert hidden["value"].isna().all()
    assert "2 newly hidden" in said
    assert "E23000001 2023 total all: was 670, now hidden" in said


def test_a_damaged_published_folder_is_put_right_under_the_same_release(sources, published, capsys):
    whole = content(published)
    (published / "observations.csv").write_text("damaged", encoding="utf-8")
    assert run(sources, published) == 0
    assert content(published) == whole
    assert "cannot be compared" in capsys.readouterr().out


def test_a_release_that_cannot_be_read_back_is_not_published(sources, published, monkeypatch, capsys):
    before = content(published)
    monkeypatch.setattr(publish, "load", lambda folder: load(folder / "absent"))
    sources.edit(OFFENCES, "2023/24,1,W15000001,North Wales,22", "2023/24,1,W15000001,North Wales,23")
    assert run(sources, published) == 1
    assert content(published) == before
    assert "manifest.json" in capsys.readouterr().err


def test_a_full_disk_is_said_in_words_and_leaves_the_published_folder(sources, published, monkeypatch, capsys):
    before = content(published)

    def full(folder, files):
        raise OSError(28, "No space left on device", "observations.csv")

    monkeypatch.setattr("data.build.__main__.publish", full)
    sources.edit(OFFENCES, "2023/24,1,W15000001,North Wales,22", "2023/24,1,W15000001,North Wales,23")
    assert run(sources, published) == 1
    assert content(published) == before
    assert "observations.csv: No space left on device" in capsys.readouterr().err


def test_a_release_must_be_a_day(sources, tmp_path, capsys):
    with pytest.raises(SystemExit):
        run(sources, tmp_path / "published", "--release", "soon")
    assert "'soon' is not a day" in capsys.readouterr().err


def test_the_manifest_names_sources_files_and_newest_periods(published):
    manifest = json.loads((published / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["newest"]["recorded_offences"] == {"quarter": "2023-Q2", "financial_year": "2022-23"}
    assert manifest["newest"]["nrm_referrals"] == {"quarter": "2023-Q4", "calendar_year": "2023"}
    assert {source["file"] for source in manifest["sources"]} == {
        OFFENCES,
        NRM,
        UK,
        "nrm_uk_decisions.csv",
        "population.csv",
    }
    assert manifest["files"]["observations.csv"]["rows"] == 3564
