"""Which release the site shows: the published one, or a trial that ``DASHBOARD_RELEASE`` names. Only the site asks.

The build, the refresh and whatever else writes never looks here, so that a trial cannot be published by a variable that
was left set.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from shlex import quote

from data.load import PUBLISHED

SETTING = "DASHBOARD_RELEASE"
ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Shown:
    """What the site shows.

    Parameters
    ----------
    published : Path
        Folder of the release.
    archive : Path
        Folder of it and of every release before it: ``releases`` beside the first, where the build keeps them.
    is_trial : bool
        Whether it is another release than the published one.
    """

    published: Path
    archive: Path
    is_trial: bool

    @property
    def name(self) -> str:
        """The folder as people know it, without the path of the machine."""
        return f"{self.published.parent.name}/{self.published.name}"

    def problem(self) -> str:
        """Return what is wrong with the folder of a trial, for its owner; empty where a release is in it."""
        if not self.is_trial or (self.published / "manifest.json").is_file():
            return ""
        inside = self.published / PUBLISHED.name
        is_above = (inside / "manifest.json").is_file()
        found = "holds no release" if self.published.is_dir() else "is no folder"
        meant = f" (is {self.published.name}/{inside.name} meant?)" if is_above else ""
        return (
            f"{SETTING} names {self.name}, which {found}{meant}. Nothing else is shown in its place. "
            "Make a trial with: python -m data.build --cases FILE --out trial/published; or start without the variable "
            "to show the published release"
        )


def how_to_look(folder: Path) -> str:
    """Return how to look at what was built in a folder; empty for the published release, which is shown anyway."""
    if folder.resolve() == PUBLISHED.resolve():
        return ""
    look = f"{SETTING}={quote(str(folder))} streamlit run dashboard.py"
    return f"Nothing of the published site was touched. To look at it: {look}"


def shown(environment: Mapping[str, str] = os.environ) -> Shown:
    """Return what the site shows; a relative path is one from the root of the project, wherever the server starts."""
    named = environment.get(SETTING, "").strip()
    folder = (ROOT / Path(named).expanduser()).resolve() if named else PUBLISHED
    return Shown(folder, folder.with_name("releases"), folder != PUBLISHED.resolve())


SHOWN = shown()
