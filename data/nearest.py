"""The view that comes nearest to what an address asks for: whatever stands in it, there is one."""

from functools import lru_cache

from data.load import Dataset
from data.register import register
from data.views import View, ViewError, latest_period
from geo.areas import areas


def nearest(
    dataset: Dataset,
    *,
    home: str,
    area: str | None = None,
    indicator: str | None = None,
    period: str | None = None,
) -> tuple[View, tuple[str, ...]]:
    """Return the view that comes nearest to what an address asks for, and what in it was not understood.

    Parameters
    ----------
    dataset : Dataset
    home : str
        Area to show where none is asked for.
    area, indicator, period : str
        Raw values of the address; None where it has none.

    Returns
    -------
    (View, tuple of str)
        The names ``area``, ``indicator``, ``period`` of values that mean nothing here. A value that means
        something, but not together with the others, is replaced and not among them: an area by the smallest
        area around it that the indicator has, a period by the latest. Who shows the view says so of a period
        (``components.address.visit.instead``).
    """
    known = _known(dataset)
    wanted, chosen, when = plain("area", area), plain("indicator", indicator), plain("period", period)
    has_meaning = {
        "area": area is None or wanted in areas(),
        "indicator": indicator is None or chosen in known,
        "period": period is None or any(when in held for by_area in known.values() for held in by_area.values()),
    }
    if chosen not in known:
        chosen = next(iter(register()))
    place = _published_around(wanted, known[chosen]) or _published_around(home, known[chosen])
    if place is None:
        raise ViewError(f"no figure of {chosen} for {home} or an area around it")
    if when not in known[chosen][place]:
        when = latest_period(dataset, chosen, register()[chosen].headline_kind)
    return View(place, chosen, when), tuple(name for name, means in has_meaning.items() if not means)


def plain(part: str, raw: str | None) -> str:
    """Return the ``area``, ``indicator`` or ``period`` of an address as codes are written; empty for none."""
    code = (raw or "").strip()
    if part == "indicator":
        return code.lower()
    return code.upper() if part == "area" else code.upper().replace("/", "-")


def _published_around(code: str, known: dict[str, set[str]]) -> str | None:
    """Return the smallest area around a code, itself included, that there are figures for."""
    while code in areas():
        if code in known:
            return code
        code = areas()[code].parent
    return None


@lru_cache(maxsize=2)
def _known(dataset: Dataset) -> dict[str, dict[str, set[str]]]:
    """Return the periods there are rows for, by indicator and area."""
    rows = dataset.observations[["indicator", "area_code", "period"]].astype(object).drop_duplicates()
    known: dict[str, dict[str, set[str]]] = {}
    for indicator, area, code in rows.itertuples(index=False):
        known.setdefault(indicator, {}).setdefault(area, set()).add(code)
    return known
