"""The committed referrals: whatever is shown equals the source, and what is hidden cannot be worked out.

Everything is counted here from the files, without the build's code.
"""

from collections import Counter, defaultdict

import pytest

from data import attack as command
from data.build.__main__ import SOURCES
from data.history import RELEASES, releases, sha256
from data.load import PUBLISHED
from geo.areas import AREAS_FILE
from tests.data.build.raw import rows_of

NATIONAL = "K04000001"
MISSING_YEAR, YEAR = "2022", "2023"
QUARTERS = ("2022-Q2", "2022-Q3", "2022-Q4", "2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4")
UNKNOWN = "Not specified or unknown"
TYPES = {
    "Criminal": "criminal",
    "Labour": "labour",
    "Sexual": "sexual",
    "Domestic": "domestic",
    "Labour & Criminal": "labour_criminal",
    UNKNOWN: "unknown",
}
AGES = {"Adult (18 or over)": "adult_or_unknown", "Child (17 or under)": "child", UNKNOWN: "adult_or_unknown"}
GENDERS = {"Female": "female", **dict.fromkeys(("Male", "Other", "Unknown"), "male_other_or_unknown")}
NAMES = {
    "type": sorted({*TYPES.values(), "other"}),
    "age": sorted({*AGES.values()}),
    "gender": sorted({*GENDERS.values()}),
}
CROSSED = ("type_age", "type_gender", "type_age_gender")
TABLES = ("total", *NAMES, *CROSSED)


def crossed(breakdown):
    """Return every category of a breakdown, those it crosses joined."""
    found = [""]
    for dimension in breakdown.split("_"):
        found = [f"{before}_{name}".strip("_") for before in found for name in NAMES[dimension]]
    return found


@pytest.fixture(scope="module")
def above():
    """Return the areas above each police force area, up to England and Wales."""
    parents = {area["code"]: area["parent"] for area in rows_of(AREAS_FILE)}
    forces = [area["code"] for area in rows_of(AREAS_FILE) if area["kind"] == "force"]
    found = {}
    for force in forces:
        found[force] = [parents[force]]
        while found[force][-1] != NATIONAL:
            found[force].append(parents[found[force][-1]])
    return found


@pytest.fixture(scope="module")
def true(above):
    """Return every count there is in the source, by area, period, breakdown and category."""
    counts = Counter()
    for row in rows_of(SOURCES / "nrm_police_referrals.csv"):
        if row["area_code"]:
            kind = TYPES.get(row["exploitation"], "other")
            age, gender = AGES[row["age_at_exploitation"]], GENDERS[row["gender"]]
            quarter = row["quarter"].replace("Q", "-Q")
            for area in (row["area_code"], *above[row["area_code"]]):
                counts[area, quarter, "total", "all"] += int(row["referrals"])
                for breakdown, category in {
                    "total": "all",
                    "type": kind,
                    "age": age,
                    "gender": gender,
                    "type_age": f"{kind}_{age}",
                    "type_gender": f"{kind}_{gender}",
                    "type_age_gender": f"{kind}_{age}_{gender}",
                }.items():
                    counts[area, quarter[:4], breakdown, category] += int(row["referrals"])
    return counts


@pytest.fixture(scope="module")
def published():
    """Return what is published of referrals: value and status by area, period, breakdown and category."""
    rows = [row for row in rows_of(PUBLISHED / "observations.csv") if row["indicator"] == "nrm_referrals"]
    found = {
        (row["area_code"], row["period"], row["breakdown"], row["category"]): (row["value"], row["status"])
        for row in rows
    }
    assert len(found) == len(rows)
    return found


@pytest.fixture(scope="module")
def shown(published):
    return {name: int(value) for name, (value, _) in published.items() if value}


@pytest.fixture(scope="module")
def every_area(above):
    return {*above, *(area for higher in above.values() for area in higher)}


def test_quarters_are_published_as_totals_of_every_area(published, every_area):
    quarterly = {name for name in published if name[1] not in (MISSING_YEAR, YEAR)}
    assert len(every_area) == 43 + 12
    assert quarterly == {(area, code, "total", "all") for area in every_area for code in QUARTERS}


def test_the_year_is_published_by_type_age_and_gender_of_every_area_and_crossed_for_england_and_wales(
    published, every_area
):
    expected = {(area, YEAR, "total", "all") for area in every_area}
    expected |= {(area, YEAR, name, category) for area in every_area for name in NAMES for category in NAMES[name]}
    expected |= {(NATIONAL, YEAR, name, category) for name in CROSSED for category in crossed(name)}
    assert {name for name in published if name[1] == YEAR} == expected


def test_every_quarter_that_is_shown_equals_the_source(shown, true):
    quarterly = {name: value for name, value in shown.items() if name[1] in QUARTERS}
    assert quarterly == {name: true[name] for name in quarterly}
    assert {name[1] for name in quarterly if name[0] == NATIONAL} == {*QUARTERS}


@pytest.mark.parametrize("breakdown", TABLES)
def test_every_figure_of_the_year_that_is_shown_equals_the_source(shown, true, breakdown):
    of_year = {name: value for name, value in shown.items() if name[1:3] == (YEAR, breakdown)}
    assert of_year == {name: true[name] for name in of_year}
    assert of_year


@pytest.mark.parametrize("breakdown", ["total", *NAMES, "type_age", "type_gender"])
def test_no_figure_of_england_and_wales_is_missing_but_in_the_finest_table(shown, true, breakdown):
    there = {name: value for name, value in true.items() if name[:3] == (NATIONAL, YEAR, breakdown)}
    assert {name: value for name, value in shown.items() if name[:3] == (NATIONAL, YEAR, breakdown) and value} == there


def test_2022_is_not_available_in_any_table_because_a_quarter_is_missing(published):
    of_year = {name: said for name, said in published.items() if name[1] == MISSING_YEAR}
    assert {name[2] for name in of_year} == {*TABLES}
    assert {*of_year.values()} == {("", "not_available")}


def test_what_is_not_shown_of_any_other_period_is_hidden_and_nothing_else(published):
    others = {said for name, said in published.items() if name[1] != MISSING_YEAR and not said[0]}
    assert others == {("", "hidden")}


def test_no_count_under_five_is_shown_below_england_and_wales(shown, true):
    assert [name for name, value in shown.items() if value < 5 and name[0] != NATIONAL] == []
    assert [name for name in shown if true[name] < 5 and name[0] != NATIONAL] == []


def test_no_count_under_five_is_shown_anywhere_in_the_finest_table(shown):
    assert [name for name, value in shown.items() if value < 5 and name[2] == "type_age_gender"] == []


@pytest.mark.parametrize(
    ("breakdown", "periods", "share"),
    [("total", QUARTERS, 0.90), ("type", (YEAR,), 0.75), ("age", (YEAR,), 0.72), ("gender", (YEAR,), 0.65)],
)
def test_most_of_the_counts_of_five_and_more_of_forces_are_shown(shown, true, above, breakdown, periods, share):
    large = [
        name
        for name, value in true.items()
        if name[0] in above and name[1] in periods and name[2] == breakdown and value >= 5
    ]
    assert large
    assert sum(name in shown for name in large) >= share * len(large)


def test_the_total_of_the_year_is_shown_for_every_area(shown, every_area):
    assert {name[0] for name in shown if name[1:3] == (YEAR, "total")} == every_area


@pytest.fixture(scope="module")
def attacked(tmp_path_factory):
    """Run the attack of the command line on every release kept; return its exit code and what it found."""
    folder, found = tmp_path_factory.mktemp("releases"), []
    for release in releases():
        (folder / release.id).mkdir()
        (folder / release.id / "observations.csv").write_bytes(release.files["observations.csv"])

    def attack(*given, **more):
        found.append(command_attack(*given, **more))
        return found[-1]

    command_attack = command.attack
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(command, "attack", attack)
        code = command.main([str(path) for path in folder.iterdir()])
    return code, found[0]


def test_the_attack_on_all_releases_kept_finds_nothing(attacked):
    code, found = attacked
    assert (code, found.findings) == (0, ())


def test_every_hidden_count_keeps_an_interval_at_least_3_wide(attacked, published, true):
    bounds = defaultdict(list)
    for interval in attacked[1].intervals:
        bounds[tuple(interval.count)].append(interval)
    assert bounds.keys() == {name for name, (_, status) in published.items() if status == "hidden"}
    for name, (interval,) in bounds.items():
        assert interval.high is None or interval.high - interval.low >= 3
        assert interval.low <= true[name] <= (interval.high or true[name])


def test_the_release_of_today_is_kept_as_it_is_published():
    last = releases()[-1]
    assert last.files == {path.name: path.read_bytes() for path in PUBLISHED.iterdir()}


def test_the_first_release_is_kept_as_it_was_published_then():
    first = releases()[0]
    assert first.id == "2026-11-23"
    # Its other files are sealed by this one.
    assert sha256(first.files["manifest.json"]) == "df8bb7506d37707f9d32e7fd73b9116aac6b89e3dd8bea805de05ef95fb22715"


def test_nothing_but_whole_releases_is_kept():
    assert sorted(path.name for path in RELEASES.iterdir()) == sorted(f"{release.id}.zip" for release in releases())
