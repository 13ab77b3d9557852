"""The register of indicators, read from ``indicators.toml``: what is published and how."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from data.periods import KINDS, YEAR_KINDS

REGISTER_FILE = Path(__file__).with_name("indicators.toml")
# The source of the indicators that only a force which supplies its own records has.
CASES = "cases"
RHYTHMS = ("quarterly", "yearly")
LONGEST_LAG = 1000


class RegisterError(ValueError):
    """``indicators.toml`` breaks one of its rules; the message says which and what to write."""


@dataclass(frozen=True)
class SeriesBreak:
    """A date from which figures do not compare with those before; ``key`` leads to its wording."""

    key: str
    start: date


@dataclass(frozen=True)
class Indicator:
    """One block of the register; ``indicators.toml`` says what each setting means.

    ``periods`` maps each kind of period to the kinds of area it is published for, ``breakdowns`` each
    breakdown to the columns it crosses. ``map_breaks`` are rates: a class starts at its break and ends
    below the next.
    """

    id: str
    source: str
    unit: str
    periods: dict[str, tuple[str, ...]]
    breakdowns: dict[str, tuple[str, ...]]
    threshold: int
    rate: bool
    rate_not_applicable: tuple[str, ...]
    map_breaks: tuple[float, ...]
    rhythm: str
    lag_days: int
    status: str
    breaks: tuple[SeriesBreak, ...]
    overlaps: tuple[str, ...]

    @property
    def headline_kind(self) -> str:
        """Return the kind of period to show first."""
        return [*self.periods][-1]

    @property
    def headline_breakdown(self) -> str:
        """Return the breakdown to show first: the total, where there is one."""
        return next(iter(self.breakdowns))

    @property
    def is_local(self) -> bool:
        """Return whether it is counted from the home force's own records: published only when they are supplied."""
        return self.source == CASES

    def gives_rate(self, kind: str) -> bool:
        """Return whether periods of this kind have a rate: years only, where the register says so."""
        return self.rate and kind in YEAR_KINDS


@cache
def register() -> dict[str, Indicator]:
    """Return every indicator by its id, in the order of ``indicators.toml``."""
    return read_register(REGISTER_FILE)


def read_register(path: Path) -> dict[str, Indicator]:
    """Return the indicators of a file like ``indicators.toml``; RegisterError names every wrong block and setting."""
    try:
        blocks = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RegisterError(f"{path}: expected a readable TOML file ({error})") from error
    found, problems = {}, []
    for name, block in blocks.items():
        expected = Indicator.__dataclass_fields__.keys() - {"id"}
        if wrong := expected ^ block.keys():
            problems.append(f"{path}, [{name}]: missing or unknown setting: {', '.join(sorted(wrong))}")
            continue
        found[name] = _indicator(name, block)
        problems += [f"{path}, [{name}]: {problem}" for problem in _problems(found[name])]
    for name, indicator in found.items():
        others = [other for other in blocks if other != name]
        if unknown := {*indicator.overlaps} - {*others}:
            said = f"overlaps {', '.join(sorted(unknown))}; expected some of {', '.join(others)}"
            problems.append(f"{path}, [{name}]: {said}")
    if problems:
        raise RegisterError("\n".join(problems))
    return found


def _indicator(name: str, block: dict[str, Any]) -> Indicator:
    lists = {key: tuple(value) for key, value in block.items() if isinstance(value, list)}
    tables = {key: {inner: tuple(values) for inner, values in block[key].items()} for key in ("periods", "breakdowns")}
    breaks = tuple(SeriesBreak(entry["key"], entry["from"]) for entry in block["breaks"])
    return Indicator(id=name, **{**block, **lists, **tables, "breaks": breaks})


def _problems(indicator: Indicator) -> Iterator[str]:
    """Yield everything that is wrong with an indicator by itself."""
    if unknown := indicator.periods.keys() - set(KINDS):
        yield f"periods: {', '.join(sorted(unknown))} is unknown; expected {', '.join(KINDS)}"
    if not indicator.periods or not indicator.breakdowns:
        yield "periods and breakdowns need at least one entry each"
    if "year_ending" in indicator.periods and (indicator.threshold or "quarter" not in indicator.periods):
        yield "year_ending needs quarters and a threshold of 0: years that overlap would give a hidden quarter away"
    if indicator.threshold < 0:
        yield f"threshold is {indicator.threshold}; expected 0 or more"
    if sorted(set(indicator.map_breaks)) != [*indicator.map_breaks]:
        yield "map_breaks must rise"
    if indicator.rhythm not in RHYTHMS:
        yield f"rhythm is {indicator.rhythm!r}; expected {' or '.join(RHYTHMS)}"
    if not isinstance(indicator.lag_days, int) or not 0 <= indicator.lag_days <= LONGEST_LAG:
        yield f"lag_days is {indicator.lag_days!r}; expected a whole number of days from 0 to {LONGEST_LAG}"
    if indicator.rhythm == "quarterly" and "quarter" not in indicator.periods:
        yield "rhythm is quarterly, but no quarter is among its periods"
    if indicator.status not in ("final", "provisional", "revised"):
        yield f"status is {indicator.status!r}; expected final, provisional or revised"
