"""A copy of the project in which a maintainer follows a recipe, and what can be done with it."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NEEDED = ("dashboard.py", "site.toml", "components", "data", "geo", "locales", "pages", "web")
RENDERING = Path(__file__).with_name("rendering.py")


@dataclass(frozen=True)
class Copy:
    """A copy of the project at ``root``."""

    root: Path

    def read(self, path):
        return (self.root / path).read_text(encoding="utf-8")

    def write(self, path, content):
        """Write a file of the copy, new or not."""
        (self.root / path).write_text(content, encoding="utf-8")

    def append(self, path, content):
        self.write(path, self.read(path) + content)

    def replace(self, path, old, new):
        content = self.read(path)
        assert old in content, f"{path} has no {old!r}"
        self.write(path, content.replace(old, new))

    def run(self, *arguments):
        """Run Python in the copy; return how it ended."""
        environment = {**os.environ, "PYTHONPATH": str(self.root), "PYTHONDONTWRITEBYTECODE": "1"}
        environment.pop("DASHBOARD_RELEASE", None)
        return subprocess.run(
            [sys.executable, *arguments], cwd=self.root, env=environment, capture_output=True, text=True, check=False
        )

    def rendered(self, **asked):
        """Render what an address asks for, or everything; return the failures, one a line."""
        done = self.run(RENDERING, *(f"{name}={value}" for name, value in asked.items()))
        failures = self.root / "made" / "failures.txt"
        return failures.read_text(encoding="utf-8") if failures.exists() else done.stderr

    def made(self, name):
        """Return what was rendered under a name, as text."""
        return (self.root / "made" / name).read_text(encoding="utf-8")


def copy_of(root):
    """Copy what the site needs into the folder ``root``, which is made."""
    root.mkdir()
    for name in NEEDED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, root / name)
        else:
            shutil.copy(ROOT / name, root / name)
    return Copy(root)


FIRST = """
from components.address.pages import page_of
from components.content.request import PageRequest
from web.first_response import first_response
print(first_response(page_of("PAGE"), PageRequest({"lang": "LANGUAGE"})).decode())
"""


def first(copy, page, language):
    """Return the first response of a page in a copy of the project."""
    return copy.run("-c", FIRST.replace("PAGE", page).replace("LANGUAGE", language)).stdout
