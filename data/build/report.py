"""What a build says, kept in a file for whoever holds the records.

It names counts as the records have them, which of them are hidden and what was held back, so it is never written among
what is published: nothing of it is in a release.
"""

import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from data.build.past import Held
from data.build.problems import BuildError
from data.build.progress import heard
from data.load import PUBLISHED
from data.register import Indicator

# Whatever the command was told: what lies here is what the site serves.
SERVED = (PUBLISHED, PUBLISHED.with_name("releases"))


@contextmanager
def reported(file: Path | None, published: Collection[Path]) -> Iterator[None]:
    """Write what is said meanwhile to a file that only its owner can read, also why nothing was published.

    Parameters
    ----------
    file : Path or None
        None writes nothing.
    published : collection of Path
        Folders that are handed out, besides those of this site.

    Raises
    ------
    BuildError
        Before anything is done, if the file would lie in a folder that is handed out, or cannot be written; and
        afterwards, if it could not be written after all.
    """
    if file is None:
        yield
        return
    _check(file, published)
    with heard() as lines:
        try:
            yield
        except Exception as error:
            lines.append(str(error))
            raise
        finally:
            _write(file, lines)


def told_to_all(held: Collection[Held], register: Mapping[str, Indicator]) -> list[str]:
    """Return what a release says it holds back: figures that others publish, where anybody sees the correction anyway.

    Of the home force's own records it is not said. Only a correction by a few is held back, so to say that one waits
    would tell that there is one.
    """
    return [str(each) for each in held if not register[each.indicator].is_local]


def _check(file: Path, published: Collection[Path]) -> None:
    place = file.resolve()
    for folder in (*published, *SERVED):
        if place.is_relative_to(folder.resolve()):
            raise BuildError(
                f"--report {file}: {folder.name} is handed out to everybody, and the report is for whoever holds the "
                "records. Name a file outside of it, such as ../report.txt. Nothing was read or published"
            )
    if place.is_dir() or not place.parent.is_dir() or not os.access(place.parent, os.W_OK):
        raise BuildError(
            f"--report {file}: no file can be written there. Name a file in a folder that there is. "
            "Nothing was read or published"
        )


def _write(file: Path, lines: list[str]) -> None:
    part = file.with_name(f".{file.name}.part")
    try:
        part.unlink(missing_ok=True)
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
            out.writelines(f"{line}\n" for line in lines)
        part.replace(file)
    except OSError as error:
        raise BuildError(
            f"--report {file}: the report could not be written ({error.strerror}); what the build had done stands"
        ) from error
    finally:
        part.unlink(missing_ok=True)
