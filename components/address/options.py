"""What a page can vary besides area, indicator and period: each is a parameter of the address, in codes.

The first of the values is what an address without the parameter means, so that addresses stay short.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from data.current import release_ids
from geo.areas import areas

ENGLAND_AND_WALES = "K04000001"
MOST_BESIDE = 4
# Parameters that are one of a few words.
CHOICES = {
    "measure": ("rate", "change"),
    "scope": ("all", "wales", "around"),
    "step": ("year", "financial", "quarter"),
    "notes": ("on", "off"),
    "limits": ("overdispersed", "plain"),
    "group": ("all", "wales", "similar", "chosen"),
    "league": ("off", "on"),
    "large": ("off", "on"),
}
# What only the page itself is told: nothing that is taken away from it differs by that.
OF_THE_PAGE = ("large",)
# Parameters whose names are not those of the fields.
NAMED = {"before": "from", "after": "to"}

# All that any page reads of an address: a view, its options, and what a briefing is made of.
PARAMETERS = (
    *("lang", "area", "indicator", "period"),
    *CHOICES,
    *("against", "beside", *NAMED.values()),
    *("words", "since", "steps"),
)


@dataclass(frozen=True)
class Options:
    """The options of a view.

    Parameters
    ----------
    measure : str
        What the map shows: the ``rate``, or its ``change`` from the year before.
    scope : str
        Which areas the map shows: ``all``, those of ``wales``, or those ``around`` the chosen one.
    step : str
        Whether trends go by ``year`` (of offences: years ending with the newest quarter), by ``financial`` year or by
        ``quarter``.
    notes : str
        Whether breaks and dated events are drawn on the trends.
    limits : str
        Whether the funnel is ``overdispersed`` or ``plain``.
    group : str
        Whom an area is compared with: ``all`` forces, those of ``wales``, of ``similar`` population, or ``chosen``.
    league : str
        Whether the areas are listed by rank.
    large : str
        Whether the map can be zoomed into; its script is fetched only then.
    against : str
        Code of the area whose rate is marked beside that of the chosen one.
    beside : tuple of str
        Codes of up to four areas shown beside the chosen one.
    before, after : str
        Ids of the releases that are compared (``from`` and ``to`` in the address); empty for the last two.
    """

    measure: str = "rate"
    scope: str = "all"
    step: str = "year"
    notes: str = "on"
    limits: str = "overdispersed"
    group: str = "all"
    league: str = "off"
    large: str = "off"
    against: str = ENGLAND_AND_WALES
    beside: tuple[str, ...] = ()
    before: str = ""
    after: str = ""

    def query(self) -> dict[str, str]:
        """Return the options as parameters of an address, those left out that are as an address without them."""
        told = (field.name for field in fields(self) if field.name not in OF_THE_PAGE)
        written = {name: _written(getattr(self, name)) for name in told}
        return {
            NAMED.get(name, name): value for name, value in written.items() if value != _written(getattr(DEFAULT, name))
        }


def read_options(parameters: Mapping[str, str]) -> tuple[Options, tuple[str, ...]]:
    """Return the options nearest to the parameters of an address, and the names of those not understood.

    Parameters
    ----------
    parameters : mapping of str to str
        From an address, so anything may stand in it.
    """
    unknown, found = [], {}
    for name, choices in CHOICES.items():
        given = (parameters.get(name) or "").strip()
        if given in choices:
            found[name] = given
        elif given:
            unknown.append(name)
    against = (parameters.get("against") or "").strip()
    if _is_compared(against):
        found["against"] = against
    elif against:
        unknown.append("against")
    for field, name in NAMED.items():
        given = (parameters.get(name) or "").strip()
        if given in release_ids():
            found[field] = given
        elif given:
            unknown.append(name)
    beside = [code.strip() for code in (parameters.get("beside") or "")[:200].split(",") if code.strip()]
    known = tuple(dict.fromkeys(code for code in beside if _is_compared(code)))[:MOST_BESIDE]
    if len(known) != len(beside):
        unknown.append("beside")
    return Options(**found, beside=known), tuple(unknown)


def _is_compared(code: str) -> bool:
    return code in areas() and areas()[code].kind != "united_kingdom"


def _written(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else ",".join(value)


DEFAULT = Options()
