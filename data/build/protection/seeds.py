"""The secret seed of each release: drawn once, kept with the records, never published.

A folder holds one file for each release. With its seed a release can be made again to the byte; without it nobody can
work out why a count was hidden beside another.
"""

import secrets
import tomllib
from dataclasses import dataclass
from pathlib import Path

from data.build.files import write_whole
from data.build.problems import BuildError

_BYTES = 32


@dataclass(frozen=True)
class Seed:
    """A secret and the release it is for; ``path`` is where it is kept, or will be."""

    release: str
    secret: bytes
    path: Path

    def keep(self) -> None:
        """Write the seed where it is kept, readable by its owner only; one that is there stays as it is."""
        if self.path.exists():
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self.path, f'release = "{self.release}"\nseed = "{self.secret.hex()}"\n'.encode(), mode=0o600)


def seed_for(release: str, folder: Path, file: Path | None = None) -> Seed:
    """Return the seed of a release: that of a file, that of the folder, or a new one that is not kept yet.

    Raises
    ------
    BuildError
        If the file is not there, cannot be read, or holds the seed of another release; if a seed of the folder is that
        of another release under a new name.
    """
    path = file or folder / f"{release}.toml"
    if not path.exists():
        if file:
            raise BuildError(
                f"{file}: there is no such seed. Give the file that was kept when release {release} was made, or leave "
                "out --seed, and a new one is drawn"
            )
        return Seed(release, secrets.token_bytes(_BYTES), path)
    seed = _read(path)
    if seed.release != release:
        raise BuildError(
            f"{path}: this seed was used for release {seed.release}, not for {release}. A seed used twice would let "
            f"one release explain the other: give the seed of {release}, or leave out --seed, and a new one is drawn"
        )
    for other in sorted(folder.glob("*.toml")):
        if other.resolve() != path.resolve() and _read(other).secret == seed.secret and _read(other).release != release:
            raise BuildError(f"{path}: this seed was used for release {_read(other).release} already, see {other}")
    return Seed(release, seed.secret, path)


def _read(path: Path) -> Seed:
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        release, secret = str(found["release"]), bytes.fromhex(found["seed"])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise BuildError(f'{path}: expected the lines release = "…" and seed = "…", as a build keeps them') from error
    if len(secret) != _BYTES or not any(secret):
        raise BuildError(f"{path}: expected a seed of {2 * _BYTES} hexadecimal digits that are not all 0")
    return Seed(release, secret, path)
