"""How fast the map plays its periods, and what a change of period takes: ``python -m benchmarks.play``.

In headless Chromium, on its own server on 127.0.0.1. A frame counts when the drawing of the map has been painted.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, ViewportSize

from benchmarks.browser import Traffic, chromium, listen, settle
from benchmarks.budgets import BUDGETS, Verdict
from benchmarks.output import keep, machine, progress, table
from benchmarks.server import OUR_APP, Server
from benchmarks.weight import path_and_query

DRAWING = ".st-key-twin [data-testid=stBidiComponentIsolated]"
SLIDER = ".st-key-timeline input[type=range]"
DESK = ViewportSize(width=1280, height=900)
MOST_REPEATS = 20
SECONDS_TO_PLAY = 60
# With the software renderer, as in the tests: the slowest machine a visitor may have.
WATCH = """(drawing) => {
    window.painted = []
    const seen = () => {
        const name = document.querySelector(drawing).shadowRoot.querySelector('svg').getAttribute('aria-label')
        if (window.painted.at(-1)?.[0] !== name) window.painted.push([name, performance.now()])
    }
    const box = document.querySelector(drawing).shadowRoot
    new MutationObserver(seen).observe(box, { subtree: true, childList: true, attributes: true })
}"""
ARGUMENTS = ("--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")


def frames_per_second(painted: Sequence[float]) -> float:
    """Return the frames a second of pictures painted at these milliseconds; the first of them starts the clock.

    Raises
    ------
    ValueError
        If there are fewer than two.
    """
    if len(painted) < 2:
        raise ValueError(f"the map did not play: {len(painted)} of its periods were painted")
    return 1000 * (len(painted) - 1) / (painted[-1] - painted[0])


def measure(browser: Browser, url: str) -> dict[str, Any]:
    """Return how fast one fresh visit plays, what a frame takes, and what a single change of period takes."""
    context = browser.new_context(viewport=DESK)
    try:
        page = context.new_page()
        traffic = listen(context.new_cdp_session(page))
        page.goto(url, wait_until="commit")
        page.wait_for_selector(f"{DRAWING} [role=option][aria-label]", state="attached", timeout=60_000)
        settle(page, traffic)
        single = _one_step(page, traffic)
        return {"one change kB": single / 1000, **_play(page, traffic)}
    finally:
        context.close()


def _one_step(page: Page, traffic: Traffic) -> int:
    """Go one period back with the keyboard and return the bytes of everything that follows."""
    before = traffic.total
    page.locator(SLIDER).focus()
    page.keyboard.press("ArrowLeft")
    traffic.last = time.monotonic()
    settle(page, traffic)
    return traffic.total - before


def _play(page: Page, traffic: Traffic) -> dict[str, float]:
    page.keyboard.press("End")
    traffic.last = time.monotonic()
    settle(page, traffic)
    page.evaluate(WATCH, DRAWING)
    before, periods = traffic.total, int(page.locator(SLIDER).get_attribute("max") or 0) + 1
    page.locator(".st-key-timeline button").click()
    until = time.monotonic() + SECONDS_TO_PLAY
    while (painted := page.evaluate("window.painted.length")) < periods and time.monotonic() < until:
        page.wait_for_timeout(50)
    settle(page, traffic)
    times = [moment for _, moment in page.evaluate("window.painted")]
    return {
        "frames": painted,
        "frames a second": frames_per_second(times),
        "longest frame ms": max(after - first for first, after in pairwise(times)),
        "kB a frame": (traffic.total - before) / 1000 / periods,
    }


def main() -> None:
    """Measure, print, and keep."""
    options, here = _options(), machine()
    rows = []
    with Server(OUR_APP) as ours, chromium(ARGUMENTS) as browser:
        for measured in options.measures:
            for language in options.languages:
                progress(f"playing the {measured} in {language}")
                url = f"{ours.url}{path_and_query('map', language)}&measure={measured}"
                seen = [measure(browser, url) for _ in range(options.repeats)]
                medians = {name: median(visit[name] for visit in seen) for name in seen[0]}
                rows.append({"measure": measured, "language": language, **medians})
    budgets = [
        Verdict(BUDGETS[budget], f"{row['measure']} {row['language']}", row[column]).row()
        for row in rows
        for budget, column in (("play", "frames a second"), ("change of period", "one change kB"))
    ]
    table("Machine", [here])
    table(f"Play and a change of period, medians of {options.repeats}", rows)
    table("Budgets", budgets)
    keep({"machine": here, "repeats": options.repeats, "play": rows, "budgets": budgets}, options.json)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.play", description=__doc__)
    parser.add_argument("--measures", nargs="+", choices=("rate", "change"), default=["rate", "change"])
    parser.add_argument("--languages", nargs="+", choices=("en", "cy"), default=["en", "cy"])
    parser.add_argument("--repeats", type=int, default=3, help="fresh visits for each measure and language")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the result to FILE")
    options = parser.parse_args()
    if not 1 <= options.repeats <= MOST_REPEATS:
        parser.error(f"--repeats is from 1 to {MOST_REPEATS}, not {options.repeats}")
    return options


if __name__ == "__main__":
    main()
