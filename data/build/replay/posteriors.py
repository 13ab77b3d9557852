"""What the replay says of hidden counts: what each is likely to be, or why that cannot be told."""

from dataclasses import dataclass

from data.build.attacks.rows import Count, width_of

ENUMERATED, SAMPLED = "enumerated", "sampled"


@dataclass(frozen=True)
class Posterior:
    """What a hidden count is likely to be.

    ``likely`` are the fewest values that hold 95 % of the chance, ``possible`` those that would if the rule gave
    nothing away. ``how`` is enumerated, if every table of the ``group`` was looked at; or sampled, if it was one
    line at a time of a sample of them, given what is hidden elsewhere, which a reader of the pattern knows too.
    """

    indicator: str
    count: Count
    threshold: int
    group: tuple[Count, ...]
    how: str
    tables: int
    runs: int
    likely: tuple[int, ...]
    possible: tuple[int, ...]

    @property
    def width(self) -> int:
        """Return how many values there are but one: 0 for a count that is known."""
        return len(self.likely) - 1

    @property
    def is_narrow(self) -> bool:
        """Return whether the rule gives the count away; what the sums give away is not counted."""
        return self.width < min(width_of(self.threshold), len(self.possible) - 1)

    def __str__(self) -> str:
        values = " or ".join(map(str, self.likely))
        place = f"{self.indicator} {' '.join(self.count)}"
        return f"{place}: which counts are hidden tells that it is {values} ({self.how}: {self.tables} tables)"


@dataclass(frozen=True)
class Unreplayed:
    """A hidden count of which it is not known what the rule gives away, and why."""

    indicator: str
    count: Count
    reason: str

    def __str__(self) -> str:
        return f"{self.indicator} {' '.join(self.count)}: {self.reason}"


@dataclass(frozen=True)
class Swaps:
    """How well a leaked table could be verified: of ``of`` swaps of one person ``kept`` give the same pattern."""

    indicator: str
    group: tuple[Count, ...]
    kept: int
    of: int


@dataclass(frozen=True)
class Replay:
    """What the replay of the rule gave, for each hidden count a posterior or a reason why there is none."""

    posteriors: tuple[Posterior, ...] = ()
    unreplayed: tuple[Unreplayed, ...] = ()
    swaps: tuple[Swaps, ...] = ()

    @property
    def narrow(self) -> tuple[Posterior, ...]:
        """Return the counts that the rule gives away."""
        return tuple(posterior for posterior in self.posteriors if posterior.is_narrow)

    @property
    def findings(self) -> tuple[str, ...]:
        """Return a line for every count that the rule gives away."""
        return tuple(map(str, self.narrow))

    def __add__(self, other: "Replay") -> "Replay":
        """Return both together."""
        return Replay(self.posteriors + other.posteriors, self.unreplayed + other.unreplayed, self.swaps + other.swaps)
