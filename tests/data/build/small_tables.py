"""Tables small enough to count every possibility by hand, or by enumeration."""

import itertools
from dataclasses import dataclass

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from data.build.aggregate import COLUMNS
from data.build.attacks.rows import read_parents
from data.build.protection.linked import Dimensions
from data.periods import quarters_of

PARENTS = read_parents()
NATIONAL, ENGLAND, WALES = "K04000001", "E92000001", "W92000004"
WELSH_FORCES = ("W15000001", "W15000002", "W15000003", "W15000004")
LONDON, MET, CITY = "E12000007", "E23000001", "E23000034"
NORTH_EAST = ("E12000001", "E23000007", "E23000008", "E23000013")

DIMENSIONS = Dimensions(
    {"total": (), "kind": ("kind",), "age": ("age",), "kind_age": ("kind", "age")},
    {"kind": ("labour", "sexual"), "age": ("adult", "child")},
)
NAME = ["area_code", "period", "breakdown", "category"]


@dataclass(frozen=True)
class World:
    """Smallest areas with those above them, periods, and the breakdowns published for each period."""

    areas: dict[str, tuple[str, ...]]
    periods: tuple[str, ...]
    breakdowns: tuple[str, ...]
    top_only: tuple[str, ...] = ()

    @property
    def leaves(self):
        return sorted({leaf for inside in self.areas.values() for leaf in inside})

    @property
    def smallest_periods(self):
        """Return the quarters, if any is published; years that have none are their own smallest period."""
        found = []
        for code in self.periods:
            inside = quarters_of(code) if "Q" not in code else ()
            found += [code] if not {*inside} & {*self.periods} else inside
        return sorted({*found})

    def people(self):
        """Return every place a person can be counted in: area, period, category of each dimension."""
        used = sorted({d for name in self.breakdowns for d in DIMENSIONS.breakdowns[name]})
        choices = [DIMENSIONS.categories[dimension] for dimension in used]
        return used, [*itertools.product(self.leaves, self.smallest_periods, *choices)]

    def cells(self):
        """Return the name of every count, and which places it adds up as an array of 0 and 1."""
        used, people = self.people()
        found = {}
        for area, inside in self.areas.items():
            for code in self.periods:
                within = {code, *(quarters_of(code) if "Q" not in code else ())}
                for breakdown in self.breakdowns:
                    if ("Q" in code and breakdown != "total") or (breakdown in self.top_only and len(inside) < 2):
                        continue
                    if breakdown in self.top_only and area != next(iter(self.areas)):
                        continue
                    crossed = DIMENSIONS.breakdowns[breakdown]
                    for category, names in DIMENSIONS.combinations(breakdown).items():
                        wanted = dict(zip(crossed, names, strict=True))
                        found[area, code, breakdown, category] = np.array(
                            [
                                leaf in inside
                                and when in within
                                and all(wanted.get(d, c) == c for d, c in zip(used, place, strict=True))
                                for leaf, when, *place in people
                            ],
                            dtype=int,
                        )
        return found


def frame(values):
    """Return counts by name as a frame of true counts."""
    table = pd.DataFrame([(*name, value) for name, value in values.items()], columns=[*NAME, "value"])
    return table.astype({"value": "Int64"})


def observations(values, indicator="referrals"):
    """Return counts by name as true counts with every column that the build gives them; None is not available."""
    made = frame(values).assign(indicator=indicator, period_start="", period_end="")
    return made.assign(status=["not_available" if value is None else "final" for value in values.values()])[COLUMNS]


def rows(values, hidden=(), *, release="2026-01-01", mark="hidden"):
    """Return counts by name as published rows, some of them hidden."""
    return [
        {
            "indicator": "referrals",
            **dict(zip(NAME, name, strict=True)),
            "value": "" if name in hidden else str(value),
            "status": mark if name in hidden else "final",
            "release": release,
        }
        for name, value in values.items()
    ]


WALES_IN_ALL = {NATIONAL: (ENGLAND, *WELSH_FORCES), ENGLAND: (ENGLAND,), WALES: WELSH_FORCES} | {
    force: (force,) for force in WELSH_FORCES
}
WORLDS = (
    World(WALES_IN_ALL, ("2023",), ("total",)),
    World(WALES_IN_ALL, ("2023",), ("total", "kind")),
    World(WALES_IN_ALL, ("2023",), ("total", "kind", "age", "kind_age"), top_only=("kind_age",)),
    World(WALES_IN_ALL, ("2022-Q4", "2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4", "2023"), ("total", "kind")),
    World(WALES_IN_ALL, ("2023-Q1", "2023-Q2", "2023"), ("total", "age")),
    World({NATIONAL: (ENGLAND, WALES), ENGLAND: (ENGLAND,), WALES: (WALES,)}, ("2023",), ("kind", "age", "kind_age")),
    World({LONDON: (MET, CITY), MET: (MET,), CITY: (CITY,)}, ("2022", "2023"), ("total", "kind", "age")),
    World(WALES_IN_ALL, ("2022-23", "2023", "2023-Q1"), ("total",)),
)


@st.composite
def linked(draw, worlds=WORLDS, most=14):
    """Return a world and the true counts of all its cells."""
    world = draw(st.sampled_from(worlds))
    places = len(world.people()[1])
    people = draw(st.lists(st.integers(0, most) | st.integers(0, min(most, 3)), min_size=places, max_size=places))
    return world, {name: int(ones @ people) for name, ones in world.cells().items()}
