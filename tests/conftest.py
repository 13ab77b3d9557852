"""A small hand-made release: one area that rises, one that is hidden, the City, and England and Wales."""

import pandas as pd
import pytest

from components.briefing import pdf
from components.drawing.typst import typeset
from components.wording.text import wording
from data.load import Dataset

HOME, HIDDEN, CITY, WHOLE = "W15000001", "W15000004", "E23000034", "K04000001"


def rows(indicator, area, counts, *, status="final"):
    """Return observations of an area; a count of None takes the status that is given."""
    return [
        {
            "indicator": indicator,
            "area_code": area,
            "period": code,
            "period_start": pd.Timestamp(start),
            "period_end": pd.Timestamp(end),
            "breakdown": "total",
            "category": "all",
            "value": pd.NA if count is None else count,
            "status": status if count is None else "final",
            "release": "2026-01-01",
        }
        for code, start, end, count in counts
    ]


def years(*counts):
    return [(f"{y}-{y % 100 + 1}", f"{y}-04-01", f"{y + 1}-03-31", n) for y, n in enumerate(counts, 2023 - len(counts))]


def years_to_december(*counts, last=2025):
    return [(f"YE-{y}-Q4", f"{y}-01-01", f"{y}-12-31", n) for y, n in enumerate(counts, last + 1 - len(counts))]


def quarters(*counts):
    starts = pd.period_range(end="2023Q2", periods=len(counts), freq="Q")
    return [
        (f"{q.year}-Q{q.quarter}", q.start_time, q.end_time.normalize(), n) for q, n in zip(starts, counts, strict=True)
    ]


def make_dataset():
    observations = pd.DataFrame(
        rows("recorded_offences", HOME, years(41, None, 60, 97, 98, 124), status="not_available")
        + rows(
            "recorded_offences", HOME, years_to_december(41, None, 60, 97, 98, 124, last=2022), status="not_available"
        )
        + rows("recorded_offences", HOME, quarters(20, 21, 22, 23, 22))
        + rows("recorded_offences", CITY, years(1, 1, 1, 1, 2, 3))
        + rows("recorded_offences", CITY, years_to_december(1, 1, 1, 1, 2, 3, last=2022))
        + rows("recorded_offences", CITY, quarters(0, 1, 0, 1, 3))
        + rows("recorded_offences", HIDDEN, years(9, 9, 9, 9, 9, None), status="hidden")
        + rows("recorded_offences", HIDDEN, years_to_december(9, 9, 9, 9, 9, None, last=2022), status="hidden")
        + rows("recorded_offences", HIDDEN, quarters(1, 1, 1, 1, None), status="hidden")
        + rows("recorded_offences", WHOLE, years(5000, None, 6000, 7000, 9000, 10196), status="not_available")
        + rows(
            "recorded_offences",
            WHOLE,
            years_to_december(5000, None, 6000, 7000, 9000, 10196, last=2022),
            status="not_available",
        )
        + rows("recorded_offences", WHOLE, quarters(2000, 2100, 2200, 2300, 2200))
        + rows("nrm_referrals", HOME, [("2023", "2023-01-01", "2023-12-31", 39)])
        + rows("nrm_referrals", CITY, [("2023", "2023-01-01", "2023-12-31", 10)])
        + rows("nrm_referrals", HIDDEN, [("2023", "2023-01-01", "2023-12-31", None)], status="hidden")
        + rows("nrm_referrals", WHOLE, [("2023", "2023-01-01", "2023-12-31", 3684)])
    ).astype({"value": "Int64"})
    people = {HOME: 688_695, HIDDEN: 515_000, CITY: 9_000, WHOLE: 60_236_000}
    population = pd.DataFrame(
        [{"area_code": area, "mid_year": y, "population": n} for area, n in people.items() for y in range(2015, 2024)]
    )
    return Dataset(observations, population, {"release": "2026-01-01"})


@pytest.fixture(scope="session")
def dataset():
    return make_dataset()


@pytest.fixture(params=["en", "cy"])
def words(request):
    return wording(request.param)


@pytest.fixture
def english():
    return wording("en")


@pytest.fixture(scope="module")
def pack_set_here():
    """Make the PDF of a briefing in this process: it is the same as one made apart, and sooner."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "typeset_apart", typeset)
        yield
