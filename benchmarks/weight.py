"""What each page weighs against an empty Streamlit app: ``python -m benchmarks.weight``.

Both are served the same way, and visited in turns in one run with an empty cache each time.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Browser

from benchmarks.browser import Visit, chromium, visit
from benchmarks.budgets import BUDGETS, Verdict, weight_budget
from benchmarks.output import keep, machine, progress, table
from benchmarks.server import EMPTY_APP, OUR_APP, Server
from components.address.pages import PAGES

LANGUAGES = ("en", "cy")
EMPTY = ("empty app", "")
EMPTY_CONTENT = "[data-testid=stApp][data-test-script-state=notRunning]"
CONTENT = "[data-testid=stMain] h1"
MOST_REPEATS = 50

Subject = tuple[str, str]
"""A page and a language; the empty app has no language."""


def path_and_query(page: str, language: str) -> str:
    """Return where ``page`` is in ``language``, without the host."""
    path = next(entry.path for entry in PAGES if entry.id == page)
    return f"{path}?{urlencode({'lang': language})}"


def measure(
    browser: Browser, addresses: Mapping[Subject, str], *, repeats: int, is_slow: bool = False
) -> dict[Subject, list[Visit]]:
    """Return ``repeats`` cold visits to each address, in turns so that a busy moment hits none alone."""
    visits: dict[Subject, list[Visit]] = {subject: [] for subject in addresses}
    for turn in range(repeats):
        progress(f"turn {turn + 1} of {repeats}{' on a slow line' if is_slow else ''}")
        for subject, url in addresses.items():
            content = EMPTY_CONTENT if subject == EMPTY else CONTENT
            visits[subject].append(visit(browser, url, content=content, is_slow=is_slow))
    return visits


def summary(visits: Mapping[Subject, Sequence[Visit]]) -> list[dict[str, Any]]:
    """Return the medians of each subject and their ratio to the empty app."""
    empty = visits[EMPTY]
    rows = []
    for (page, language), seen in visits.items():
        row = {
            "page": page,
            "language": language,
            "transfer kB": _median(seen, "transfer") / 1000,
            "x empty": _median(seen, "transfer") / _median(empty, "transfer"),
            "requests": _median(seen, "requests"),
            "to content s": _median(seen, "seconds"),
            "x empty (time)": _median(seen, "seconds") / _median(empty, "seconds"),
        }
        if seen[0].rerun is not None:
            row["rerun kB"] = _median(seen, "rerun") / 1000
        rows.append(row)
    return rows


def verdicts(rows: Sequence[Mapping[str, Any]]) -> list[Verdict]:
    """Return the budgets the rows speak to."""
    kept = []
    for row in rows:
        if row["page"] == EMPTY[0]:
            continue
        about = f"{row['page']} {row['language']}"
        if budget := weight_budget(row["page"]):
            kept.append(Verdict(budget, about, row["x empty"]))
        kept.append(Verdict(BUDGETS["rerun traffic"], about, row["rerun kB"]))
    return kept


def _median(visits: Sequence[Visit], name: str) -> float:
    values: list[float] = [getattr(visit, name) for visit in visits]
    return median(values)


def main() -> None:
    """Measure, print, and keep."""
    options, here = _options(), machine()
    with Server(EMPTY_APP) as empty, Server(OUR_APP) as ours, chromium() as browser:
        addresses = {EMPTY: empty.url} | {
            (page, language): f"{ours.url}{path_and_query(page, language)}"
            for page in options.pages
            for language in options.languages
        }
        rows = summary(measure(browser, addresses, repeats=options.repeats))
        slow = summary(measure(browser, addresses, repeats=options.repeats, is_slow=True)) if options.slow else []
    budgets = [verdict.row() for verdict in verdicts(rows)]
    table("Machine", [here])
    table(f"First load with an empty cache, medians of {options.repeats}", rows)
    if slow:
        table("The same over a slow phone line on a slow phone", slow)
    table("Budgets", budgets)
    keep({"machine": here, "repeats": options.repeats, "pages": rows, "slow": slow, "budgets": budgets}, options.json)


def _options() -> argparse.Namespace:
    names = [page.id for page in PAGES]
    parser = argparse.ArgumentParser(prog="python -m benchmarks.weight", description=__doc__)
    parser.add_argument("--pages", nargs="+", choices=names, default=names)
    parser.add_argument("--languages", nargs="+", choices=LANGUAGES, default=list(LANGUAGES))
    parser.add_argument("--repeats", type=int, default=5, help="cold visits to each page in each language")
    parser.add_argument("--slow", action="store_true", help="measure over a slow phone line as well")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the result to FILE")
    options = parser.parse_args()
    if not 1 <= options.repeats <= MOST_REPEATS:
        parser.error(f"--repeats is from 1 to {MOST_REPEATS}, not {options.repeats}")
    return options


if __name__ == "__main__":
    main()
