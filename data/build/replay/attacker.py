"""What the rule of hiding gives away of hidden counts, beyond what the published sums do.

The rule is public and only its seed is not. So a reader takes every table that agrees with what is published,
each as likely as another before, and looks with what share of seeds of their own the rule hides just the counts
that are hidden. A table that seldom gives the pattern is seldom the true one.
"""

import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from multiprocessing import get_context
from typing import NamedTuple

from data.build.attacks.rows import AttackError, Rule, Said, statements
from data.build.replay.algorithm import Algorithm, published_algorithm
from data.build.replay.attempt import Attempt
from data.build.replay.groups import Group, Published
from data.build.replay.posteriors import Replay

# The most seeds that are tried for a group.
_SEEDS = 256
RUNS = 2400
# Starting processes takes longer than so few groups.
_FEWEST_JOBS = 6


def replay(
    rows: Iterable[Mapping[str, str]],
    *,
    parents: Mapping[str, str],
    rules: Mapping[str, Rule],
    runs: int = RUNS,
    largest: int | None = None,
    algorithm: Callable[[Said, Rule], Algorithm] = published_algorithm,
    processes: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Replay:
    """Return what the rule of hiding gives away of the counts that one release hides.

    Parameters
    ----------
    rows : iterable of dict
        ``indicator``, ``area_code``, ``period``, ``breakdown``, ``category``, ``value``, ``status`` and
        ``release`` as text, of one release.
    parents : dict
        Code of the area one level up, of every area that is a part of one.
    rules : dict of Rule
        What is known of the indicators, by id; those without a threshold hide nothing.
    runs : int
        About the most runs of the rule for a group or a line of one. Time is no limit: the same rows always give
        the same answer.
    largest : int, optional
        Groups of more hidden counts are not replayed, which is said of each of them.
    algorithm : callable
        Returns the rule to replay, given what is said of an indicator.
    processes : int
        How many groups to replay at once, if there are enough of them; the answer is the same.
    progress : callable, optional
        Called with the number of hidden counts replayed so far and of all.

    Raises
    ------
    AttackError
        If the rows are of several releases, or no whole tables agree with them.
    """
    said, most = statements(rows), sys.maxsize if largest is None else largest
    hidden = sum(value is None for told in said.values() for one in told.values() for value in one.values())
    jobs = []
    for indicator, releases in said.items():
        rule = rules.get(indicator, Rule())
        # A mapping that cannot be changed cannot be handed to another process.
        rule = rule._replace(parts={**rule.parts})
        if len(releases) > 1:
            raise AttackError(f"{indicator}: expected one release to replay, got {', '.join(releases)}")
        for one in releases.values() if rule.threshold else ():
            published = Published(one, parents, rule.parts)
            jobs += [_Job(indicator, rule, published, group, one, algorithm) for group in published.groups()]
    found = Replay()
    with _workers(jobs if processes > 1 else (), processes, most) as each:
        for part in each(partial(_replayed, runs=runs, most=most), jobs):
            found += part
            if progress:
                progress(len(found.posteriors) + len(found.unreplayed), hidden)
    return found


class _Job(NamedTuple):
    """One group to replay, and all that is needed for it in another process."""

    indicator: str
    rule: Rule
    published: Published
    group: Group
    said: Said
    algorithm: Callable[[Said, Rule], Algorithm]


def _replayed(job: _Job, *, runs: int, most: int) -> Replay:
    run = job.algorithm(job.said, job.rule)
    attempt = Attempt(job.indicator, job.rule, job.group, job.published, run, runs=runs)
    if len(job.group.hidden) > most:
        return attempt.left_out(most)
    return attempt.replay([sha256(b"replay %d" % number).digest() for number in range(_SEEDS)])


# What answers each job in order, here or in other processes.
_Map = Callable[[Callable[[_Job], Replay], Collection[_Job]], Iterator[Replay]]


@contextmanager
def _workers(jobs: Collection[_Job], processes: int, most: int) -> Iterator[_Map]:
    """Return a map over processes, which answers in order; one here where there is little to do."""
    if sum(len(job.group.hidden) <= most for job in jobs) < _FEWEST_JOBS:
        yield map
        return
    # What the solver keeps of its threads does not survive a fork.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        yield pool.map
