"""What contributors would know of tables that a reader made up: their own rows, and what is dealt to them of others."""

from collections.abc import Iterator, Mapping

import numpy as np

from data.build.attacks.rows import AREA, TOTAL, Count, Said
from data.build.protection.linked import Name
from data.build.protection.onlooker import Contribution
from geo.areas import areas


def contributions(values: Mapping[Count, int], said: Said, contributors: str, seed: bytes) -> list[Contribution]:
    """Return what each contributor knows of made-up counts.

    Parameters
    ----------
    values : dict
        The counts that were made up, whole tables of some areas, periods and breakdowns.
    said : dict
        What is published of all counts: how large the contributors are.
    contributors : str
        The breakdown of which each category that is an area is a contributor, or that each smallest area is one.
    seed : bytes
        Who is counted in the categories of other breakdowns is not published, so people are dealt by chance.
    """
    own: dict[str, dict[Name, int]] = {}
    shares = _of_areas(values) if contributors == AREA else _of_categories(values, said, contributors, seed)
    for code, count, value in shares:
        own.setdefault(code, {})[count] = value
    breakdown = "" if contributors == AREA else contributors
    return [Contribution(code, parts, breakdown) for code, parts in sorted(own.items())]


def _of_areas(values: Mapping[Count, int]) -> Iterator[tuple[str, Count, int]]:
    above = {areas()[count.area_code].parent for count in values}
    for count, value in values.items():
        code = count.area_code
        while code and count.area_code not in above:
            if (part := count._replace(area_code=code)) in values:
                yield count.area_code, part, value
            code = areas()[code].parent


def _of_categories(
    values: Mapping[Count, int], said: Said, contributors: str, seed: bytes
) -> Iterator[tuple[str, Count, int]]:
    draws = np.random.default_rng([*seed])
    tables: dict[tuple[str, str, str], list[Count]] = {}
    for count in values:
        tables.setdefault((count.area_code, count.period, count.breakdown), []).append(count)
    for (area, period, breakdown), counts in tables.items():
        sizes = _sizes(values, said, Count(area, period, contributors, ""))
        if breakdown == contributors:
            yield from ((code, count, values[count]) for count in counts if (code := count.category) in sizes)
        elif breakdown == TOTAL:
            yield from ((code, counts[0], size) for code, size in sizes.items())
        else:
            people = draws.permutation(np.repeat(np.arange(len(counts)), [values[count] for count in counts]))
            for code, dealt in zip(sizes, np.split(people, np.cumsum([*sizes.values()])), strict=False):
                shares = np.bincount(dealt, minlength=len(counts)).tolist()
                yield from ((code, count, share) for count, share in zip(counts, shares, strict=True))


def _sizes(values: Mapping[Count, int], said: Said, place: Count) -> dict[str, int]:
    """Return how many people each contributor counted; of those that are hidden, each an equal part of the rest."""
    known = {count.category: values.get(count, value) for count, value in said.items() if count[:3] == place[:3]}
    total = place._replace(breakdown=TOTAL, category="all")
    rest = (values.get(total, said.get(total)) or 0) - sum(value for value in known.values() if value is not None)
    unknown = sum(value is None for value in known.values())
    sizes = {code: max(rest, 0) // unknown if value is None else value for code, value in known.items()}
    return {code: size for code, size in sizes.items() if code in areas()}
