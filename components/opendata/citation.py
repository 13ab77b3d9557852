"""How to cite a release: as a sentence, and as an entry for a BibTeX file."""

from __future__ import annotations

from collections.abc import Mapping

from components.wording.sources import release_words, sources
from components.wording.text import Text
from data.load import Dataset
from data.site import site

TEX_SIGNS = "&%$#_"


def bibtex_entry(key: str, fields: Mapping[str, str], *, url: str) -> str:
    """Return an entry of a BibTeX file; an address is left as it is, in all else TeX's own signs are escaped."""
    lines = "".join(f"  {name} = {{{_tex(value)}}},\n" for name, value in fields.items())
    return f"@misc{{{key},\n{lines}  url = {{{url}}}\n}}"


def _tex(value: str) -> str:
    for sign in TEX_SIGNS:
        value = value.replace(sign, f"\\{sign}")
    return value


def citation(dataset: Dataset, base: str, text: Text) -> str:
    """Return how to cite the release: what it is, whose, of when, and where it stays as it is."""
    return text(
        "downloads.cite.words",
        site=site().title[text.language],
        owner=site().owner.name[text.language],
        id=dataset.release,
        sources=" ".join(sources(dataset, text)),
        address=base + _frozen(dataset),
    )


def bibtex(dataset: Dataset, base: str, text: Text) -> str:
    """Return the same as an entry of a BibTeX file."""
    fields = {
        "title": site().title[text.language],
        "author": f"{{{site().owner.name[text.language]}}}",
        "year": dataset.release[:4],
        "version": dataset.release,
        "note": " ".join((release_words(dataset.release, text), *sources(dataset, text))),
    }
    return bibtex_entry(f"release-{dataset.release}", fields, url=f"{base}{_frozen(dataset)}")


def _frozen(dataset: Dataset) -> str:
    return f"/open-data/releases/{dataset.release}.zip"
