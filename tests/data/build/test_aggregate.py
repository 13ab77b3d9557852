"""From quarters to years and from forces to larger areas, and totals that are taken as they were published."""

import csv
from dataclasses import replace
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.build.__main__ import SOURCES
from data.build.aggregate import observations, population
from data.build.sources import Sidecar, Source, read_source
from data.periods import quarters_between, quarters_of
from data.register import register

NORTH_WALES, GWENT, KENT, WALES, NATIONAL, UK = (
    "W15000001", "W15000002", "E23000032", "W92000004", "K04000001", "K02000001",
)  # fmt: skip
OFFENCES, TOTALS = register()["recorded_offences"], register()["uk_totals"]


def source(rows, columns, table, covers, **more):
    """Return a source with a sidecar that says no more than the step from sources to figures looks at."""
    names = ("title", "row", "publisher", "publication", "edition", "licence", "attribution", "sha256")
    lists = {"missing_quarters": [], "reconciled": [], "known_gaps": []} | more
    sidecar = Sidecar(**dict.fromkeys(names, ""), **lists, covers=covers, table=table, columns=columns)
    return Source("made", sidecar, pd.DataFrame(rows, columns=[*columns], dtype="str"), "")


def quarterly(counts, covers, missing=()):
    """Return a source of counts by area and quarter."""
    columns = {"quarter": {"kind": "quarter"}, "area": {"kind": "area_code"}, "offences": {"kind": "count"}}
    rows = [(code.replace("-", ""), area, str(count)) for (area, code), count in counts.items() if code not in missing]
    return source(rows, columns, {"count": "offences"}, [*covers], missing_quarters=[*missing])


def totals(*rows, covers=("2023", "2025")):
    """Return a source of totals by measure and period, as they were published."""
    codes = {"people referred": "people_referred", "adults reported under the duty to notify": "duty_to_notify"}
    columns = {
        "measure": {"kind": "category", "codes": codes},
        "period": {"kind": "period"},
        "value": {"kind": "count"},
    }
    return source(rows, columns, {"count": "value", "area": UK}, [*covers])


def found(indicator, made, kind):
    """Return the values of one kind of period by area, period and category; None where there is none."""
    only = replace(indicator, source="made", periods={kind: indicator.periods[kind]})
    rows = observations({indicator.id: only}, {"made": made})
    cells = zip(rows["area_code"], rows["period"], rows["category"], strict=True)
    values = [None if pd.isna(value) else int(value) for value in rows["value"]]
    assert [*rows["status"]] == ["not_available" if value is None else "final" for value in values]
    return dict(zip(cells, values, strict=True))


def windows(made):
    return {cell[:2]: value for cell, value in found(OFFENCES, made, "year_ending").items()}


def counts(covers, areas=(NORTH_WALES,)):
    """Return powers of two, so that every sum says which quarters are in it."""
    cells = [(area, code) for area in areas for code in quarters_between(*covers)]
    return {cell: 2**place for place, cell in enumerate(cells)}


def test_a_year_that_ends_with_a_quarter_is_the_sum_of_its_four_quarters():
    covers = ("2023-Q2", "2025-Q4")
    given = counts(covers)
    expected = {
        (NORTH_WALES, "YE-2024-Q1"): 1 + 2 + 4 + 8,
        (NORTH_WALES, "YE-2024-Q2"): 2 + 4 + 8 + 16,
        (NORTH_WALES, "YE-2024-Q3"): 4 + 8 + 16 + 32,
        (NORTH_WALES, "YE-2024-Q4"): 8 + 16 + 32 + 64,
        (NORTH_WALES, "YE-2025-Q1"): 16 + 32 + 64 + 128,
        (NORTH_WALES, "YE-2025-Q2"): 32 + 64 + 128 + 256,
        (NORTH_WALES, "YE-2025-Q3"): 64 + 128 + 256 + 512,
        (NORTH_WALES, "YE-2025-Q4"): 128 + 256 + 512 + 1024,
    }
    made = windows(quarterly(given, covers))
    assert {cell: value for cell, value in made.items() if cell[0] == NORTH_WALES} == expected


@pytest.mark.parametrize(("first", "last"), [("2023-Q2", "2024-Q1"), ("2023-Q4", "2024-Q3"), ("2023-Q1", "2023-Q4")])
def test_the_first_year_that_ends_with_a_quarter_is_there_once_four_quarters_are(first, last):
    covers = (first, last)
    assert {code for _, code in windows(quarterly(counts(covers), covers))} == {f"YE-{last}"}
    # One quarter fewer, and there is none.
    *_, before, _ = quarters_between(first, last)
    assert windows(quarterly(counts((first, before)), (first, before))) == {}


def test_every_year_that_a_missing_quarter_is_in_is_not_available_and_no_other():
    covers, missing = ("2022-Q1", "2025-Q4"), "2023-Q3"
    made = windows(quarterly(counts(covers), covers, (missing,)))
    without = {code for (area, code), value in made.items() if area == NORTH_WALES and value is None}
    assert without == {"YE-2023-Q3", "YE-2023-Q4", "YE-2024-Q1", "YE-2024-Q2"}
    assert without == {code for _, code in made if missing in quarters_of(code)}


def test_years_of_larger_areas_are_those_of_the_forces_in_them():
    covers, forces = ("2024-Q1", "2025-Q2"), (NORTH_WALES, GWENT, KENT)
    made = windows(quarterly(counts(covers, forces), covers))
    for code in ("YE-2024-Q4", "YE-2025-Q1", "YE-2025-Q2"):
        assert made[WALES, code] == made[NORTH_WALES, code] + made[GWENT, code]
        assert made[NATIONAL, code] == made[WALES, code] + made[KENT, code]


@given(st.lists(st.integers(0, 99), min_size=5, max_size=16), st.integers(0, 3))
def test_two_years_one_after_the_other_differ_by_the_quarter_that_comes_and_the_one_that_goes(numbers, start):
    codes = quarters_between("2010-Q1", "2019-Q4")[start:][: len(numbers)]
    held = dict(zip(codes, numbers, strict=True))
    made = windows(quarterly({(NORTH_WALES, code): held[code] for code in codes}, (codes[0], codes[-1])))
    years = [code for area, code in made if area == NORTH_WALES]
    assert len(years) == len(numbers) - 3
    for earlier, later in pairwise(years):
        comes, goes = held[quarters_of(later)[-1]], held[quarters_of(earlier)[0]]
        assert made[NORTH_WALES, later] - made[NORTH_WALES, earlier] == comes - goes


PEOPLE, REPORTS = "people referred", "adults reported under the duty to notify"
PUBLISHED = totals(
    (PEOPLE, "2023", "16990"),
    (PEOPLE, "2025", "23411"),
    (PEOPLE, "2024-Q1", "10"),
    (PEOPLE, "2024-Q2", "20"),
    (PEOPLE, "2024-Q3", "30"),
    (PEOPLE, "2024-Q4", "40"),
    (REPORTS, "2025-Q2", "7"),
)


def test_published_totals_are_taken_as_they_are_and_quarters_never_make_a_year():
    years = found(TOTALS, PUBLISHED, "calendar_year")
    assert {code: value for (_, code, name), value in years.items() if name == "people_referred"} == {
        "2023": 16_990, "2024": None, "2025": 23_411,
    }  # fmt: skip


def test_a_total_that_was_not_published_is_not_available_in_every_measure_from_the_first_period_to_the_last():
    quarters = found(TOTALS, PUBLISHED, "quarter")
    codes = quarters_between("2024-Q1", "2025-Q2")
    assert quarters.keys() == {(UK, code, name) for code in codes for name in ("people_referred", "duty_to_notify")}
    assert {cell[1:]: value for cell, value in quarters.items() if value is not None} == {
        ("2024-Q1", "people_referred"): 10,
        ("2024-Q2", "people_referred"): 20,
        ("2024-Q3", "people_referred"): 30,
        ("2024-Q4", "people_referred"): 40,
        ("2025-Q2", "duty_to_notify"): 7,
    }


def test_a_published_total_of_0_is_0_and_not_missing():
    years = found(TOTALS, totals((PEOPLE, "2023", "0"), (PEOPLE, "2024", "5")), "calendar_year")
    assert years[UK, "2023", "people_referred"] == 0
    assert years[UK, "2023", "duty_to_notify"] is None


OLD, NEW = "the edition of 2024", "the edition of 2025"


def residents(*rows):
    columns = {
        "area_code": {"kind": "area_code"},
        "mid_year": {"kind": "year"},
        "population": {"kind": "count"},
        "release": {"kind": "edition"},
    }
    editions = [{"name": name, "title": name.upper(), "published": ""} for name in (OLD, NEW)]
    made = source(rows, columns, {"count": "population"}, ["2022", "2024"], editions=editions)
    table = population(made)
    return {row.area_code + " " + str(row.mid_year): (row.population, row.edition) for row in table.itertuples()}


def test_each_year_is_that_of_the_newest_edition_that_has_it():
    made = residents(
        (NORTH_WALES, "2022", "100", OLD),
        (NORTH_WALES, "2023", "110", OLD),
        (NORTH_WALES, "2023", "115", NEW),
        (NORTH_WALES, "2024", "120", NEW),
    )
    assert {key: said for key, said in made.items() if key.startswith(NORTH_WALES)} == {
        f"{NORTH_WALES} 2022": (100, OLD.upper()),
        f"{NORTH_WALES} 2023": (115, NEW.upper()),
        f"{NORTH_WALES} 2024": (120, NEW.upper()),
    }


def test_the_order_of_the_rows_does_not_make_an_edition_newer():
    rows = [(NORTH_WALES, "2023", "115", NEW), (NORTH_WALES, "2023", "110", OLD)]
    assert residents(*rows) == residents(*reversed(rows))
    assert residents(*rows)[f"{NORTH_WALES} 2023"] == (115, NEW.upper())


def test_a_newer_edition_of_one_year_adds_that_year_and_leaves_the_others():
    older = [(area, year, "100", OLD) for area in (NORTH_WALES, GWENT) for year in ("2022", "2023")]
    before = residents(*older)
    after = residents(*older, *[(area, "2024", "100", NEW) for area in (NORTH_WALES, GWENT)])
    assert {key: after[key] for key in before} == before
    assert {key.split()[1] for key in after.keys() - before.keys()} == {"2024"}
    # The larger areas are summed within the year, and are of its edition.
    assert after[f"{WALES} 2024"] == after[f"{NATIONAL} 2024"] == (200, NEW.upper())
    assert after[f"{WALES} 2023"] == (200, OLD.upper())


def test_no_year_of_the_shipped_populations_is_put_together_from_two_editions():
    source = read_source(SOURCES, "population")
    with (SOURCES / "population.csv").open(encoding="utf-8", newline="") as file:
        held = {(row["mid_year"], row["release"]) for row in csv.DictReader(file)}
    titles = {each["name"]: each["title"] for each in source.sidecar.editions}
    order = [each["name"] for each in source.sidecar.editions]
    newest = {year: max((name for of, name in held if of == year), key=order.index) for year, _ in held}
    made = population(source)
    pairs = {(str(row.mid_year), row.edition) for row in made.itertuples()}
    assert pairs == {(year, titles[name]) for year, name in newest.items()}
