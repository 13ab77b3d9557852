"""What the README and the documents name is there: files, commands, and places in other documents."""

import importlib.util
import re
from pathlib import Path

import pytest

from components.wording.text import LOCALES

ROOT = LOCALES.parent
MADE = ("welsh-review.md", "plain-language.md")
DOCUMENTS = sorted(
    file
    for file in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "data" / "cases").glob("*.md"))
    if file.name not in MADE
)
# Folders whose files are named by a path that begins with them.
ROOMS = ("benchmarks", "components", "data", "deploy", "docs", "geo", "locales", "pages", "tests", "web")
# Made by commands, and so not in the repository.
LATER = ("data/seeds", "data/cases/", "tests/data/killing.py")


def name_of(file):
    return file.relative_to(ROOT).as_posix()


def paths(words):
    for each in re.findall(r"`([\w./*-]+)`", words):
        if each.startswith(tuple(f"{room}/" for room in ROOMS)) and "*" not in each:
            yield each


def commands(words):
    return re.findall(r"python -m ((?:benchmarks|components|data|geo|locales|web)[\w.]*)", words)


def links(words):
    return [each for each in re.findall(r"\]\(([^)\s]+)\)", words) if "://" not in each and not each.startswith("/")]


def headings(file):
    lines = re.findall(r"(?m)^#+ (.*)$", file.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w -]", "", line.lower()).replace(" ", "-") for line in lines}


def lacking(file, words):
    """Return what a document names that is not there."""
    found = [each for each in paths(words) if not each.startswith(LATER) and not (ROOT / each).exists()]
    found += [each for each in commands(words) if not importlib.util.find_spec(each)]
    for link in links(words):
        path, _, place = link.partition("#")
        target = file.parent / path if path else file
        if not target.exists() or (place and place not in headings(target)):
            found.append(link)
    return found


@pytest.mark.parametrize("file", DOCUMENTS, ids=name_of)
def test_what_a_document_names_is_there(file):
    assert lacking(file, file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "words", ["`components/none.py`", "`python -m data.none`", "[none](none.md)", "[none](README.md#none)"]
)
def test_what_is_not_there_is_found(words):
    assert lacking(ROOT / "README.md", words)


def test_the_readme_can_be_read_in_one_go():
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 130


def test_the_numbers_of_the_decisions_have_no_gap_and_each_is_in_the_list():
    folder = ROOT / "docs" / "decisions"
    names = sorted(file.name for file in folder.glob("[0-9]*.md"))
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))
    listed = (folder / "README.md").read_text(encoding="utf-8")
    assert all(f"]({name})" in listed for name in names)
    for name in names:
        assert re.search(r"(?m)^Date: \d{4}-\d\d-\d\d$", Path(folder / name).read_text(encoding="utf-8")), name
