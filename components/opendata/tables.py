"""A whole release as tables for readers, its map, and what its codes mean."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pandas as pd
from pandas.api.typing import NAType

from components.charts import tables
from components.charts.categories import named
from components.opendata import columns as file_columns
from components.opendata.csv_file import neutral
from components.opendata.sheets import Cover, Sheet
from components.wording import sources, trial
from components.wording.attribution import attribution
from components.wording.format import MARKS, MEANINGS, UNRELIABLE, mark, period
from components.wording.text import DEFAULT_LANGUAGE, Text, wording
from data.editions import estimates
from data.load import Dataset
from data.register import register
from data.site import LANGUAGES, site
from data.views import View, ViewError, by_area, latest_period
from geo.areas import areas
from geo.shapes import shapes

LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
# The languages in which areas are named.
NAMED = tuple(next(iter(areas().values())).names)
TABLES = {
    "areas": ("area_code", "kind", "parent", *(f"name_{code}" for code in NAMED)),
    "observations": (
        *("indicator", "area_code", "period", "period_start", "period_end"),
        *("breakdown", "category", "value", "status", "release"),
    ),
    "population": ("area_code", "mid_year", "population", "edition", "release"),
}
NUMBERS = ("value", "rate", "lower", "upper")
DECIMALS = 4


class Newest(NamedTuple):
    """The figure of an area in the newest year of an indicator, as ``data.views`` has it."""

    area_code: str
    period: str
    value: int | NAType
    rate: float | NAType
    lower: float | NAType
    upper: float | NAType
    status: str
    rate_status: str


def indicators(dataset: Dataset) -> list[str]:
    """Return the indicators a release has figures of, in the order of the register."""
    found = {*dataset.observations["indicator"].unique()}
    return [name for name in register() if name in found]


def sheets(dataset: Dataset, text: Text) -> list[Sheet]:
    """Return every figure of a release: a sheet for each indicator, then residents and areas."""
    return [
        *(_indicator(dataset, name, text) for name in indicators(dataset)),
        _population(dataset, text),
        _areas(text),
    ]


def cover(dataset: Dataset, text: Text) -> Cover:
    """Return what stands on the first sheet of a release."""
    statuses = [mark(status) for status in dataset.observations["status"].unique()]
    return Cover(
        title=f"{site().title[text.language]}: {text('bundle.title')}",
        sources=sources.sources(dataset, text),
        release=dataset.release,
        licence=f"{text('take.licence')} {LICENCE}",
        about=(
            *filter(None, (trial.said(text),)),
            text("bundle.caveat"),
            text("bundle.hidden"),
            site().owner.name[text.language],
        ),
        marks={each: text(f"status.{MEANINGS[each]}") for each in MARKS.values() if each in statuses},
        language=text.language,
    )


def _indicator(dataset: Dataset, name: str, text: Text) -> Sheet:
    rows = dataset.observations[dataset.observations["indicator"] == name]
    called = [named(*pair, text) for pair in zip(rows["breakdown"], rows["category"], strict=True)]
    frame = pd.DataFrame(
        {
            text("show.code"): rows["area_code"].astype(str).array,
            text("downloads.column.area"): [areas()[code].name(text.language) for code in rows["area_code"]],
            text("show.period"): [period(code, text) for code in rows["period"]],
            text("downloads.column.breakdown"): [breakdown for breakdown, _ in called],
            text("show.category"): [category for _, category in called],
            text("show.count"): rows["value"].array,
            text("show.mark"): [mark(status) for status in rows["status"]],
        }
    )
    said = tables.notes_on(dataset, name, rows, text)
    notes = (text(f"indicator.{name}.meaning"), sources.source(name, dataset, text), *said)
    return Sheet(text(f"indicator.{name}.sheet"), text(f"indicator.{name}.name"), notes, frame)


def _population(dataset: Dataset, text: Text) -> Sheet:
    rows = dataset.population
    frame = pd.DataFrame(
        {
            text("show.code"): rows["area_code"].astype(str).array,
            text("downloads.column.area"): [areas()[code].name(text.language) for code in rows["area_code"]],
            text("bundle.head.mid_year"): rows["mid_year"].astype(str).array,
            text("bundle.head.residents"): rows["population"].array,
        }
    )
    title = text("bundle.population.title")
    return Sheet(text("bundle.sheet.population"), title, (sources.residents_words(dataset, text),), frame)


def _areas(text: Text) -> Sheet:
    heads = ("code", "kind", "part_of", *(f"name_{code}" for code in NAMED))
    rows = [
        (area.code, text(f"bundle.kind.{area.kind}"), area.parent, *area.names.values()) for area in areas().values()
    ]
    frame = pd.DataFrame(rows, columns=[text(f"bundle.head.{name}") for name in heads])
    return Sheet(text("bundle.sheet.areas"), text("bundle.areas.title"), (text("bundle.areas.words"),), frame)


def codebook(dataset: Dataset) -> bytes:
    """Return what every column and code of a release stands for, in every language, as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    said = (f"{head}_{language}" for head in ("name", "meaning") for language in LANGUAGES)
    writer.writerow(("part", "of", "code", "mark", *said))
    for row in _codes(dataset):
        writer.writerow([neutral(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def _codes(dataset: Dataset) -> Iterator[tuple[str, ...]]:
    both = [wording(language) for language in LANGUAGES]
    blank = ("",) * len(both)
    for table, columns in TABLES.items():
        for column in columns:
            yield "column", table, column, "", *blank, *(words(f"bundle.column.{column}") for words in both)
    yield from file_columns.code_rows()
    for name in indicators(dataset):
        said = (words(f"indicator.{name}.{part}") for part in ("name", "meaning") for words in both)
        yield "indicator", "indicator", name, "", *said
    rows = dataset.observations[["breakdown", "category"]].astype(object).drop_duplicates()
    for breakdown in dict.fromkeys(rows["breakdown"]):
        yield "breakdown", "breakdown", breakdown, "", *(named(breakdown, "", words)[0] for words in both), *blank
    for breakdown, category in rows.itertuples(index=False):
        yield "category", breakdown, category, "", *(named(breakdown, category, words)[1] for words in both), *blank
    for edition, years in estimates(dataset).items():
        said = (words("bundle.edition", years=sources.years_said(years)) for words in both)
        yield "edition", "population", edition, "", *([edition] * len(both)), *said
    yield "status", "status", "final", "", *blank, *(words("bundle.final") for words in both)
    for status, sign in MARKS.items():
        yield "status", "status", status, sign, *blank, *(words(f"status.{status}") for words in both)
    yield "mark", "rate", "unreliable", UNRELIABLE, *blank, *(words("status.unreliable") for words in both)
    for area in areas().values():
        yield "area", area.kind, area.code, "", *(area.name(words.language) for words in both), *blank


def geojson(dataset: Dataset) -> bytes:
    """Return the police force areas with the newest year of each indicator, its rate and why either is missing."""
    newest = {name: found for name in indicators(dataset) if (found := _newest(dataset, name))}
    features = [
        {**feature, "properties": _properties(feature["properties"]["code"], newest)}
        for feature in shapes().features["features"]
    ]
    english = wording(DEFAULT_LANGUAGE)
    about = {
        "release": dataset.release,
        "licence": LICENCE,
        "source": " ".join(sources.sources(dataset, english)),
        "description": f"{english('bundle.caveat')} {attribution(english)}",
    }
    content = {"type": "FeatureCollection", **about, "features": features}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _newest(dataset: Dataset, indicator: str) -> dict[str, Newest] | None:
    """Return the newest year of an indicator by police force area; None where it is published for larger ones only."""
    try:
        when = latest_period(dataset, indicator, register()[indicator].headline_kind)
        frame = by_area(dataset, View(site().home_area, indicator, when))
    except ViewError:
        return None
    frame = frame[frame["breakdown"] == register()[indicator].headline_breakdown]
    rows = (Newest(*cells) for cells in frame[[*Newest._fields]].itertuples(index=False, name=None))
    return {row.area_code: row for row in rows} or None


def _properties(code: str, newest: Mapping[str, Mapping[str, Newest]]) -> dict[str, str | int | float | None]:
    area = areas()[code]
    found: dict[str, str | int | float | None] = {
        "code": code,
        **{f"name_{each}": area.name(each) for each in area.names},
    }
    for name, rows in newest.items():
        row = rows.get(code)
        if row is not None:
            known = {each: getattr(row, each) for each in NUMBERS}
            found[f"{name}_period"] = row.period
            found |= {f"{name}_{each}": _plain(value) for each, value in known.items()}
            found |= {f"{name}_{each}": getattr(row, each) for each in ("status", "rate_status")}
    return found


def _plain(value: int | float | NAType) -> int | float | None:
    if pd.isna(value):
        return None
    return int(value) if float(value).is_integer() else round(float(value), DECIMALS)
