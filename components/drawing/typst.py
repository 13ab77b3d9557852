"""A template of ``templates`` filled with wording, in a process of its own: ``python -m components.drawing.typst``.

Typst keeps what it computed for the last ten documents, about 10 MB each; a process that ends gives it back.
Loads nothing of the site, so that it starts in a moment.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = Path(__file__).with_name("templates")
PREVIEW_PPI = 60
LONGEST = 30  # seconds
# One after the other: visitors who look at pages come first.
ONE_AT_A_TIME = threading.Lock()


class TypesetError(RuntimeError):
    """A file that could not be made; the message is for the log."""


def typeset(form: str, data: str, kind: str) -> bytes:
    """Return a template filled with ``data`` as a file, made in this process; the same bytes each time.

    Parameters
    ----------
    form : str
        Name of a template.
    data : str
        What it shows, as JSON; never evaluated. The document has its ``date`` and none of the clock.
    kind : str
        ``pdf``, tagged and checked against PDF/UA-1 while it is made, or ``png``.
    """
    import typst
    from font_source_sans_pro import font_files_ttf

    letters = Path(font_files_ttf["SourceSansPro"]).parent
    return typst.compile(
        TEMPLATES / f"{form}.typ",
        # The templates can read nothing outside their folder.
        root=TEMPLATES,
        # Neither the letters of the machine nor those inside Typst.
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[letters]),
        format="pdf" if kind == "pdf" else "png",
        ppi=PREVIEW_PPI,
        sys_inputs={"data": data},
        pdf_standards=["ua-1"] if kind == "pdf" else [],
    )


def typeset_apart(form: str, data: str, kind: str) -> bytes:
    """Return the same as ``typeset``, made by another process.

    Raises
    ------
    TypesetError
        If it fails or takes too long.
    """
    command = [sys.executable, "-m", "components.drawing.typst", form, kind]
    try:
        with ONE_AT_A_TIME:
            done = subprocess.run(
                command, cwd=ROOT, input=data.encode(), capture_output=True, timeout=LONGEST, check=False
            )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise TypesetError(f"{form}.{kind} could not be made: {error}") from error
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip()[-2000:]
        raise TypesetError(f"{form}.{kind} could not be made (exit {done.returncode}): {reason}")
    return done.stdout


if __name__ == "__main__":
    sys.stdout.buffer.write(typeset(sys.argv[1], sys.stdin.buffer.read().decode(), sys.argv[2]))
