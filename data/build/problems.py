"""What is wrong with a source, said to the person who can put it right."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

SHOWN_PER_FILE = 20


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: in which file, where, what was found and what was expected."""

    file: str
    where: str
    found: str
    expected: str

    def __str__(self) -> str:
        place = f"{self.file}, {self.where}" if self.where else self.file
        return f"{place}: found {self.found}; expected {self.expected}"


class BuildError(Exception):
    """The build cannot go on; the message is complete and for people."""


def first_of(findings: Collection[object]) -> list[str]:
    """Return a line for each of the first findings, and one that says how many more there are."""
    lines = [f"  {finding}" for finding in [*findings][:SHOWN_PER_FILE]]
    more = len(findings) - len(lines)
    return [*lines, f"  and {more:,} more"] if more else lines


class SourceError(BuildError):
    """One or more sources are wrong. Carries every problem, so that all can be put right at once."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = tuple(problems)
        super().__init__("\n".join(_lines(self.problems)))


def _lines(problems: tuple[Problem, ...]) -> Iterable[str]:
    for file in dict.fromkeys(problem.file for problem in problems):
        in_file = [problem for problem in problems if problem.file == file]
        yield from map(str, in_file[:SHOWN_PER_FILE])
        if len(in_file) > SHOWN_PER_FILE:
            yield f"{file}: and {len(in_file) - SHOWN_PER_FILE} more problems"
    yield (
        "Nothing was published; what was there is untouched. Put the files right, or fetch them again from "
        "the publisher, and run python -m data.build again."
    )
