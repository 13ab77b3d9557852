"""Two indicators that may be about the same people: laid beside each other, one can say what the other hides.

A reader who takes both for the same list of people reads a hidden count of one off the other. Whether the lists are
the same nobody has to know: equal totals make it likely, so they are taken to be possible. The publishers' own tables
are known to all as well, and are finer than what is shown here. So it is no help to hide the same counts in both:
indicators that overlap may have no breakdown in common.

The newest release is looked at alone, as what was said before cannot be taken back.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from data.build.attacks.rows import IMPOSSIBLE, SHOWN, TOTAL, UNTOLD, Count, count_of

# What is left over is of no one kind, so that it is not the same people in two breakdowns.
_LEFT_OVER = {"other", "unknown"}


def overlapping(rows: Iterable[Mapping[str, str]], overlaps: Mapping[str, Iterable[str]]) -> list[str]:
    """Return a line for everything in which two indicators can be laid beside each other; none if they cannot.

    Parameters
    ----------
    rows : iterable of dict
        Published rows of one release, as ``data.build.attacks.attack.attack`` takes them.
    overlaps : dict
        For each indicator, the others that may be about the same people.
    """
    said: dict[str, dict[Count, bool]] = defaultdict(dict)
    for row in rows:
        if row["status"] not in (UNTOLD, IMPOSSIBLE):
            said[row["indicator"]][count_of(row)] = row["status"] in SHOWN
    pairs = dict.fromkeys((one, other) for one, others in overlaps.items() for other in others)
    return [line for one, other in pairs for line in _beside((one, said[one]), (other, said[other]))]


def _beside(one: tuple[str, Mapping[Count, bool]], other: tuple[str, Mapping[Count, bool]]) -> Iterator[str]:
    (name, first), (beside, second) = one, other
    tables = _tables(first), _tables(second)
    for place, by_breakdown in tables[0].items():
        for breakdown, categories in by_breakdown.items():
            for against, others in tables[1].get(place, {}).items():
                common = {*categories} & {*others} - (_LEFT_OVER if breakdown != against else set())
                if common or breakdown == against:
                    shared = f" ({', '.join(sorted(common))})" if common else ""
                    yield (
                        f"{name} {' '.join(place)} {breakdown}: can be laid beside {beside} {against}{shared}, which "
                        "may be about the same people"
                    )
    for count in first:
        if count.breakdown == TOTAL and second.get(count, first[count]) != first[count]:
            hides, shows = (beside, name) if first[count] else (name, beside)
            yield f"{hides} {' '.join(count)}: is hidden, but {shows} shows it and may be about the same people"


def _tables(counts: Iterable[Count]) -> dict[tuple[str, str], dict[str, list[str]]]:
    """Return the categories of each breakdown, without the total, by area and period."""
    found: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for count in counts:
        if count.breakdown != TOTAL:
            found[count.area_code, count.period][count.breakdown].append(count.category)
    return found
