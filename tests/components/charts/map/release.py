"""A small hand-made release with all 43 areas: one hidden, one not available, one with few people, the City."""

import pandas as pd

from data.load import Dataset
from geo.areas import forces
from tests.conftest import CITY, HIDDEN, HOME, WHOLE, rows, years, years_to_december

MISSING, FEW = "E23000020", "E23000002"
VIEW_2023 = {"indicator": "nrm_referrals", "period": "2023"}
RESIDENTS = 500_000


def make_map_dataset():
    """Return a release; every area has 500,000 residents, so that 5 people referred are 1 per 100,000."""
    in_2023 = {force.code: 20 + place for place, force in enumerate(forces())}
    in_2023 |= {HOME: 30, FEW: 7, CITY: 10, HIDDEN: None, MISSING: None, WHOLE: 1500}
    why = {HIDDEN: "hidden", MISSING: "not_available"}
    observations = []
    for area, count in in_2023.items():
        before = ("2022", "2022-01-01", "2022-12-31", None)
        observations += rows("nrm_referrals", area, [before], status="not_available")
        year = ("2023", "2023-01-01", "2023-12-31", count)
        observations += rows("nrm_referrals", area, [year], status=why.get(area, "final"))
        observations += rows("recorded_offences", area, years(None, 50, 90), status="not_available")
        ending = years_to_december(None, 50, 90, last=2022)
        observations += rows("recorded_offences", area, ending, status="not_available")
    people = {area: 43 * RESIDENTS if area == WHOLE else RESIDENTS for area in in_2023}
    population = [
        {"area_code": area, "mid_year": year, "population": count}
        for area, count in people.items()
        for year in range(2020, 2024)
    ]
    frame = pd.DataFrame(observations).astype({"value": "Int64"})
    return Dataset(frame, pd.DataFrame(population), {"release": "2026-01-01"})
