"""The long texts: equal in both languages, and every number in them the one that the data hold."""

import csv
import io
import json
import re
import tomllib
from collections import Counter

import polib
import pytest

from components.charts.compare.standing import FEWEST
from components.wording.text import LOCALES, wording
from data.history import releases
from data.load import load
from data.register import register
from data.statistics import compare, joinpoint, recent, trends
from data.statistics.rates import ALPHA, EXACT_BELOW, change
from data.views import View, observation
from tests.data.build.raw import offences_in_source

ROOT = LOCALES.parent
SOURCES = ROOT / "data" / "sources"
NAMES = sorted(file.stem for file in (LOCALES / "en").glob("*.md"))
HEADING = re.compile(r"^(#+) .*?(?:\{#([\w-]+)\})?$", re.MULTILINE)
MARKUP = re.compile(r"%\(\w+\)s|\]\([^)]*\)|`[^`]+`|^- ", re.MULTILINE)
NUMBER = re.compile(r"\d(?:[\d,./]*\d)?")
# What other pages link to, and what people have kept in their bookmarks.
PROMISED = {
    "methods": {
        *("sources", "definitions", "protection", "statistics", "quality", "limits"),
        *("change", "funnel", "ranks", "trends"),
    },
    "about": {"owner", "contact", "privacy", "welsh", "accessibility"},
}
# The wording of an edition is written anew when the sidecar names another one.
EDITIONS = {
    "recorded_modern_slavery_offences": "published on 23 April 2026; its last quarter is October to December 2025",
    "nrm_police_referrals": "not stated in the table; its last quarter is October to December 2023",
    "nrm_uk_referrals": "not stated in the table; its last quarter is October to December 2023",
    "nrm_uk_decisions": "not stated in the table; its last quarter is October to December 2023",
    "nrm_uk_published_totals": "the bulletins that published_in names; the newest came out on 19 February 2026",
    "population": (
        "mid-2011 to mid-2023: ONS MYE5, June 2023 edition (published 15 July 2024); "
        "mid-2024: ONS mid-2024 ward estimates, summed"
    ),
}


def prose(name):
    return [wording(language).prose(name) for language in ("en", "cy")]


def both_say(name, *said):
    """Return whether each of ``said`` stands in both languages as a number of its own."""
    return all(set(said) <= set(NUMBER.findall(each)) for each in prose(name))


def sidecar(name):
    return tomllib.loads((SOURCES / f"{name}.toml").read_text(encoding="utf-8"))


def rows(name):
    with (SOURCES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def offences(year):
    """Return the offences that the source holds for North Wales in a financial year."""
    found = [row for row in rows("recorded_modern_slavery_offences") if row["force_name"] == "North Wales"]
    return sum(int(row["offences"]) for row in found if row["financial_year"] == year)


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_have_the_same_sections_in_the_same_order(name):
    english, welsh = ([found.groups() for found in HEADING.finditer(each)] for each in prose(name))
    assert english == welsh
    assert PROMISED[name] <= {id for _, id in english}
    assert all(id for _, id in english), "every heading needs an id, such as ## Privacy {#privacy}"


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_have_the_same_placeholders_links_names_and_lists(name):
    english, welsh = (Counter(MARKUP.findall(each)) for each in prose(name))
    assert english
    assert english == welsh


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_say_the_same_numbers(name):
    english, welsh = (Counter(NUMBER.findall(each)) for each in prose(name))
    assert english
    assert english == welsh


def offences_of_release(release, area, period):
    """Return the offences that a release kept holds for an area in a period."""
    [kept] = [each for each in releases() if each.id == release]
    found = csv.DictReader(io.StringIO(kept.files["observations.csv"].decode("utf-8")))
    wanted = ("recorded_offences", area, period)
    [value] = [row["value"] for row in found if (row["indicator"], row["area_code"], row["period"]) == wanted]
    return int(value)


def test_the_revised_figures_of_north_wales_are_those_of_the_sources():
    assert (offences("2015/16"), offences("2022/23")) == (7, 123)
    held_before = offences_of_release("2026-11-24", "W15000001", "2022-23")
    assert held_before == 124
    assert both_say("methods", "5", "7", str(offences("2022/23")), str(held_before))


def test_the_revised_totals_of_2022_23_are_those_of_the_two_editions():
    both, metropolitan = (
        [offences_of_release(release, area, "2022-23") for release in ("2026-11-24", load().release)]
        for area in ("K04000001", "E23000001")
    )
    said = [f"{number:,}" for number in (*both, *metropolitan)]
    reconciled = " ".join(sidecar("recorded_modern_slavery_offences")["reconciled"])
    assert "43 forces: {} to {}, of which Metropolitan Police {} to {}".format(*said) in reconciled
    assert both_say("methods", *said)
    # More than half of the difference is that of the Metropolitan Police.
    assert 2 * (metropolitan[0] - metropolitan[1]) > both[0] - both[1]


def test_the_figure_that_stands_alone_is_said_with_the_quarters_around_it():
    [note] = sidecar("recorded_modern_slavery_offences")["notes"]
    quarters = offences_in_source()[note["area_code"]]
    before, alone, after = (quarters[code] for code in ("2016-Q1", note["period"], "2016-Q3"))
    assert (before, alone, after) == (2, 55, 5)
    for said in section("methods", "quality"):
        assert {str(number) for number in (before, alone, after)} <= set(NUMBER.findall(said))


def test_the_totals_of_people_referred_in_2023_are_those_of_the_figures():
    forces = observation(load(), View("K04000001", "nrm_referrals", "2023")).value
    police = sum(int(row["referrals"]) for row in rows("nrm_police_referrals") if row["quarter"].startswith("2023"))
    everybody = sum(int(row["referrals"]) for row in rows("nrm_uk_referrals") if row["period"].startswith("2023"))
    assert (forces, police, everybody) == (3612, 3946, 17004)
    assert both_say("methods", *(f"{total:,}" for total in (forces, police, everybody)))


def test_what_is_missing_is_missing_in_the_sources():
    of_offences, of_police, of_all = (
        sidecar(name) for name in ("recorded_modern_slavery_offences", "nrm_police_referrals", "nrm_uk_referrals")
    )
    # Three of the four quarters of 2025/26, and no other quarter is missing.
    assert (of_offences["covers"][1], of_offences["missing_quarters"]) == ("2025-Q4", [])
    assert of_police["covers"] == ["2022-Q2", "2023-Q4"]
    assert of_all["covers"][0] == "2009-Q2"
    for said in section("methods", "sources"):
        assert {"2025/26", "2025", "2023", "2022", "2009"} <= set(NUMBER.findall(said))


def test_the_methods_are_those_of_the_code():
    assert (EXACT_BELOW, ALPHA) == (10, 0.05)
    assert both_say("methods", "10", "95")
    assert change(0, 5).verdict == "too few to compare"
    assert change(0, 6).verdict == "rose"


def section(name, id):
    """Return the text below the heading ``id`` in both languages."""
    return [re.search(rf"\{{#{id}\}}\n(.*?)(?=^#|\Z)", each, re.DOTALL | re.MULTILINE)[1] for each in prose(name)]


@pytest.mark.parametrize(
    ("id", "numbers"),
    [
        ("funnel", [100 * compare.INNER, 100 * compare.OUTER, FEWEST]),
        ("ranks", [100 * compare.INNER, compare.DRAWS]),
        ("trends", [trends.XMR, trends.LONG_RUN, trends.SHORTEST_SERIES, trends.FEWEST_EVENTS, recent.POINTS]),
        ("trends", [*joinpoint.POINTS_FOR_JOINS, joinpoint.REPLICATES, 100 * ALPHA]),
    ],
)
def test_what_the_methods_say_of_unusual_areas_and_trends_is_what_the_code_does(id, numbers):
    for said in section("methods", id):
        assert {f"{number:,g}" for number in numbers} <= set(NUMBER.findall(said))


def test_the_tenths_that_are_drawn_in_are_tenths():
    assert compare.WINSORISED == 0.1
    assert ["tenth of areas" in said or "ddegfed ran" in said for said in section("methods", "funnel")] == [True, True]


def test_the_change_of_the_rules_is_the_break_of_the_register():
    assert [f"{each.start:%-d %B %Y}" for each in register()["uk_decisions"].breaks] == ["30 January 2023"]
    assert "30 January 2023" in prose("methods")[0]


@pytest.mark.parametrize("name", EDITIONS)
def test_the_wording_of_a_source_is_about_the_edition_that_is_held(name):
    found = sidecar(name)
    assert found["edition"] == EDITIONS[name], f"write methods.source.{name}.checked anew in both languages"
    assert found["licence"] == "OGL-UK-3.0", "methods.md says that every source has this licence"


def test_every_source_has_an_edition_in_words():
    assert EDITIONS.keys() == {file.stem for file in SOURCES.glob("*.toml")}


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize(
    ("name", "totals"), [("nrm_uk_referrals", (16921, 17004)), ("nrm_uk_decisions", (15247, 9825))]
)
def test_the_totals_a_source_was_checked_against_are_its_control_totals(language, name, totals):
    assert tuple(control["total"] for control in sidecar(name)["control_totals"]) == totals
    said = {entry.msgid: entry.msgstr for entry in polib.pofile(str(LOCALES / language / "methods.po"))}
    assert all(f"{total:,}" in said[f"methods.source.{name}.checked"] for total in totals)


def test_the_shapes_are_the_ones_the_text_names():
    source = json.loads((ROOT / "geo" / "provenance.json").read_text(encoding="utf-8"))["source"]
    assert source["attribution"] == "map.attribution.ons", "write the section on maps of methods.md anew"
    english, welsh = prose("methods")
    assert "those of the Office for National Statistics" in english and "o’r Swyddfa Ystadegau Gwladol" in welsh
    assert "Natural Earth" in english and "Natural Earth" in welsh


def test_the_view_is_forgotten_as_soon_as_the_text_says():
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["server"]["disconnectedSessionTTL"] == 30
    assert "about half a minute" in prose("about")[0]
