"""Whether an indicator can be put into words: every wording that pages and files need of it, in every language."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

from data.build.problems import Problem
from data.build.sources import Source
from data.languages import FOLDER, languages
from data.register import CASES, Indicator

# Of every indicator: what it is called, and the sheet of it in a workbook.
ALWAYS = ("name", "short", "publisher", "publication", "meaning", "sheet")
# Of one with map classes, which the pages of map, trends and comparison show: its count, its newest figure as a
# headline, and that there is none.
MAPPED = ("count", "recorded", "missing")


def wording_problems(
    indicators: Mapping[str, Indicator], sources: Mapping[str, Source], folder: Path = FOLDER
) -> list[Problem]:
    """Return each wording of an indicator, and of the sources that could be read, that a language lacks.

    A language that is not complete may lack any: the default one stands in for it.
    """
    default = next(iter(languages(folder)))
    keys = dict.fromkeys(key for indicator in indicators.values() for key in _keys(indicator, sources))
    keys |= dict.fromkeys(_keys_of_claims([*indicators], _known(folder / default / "claims.po")))
    return [
        Problem(f"locales/{code}/{_domain(key)}.po", key, "no wording", "one; docs/contributing.md says of what")
        for code, language in languages(folder).items()
        if language.is_complete
        for key in keys
        if key not in _known(folder / code / f"{_domain(key)}.po")
    ]


def _keys(indicator: Indicator, sources: Mapping[str, Source]) -> Iterator[str]:
    yield from (f"indicator.{indicator.id}.{part}" for part in ALWAYS)
    if indicator.map_breaks:
        yield from (f"indicator.{indicator.id}.{part}" for part in MAPPED)
    yield f"file.unit.{indicator.unit}"
    yield from (f"trends.break.{each.key}" for each in indicator.breaks)
    yield from (f"methods.source.{indicator.source}.{part}" for part in ("figures", "checked"))
    if indicator.source in sources and indicator.source != CASES:
        yield from _keys_of_source(indicator, sources[indicator.source])


def _keys_of_source(indicator: Indicator, source: Source) -> Iterator[str]:
    sidecar = source.sidecar
    yield f"methods.publisher.{sidecar.publisher}"
    yield from (f"show.note.{note['note']}.{indicator.id}" for note in sidecar.notes if "note" in note)
    for breakdown, crossed in indicator.breakdowns.items():
        # The names of crossed categories are put together, and those of protected ones may be joined to others.
        if len(crossed) == 1 and not indicator.threshold and crossed[0] in sidecar.columns:
            codes = sidecar.columns[crossed[0]].get("codes", {})
            yield from (f"category.{breakdown}.{code}" for code in codes.values())


def _keys_of_claims(ids: Sequence[str], known: Collection[str]) -> Iterator[str]:
    """Yield the sentences to print beside the figures, whole, for each indicator that has any of them."""
    kinds = {id: {key.removesuffix(f".{id}") for key in known if key.endswith(f".{id}")} for id in ids}
    every = sorted(set().union(*kinds.values()))
    yield from (f"{kind}.{id}" for id, own in kinds.items() if own for kind in every)


def _domain(key: str) -> str:
    return key.partition(".")[0]


@cache
def _known(file: Path) -> frozenset[str]:
    """Return the keys that a catalogue has wording for; none where there is no catalogue."""
    if not file.is_file():
        return frozenset()
    with file.open("rb") as source:
        entries = [entry for entry in read_po(source) if entry.id and not entry.fuzzy]
    ids = ((entry.id if isinstance(entry.id, str) else entry.id[0], entry.string) for entry in entries)
    return frozenset(id for id, said in ids if (all(said) if isinstance(said, tuple | list) else said))
