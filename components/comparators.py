"""With whom an area is compared: the larger areas around it, the forces of Wales, those of similar size, or any. Pure.

Similar are the four forces whose number of residents is nearest to the area's on the ratio scale: half as many is as
far away as twice as many. Figures play no part in it, so that what is hidden cannot show through the choice.
"""

from __future__ import annotations

import math
from dataclasses import replace
from functools import lru_cache

from components.map_scope import WALES
from components.options import MOST_BESIDE, Options
from data.load import Dataset
from data.population import residents
from data.register import register
from data.views import View, ViewError, observation
from geo.areas import areas, children, forces

SIMILAR = 4


def compare_options(options: Options) -> Options:
    """Return only those options that a comparison has."""
    beside = options.beside if options.group == "chosen" else ()
    return Options(limits=options.limits, group=options.group, league=options.league, beside=beside)


def members(dataset: Dataset, view: View, options: Options) -> tuple[str, ...]:
    """Return the codes of up to four areas that the area of a view is compared with, itself left out."""
    if options.group == "wales":
        found = [each.code for each in children(WALES)]
    elif options.group == "similar":
        found = [*similar(dataset, view)]
    elif options.group == "chosen":
        found = [*options.beside]
    else:
        found = [*_around(view.area)]
    return tuple(code for code in found if code != view.area and _is_published(dataset, view, code))[:MOST_BESIDE]


def marked(dataset: Dataset, view: View, options: Options) -> tuple[str, ...]:
    """Return the codes of the forces that are marked among the others: none where all are compared."""
    return tuple(code for code in members(dataset, view, options) if areas()[code].kind == "force")


@lru_cache(maxsize=512)
def similar(dataset: Dataset, view: View) -> tuple[str, ...]:
    """Return the codes of the forces whose population is nearest, those whose rate would mislead left out."""
    misleading = register()[view.indicator].rate_not_applicable
    if areas()[view.area].kind != "force" or view.area in misleading:
        return ()
    people = {force.code: residents(dataset, force.code, view.period) for force in forces()}
    here = people.pop(view.area)
    if here is None:
        return ()
    others = {code: abs(math.log(each / here)) for code, each in people.items() if each and code not in misleading}
    return tuple(sorted(others, key=others.get)[:SIMILAR])


def _around(code: str) -> list[str]:
    """Return the areas around an area, the smallest first."""
    found, parent = [], areas()[code].parent
    while parent in areas() and areas()[parent].kind != "united_kingdom":
        found.append(parent)
        parent = areas()[parent].parent
    return found


def _is_published(dataset: Dataset, view: View, code: str) -> bool:
    """Return whether the release says anything about an area, be it that its figure is hidden."""
    try:
        observation(dataset, replace(view, area=code))
    except ViewError:
        return False
    return True
