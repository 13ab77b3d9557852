"""Official files as the publishers lay them out, written from the figures of ``data/sources``.

A file is first a ``dict`` of sheets, each a list of rows of cells (text, a number, or None for blank), so that a test
can break it with the functions of ``breaking.py`` before ``writing.py`` writes it. ``older`` and ``newer`` are the two
layouts the publishers have used.
"""

from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path

import pandas as pd

SOURCES = Path(__file__).parents[2] / "data" / "sources"
LAYOUTS = ("older", "newer")
Sheets = dict[str, list[list]]

AGES = ("Adult (18 or over)", "Child (17 or under)", "Age not specified or unknown")
LOCATIONS = ("Overseas", "UK", "UK and Overseas", "Not specified or unknown")
# Made up: the shipped figures do not tell nationalities apart.
NATIONALITIES = ("Albania", "Eritrea", "UK", "Vietnam")
OTHER_OFFENCES = (
    ("Burglary in a dwelling", "Theft offences", "Burglary", "28E"),
    ("Perjury", "Miscellaneous crimes against society", "Other", 67),
)
OFFENCE_COLUMNS = (
    "Financial Year",
    "Financial Quarter",
    "Force Name",
    "Offence Description",
    "Offence Group",
    "Offence Subgroup",
    "Offence Code",
)
MODERN_SLAVERY = ("Modern Slavery", "Violence against the person", "Violence without injury")
FORCE_AS_PUBLISHED = {
    "older": {"Devon and Cornwall": "Devon & Cornwall", "City of London": "London, City of"},
    "newer": {"Metropolitan Police": "Metropolitan Police [Note 6]", "City of London": "London, City of"},
}
MONTHS = {"1": "January to March", "2": "April to June", "3": "July to September", "4": "October to December"}


def shipped(name: str) -> pd.DataFrame:
    """Return the shipped table of a source, cells as text."""
    return pd.read_csv(SOURCES / f"{name}.csv", dtype=str, keep_default_na=False)


# ---- Recorded crime --------------------------------------------------------------------------------------------------


def offence_sheets(rows: pd.DataFrame, layout: str = "newer") -> Sheets:
    """Return the workbook of recorded crime: a sheet a financial year from 2012, with other offences among them.

    The older layout names its sheets ``2012-13``, has code 106 as a number and a second header row among the data of
    2018/19; the newer one names them ``2012_13``, has the code as text and says ``N/a`` for the year without figures.
    """
    header = [*OFFENCE_COLUMNS, "Offence Count" if layout == "older" else "Number of Offences"]
    sheets: Sheets = {
        "Cover_sheet": [["Police recorded crime and outcomes open data tables"], ["Police Force Area tables"]],
        "Notes": [["Notes"], ["Offence code 106 is modern slavery."]],
    }
    for start in range(2012, int(rows["financial_year"].max()[:4]) + 1):
        year = f"{start}/{(start + 1) % 100:02}"
        body = _offence_rows(rows[rows["financial_year"] == year], year, layout)
        if layout == "older" and year == "2018/19":
            body.insert(len(body) // 2, header)
        sheets[year.replace("/", "-" if layout == "older" else "_")] = [header, *body]
    return sheets


def _offence_rows(rows: pd.DataFrame, year: str, layout: str) -> list[list]:
    names, code = FORCE_AS_PUBLISHED[layout], 106 if layout == "older" else "106"
    found = []
    for row in rows.itertuples():
        who = [year, int(row.financial_quarter), names.get(row.force_name, row.force_name)]
        found.append([*who, *MODERN_SLAVERY, code, int(row.offences)])
    quarters = sorted(set(rows["financial_quarter"])) or list("1234")
    for quarter in map(int, quarters):
        for offence in OTHER_OFFENCES:
            found += [[year, quarter, name, *offence, 7] for name in ("Gwent", "Action Fraud", "CIFAS", "UK Finance")]
        if rows.empty and year > "2015" and layout == "newer":
            found += [[year, quarter, name, *MODERN_SLAVERY, code, "N/a"] for name in _force_names()]
    return found


def _force_names() -> list[str]:
    return sorted(set(shipped("recorded_modern_slavery_offences")["force_name"]))


# ---- National Referral Mechanism -------------------------------------------------------------------------------------


def nrm_sheets(
    quarter: str, police: pd.DataFrame, referrals: pd.DataFrame, decisions: pd.DataFrame, *, layout: str | None = None
) -> Sheets:
    """Return the data tables of one quarterly edition: the police table of its quarter, the UK series up to it.

    Each frame is in the form of ``data/sources``; later quarters than ``quarter`` are left away. The layout is the one
    the publisher used in that quarter unless another is asked for: the older one in 2022, the newer one since.
    """
    layout = layout or ("older" if quarter < "2023" else "newer")
    year, number = quarter.split("Q")
    cover = [["Modern slavery: National Referral Mechanism and Duty to Notify statistics UK"]]
    cover.append([f"Quarter {number} {year} – {MONTHS[number]}, data tables"])
    newer = layout == "newer"
    first = uk_referral_rows(referrals[referrals["period"] <= quarter], layout)
    reasonable, conclusive = (
        decision_rows(decisions[(decisions["period"] <= quarter) & (decisions["decision"] == kind)], kind, layout)
        for kind in ("reasonable grounds", "conclusive grounds")
    )
    other = [
        ["Table 17: NRM reasonable grounds decisions made by the Single Competent Authority, by quarter"],
        ["Year"],
    ]
    return {
        "Cover_sheet": cover,
        "Contents": [["Contents"], ["Table 2", "NRM referrals by quarter"]],
        "Table_2": first,
        "Table_13" if newer else "Table_12": police_rows(police[police["quarter"] == quarter], quarter, layout),
        "Table_14" if newer else "Table_13": [["Table 14: NRM referrals from local authority first responder"], ["x"]],
        "Table_16": reasonable,
        "Table_17": other,
        "Table_28" if newer else "Table_19": conclusive,
    }


def police_rows(rows: pd.DataFrame, quarter: str, layout: str = "newer") -> list[list]:
    """Return the sheet of police first responders in one quarter; its nationalities are made up (:func:`_split`)."""
    year, number = quarter.split("Q")
    when = f"{MONTHS[number]} {year}"
    if layout == "older":
        first = "First responder (Police)" if number != "2" else "Police and ROCUs first responder"
        lead, blank = [None], None
        top = [["Table 12: Details of NRM referrals by police first responders, " + when], [], ["Back to contents"]]
        keys = [first, "Claimed exploitation type", "Age group at exploitation", "Gender"]
    else:
        lead, blank = [], "Total"
        by = "exploitation type, age at exploitation, gender and nationality"
        top = [[f"Table 13: NRM referrals by police first responder, {by} [note 1]"]]
        top += [[f"Referrals made in {when}."], ["This worksheet has one table."]]
        top += [["Source: Home Office"], ["Back to contents"]]
        keys = ["Police first responder", "Exploitation type", "Age at exploitation", "Gender [note 4]"]
    rows = rows.sort_values([*rows.columns[2:6]], kind="stable")
    counted = [(*row[2:6], _split(int(row[6]))) for row in rows.itertuples(index=False)]
    body = [
        [*lead, *[None] * depth, name, *[blank] * (3 - depth), *numbers] for depth, name, numbers in _grouped(counted)
    ]
    total = [*lead, "Total", *[blank] * 3, *_sum(counted)]
    return [*top, [*lead, *keys, *NATIONALITIES, "Total"], *body, total]


def _grouped(rows: list[tuple], depth: int = 0) -> Iterable[tuple[int, str, list[int]]]:
    """Yield each group before its parts, as ``(depth, name, numbers)``."""
    for name, group in groupby(rows, key=lambda row: row[depth]):
        members = list(group)
        yield depth, name, _sum(members)
        if depth < 3:
            yield from _grouped(members, depth + 1)


def _split(count: int) -> list[int]:
    """Return a count dealt out over the nationalities one by one from the first, and the count itself."""
    number = len(NATIONALITIES)
    return [count // number + (place < count % number) for place in range(number)] + [count]


def _sum(rows: list[tuple]) -> list[int]:
    return [sum(numbers) for numbers in zip(*(row[4] for row in rows), strict=True)]


def uk_referral_rows(rows: pd.DataFrame, layout: str = "newer") -> list[list]:
    """Return the sheet of referrals in the UK by quarter, age group and location of exploitation."""
    title = "Table 2: Number of NRM referrals, by quarter, age at exploitation and location of exploitation"
    groups = {age: [(age, place) for place in LOCATIONS] for age in AGES}
    counts = rows.set_index(["period", "age_at_exploitation", "location_of_exploitation"])["referrals"].astype(int)
    return _series(title, groups, counts.to_dict(), layout)


def decision_rows(rows: pd.DataFrame, kind: str, layout: str = "newer") -> list[list]:
    """Return the sheet of reasonable-grounds or conclusive-grounds decisions by quarter, outcome and age group."""
    whose = " made by both competent authorities" if layout == "newer" else ""
    table = "Table 16" if kind.startswith("reasonable") else "Table 28"
    title = f"{table}: NRM {kind} decisions{whose}, by quarter, outcome and age at exploitation"
    groups = {age: [(age, outcome) for outcome in ("negative", "positive")] for age in AGES}
    counts = rows.set_index(["period", "age_at_exploitation", "outcome"])["decisions"].astype(int)
    sheet = _series(title, groups, counts.to_dict(), layout)
    header = next(place for place, row in enumerate(sheet) if "negative" in row)
    for place, name in enumerate(sheet[header]):
        if name in ("negative", "positive"):
            sheet[header][place] = f"{name.capitalize()} {kind}" if layout == "newer" else name.capitalize()
    return sheet


def _series(title: str, groups: dict[str, list[tuple]], counts: Mapping[tuple, int], layout: str) -> list[list]:
    """Return a sheet of a long series: two header rows, and a total row above the quarters of each year."""
    newer = layout == "newer"
    sheet = [[title], ["Source: Home Office"], *([["This worksheet has one table."], ["[r] revised"]] * newer)]
    ages, names = [None, None], ["Year", "Quarter"]
    for age, parts in groups.items():
        ages += [age, *[None] * len(parts)]
        names += [part for _, part in parts] + ["Total"]
    sheet += [[*ages, "Total" if newer else None], [*names, None if newer else "Total"]]
    periods = sorted({period for period, *_ in counts})
    for year, group in groupby(periods, key=lambda period: period[:4]):
        quarters = list(group)
        sheet.append([int(year), None, *_across(groups, counts, quarters)])
        for quarter in quarters:
            said = quarter[4:] if newer else MONTHS[quarter[5]]
            sheet.append([None, said, *_across(groups, counts, [quarter])])
    if newer:
        sheet[-1][-1] = f"{sheet[-1][-1]:,} [r]"
    return sheet


def _across(groups: dict[str, list[tuple]], counts: Mapping[tuple, int], periods: list[str]) -> list[int]:
    cells, total = [], 0
    for parts in groups.values():
        numbers = [sum(counts[period, *part] for period in periods) for part in parts]
        cells += [*numbers, sum(numbers)]
        total += sum(numbers)
    return [*cells, total]
