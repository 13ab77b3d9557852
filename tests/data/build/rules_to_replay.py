"""Rules of hiding that are small enough to see through: for one line, its whole shown, any of its parts hidden."""

import hashlib

from data.build.attacks.rows import width_of


def cheapest_first(counts, rule):
    """Hide as partner whatever counts least, as this project once did; a seed settles nothing but ties."""
    return _rule(rule, lambda name, value, seed: (value, number(name, seed)))


def at_random(counts, rule):
    """Hide as partner whatever a seed says, whatever it counts; two at least, one of them to spare."""
    return _rule(rule, lambda name, value, seed: number(name, seed), least=2)


def with_a_known_seed(counts, rule):
    """Hide at random, but with a seed that everybody knows."""
    hidden = at_random(counts, rule)
    return lambda made, seed: hidden(made, KNOWN)


def by_threshold_only(counts, rule):
    """Hide what is small and nothing beside it."""
    return _rule(rule, lambda name, value, seed: 0, partners=False)


KNOWN = b"0"


def number(name, seed):
    """Return a number that only the seed and the name settle."""
    return hashlib.sha256(seed + "|".join(name).encode()).digest()


def _rule(rule, cost, *, least=0, partners=True):
    width = width_of(rule.threshold)

    def hidden(made, seed):
        values = made.values
        whole = max(values, key=values.get)
        parts = {name: value for name, value in values.items() if name != whole}
        found = {name for name, value in parts.items() if value < rule.threshold}
        queue = sorted(parts.keys() - found, key=lambda name: cost(name, parts[name], seed))
        # Up by the width is asked for before down: then the other hidden ones have to give as much.
        taken = least if found else 0
        for small in sorted(found, key=parts.get) if partners else ():
            others = sum(parts[name] for name in found - {small})
            while taken < len(queue) and others + sum(parts[name] for name in queue[:taken]) < width > parts[small]:
                taken += 1
        found.update(queue[: max(taken, int(partners and len(found) == 1))])
        return frozenset(found)

    return hidden
