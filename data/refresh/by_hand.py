"""Files that were put into a folder by hand, for an owner behind a proxy: read like those that are fetched.

The folder has one folder a source, as that of the downloads has: ``nrm``, ``population``, ``recorded_offences``,
``boundaries``. A file with its provenance beside it (``<name>.provenance.json``) keeps it; one without has the name
of the file for a title, and the day that the publisher has written into that name, if any. The provenance may also
say how a file was ``obtained`` that is not the publisher's own.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from data.refresh import RefreshError
from data.refresh.edition import Edition
from data.refresh.fetch import PROVENANCE, Fetched
from data.refresh.publishers.said import day_in_name

OBTAINED = "read from a file put in by hand"


def editions_by_hand(folder: Path, only: Iterable[str]) -> dict[str, list[Fetched]]:
    """Return the editions in a folder by source, the newest first where their days are known.

    Raises
    ------
    RefreshError
        If the folder, or a file in it, cannot be used.
    """
    found = {source: _in(folder / source, source) for source in only if (folder / source).is_dir()}
    if not any(found.values()):
        raise RefreshError(
            f"{folder} holds no file to read. Make a folder in it for each of {', '.join(only)} that there are files "
            "of, and put the files there as the publisher gives them."
        )
    return {source: files for source, files in found.items() if files}


def _in(folder: Path, source: str) -> list[Fetched]:
    files = [
        _edition(path, source)
        for path in sorted(folder.iterdir())
        if path.is_file() and not path.name.startswith(".") and not path.name.endswith(PROVENANCE)
    ]
    return sorted(files, key=lambda file: (file.edition.quarter, file.edition.published), reverse=True)


def _edition(path: Path, source: str) -> Fetched:
    content = path.read_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    said = _provenance(path, sha256)
    edition = Edition(
        source=source,
        title=said.get("title") or path.name,
        url=said.get("url", ""),
        published=said.get("published") or day_in_name(path.name),
        page=said.get("page", ""),
        media_type=said.get("media_type", ""),
        quarter=said.get("quarter", ""),
        obtained=said.get("obtained") or OBTAINED,
    )
    day = said.get("fetched_on") or date.fromtimestamp(path.stat().st_mtime).isoformat()
    return Fetched(edition, path, sha256, len(content), day, is_unchanged=False)


def _provenance(path: Path, sha256: str) -> dict[str, Any]:
    """Return what is known of a file; nothing where its provenance is of another file."""
    try:
        said = json.loads(path.with_name(f"{path.name}{PROVENANCE}").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (ValueError, UnicodeDecodeError) as error:
        raise RefreshError(f"{path.name}{PROVENANCE} cannot be read ({error}); remove it, or fetch again.") from error
    said = {**said.get("edition", {}), **said} if isinstance(said, dict) else {}
    return said if said.get("sha256") == sha256 else {}
