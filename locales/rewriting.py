"""Corrected wordings put into the files of the site, and nothing else in them touched. Offline only."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import polib
import tomlkit

from locales.corrections import Change
from locales.rewriting_toml import OLD_MARK, with_changes
from locales.wordings import REVIEWED, fingerprint, parts, read, reviewed


class RewritingError(ValueError):
    """A file that would not hold what was written into it; nothing is changed then."""


def rewritten(changes: Sequence[Change], mark: str, root: Path) -> dict[str, str]:
    """Return the new content of each file that ``changes`` touch; nothing is written.

    Parameters
    ----------
    changes : sequence of Change
    mark : str
        The day and the initials of whoever read the wordings; empty for a draft, which marks none as reviewed.
    root : Path
        Where the files are.

    Raises
    ------
    RewritingError
        If a file would not read back as corrected, or as before in all the rest.
    """
    new: dict[str, str] = {}
    for file in dict.fromkeys(change.wording.file for change in changes):
        before = (root / file).read_bytes().decode()
        own = [change for change in changes if change.wording.file == file]
        new[file] = _rewriter(file)(before, own, mark)
        _verify(file, own, (before, new[file]), root)
    own = [change for change in changes if change.wording.file.endswith((".md", ".csv"))]
    if own and mark:
        new[REVIEWED] = _marks(own, mark, root)
    return {file: content for file, content in new.items() if _differs(root / file, content)}


def replace_all(contents: Mapping[str, str], root: Path) -> None:
    """Write every file or none: all are written beside their places first, and moved there only then."""
    before = {file: (root / file).read_bytes() if (root / file).exists() else None for file in contents}
    drafts = {file: root / f"{file}.new" for file in contents}
    try:
        for file, content in contents.items():
            drafts[file].parent.mkdir(exist_ok=True)
            drafts[file].write_bytes(content.encode())
        for file, draft in drafts.items():
            os.replace(draft, root / file)
    except OSError:
        for file, old in before.items():
            if old is not None:
                (root / file).write_bytes(old)
        raise
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)


def _rewriter(file: str) -> Callable[[str, list[Change], str], str]:
    return {".po": _catalogue, ".toml": with_changes, ".md": _prose}.get(Path(file).suffix, _areas)


def _catalogue(content: str, changes: Iterable[Change], mark: str) -> str:
    """Change the msgstr lines of the entries and their marks; a program that writes it all would wrap other lines."""
    lines = content.split("\n")
    for change in changes:
        head = lines.index(f'msgid "{polib.escape(str(change.wording.path[0]))}"')
        first, last = head, head + 1
        while first and lines[first - 1].startswith("#"):
            first -= 1
        while last < len(lines) and lines[last].startswith(("msg", '"')):
            last += 1
        comments = lines[first:head]
        if mark:
            comments = [*(line for line in comments if not OLD_MARK.match(line)), f"# reviewed: {mark}"]
        start = next(place for place in range(head, last) if lines[place].startswith("msgstr"))
        wording = _msgstr(change.forms) if change.is_new else lines[start:last]
        lines[first:last] = [*comments, *lines[head:start], *wording]
    return "\n".join(lines)


def _msgstr(forms: Sequence[str]) -> list[str]:
    if len(forms) == 1:
        return [f'msgstr "{polib.escape(forms[0])}"']
    return [f'msgstr[{number}] "{polib.escape(form)}"' for number, form in enumerate(forms)]


def _prose(content: str, changes: Iterable[Change], mark: str) -> str:
    lines = content.split("\n")
    new = {change.wording.path: change.forms[0] for change in changes if change.is_new}
    for path, start, old in reversed(list(parts(content))):
        if path in new:
            lines[start : start + len(old)] = [new[path]]
    return "\n".join(lines)


def _areas(content: str, changes: Iterable[Change], mark: str) -> str:
    lines = content.split("\n")
    for change in changes:
        if change.is_new:
            place = next(n for n, line in enumerate(lines) if line.startswith(f"{change.wording.path[0]},"))
            code, kind, parent, english, _, status = next(csv.reader([lines[place].rstrip("\r")]))
            row = io.StringIO()
            csv.writer(row, lineterminator="").writerow([code, kind, parent, english, change.forms[0], status])
            lines[place] = row.getvalue() + "\r" * lines[place].endswith("\r")
    return "\n".join(lines)


def _marks(changes: Iterable[Change], mark: str, root: Path) -> str:
    held = {**reviewed(root), **{each.wording.id: [fingerprint(each.forms), mark] for each in changes}}
    head = "# Texts and names of areas that a Welsh speaker has read: which wording, when and by whom. Written by\n"
    return f"{head}# `python -m locales.review take`; a mark ends when the wording is changed.\n\n" + tomlkit.dumps(
        dict(sorted(held.items()))
    )


def _verify(file: str, changes: Iterable[Change], contents: tuple[str, str], root: Path) -> None:
    """Stop unless the new content reads as corrected where it was corrected, and as before everywhere else."""
    expected, found = ({each.id: each.welsh for each in read(file, each_, root=root)} for each_ in contents)
    expected |= {change.wording.id: change.forms for change in changes}
    for id, forms in expected.items():
        if found.get(id) != forms:
            raise RewritingError(f"{file}: {id!r} would read {found.get(id)}; expected is {forms}. Nothing was written")


def _differs(file: Path, content: str) -> bool:
    return not file.exists() or file.read_bytes() != content.encode()
