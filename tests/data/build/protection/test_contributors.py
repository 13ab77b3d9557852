"""Contributors: the part of every published count that is a force's or a council's own."""

from dataclasses import replace

import pandas as pd
import pytest

from data.build import aggregate
from data.build.anonymise import dimensions_of
from data.build.problems import BuildError
from data.build.protection.contributors import contributions
from data.build.protection.linked import Dimensions
from data.build.protection.publication import PUBLICATION, Publication, publications
from data.build.sources import Sidecar, Source, read_source
from data.register import register
from tests.data.conftest import SOURCES

CASES = register()["local_cases"]
COUNCILS = ("W06000001", "W06000002", "elsewhere", "unknown")
COLUMNS = ["quarter", "local_authority", "setting", "count"]
YEAR = [
    ("2023Q1", "W06000001", "farming", "3"),
    ("2023Q2", "W06000002", "farming", "5"),
    ("2023Q3", "W06000001", "fishing", "4"),
    ("2023Q4", "unknown", "fishing", "2"),
]
FORCE = "W15000001"
NAME = ["period", "breakdown", "category"]


def source(rows, covers=("2023-Q1", "2023-Q4"), missing=()):
    """Return counted cases as the build has them, with two settings."""
    coded = {
        name: {"kind": "category", "codes": {code: code for code in codes}}
        for name, codes in {"local_authority": COUNCILS, "setting": ("farming", "fishing")}.items()
    }
    columns = {"quarter": {"kind": "quarter"}, **coded, "count": {"kind": "count"}}
    texts = dict.fromkeys(["title", "row", "publisher", "publication", "edition", "licence", "attribution"], "")
    sidecar = Sidecar(
        **texts, covers=[*covers], missing_quarters=[*missing], sha256="", reconciled=[], known_gaps=[],
        table={"count": "count", "area": FORCE}, columns=columns,
    )  # fmt: skip
    return Source("cases", sidecar, pd.DataFrame(rows, columns=COLUMNS), "")


def publication(**changed):
    """Return that of local cases, with the two settings joined in one."""
    joined = {"local_authority": {"elsewhere_or_unknown": ("elsewhere", "unknown")}}
    return replace(publications()["local_cases"], **{"groupings": joined, **changed})


def own(made, published=None):
    """Return the parts of each contributor by period, breakdown and category."""
    found = contributions(CASES, made, published or publication(), dimensions_of(CASES, made))
    return {code: rows.set_index(NAME)["value"].to_dict() for code, rows in found.items()}


def test_each_council_has_its_own_part_of_every_count():
    found = own(source(YEAR))
    assert found == {
        "W06000001": {
            ("2023", "total", "all"): 7,
            ("2023", "local_authority", "W06000001"): 7,
            ("2023", "setting", "farming"): 3,
            ("2023", "setting", "fishing"): 4,
        },
        "W06000002": {
            ("2023", "total", "all"): 5,
            ("2023", "local_authority", "W06000002"): 5,
            ("2023", "setting", "farming"): 5,
        },
    }


def test_parts_are_in_the_categories_that_are_published():
    joined = {"setting": {"sites_and_land": ("farming", "fishing")}}
    assert own(source(YEAR), publication(groupings=joined))["W06000001"]["2023", "setting", "sites_and_land"] == 7


def test_a_year_that_is_not_whole_has_no_parts():
    rows = [*YEAR, ("2024Q1", "W06000001", "farming", "9")]
    assert {period for period, *_ in own(source(rows, ("2023-Q1", "2024-Q1")))["W06000001"]} == {"2023"}
    assert own(source(YEAR, missing=["2023-Q4"])) == {}


def test_the_parts_of_all_forces_come_to_the_published_counts_in_every_area():
    referrals = read_source(SOURCES, "nrm_police_referrals")
    indicator, published = register()["nrm_referrals"], publications()["nrm_referrals"]
    dimensions = dimensions_of(indicator, referrals)
    found = contributions(indicator, referrals, published, dimensions)
    counted = aggregate.observations({indicator.id: indicator}, {indicator.source: referrals})
    whole, _ = published.regrouped(published.selected(counted), dimensions)
    name = ["area_code", *NAME]
    summed = pd.concat(found.values()).groupby(name)["value"].sum()
    expected = whole.set_index(name)["value"]
    assert len(found) == 43
    assert {code for code, rows in found.items() if code not in {*rows["area_code"]}} == set()
    pd.testing.assert_series_equal(
        summed.sort_index(), expected[expected > 0].sort_index(), check_index_type=False, check_dtype=False
    )


def test_columns_are_those_of_observations():
    found = contributions(CASES, source(YEAR), publication(), dimensions_of(CASES, source(YEAR)))
    assert [*found["W06000001"].columns] == aggregate.COLUMNS
    assert {*found["W06000001"]["period_end"]} == {"2023-12-31"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            'contributors = "local_authority"',
            'contributors = "council"',
            "[local_cases]: contributors is 'council'; expected one of area, local_authority, setting",
        ),
        ("insider = true", 'insider = "yes"', "[local_cases]: insider is 'yes'; expected true or false"),
        ('contributors = "area"\n', "", "[nrm_referrals]: missing or unknown setting: contributors"),
    ],
)
def test_contributors_that_are_not_known_are_refused(tmp_path, old, new, said):
    text = PUBLICATION.read_text(encoding="utf-8")
    assert old in text
    # The last one, which is that of the local cases where both have one.
    spoiled = tmp_path / "publication.toml"
    spoiled.write_text(new.join(text.rsplit(old, 1)), encoding="utf-8")
    with pytest.raises(BuildError) as caught:
        publications(spoiled)
    assert str(caught.value) == f"{spoiled}, {said}"


def test_contributors_of_a_crossing_are_refused():
    crossed = Dimensions(
        {"total": (), "both": ("local_authority", "setting")}, {"local_authority": COUNCILS, "setting": ()}
    )
    with pytest.raises(BuildError) as caught:
        contributions(CASES, source(YEAR), Publication({}, {}, {}, contributors="both"), crossed)
    assert str(caught.value).startswith("publication.toml, contributors: both is no breakdown by one column; expected")
