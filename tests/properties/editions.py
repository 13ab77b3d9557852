"""Editions of the sources that could come, made from those that are there."""

import csv
import hashlib
import json
import random
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from hypothesis import strategies as st

from data.build.__main__ import SOURCES

OFFENCES, PEOPLE = "recorded_modern_slavery_offences", "population"
BTP = "British Transport Police"
NEW = "A newer edition"
ALL_YEARS = (0.0, 0.5, 0.8, 1.0, 1.2, 2.0)
# No count of a few people comes near it.
LARGE = 7001


@dataclass(frozen=True)
class Edition:
    """What is different from the sources that are there; nothing unless said.

    Parameters
    ----------
    seed : int
        Of the counts of new quarters, which vary by chance around those of a year before.
    quarters : int
        How many further quarters of offences there are.
    year : float
        What the newest four quarters are multiplied by, of each force; below 0, another number for each.
    revised : float
        How far older counts are revised at most, as a share of them.
    scale : float
        What every count is multiplied by: with 0 none is left.
    people : str
        Estimates of residents: those that are there (held), with the next year (next), with a newer edition of two
        years beside them (two) or of that edition alone (only two).
    lost : str
        A force without a row in the newest quarter.
    begins : str
        A force with no row before the newest quarter.
    ended : str
        The last quarter of British Transport Police.
    first : str
        The quarter that the series begins with.
    missing : tuple of str
        Quarters that were not received.
    """

    seed: int = 0
    quarters: int = 0
    year: float = 1.0
    revised: float = 0.0
    scale: float = 1.0
    people: str = "held"
    lost: str = ""
    begins: str = ""
    ended: str = ""
    first: str = ""
    missing: tuple[str, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Return whether no release may be made of it."""
        return bool(self.lost or self.begins)


def that_could_come():
    """Return a strategy of editions that make a release."""
    quarters = st.integers(2017 * 4, 2025 * 4 + 3).map(named)
    return st.builds(
        Edition,
        seed=st.integers(0, 9999),
        quarters=st.integers(1, 8),
        year=st.sampled_from((-1.0, *ALL_YEARS)),
        revised=st.sampled_from((0.0, 0.02, 0.5, 1.0)),
        scale=st.sampled_from((1.0, 1.0, 1.0, 0.05, 100.0)),
        people=st.sampled_from(("held", "next", "two", "only two")),
        ended=st.just("") | quarters,
        first=st.just("") | st.sampled_from(("2019-Q3", "2024-Q1")),
        missing=st.just(()) | st.sampled_from(("2025-Q1", "2025-Q3")).map(lambda quarter: (quarter,)),
    )


def write(edition: Edition, folder: Path) -> None:
    """Write the sources of an edition into a folder that is not there yet, sidecars and sums with them."""
    shutil.copytree(SOURCES, folder)
    counted = offences(edition)
    _write(folder, OFFENCES, counted)
    sidecar = _text(folder, OFFENCES)
    shown = {named(at) for at, *_ in map(_cells, counted)} | {*edition.missing}
    sidecar = _with(sidecar, covers=[min(shown), max(shown)], missing_quarters=[*edition.missing])
    _seal(folder, OFFENCES, sidecar)
    if edition.people != "held":
        _write_people(folder, edition)


def offences(edition: Edition) -> list[dict[str, str]]:
    """Return the rows of offences of an edition, as the source has them."""
    draw, rows = random.Random(edition.seed), _read(OFFENCES)
    counts = {(force, at): count for at, force, count in map(_cells, rows)}
    codes = {row["force_name"]: row["area_code"] for row in rows}
    last = max(at for _, at in counts)
    for at in range(last + 1, last + 1 + edition.quarters):
        for force in codes:
            usual = counts[force, at - 4]
            counts[force, at] = max(0, round(draw.gauss(usual, usual**0.5)))
    end = last + edition.quarters
    for force in codes:
        times = draw.choice(ALL_YEARS) if edition.year < 0 else edition.year
        for at in range(end - 3, end + 1):
            counts[force, at] = round(counts[force, at - 4] * times) if times != 1 else counts[force, at]
    changed = {
        key: round(edition.scale * _revised(count, key[1] <= last, edition, draw)) for key, count in counts.items()
    }
    return [
        {**_when(at), "area_code": codes[force], "force_name": force, "offences": str(count)}
        for (force, at), count in sorted(changed.items(), key=lambda entry: (entry[0][1], entry[0][0]))
        if _is_there(edition, codes[force], force, at, end)
    ]


def named(at: int) -> str:
    """Return the code of the quarter with a number: four times the year, and its place in it."""
    return f"{at // 4}-Q{at % 4 + 1}"


def numbered(code: str) -> int:
    """Return the number of a quarter."""
    return int(code[:4]) * 4 + int(code[-1]) - 1


def _is_there(edition: Edition, code: str, force: str, at: int, end: int) -> bool:
    is_newest = at == end
    return (
        not (code and code == edition.lost and is_newest)
        and not (code and code == edition.begins and not is_newest)
        and not (force == BTP and edition.ended and named(at) > edition.ended)
        and named(at) >= edition.first
        and named(at) not in edition.missing
    )


def _revised(count: int, is_old: bool, edition: Edition, draw: random.Random) -> int:
    return round(count * (1 + draw.uniform(-1, 1) * edition.revised)) if is_old and edition.revised else count


def _cells(row: dict[str, str]) -> tuple[int, str, int]:
    start, quarter = int(row["financial_year"][:4]), int(row["financial_quarter"])
    return start * 4 + quarter, row["force_name"], int(row["offences"])


def _when(at: int) -> dict[str, str]:
    start, quarter = divmod(at - 1, 4)
    return {"financial_year": f"{start}/{(start + 1) % 100:02}", "financial_quarter": str(quarter + 1)}


def _write_people(folder: Path, edition: Edition) -> None:
    rows = _read(PEOPLE)
    newest = max(row["mid_year"] for row in rows)
    years = (int(newest) + 1,) if edition.people == "next" else (int(newest), int(newest) + 1)
    added = [
        {**row, "mid_year": str(year), "population": str(int(row["population"]) + 100), "release": NEW}
        for year in years
        for row in rows
        if row["mid_year"] == newest
    ]
    kept = [] if edition.people == "only two" else rows
    _write(folder, PEOPLE, [*kept, *added])
    sidecar = _text(folder, PEOPLE)
    if not kept:
        sidecar = sidecar.split("[[editions]]")[0]
    sidecar += f'\n[[editions]]\nname = "{NEW}"\ntitle = "{NEW}"\npublished = "2026-07-31"\n'
    first = kept[0]["mid_year"] if kept else newest
    _seal(folder, PEOPLE, _with(sidecar, covers=[first, str(years[-1])]))


def _read(name: str) -> list[dict[str, str]]:
    with (SOURCES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file)]


def _write(folder: Path, name: str, rows: list[dict[str, str]]) -> None:
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0]], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _text(folder: Path, name: str) -> str:
    return (folder / f"{name}.toml").read_text(encoding="utf-8")


def _with(sidecar: str, **settings: list[str]) -> str:
    for name, value in settings.items():
        sidecar = re.sub(f"(?m)^{name} = .*", f"{name} = {json.dumps(value)}", sidecar)
    return sidecar


def _seal(folder: Path, name: str, sidecar: str) -> None:
    made = hashlib.sha256((folder / f"{name}.csv").read_bytes()).hexdigest()
    (folder / f"{name}.toml").write_text(re.sub("(?m)^sha256 = .*", f'sha256 = "{made}"', sidecar, count=1), "utf-8")


def write_small_referrals(folder: Path) -> None:
    """Write sources whose referrals are few in every force, but for the forces of Wales, of which one has few.

    Of four quarters, so that there is one year. The counts of Wales are large and each one another: where one of them
    is hidden, it can be told apart from every other number.
    """
    write(Edition(), folder)
    name, wales = "nrm_police_referrals", ("W15000001", "W15000003", "W15000004")
    responders = {row["area_code"]: row["first_responder"] for row in _read(name) if row["area_code"]}
    rows = [
        {
            "quarter": f"2023Q{quarter + 1}",
            "area_code": code,
            "first_responder": responder,
            "exploitation": "Labour",
            "age_at_exploitation": "Adult (18 or over)",
            "gender": "Male",
            "referrals": str(1 + LARGE * (1 + wales.index(code)) + 17 * quarter if code in wales else 2),
        }
        for quarter in range(4)
        for code, responder in sorted(responders.items())
    ]
    _write(folder, name, rows)
    sidecar = _with(_text(folder, name).split("[[control_totals]]")[0], covers=["2023-Q1", "2023-Q4"])
    _seal(folder, name, sidecar)
