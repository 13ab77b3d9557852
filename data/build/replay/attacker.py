"""What the rule of hiding gives away of hidden counts, beyond what the published sums do.

The rule is public and only its seed is not. So a reader takes every table that agrees with what is published,
each as likely as another before, and looks with what share of seeds of their own the rule hides just the counts
that are hidden. A table that seldom gives the pattern is seldom the true one.
"""

import sys
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256

from data.build.attack_rows import AttackError, Rule, Said, statements
from data.build.replay.algorithm import Algorithm, published_algorithm
from data.build.replay.attempt import Attempt
from data.build.replay.groups import Published
from data.build.replay.posteriors import Replay

SEEDS = 256
RUNS = 2400


def replay(
    rows: Iterable[Mapping[str, str]],
    *,
    parents: Mapping[str, str],
    rules: Mapping[str, Rule],
    seeds: int = SEEDS,
    runs: int = RUNS,
    largest: int | None = None,
    algorithm: Callable[[Said, Rule], Algorithm] = published_algorithm,
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
    seeds : int
        The most seeds to try for a group.
    runs : int
        About the most runs of the rule for a group or a line of one. Time is no limit: the same rows always give
        the same answer.
    largest : int, optional
        Groups of more hidden counts are not replayed, which is said of each of them.
    algorithm : callable
        Returns the rule to replay, given what is said of an indicator.
    progress : callable, optional
        Called with the number of hidden counts replayed so far and of all.

    Raises
    ------
    AttackError
        If the rows are of several releases, or no whole tables agree with them.
    """
    found, tried = Replay(), [sha256(b"replay %d" % number).digest() for number in range(seeds)]
    said = statements(rows)
    most = sys.maxsize if largest is None else largest
    hidden = sum(value is None for told in said.values() for one in told.values() for value in one.values())
    for indicator, releases in said.items():
        rule = rules.get(indicator, Rule())
        if len(releases) > 1:
            raise AttackError(f"{indicator}: expected one release to replay, got {', '.join(releases)}")
        for one in releases.values() if rule.threshold else ():
            run = algorithm(one, rule)
            published = Published(one, parents, rule.parts)
            for group in published.groups():
                attempt = Attempt(indicator, rule, group, published, run, runs=runs)
                found += attempt.replay(tried) if len(group.hidden) <= most else attempt.left_out(most)
                if progress:
                    progress(len(found.posteriors) + len(found.unreplayed), hidden)
    return found
