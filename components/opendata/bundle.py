"""``python -m components.opendata.bundle DEST [FOLDER]``: a whole release in one ZIP, both languages inside.

Run outside the web process, which starts it at the first request (``bundle_store.py``): it takes seconds, and
XlsxWriter and PyArrow need not be in the memory of every visitor's server. The same release gives the same bytes.
"""

from __future__ import annotations

import io
import json
import os
import sys
import tempfile
import zipfile
from pathlib import Path

import pyarrow
from pyarrow import parquet

from components.opendata import citation, columns
from components.opendata import tables as release_tables
from components.opendata.bundle_store import MADE, TOGETHER, without_language
from components.opendata.ods import spreadsheet
from components.opendata.xlsx import workbook
from components.wording import sources, trial
from components.wording.attribution import attribution
from components.wording.text import DEFAULT_LANGUAGE, wording
from data import current
from data.history import CHANGES, HistoryError, kept_release
from data.load import Dataset
from data.site import LANGUAGES, site
from data.snapshot import Snapshot, read_snapshot


def files(shown: Snapshot) -> dict[str, bytes]:
    """Return everything in the ZIP of a release by name: what was published, unchanged, and what is made of it."""
    dataset, found = shown.dataset, {**shown.files}
    found |= _changes(shown)
    found["observations.parquet"] = observations_parquet(dataset)
    found["areas.geojson"] = release_tables.geojson(dataset)
    found["codebook.csv"] = release_tables.codebook(dataset)
    found["columns.json"] = columns.schemas()
    for language in LANGUAGES:
        text = wording(language)
        tables, cover = release_tables.sheets(dataset, text), release_tables.cover(dataset, text)
        found[f"release-{language}.xlsx"] = workbook(tables, cover=cover)
        found[f"release-{language}.ods"] = spreadsheet(tables, cover=cover)
        found[f"CITATION-{language}.txt"] = f"{citation.citation(dataset, site().address, text)}\n".encode()
    found["CITATION.bib"] = f"{citation.bibtex(dataset, site().address, wording(LANGUAGES[0]))}\n".encode()
    found["LICENCE.txt"] = "\n".join(_licence(language) for language in LANGUAGES).encode()
    names = (*found, *(f"README-{language}.txt" for language in LANGUAGES))
    for language in LANGUAGES:
        found[f"README-{language}.txt"] = readme(dataset, names, language).encode()
    return found


def observations_parquet(dataset: Dataset) -> bytes:
    """Return every figure as Parquet: codes as dictionaries, periods as dates, a missing value as null."""
    rows = dataset.observations.assign(
        period_start=dataset.observations["period_start"].dt.date, period_end=dataset.observations["period_end"].dt.date
    )
    table = pyarrow.Table.from_pandas(rows, preserve_index=False)
    default = wording(DEFAULT_LANGUAGE)
    said = {
        "release": dataset.release,
        "licence": release_tables.LICENCE,
        "source": " ".join(sources.sources(dataset, default)),
        "caveat": " ".join(filter(None, (trial.said(default), default("bundle.caveat")))),
    }
    out = io.BytesIO()
    parquet.write_table(table.replace_schema_metadata(said), out, compression="zstd")
    return out.getvalue()


def readme(dataset: Dataset, names: tuple[str, ...], language: str) -> str:
    """Return the text to read first: what this is, what it is not, what each file holds, the marks, the licence."""
    text = wording(language)
    named = {name: without_language(name) for name in sorted(names, key=str.casefold)}
    listed = [f"  {name}\n    {text(f'bundle.file.{kind}')}" for name, kind in named.items()]
    marks = release_tables.cover(dataset, text).marks
    parts = (
        *filter(None, (trial.said(text),)),
        f"{site().title[language]}: {text('bundle.title')}",
        text("bundle.release", release=dataset.release),
        "\n".join(sources.sources(dataset, text)),
        text("bundle.caveat"),
        text("bundle.hidden"),
        text("bundle.referrals"),
        "\n\n".join([text("bundle.files"), "\n".join(listed)]),
        f"{text('bundle.marks.title')}\n\n" + "\n".join(f"  {mark}  {meaning}" for mark, meaning in marks.items()),
        text("bundle.code"),
        _licence(language).strip(),
        text("bundle.cite", citation=citation.citation(dataset, site().address, text)),
    )
    return "\n\n".join(parts) + "\n"


def zipped(found: dict[str, bytes], folder: str) -> bytes:
    """Return files as a ZIP in which they lie in one folder; the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(found, key=str.casefold):
            entry = zipfile.ZipInfo(f"{folder}/{name}", (1980, 1, 1, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, found[name], zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _licence(language: str) -> str:
    text = wording(language)
    return f"{text('bundle.licence')}\n{text('site.footer.source')}\n{attribution(text)}\n{release_tables.LICENCE}\n"


def _changes(shown: Snapshot) -> dict[str, bytes]:
    """Return what the release changed; nothing where its own history cannot be read: its figures still can."""
    try:
        kept = kept_release(shown.dataset.release)
    except HistoryError:
        return {}
    return {CHANGES: (json.dumps(kept.changes, indent=2) + "\n").encode()} if kept.files == shown.files else {}


def main(destination: Path, folder: Path = current.PUBLISHED) -> None:
    """Write the ZIP beside its place, then put it there: nobody ever sees half of it."""
    shown = read_snapshot(folder)
    found = files(shown)
    if missing := {*MADE} - found.keys():
        raise LookupError(
            f"the bundle lacks {', '.join(sorted(missing))}; see MADE in components/opendata/bundle_store.py"
        )
    content = zipped(found, TOGETHER.format(release=shown.dataset.release))
    with tempfile.NamedTemporaryFile(dir=destination.parent, prefix=".bundle-", delete=False) as half:
        try:
            half.write(content)
            half.flush()
            os.replace(half.name, destination)
        except BaseException:
            Path(half.name).unlink(missing_ok=True)
            raise


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(
            "Say where to write the ZIP, and which published files: python -m components.opendata.bundle DEST [FOLDER]"
        )
    main(*map(Path, sys.argv[1:]))
