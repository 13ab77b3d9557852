"""The ZIP of the newest release, made once by a process of its own and kept until the server ends.

Making it takes seconds of one processor, so it never runs in the web process; one is made at a time, few visitors wait
for it, and one that fails is not tried again at once.
"""

from __future__ import annotations

import logging
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from data import current
from data.history import MANIFEST, sha256
from data.site import LANGUAGES

ROOT = Path(__file__).resolve().parents[2]
LOG = logging.getLogger("dashboard")
# The folder inside the ZIP, and the name it is saved under: a list of downloads may be read by somebody else.
TOGETHER = "figures-{release}"
SPREADSHEETS = {
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# What the ZIP holds besides the published files, and can be had alone.
MADE = {
    "areas.geojson": "application/geo+json",
    "codebook.csv": "text/csv; charset=utf-8",
    "columns.json": "application/json",
    "observations.parquet": "application/vnd.apache.parquet",
    **{f"release-{code}.{kind}": media for code in sorted(LANGUAGES) for kind, media in SPREADSHEETS.items()},
}
LONGEST = 120  # seconds until a process that makes it is given up
PAUSE = 60  # seconds until the next try after a failure
MOST_WAITING = 8


def without_language(name: str) -> str:
    """Return a file's name without its language: what is said of it is the same in each."""
    for language in LANGUAGES:
        name = name.replace(f"-{language}.", ".")
    return name


class BundleError(Exception):
    """The ZIP cannot be had now; ``is_busy`` says that others are waiting for it already."""

    def __init__(self, message: str, *, is_busy: bool = False) -> None:
        super().__init__(message)
        self.is_busy = is_busy


class BundleStore:
    """The ZIPs made so far, by release; only one is made at a time.

    Parameters
    ----------
    make : callable
        Writes the ZIP to a path, or raises BundleError.
    """

    def __init__(self, make: Callable[[Path], None]) -> None:
        self.make = make
        self.one_at_a_time = threading.Lock()
        self.places = threading.BoundedSemaphore(MOST_WAITING)
        self.failed: dict[str, float] = {}
        self.folder: Path | None = None

    def path(self, key: str) -> Path:
        """Return where the ZIP of ``key`` is, made now if it has to be.

        Raises
        ------
        BundleError
            If it cannot be made, or too many wait for it already.
        """
        if (ready := self._ready(key)) is not None:
            return ready
        if not self.places.acquire(blocking=False):
            raise BundleError("too many wait for the bundle", is_busy=True)
        try:
            with self.one_at_a_time:
                return self._ready(key) or self._made(key)
        finally:
            self.places.release()

    def remove(self) -> None:
        """Leave nothing behind when the server ends."""
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)

    def _ready(self, key: str) -> Path | None:
        path = self.folder / f"{key}.zip" if self.folder else None
        return path if path and path.is_file() else None

    def _made(self, key: str) -> Path:
        if time.monotonic() - self.failed.get(key, -PAUSE) < PAUSE:
            raise BundleError("the bundle failed a moment ago")
        try:
            if self.folder is None or not self.folder.is_dir():
                self.folder = Path(tempfile.mkdtemp(prefix="modern-slavery-"))
            path = self.folder / f"{key}.zip"
            self.make(path)
        except (BundleError, OSError) as error:
            self.failed[key] = time.monotonic()
            LOG.error("%s", error)
            raise BundleError(str(error)) from error
        return path


def run(destination: Path) -> None:
    """Make the ZIP in a process of its own, behind the visitors in the queue for the processor."""
    started = time.monotonic()
    try:
        with tempfile.TemporaryDirectory(dir=destination.parent, prefix=".release-") as folder:
            # Of the release that is shown, whatever is published while it is made.
            for name, content in current.snapshot().files.items():
                (Path(folder) / name).write_bytes(content)
            command = [sys.executable, "-m", "components.opendata.bundle", str(destination), folder]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=LONGEST, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise BundleError(f"the bundle could not be made: {error}") from error
    if done.returncode or not destination.is_file():
        reason = done.stderr.decode("utf-8", "replace").strip()[-2000:]
        raise BundleError(f"the bundle could not be made (exit {done.returncode}): {reason}")
    LOG.info("bundle made: %s bytes in %.1f s", destination.stat().st_size, time.monotonic() - started)


BUNDLES = BundleStore(run)


def bundle() -> Path:
    """Return where the ZIP of the release that is shown is; it is kept by its id, and by which one of that id it is.

    Raises
    ------
    BundleError
        If it cannot be made now.
    data.load.PublishedDataError
        If the published figures cannot be read: of those no ZIP is made.
    """
    shown = current.snapshot()
    return BUNDLES.path(f"{shown.dataset.release}-{sha256(shown.files[MANIFEST])[:16]}")


def made_file(name: str) -> bytes:
    """Return one of the files ``MADE`` from the ZIP; raises as :func:`bundle`."""
    with zipfile.ZipFile(bundle()) as archive:
        return archive.read(f"{TOGETHER.format(release=current.dataset().release)}/{name}")
