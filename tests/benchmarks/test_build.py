"""Made-up sources that the build takes, and what is said of the measurements; nothing here measures time."""

import inspect
import re
import tomllib

import pytest

from benchmarks.build import cases_of, compared, histories, verdicts
from benchmarks.one_build import STEPS, stopwatch
from benchmarks.synthetic.sources import repeated, write, write_new_edition
from data.build import __main__ as pipeline
from data.build import aggregate, candidate
from data.build.__main__ import SOURCES, read_and_check
from data.build.sources import read_source
from data.register import register

REFERRALS, OFFENCES = "nrm_police_referrals", "recorded_modern_slavery_offences"
ENGLAND_AND_WALES = "K04000001"


def totals(sources, indicator):
    made = aggregate.observations(register(), sources)
    rows = made[(made["indicator"] == indicator) & (made["breakdown"] == "total")]
    return rows[rows["area_code"] == ENGLAND_AND_WALES].set_index("period")["value"]


def last_whole_year() -> int:
    """Return the calendar year in which the last whole financial year of the offences begins."""
    rows = read_source(SOURCES, OFFENCES).rows
    quarters = rows.groupby("financial_year")["financial_quarter"].nunique()
    return int(quarters[quarters == 4].index.max()[:4])


def test_made_up_sources_pass_every_check_and_repeat_the_last_whole_year(tmp_path):
    write(tmp_path / "synthetic", years=3)
    made = read_and_check(tmp_path / "synthetic")
    official = totals(read_and_check(SOURCES), "nrm_referrals")
    repeats = totals(made, "nrm_referrals")
    assert [repeats[year] for year in ("2021", "2022", "2023")] == [official["2023"]] * 3
    assert repeats["2021-Q2"] == official["2023-Q2"]
    last = last_whole_year()
    assert made[OFFENCES].sidecar.covers == [f"{last - 2}-Q2", f"{last + 1}-Q1"]


def test_the_newest_quarters_can_be_left_out(tmp_path):
    write(tmp_path / "synthetic", years=2, left_out=3)
    made = totals(read_and_check(tmp_path / "synthetic"), "nrm_referrals")
    assert [*made.index] == ["2022-Q1", "2022-Q2", "2022-Q3", "2022-Q4", "2023-Q1", "2022"]


def test_a_correction_is_of_one_count(tmp_path):
    write(tmp_path / "synthetic", years=1)
    write(tmp_path / "synthetic-corrected", years=1, corrected=10)
    was, now = (
        read_source(tmp_path / name, REFERRALS).rows["referrals"].astype(int)
        for name in ("synthetic", "synthetic-corrected")
    )
    assert sorted(now - was)[-2:] == [0, 10]
    assert now.idxmax() == was.idxmax()


def test_made_up_sources_say_so_in_their_sidecars(tmp_path):
    write(tmp_path / "synthetic", years=1, edition=7)
    sidecar = tomllib.loads((tmp_path / "synthetic" / f"{REFERRALS}.toml").read_text(encoding="utf-8"))
    assert sidecar["title"].startswith("Made up")
    assert sidecar["edition"] == "synthetic 7"


def test_a_new_edition_has_the_figures_there_are(tmp_path):
    write_new_edition(tmp_path / "synthetic")
    made, official = read_and_check(tmp_path / "synthetic"), read_and_check(SOURCES)
    assert all(made[name].rows.equals(official[name].rows) for name in official)
    assert all(made[name].sidecar.edition != official[name].sidecar.edition for name in official)


@pytest.mark.parametrize("made", [lambda folder: write(folder, years=1), write_new_edition])
def test_a_folder_whose_name_does_not_say_synthetic_is_not_written(tmp_path, made):
    with pytest.raises(ValueError, match="sources: the name of the folder"):
        made(tmp_path / "sources")
    assert not [*tmp_path.iterdir()]


def test_a_financial_year_is_repeated_under_its_name():
    rows, covered = repeated(read_source(SOURCES, OFFENCES), 2)
    last = last_whole_year()
    assert {*rows["financial_year"]} == {f"{start}/{(start + 1) % 100:02}" for start in (last - 1, last)}
    assert (covered[0], covered[-1]) == (f"{last - 1}-Q2", f"{last + 1}-Q1")


def test_made_up_cases_are_the_same_in_every_year():
    table = cases_of(3).to_pandas()
    years = [rows.drop(columns="quarter") for _, rows in table.groupby(table["quarter"].str[:4])]
    assert {*table["quarter"].str[:4]} == {"2021", "2022", "2023"}
    assert all((rows.to_numpy() == years[0].to_numpy()).all() for rows in years)


def test_each_history_ends_one_release_after_the_earlier_ones():
    assert {what: len(history) for what, history in histories(12).items()} == {
        "the same figures": 13,
        "a quarter more in each": 13,
        "a correction in each": 13,
    }
    assert [made["left_out"] for made in histories(2)["a quarter more in each"]] == [2, 1, 0]
    assert [made["corrected"] for made in histories(2)["a correction in each"]] == [0, 10, 20]


def test_the_stopwatch_counts_a_step_under_its_name_and_leaves_the_build_as_it_was():
    before = pipeline.read_and_check
    with stopwatch() as spent:
        pipeline.read_and_check(SOURCES)
    assert {step for step, seconds in spent.items() if seconds} == {"read and check"}
    assert pipeline.read_and_check is before


def test_every_step_is_called_by_the_build():
    command, making = (inspect.getsource(module) for module in (pipeline, candidate))
    called = [(module, name) for functions in STEPS.values() for module, name in functions]
    for module, name in called:
        assert (
            (f"aggregate.{name}(" in making) if module is aggregate else re.search(rf"\b{name}\(", f"{command}{making}")
        ), name
        assert module in (pipeline, candidate, aggregate), "a step is timed by the name that the build calls it by"


def test_measures_are_compared_with_the_first_of_the_same_subject():
    rows = [{"of": "a", "s": 2.0}, {"of": "b", "s": 5.0}, {"of": "a", "s": 6.0}]
    assert [row["x first, s"] for row in compared(rows, "of", ["s"])] == [1, 1, 3]


def test_a_slow_build_and_a_growth_faster_than_the_periods_break_their_budgets():
    found = {
        "figures": [{"release": "first", "seconds": 61.0}, {"release": "next", "seconds": 60.0}],
        "periods": [
            {"figures": "official tables", "years": 1, "processor s": 10.0},
            {"figures": "official tables", "years": 10, "processor s": 121.0},
            {"figures": "cases alone", "years": 10, "processor s": 9.0},
        ],
    }
    assert [(said.about, said.row()["verdict"]) for said in verdicts(found)] == [
        ("first", "NOT HELD"),
        ("next", "held"),
        ("official tables", "NOT HELD"),
    ]
