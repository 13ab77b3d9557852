"""The prose of the repository, paragraph by paragraph: documents, wording, and what stands beside code and settings."""

import ast
import io
import re
import tokenize
import tomllib
from collections.abc import Iterator
from functools import cache

import polib

from components.wording.text import LOCALES

ROOT = LOCALES.parent
FOLDERS = ("benchmarks", "components", "data", "geo", "locales", "pages", "tests", "web")
# Made of the catalogues, which are read themselves.
MADE = ("welsh-review.md", "plain-language.md")
BREAK = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*|] |\d+\. |#))")


@cache
def paragraphs() -> tuple[tuple[str, str], ...]:
    """Return the file and the text of each paragraph of the repository, its lines joined by spaces."""
    return tuple(_paragraphs())


def _paragraphs() -> Iterator[tuple[str, str]]:
    readers = {".md": BREAK.split, ".po": _wordings, ".toml": _settings, ".py": _beside_code}
    for file in (
        *ROOT.glob("*.*"),
        *(ROOT / "docs").rglob("*.*"),
        *(each for name in FOLDERS for each in _below(name)),
    ):
        if file.suffix in readers and file.name not in MADE:
            for found in readers[file.suffix](file.read_text(encoding="utf-8")):
                if words := " ".join(found.split()):
                    yield file.relative_to(ROOT).as_posix(), words


def _below(name):
    return (ROOT / name).rglob("*.*")


def _wordings(catalogue):
    for entry in polib.pofile(catalogue):
        yield from (entry.msgstr, *entry.msgstr_plural.values(), entry.comment)


def _settings(content):
    yield from _comments(content.splitlines())
    yield from _strings(tomllib.loads(content))


def _strings(value):
    if isinstance(value, str):
        yield from BREAK.split(value)
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)


def _comments(lines):
    """Yield the comments of a file; those on lines that follow each other are one."""
    said = [line.partition("# ")[2] if line.lstrip().startswith("#") else "" for line in lines]
    yield from BREAK.split("\n".join(said))
    yield from (line.partition(" # ")[2] for line in lines if not line.lstrip().startswith("#"))


def _beside_code(content):
    tree = ast.parse(content)
    documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    for node in ast.walk(tree):
        if isinstance(node, documented):
            yield from BREAK.split(ast.get_docstring(node) or "")
    comments = {
        token.start[0]: token.string[1:]
        for token in tokenize.generate_tokens(io.StringIO(content).readline)
        if token.type == tokenize.COMMENT
    }
    lines = [comments.get(number, "") for number in range(1, content.count("\n") + 2)]
    yield from BREAK.split("\n".join(lines))
