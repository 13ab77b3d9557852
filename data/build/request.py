"""What a build is asked to do."""

from dataclasses import dataclass
from pathlib import Path

from data.build.past import Held


@dataclass(frozen=True)
class Request:
    """What a build is asked to do: the options of the command, which says what each means."""

    sources: Path
    out: Path
    releases: Path
    release: str
    cases: str | None = None
    cases_table: str | None = None
    cases_map: Path | None = None
    allow_rejected: int = 0
    hold_back: tuple[Held, ...] = ()
    dry_run: bool = False
    seeds: Path | None = None
    seed: Path | None = None
    report: Path | None = None

    @property
    def seeds_kept(self) -> Path:
        """Return the folder of the secret seeds: beside the releases unless it is given."""
        return self.seeds or self.out.with_name("seeds")
