"""A growing crowd of visitors on one server: each looks, thinks, and asks for the next view.

Visitors come spread over one think time and stay; a step measures what is asked in its window. A run that is
still unanswered when its step is summed up counts with its age, so a server that falls behind cannot look fast.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from benchmarks.budgets import RERUN_P95_SECONDS
from benchmarks.output import percentile
from benchmarks.server import Server, machine_cpu_seconds
from benchmarks.visitor import Run, VisitError, Visitor


@dataclass(frozen=True)
class Habits:
    """What visitors do: the paths and areas they move among, their languages, and their mean time to think.

    With one path they stay on its page and change the area two times out of three; with several they also
    move on.
    """

    paths: Sequence[str]
    areas: Sequence[str]
    languages: Sequence[str] = ("en", "cy")
    think: float = 3.0

    def pause(self, chance: random.Random) -> float:
        """Return the seconds until the next look, from half to one and a half times the mean."""
        return self.think * chance.uniform(0.5, 1.5)

    def next_view(self, view: View, chance: random.Random) -> View:
        """Return what a visitor asks for next: the same again, another area, or another page."""
        choices = ["same", "area", "page" if len(self.paths) > 1 else "area"]
        match chance.choice(choices):
            case "area":
                return View(view.path, chance.choice(self.areas), view.language)
            case "page":
                return View(chance.choice(self.paths), view.area, view.language)
        return view

    def first_view(self, chance: random.Random) -> View:
        """Return the address a visitor comes to."""
        return View(chance.choice(self.paths), chance.choice(self.areas), chance.choice(self.languages))


@dataclass(frozen=True)
class View:
    """The address of one visitor."""

    path: str
    area: str
    language: str

    def query(self) -> dict[str, str]:
        """Return the parameters of the address."""
        return {"lang": self.language, "area": self.area}


@dataclass(frozen=True)
class Step:
    """What one size of the crowd met; times in seconds, memory in bytes, processor time in shares of a core."""

    visitors: int
    connected: int
    runs: Sequence[float]
    waits: Sequence[float]
    opens: Sequence[float]
    errors: Sequence[str]
    asked_per_second: float
    memory: int
    server_cpu: float
    generator_cpu: float
    others_cpu: float

    @property
    def p95(self) -> float:
        """The 95th percentile of the time from asking to the end of the run; infinite if nobody asked."""
        return percentile(self.runs, 0.95) if self.runs else float("inf")

    @property
    def is_held(self) -> bool:
        """Whether the crowd was served as promised, without an error."""
        return self.p95 < RERUN_P95_SECONDS and not self.errors

    def row(self, think: float) -> dict[str, Any]:
        """Return the step as a line of a table, in milliseconds and megabytes."""
        return {
            "visitors": self.visitors,
            "connected": self.connected,
            "reruns": len(self.runs),
            "of offered %": round(100 * self.asked_per_second * think / self.visitors),
            "p50 ms": _milliseconds(self.runs, 0.5),
            "p95 ms": _milliseconds(self.runs, 0.95),
            "max ms": _milliseconds(self.runs, 1),
            "waiting p50 ms": _milliseconds(self.waits, 0.5),
            "waiting p95 ms": _milliseconds(self.waits, 0.95),
            "opening p50 ms": round(1000 * median(self.opens)) if self.opens else None,
            "errors": len(self.errors),
            "server CPU %": round(100 * self.server_cpu),
            "generator CPU %": round(100 * self.generator_cpu),
            "others CPU %": round(100 * self.others_cpu),
            "memory MB": round(self.memory / 1e6),
        }


@dataclass
class Crowd:
    """Visitors on ``server``; grows by ``measure`` and leaves by ``leave``."""

    server: Server
    habits: Habits
    runs: list[Run] = field(default_factory=list)
    opens: list[Run] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    asking: dict[int, float] = field(default_factory=dict)
    connected: int = 0
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)

    async def measure(self, visitors: int, *, seconds: float) -> Step:
        """Grow to ``visitors``, let the new ones settle, and measure what is asked within ``seconds``."""
        newcomers = range(len(self._tasks), visitors)
        self.opens.clear()
        self.errors.clear()
        self._tasks += [asyncio.create_task(self._visit(number)) for number in newcomers]
        await asyncio.sleep(2.5 * self.habits.think)
        self.runs.clear()
        began, cpu_before = time.perf_counter(), self._cpu()
        await asyncio.sleep(seconds)
        ended = time.perf_counter()
        cpu = [(after - before) / (ended - began) for before, after in zip(cpu_before, self._cpu(), strict=True)]
        await asyncio.sleep(RERUN_P95_SECONDS)
        for gone in (task for task in self._tasks if task.done()):
            gone.result()  # visitors stay: one that is gone met a mistake of ours, raised here
        answered = [run for run in self.runs if began <= run.sent < ended]
        now = time.perf_counter()
        unanswered = [now - sent for sent in self.asking.values() if began <= sent < ended]
        times = [run.seconds for run in answered] + unanswered
        return Step(
            visitors=visitors,
            connected=self.connected,
            runs=times,
            waits=[run.waited for run in answered],
            opens=[run.seconds for run in self.opens],
            errors=tuple(self.errors),
            asked_per_second=len(times) / (ended - began),
            memory=self.server.memory(),
            server_cpu=cpu[0],
            generator_cpu=cpu[1],
            others_cpu=max(0.0, cpu[2] - cpu[0] - cpu[1]),
        )

    def _cpu(self) -> tuple[float, float, float]:
        """Return the processor time used by the server, by ourselves and by the whole machine."""
        return self.server.cpu_seconds(), time.process_time(), machine_cpu_seconds()

    async def leave(self) -> None:
        """End every visit."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _visit(self, number: int) -> None:
        """Come, look and think until told to leave; after an error come again as a new session."""
        chance = random.Random(number)
        await asyncio.sleep(chance.uniform(0, self.habits.think))
        while True:
            try:
                async with Visitor(self.server.port) as visitor:
                    self.connected += 1
                    try:
                        await self._look_around(number, visitor, chance)
                    finally:
                        self.connected -= 1
            except VisitError as error:
                self.errors.append(str(error))
                await asyncio.sleep(self.habits.pause(chance))

    async def _look_around(self, number: int, visitor: Visitor, chance: random.Random) -> None:
        view = self.habits.first_view(chance)
        self.opens.append(await visitor.open(view.path, **view.query()))
        while True:
            await asyncio.sleep(self.habits.pause(chance))
            view = self.habits.next_view(view, chance)
            self.asking[number] = time.perf_counter()
            try:
                self.runs.append(await visitor.go_on(view.path, **view.query()))
            finally:
                del self.asking[number]


def _milliseconds(values: Sequence[float], share: float) -> int | None:
    return round(1000 * percentile(values, share)) if values else None
