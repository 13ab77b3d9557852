"""How many readers of first responses one process answers: ``python -m benchmarks.readers``.

Each of them asks for the same view again as soon as it has it, over a connection that stays open, and takes gzip. The
readers share the machine with the server.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from benchmarks.budgets import BUDGETS, Verdict
from benchmarks.output import keep, machine, progress, table
from benchmarks.server import HOST, OUR_APP, Server

VIEWS = ("/?lang=en", "/map?lang=cy", "/compare?lang=en&area=E23000032", "/signs?lang=cy")


async def _read(port: int, path: str, until: float, taken: list[float]) -> int:
    """Ask for a view until a moment of the clock; add the seconds of each answer to ``taken``, return its bytes."""
    reader, writer = await asyncio.open_connection(HOST, port)
    asked, size = f"GET {path} HTTP/1.1\r\nHost: {HOST}:{port}\r\nAccept-Encoding: gzip\r\n\r\n".encode(), 0
    while time.perf_counter() < until:
        began = time.perf_counter()
        writer.write(asked)
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        if b" 200 " not in head.split(b"\r\n")[0]:
            raise RuntimeError(f"{path}: {head.decode('latin-1')[:80]}")
        size = int(head.split(b"content-length:")[1].split(b"\r\n")[0])
        await reader.readexactly(size)
        taken.append(time.perf_counter() - began)
    writer.close()
    return size


def measured(server: Server, path: str, *, readers: int, seconds: float) -> dict[str, Any]:
    """Return how many answers a second there were of a view, the milliseconds of them, and their size."""
    with urlopen(f"{server.url}{path}") as answer:
        answer.read()
    taken: list[float] = []

    async def crowd() -> list[int]:
        until = time.perf_counter() + seconds
        return await asyncio.gather(*(_read(server.port, path, until, taken) for _ in range(readers)))

    sizes = asyncio.run(crowd())
    taken.sort()
    return {
        "view": path,
        "a second": round(len(taken) / seconds),
        "p50 ms": round(taken[len(taken) // 2] * 1000, 1),
        "p95 ms": round(taken[int(len(taken) * 0.95)] * 1000, 1),
        "kB": round(max(sizes) / 1000, 1),
    }


def main() -> None:
    """Measure, print, and keep."""
    options, here = _options(), machine()
    found: list[dict[str, Any]] = []
    with Server(OUR_APP) as server:
        for path in VIEWS:
            progress(f"{options.readers} readers of {path}")
            found.append(measured(server, path, readers=options.readers, seconds=options.seconds))
    verdicts = [each.row() for row in found for each in _verdicts(row)]
    table("Machine", [here])
    table(f"{options.readers} readers for {options.seconds:g} s", found)
    table("Budgets", verdicts)
    keep({"machine": here, "readers": found, "budgets": verdicts}, options.json)


def _verdicts(row: dict[str, Any]) -> tuple[Verdict, ...]:
    view = row["view"]
    page = BUDGETS["overview to read" if view.startswith("/?") else "page to read"]
    return (
        Verdict(BUDGETS["readers"], view, row["a second"]),
        Verdict(BUDGETS["reader"], view, row["p95 ms"]),
        Verdict(page, view, row["kB"]),
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.readers", description=__doc__)
    parser.add_argument("--readers", type=int, default=32, help="who ask at the same time")
    parser.add_argument("--seconds", type=float, default=5, help="how long each view is asked for")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the result to FILE")
    options = parser.parse_args()
    if not 1 <= options.readers <= 500:
        parser.error(f"--readers is from 1 to 500, not {options.readers}")
    return options


if __name__ == "__main__":
    main()
