"""What is wrong with a source of cases, said without a word of what is in it."""

from collections.abc import Iterable

from data.build.problems import BuildError, Problem

SHOWN_ROWS = 100


class CasesError(BuildError):
    """Records that cannot be counted. Carries every problem; no message quotes a cell."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = tuple(problems)
        super().__init__("\n".join([*map(str, self.problems), "No case was published; what was there is untouched."]))


def listed(numbers: Iterable[int], total: int, *, word: str) -> str:
    """Return where something is, such as ``rows 3, 5 to 7 and 12 more``.

    Parameters
    ----------
    numbers : iterable of int
        Rows in rising order; the first ``SHOWN_ROWS`` are named.
    total : int
        How many there are in all.
    word : str
        ``row`` or ``record``.
    """
    shown = [*numbers][:SHOWN_ROWS]
    runs: list[list[int]] = []
    for number in shown:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    parts = [str(first) if first == last else f"{first} to {last}" for first, last in runs]
    more = f" and {total - len(shown):,} more" if total > len(shown) else ""
    return f"{word}{'s' * (total > 1)} {', '.join(parts)}{more}"
