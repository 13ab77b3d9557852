"""Figures added up from the tables in ``data/sources``: what the shipped release must say, by other means."""

import csv
from functools import cache

from data.load import PUBLISHED
from geo.areas import children, forces

SOURCES = PUBLISHED.parent / "sources"
HOME, CITY, WALES, WHOLE = "W15000001", "E23000034", "W92000004", "K04000001"


def year_to_december(area, year):
    """Return how many offences the forces of an area recorded from January to December."""
    return _offences(area, {(f"{year - 1}/{year % 100:02}", "4"), *((_financial(year), str(q)) for q in (1, 2, 3))})


def financial_year(area, start):
    """Return how many offences the forces of an area recorded from April of a year to the March after it."""
    return _offences(area, {(_financial(start), str(q)) for q in (1, 2, 3, 4)})


def residents(area, year):
    """Return how many people lived in an area at 30 June."""
    return sum(
        int(row["population"])
        for row in _read("population.csv")
        if row["mid_year"] == str(year) and row["area_code"] in _forces_of(area)
    )


def rate(area, year):
    """Return the offences of a year to December per 100,000 residents of that year, or of the newest there is."""
    newest = max(int(row["mid_year"]) for row in _read("population.csv"))
    return year_to_december(area, year) / residents(area, min(year, newest)) * 100_000


def rank(area, year):
    """Return at which place a force stands by rate, the highest first, the City of London left out."""
    rates = {force.code: rate(force.code, year) for force in forces() if force.code != CITY}
    return 1 + sum(other > rates[area] for other in rates.values())


def said_year(year):
    """Return how an English sentence names the year to December."""
    return f"the year to December {year}"


def _financial(start):
    return f"{start}/{(start + 1) % 100:02}"


def _offences(area, quarters):
    rows = [
        row
        for row in _read("recorded_modern_slavery_offences.csv")
        if (row["financial_year"], row["financial_quarter"]) in quarters and row["area_code"] in _forces_of(area)
    ]
    assert len(rows) == len(quarters) * len(_forces_of(area)), (area, quarters)
    return sum(int(row["offences"]) for row in rows)


def _forces_of(area):
    if area == WHOLE:
        return {force.code for force in forces()}
    return {area} if area in {force.code for force in forces()} else {each.code for each in children(area)}


@cache
def _read(name):
    with (SOURCES / name).open(encoding="utf-8-sig", newline="") as file:
        return tuple(csv.DictReader(file))
