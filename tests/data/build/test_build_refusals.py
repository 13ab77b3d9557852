"""Malformed sources: the build stops, says what is wrong and where, and leaves what was published alone."""

import shutil

import pytest

from data.build.__main__ import main
from tests.data.conftest import COUNT, ROW, row_with

OFFENCES = "recorded_modern_slavery_offences.csv"
NRM = "nrm_police_referrals.csv"
UK = "nrm_uk_referrals.csv"


def content(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def stopped(sources, published, capsys):
    """Return a function that runs the build, proves that it stopped cleanly, and returns what it said."""

    def run_and_read():
        before = content(published)
        assert main(["--sources", str(sources.folder), "--out", str(published)]) == 1
        assert content(published) == before
        assert [path.name for path in published.parent.iterdir() if path.name.startswith(".")] == []
        said = capsys.readouterr().err
        assert "Traceback" not in said
        assert "Nothing was published" in said
        return said

    return run_and_read


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            OFFENCES,
            ROW,
            row_with("many"),
            ["row ", "column offences", "'many'", "a whole number"],
        ),
        (
            OFFENCES,
            ROW,
            row_with("-3"),
            ["column offences", "'-3'", "0 or more"],
        ),
        (
            OFFENCES,
            ROW,
            row_with(""),
            ["column offences", "''", "a whole number"],
        ),
        (OFFENCES, ROW, row_with("22.0"), ["column offences", "'22.0'"]),
        (OFFENCES, "2023/24,1,W15000001", "2023/25,1,W15000001", ["column financial_year", "'2023/25'", "2022/23"]),
        (OFFENCES, "2023/24,1,W15000001", "2023/24,5,W15000001", ["column financial_quarter", "'5'", "1 to 4"]),
        (OFFENCES, "2023/24,1,W15000001", "2023/24,1,W15000009", ["column area_code", "'W15000009'", "geo/areas.csv"]),
        (OFFENCES, "2023/24,1,W15000001", "2023/24,1,", ["North Wales", "without_area"]),
        (OFFENCES, ROW, "2023/24,1,W15000002,Gwent,22", ["only one row for the same"]),
        (OFFENCES, f"{ROW}\n", "", ["no row for W15000001, North Wales in 2023-Q2"]),
        (OFFENCES, "2023/24,1,W15000001,North Wales", "2023/24,1,W15000001,Nort Wales", ["W15000001", "Nort Wales"]),
        (OFFENCES, ROW, "2023/24,1,W15000001", ["3 values", "expected 5"]),
        (
            OFFENCES,
            "financial_year,financial_quarter",
            "financial_year,quarter",
            ["row 1", "no column 'financial_quarter'", "a column 'quarter'"],
        ),
        (OFFENCES, "\n", "\n\n", ["row 2", "0 values"]),
        (NRM, "2022Q2", "2022/2", ["row 2", "column quarter", "'2022/2'", "2023Q2"]),
        (NRM, ",Criminal,", ",Theft,", ["column exploitation", "'Theft'", "Labour & Criminal"]),
        (
            NRM,
            ",W15000001,North Wales Police",
            ",W15000002,North Wales Police",
            ["first_responder North Wales Police with area_code W15000001", "the same area_code"],
        ),
        (NRM, "Female,1\n", "Female,2\n", ["quarter 2022Q2", "a total of 951", "950"]),
        (UK, "2009Q2,Adult (18 or over),Overseas,1\n", "", ["no row for Adult (18 or over), Overseas in 2009-Q2"]),
    ],
)
def test_a_wrong_source_stops_the_build_and_is_named(sources, stopped, file, old, new, said):
    sources.edit(file, old, new)
    message = stopped()
    assert file in message
    for part in said:
        assert part in message


def test_a_row_is_numbered_as_a_spreadsheet_shows_it(sources, stopped):
    lines = (sources.folder / OFFENCES).read_text(encoding="utf-8").splitlines(keepends=True)
    lines[99] = lines[99].rsplit(",", 1)[0] + ",wrong\n"
    (sources.folder / OFFENCES).write_text("".join(lines), encoding="utf-8")
    assert f"{OFFENCES}, row 100, column offences: found 'wrong'" in stopped()


def test_a_missing_quarter_stops_the_build(sources, stopped):
    text = (sources.folder / UK).read_text(encoding="utf-8")
    kept = [line for line in text.splitlines(keepends=True) if not line.startswith("2020Q3")]
    (sources.folder / UK).write_text("".join(kept), encoding="utf-8")
    sources.record(UK)
    assert f"{UK}: found no row for 2020-Q3" in stopped()


def test_a_force_without_any_row_stops_the_build(sources, stopped):
    text = (sources.folder / NRM).read_text(encoding="utf-8")
    kept = [line for line in text.splitlines(keepends=True) if ",W15000001," not in line]
    (sources.folder / NRM).write_text("".join(kept), encoding="utf-8")
    sources.record(NRM)
    assert f"{NRM}: found no row for W15000001; expected all 43 police force areas" in stopped()


def test_a_quarter_outside_the_covered_period_stops_the_build(sources, stopped):
    text = (sources.folder / UK).read_text(encoding="utf-8")
    newer = [line.replace("2023Q4", "2024Q1") for line in text.splitlines(keepends=True) if line.startswith("2023Q4")]
    (sources.folder / UK).write_text(text + "".join(newer), encoding="utf-8")
    sources.record(UK)
    assert "found 2024-Q1; expected only periods within covers" in stopped()


def test_a_file_that_was_altered_stops_the_build_and_is_told_how_to_record_a_new_edition(sources, stopped):
    sources.spoil(OFFENCES, ROW, row_with(COUNT + 1))
    message = stopped()
    assert f"{OFFENCES}: found sha256 " in message
    assert "If this is a new edition" in message
    assert "recorded_modern_slavery_offences.toml" in message


def test_a_truncated_file_stops_the_build(sources, stopped):
    path = sources.folder / NRM
    path.write_bytes(path.read_bytes()[:100_000])
    message = stopped()
    assert f"{NRM}: found sha256 " in message
    assert "values; expected 7" in message


def test_a_truncated_file_taken_for_a_new_edition_fails_the_published_totals(sources, stopped):
    lines = (sources.folder / NRM).read_text(encoding="utf-8").splitlines(keepends=True)
    (sources.folder / NRM).write_text("".join(lines[:-10]), encoding="utf-8")
    sources.record(NRM)
    assert "quarter 2023Q4: found a total of " in stopped()


def test_a_file_that_is_not_utf_8_stops_the_build_at_its_row(sources, stopped):
    path = sources.folder / OFFENCES
    path.write_bytes(path.read_bytes().replace(b"Bedfordshire", b"Bedfordsh\xefre", 1))
    assert f"{OFFENCES}, row 3: found bytes that are not UTF-8" in stopped()


def test_an_empty_file_stops_the_build(sources, stopped):
    (sources.folder / OFFENCES).write_text("", encoding="utf-8")
    assert f"{OFFENCES}, row 1: found no column 'financial_year'" in stopped()


def test_a_missing_file_stops_the_build(sources, stopped):
    (sources.folder / OFFENCES).unlink()
    assert f"{OFFENCES}: found no readable file" in stopped()


def test_a_broken_sidecar_stops_the_build(sources, stopped):
    (sources.folder / "population.toml").write_text("title = ", encoding="utf-8")
    assert "population.toml: found a sidecar that cannot be used" in stopped()


def test_a_folder_without_sources_stops_the_build(sources, stopped):
    shutil.rmtree(sources.folder)
    message = stopped()
    assert message.count("no readable file") == 12


def test_the_problems_of_all_files_are_told_together(sources, stopped):
    sources.edit(OFFENCES, ROW, row_with("many"))
    sources.edit(OFFENCES, "Gwent,0", "Gwent,none")
    sources.edit(NRM, "2022Q2", "2022")
    (sources.folder / UK).unlink()
    message = stopped()
    for part in ("'many'", "'none'", "'2022'", f"{UK}: found no readable file"):
        assert part in message


def test_many_problems_of_one_file_are_cut_short(sources, stopped):
    text = (sources.folder / OFFENCES).read_text(encoding="utf-8")
    (sources.folder / OFFENCES).write_text(text.replace("Kent,", "Kent,x"), encoding="utf-8")
    sources.record(OFFENCES)
    message = stopped()
    assert message.count("column offences") == 20
    assert f"and {text.count('Kent,') - 20} more problems" in message
