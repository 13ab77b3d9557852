"""The long series of the United Kingdom, out of the newest data tables of the National Referral Mechanism."""

from pathlib import Path

from data.build.problems import Problem
from data.refresh.readers.categories import category, spellings
from data.refresh.readers.figures import Read, stop_on, table
from data.refresh.readers.series import Series, read_series
from data.refresh.readers.tables import Wanted, find_table, fold
from data.refresh.readers.workbook import Workbook, open_workbook

REFERRALS = "nrm_uk_referrals"
DECISIONS = "nrm_uk_decisions"
KINDS = ("reasonable grounds", "conclusive grounds")
# The order of rows within a quarter, as the shipped tables have it.
LOCATIONS = ("Overseas", "UK", "UK and Overseas", "Not specified or unknown")
OUTCOMES = ("negative", "positive")
_PERIODS = {"year": ("Year",), "quarter": ("Quarter",)}
_ONE_AUTHORITY = (r"^(?!.*\b(?:both|all)\b).*(?:\bS\.?C\.?A\b|\bIECA\b|(?:single|enforcement) competent authority)",)


def read_uk_referrals(path: Path) -> Read:
    """Return the referrals in the United Kingdom by quarter, age group and location of exploitation.

    Raises
    ------
    SourceError
        If the table is not found, cannot be read, or a total in it differs from what it adds up.
    """
    wanted = Wanted(
        "NRM referrals by quarter, age at exploitation and location of exploitation",
        (r"referrals", r"quarter", r"\bage\b", r"location of exploitation"),
        _PERIODS,
        never=(r"nationalit", r"gender", r"exploitation type", r"first responder"),
    )
    sheet, header = find_table(open_workbook(path), wanted)
    series = read_series(sheet, header, REFERRALS, lambda name: category(REFERRALS, "location_of_exploitation", name))
    stop_on(_lacking(series, LOCATIONS))
    counts, ages = series.counts, spellings(REFERRALS, "age_at_exploitation")
    periods = dict.fromkeys(period for period, _, _ in counts)
    columns = ("period", "age_at_exploitation", "location_of_exploitation", "referrals")
    rows = [(at, age, place, counts[at, age, place]) for at in periods for age in ages for place in LOCATIONS]
    totals = [{"where": {"period": quarters}, "total": total} for quarters, total in series.totals]
    return Read(REFERRALS, table(columns, rows), control_totals=tuple(totals), notes=series.notes)


def read_uk_decisions(path: Path) -> Read:
    """Return the reasonable-grounds and conclusive-grounds decisions by quarter, outcome and age group.

    Raises
    ------
    SourceError
        If either table is not found, cannot be read, or a total in it differs from what it adds up.
    """
    workbook = open_workbook(path)
    notes: list[str] = []
    rows, totals, problems = [], [], []
    periods: dict[str, tuple[str, ...]] = {}
    for kind in KINDS:
        series = _decisions(workbook, kind)
        found = series.counts
        periods[kind] = tuple(dict.fromkeys(period for period, _, _ in found))
        for age in spellings(DECISIONS, "age_at_exploitation"):
            for outcome in OUTCOMES:
                rows += [(at, kind, outcome, age, found[at, age, outcome]) for at in periods[kind]]
        totals += [{"where": {"period": at, "decision": kind}, "total": total} for at, total in series.totals]
        notes += series.notes
    if len({*periods.values()}) > 1:
        lengths = " and ".join(f"{len(at)} quarters from {at[0]} to {at[-1]} of {kind}" for kind, at in periods.items())
        problems.append(Problem(path.name, "", lengths, "the same quarters of both kinds of decision"))
    stop_on(problems)
    columns = ("period", "decision", "outcome", "age_at_exploitation", "decisions")
    return Read(DECISIONS, table(columns, rows), control_totals=tuple(totals), notes=tuple(notes))


def _decisions(workbook: Workbook, kind: str) -> Series:
    wanted = Wanted(
        f"NRM {kind} decisions by quarter, outcome and age at exploitation",
        (kind, r"decisions", r"quarter", r"outcome|\bage\b"),
        _PERIODS,
        never=(r"nationalit", r"gender", r"exploitation type", r"first responder", *_ONE_AUTHORITY),
    )
    sheet, header = find_table(workbook, wanted)
    series = read_series(sheet, header, DECISIONS, _outcome)
    stop_on(_lacking(series, OUTCOMES))
    return series


def _outcome(name: str) -> str | None:
    return next((outcome for outcome in OUTCOMES if fold(name).startswith(outcome)), None)


def _lacking(series: Series, parts: tuple[str, ...]) -> list[Problem]:
    lacking = [part for part in parts if part not in {column.part for column in series.columns}]
    return [series.sheet.problem(None, f"no column for {part}", "one in each age group") for part in lacking]
