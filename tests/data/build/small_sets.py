"""A publication set small enough to see through, and what it makes of counts."""

from data.build.protection.linked import Dimensions
from data.build.protection.protect import protect
from data.build.protection.publication import Publication
from tests.data.build.small_tables import NATIONAL, WALES, WELSH_FORCES, observations

NORTH, GWENT, SOUTH, DYFED = WELSH_FORCES
ALL = ["force", "country", "england_and_wales"]
DIMENSIONS = Dimensions(
    {"total": (), "kind": ("kind",), "age": ("age",), "kind_age": ("kind", "age")},
    {"kind": ("labour", "sexual"), "age": ("adult", "child", "unknown")},
)
JOINED = {"adult_or_unknown": ("adult", "unknown")}
TABLES = {
    "total": {"quarter": ALL, "calendar_year": ALL},
    "kind": {"calendar_year": ALL},
    "age": {"calendar_year": ALL},
    "kind_age": {"calendar_year": ["england_and_wales"]},
}
SEEDS = [str(number).encode() for number in range(8)]


def publication(joined=None, everywhere=()):
    return Publication(TABLES, {"age": joined} if joined else {}, {}, everywhere)


def totals(values, code="2023"):
    return {(area, code, "total", "all"): value for area, value in values.items()}


def ages(area, *counts, code="2023"):
    return {(area, code, "age", name): n for name, n in zip(("adult", "child", "unknown"), counts, strict=True)}


def crossed(*counts):
    names = DIMENSIONS.combinations("kind_age")
    return {(NATIONAL, "2023", "kind_age", name): value for name, value in zip(names, counts, strict=True)}


def protected(values, *, set_of_tables=None, seed=b"one", threshold=5, **settings):
    rules = {"threshold": threshold, "seed": seed, **settings}
    found = protect(observations(values), set_of_tables or publication(), DIMENSIONS, **rules)
    rows = found.observations
    names = zip(rows["area_code"], rows["period"], rows["breakdown"], rows["category"], strict=True)
    texts = rows["value"].astype("str").where(rows["status"] == "final", rows["status"])
    return found, dict(zip(names, texts, strict=True))


def said(values, **settings):
    """Return what is published: each count as text, or why there is none."""
    return protected(values, **settings)[1]


def hidden(values, **settings):
    """Return the areas of the counts that are hidden."""
    return {name[0] for name, text in said(values, **settings).items() if text == "hidden"}


SMALL = totals({WALES: 40, NORTH: 0, GWENT: 5, SOUTH: 16, DYFED: 19})
