"""How soon the search on the signs page answers: ``python -m benchmarks.search``.

In headless Chromium, on its own server on 127.0.0.1. An answer is timed from the letter to the page laid out anew.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Page

from benchmarks.browser import chromium
from benchmarks.budgets import BUDGETS, Verdict
from benchmarks.output import keep, machine, progress, table
from benchmarks.server import OUR_APP, Server
from benchmarks.weight import path_and_query

WORDS = {
    "en": ("nails", "car wash", "scared staff cash only", "zzzz", "a" * 200),
    "cy": ("ewinedd", "golchi ceir", "staff ofnus arian parod", "zzzz", "a" * 200),
}
# The height is asked for, so that the browser has to lay the page out before the clock stops.
TIME = """(words) => {
    const box = document.querySelector('#root [data-find] [name=words]')
    const start = performance.now()
    box.value = words
    box.dispatchEvent(new Event('input', { bubbles: true }))
    document.querySelector('#root .stMain').scrollHeight
    return performance.now() - start
}"""


def answers(page: Page, words: tuple[str, ...], *, repeats: int) -> dict[str, list[float]]:
    """Return the milliseconds each of ``words`` took, ``repeats`` times; the box is emptied in between."""
    taken: dict[str, list[float]] = {each: [] for each in words}
    for _ in range(repeats):
        for each in words:
            taken[each].append(page.evaluate(TIME, each))
            page.evaluate(TIME, "")
    return taken


def main() -> None:
    """Measure, print, and keep."""
    options, here = _options(), machine()
    rows: list[dict[str, Any]] = []
    with Server(OUR_APP) as ours, chromium() as browser:
        for language, words in WORDS.items():
            progress(f"searching in {language}")
            page = browser.new_page()
            page.goto(f"{ours.url}{path_and_query('signs', language)}")
            page.wait_for_selector("#waiting", state="detached", timeout=60_000)
            for each, taken in answers(page, words, repeats=options.repeats).items():
                said = each if len(each) < 40 else f"{len(each)} letters"
                rows.append({"language": language, "words": said, "median ms": median(taken), "longest ms": max(taken)})
            page.close()
    verdict = Verdict(BUDGETS["search"], "slowest of all", max(row["longest ms"] for row in rows)).row()
    table("Machine", [here])
    table(f"Answers of the search, {options.repeats} times each", rows)
    table("Budgets", [verdict])
    keep({"machine": here, "repeats": options.repeats, "search": rows, "budgets": [verdict]}, options.json)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=__doc__)
    parser.add_argument("--repeats", type=int, default=20, help="times each text is searched for")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the result to FILE")
    options = parser.parse_args()
    if not 1 <= options.repeats <= 200:
        parser.error(f"--repeats is from 1 to 200, not {options.repeats}")
    return options


if __name__ == "__main__":
    main()
