"""The publication set: which tables of an indicator are published together, and which categories are joined."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from data.build.problems import BuildError
from data.build.protection.linked import Dimensions
from data.periods import period
from geo.areas import areas

PUBLICATION = Path(__file__).parents[1] / "publication.toml"

# Where every police force area is a contributor of its own.
AREA = "area"

Grouping = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Publication:
    """One block of ``publication.toml``, which says what each setting means."""

    tables: Mapping[str, Mapping[str, tuple[str, ...]]]
    groupings: Mapping[str, Grouping]
    shown: Mapping[str, float]
    everywhere: tuple[str, ...] = ()
    contributors: str = AREA
    insider: bool = False

    def selected(self, observations: pd.DataFrame) -> pd.DataFrame:
        """Return the rows of the tables that are published, without those that are finer."""
        # Tens of thousands of rows, so each different code is looked up once.
        kinds = {code: period(code).kind for code in observations["period"].unique()}
        of_area = {code: areas()[code].kind for code in observations["area_code"].unique()}
        columns = (observations[name].tolist() for name in ("breakdown", "period", "area_code"))
        is_published = [
            of_area[area] in self.tables.get(breakdown, {}).get(kinds[code], ())
            for breakdown, code, area in zip(*columns, strict=True)
        ]
        return observations[is_published].reset_index(drop=True)

    def regrouped(self, observations: pd.DataFrame, dimensions: Dimensions) -> tuple[pd.DataFrame, Dimensions]:
        """Return the rows with joined categories, and the dimensions with what is left of their categories.

        Parameters
        ----------
        observations : DataFrame
            Rows in the categories of the source, with columns as ``data.build.aggregate.COLUMNS``.
        dimensions : Dimensions
        """
        joined = {}
        for breakdown, grouping in self.groupings.items():
            (dimension,) = dimensions.breakdowns[breakdown]
            joined[dimension] = _renamed(breakdown, grouping, dimensions)
        names = {
            (breakdown, old): "_".join(joined.get(d, {}).get(c, c) for d, c in zip(crossed, categories, strict=True))
            for breakdown, crossed in dimensions.breakdowns.items()
            for old, categories in dimensions.combinations(breakdown).items()
        }
        keys = zip(observations["breakdown"], observations["category"], strict=True)
        renamed = observations.assign(category=[names[key] or "all" for key in keys])
        counted = [column for column in observations.columns if column not in ("value", "status")]
        # A category of which a part is not available is not available.
        sums = renamed.groupby(counted, sort=False, dropna=False).agg(
            value=("value", lambda values: values.sum(skipna=False)), status=("status", "first")
        )
        sums["status"] = sums["status"].mask(sums["value"].isna(), "not_available")
        left = {
            dimension: tuple(dict.fromkeys(joined.get(dimension, {}).get(name, name) for name in categories))
            for dimension, categories in dimensions.categories.items()
        }
        return sums.reset_index()[observations.columns], Dimensions(dimensions.breakdowns, left)


def publications(path: Path = PUBLICATION) -> dict[str, Publication]:
    """Return the publication set of each indicator with a threshold; BuildError names block and setting."""
    try:
        blocks = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BuildError(f"{path}: expected a readable TOML file ({error})") from error
    found = {}
    for name, block in blocks.items():
        if wrong := Publication.__dataclass_fields__.keys() ^ block.keys():
            raise BuildError(f"{path}, [{name}]: missing or unknown setting: {', '.join(sorted(wrong))}")
        groupings = {
            breakdown: {joined: tuple(parts) for joined, parts in grouping.items()}
            for breakdown, grouping in block["groupings"].items()
        }
        if unknown := {*groupings, *block["shown"], *block["everywhere"]} - block["tables"].keys():
            raise BuildError(f"{path}, [{name}]: {', '.join(sorted(unknown))} is none of its tables")
        if problem := _wrong_contributors(block):
            raise BuildError(f"{path}, [{name}]: {problem}")
        lists = {"groupings": groupings, "everywhere": tuple(block["everywhere"])}
        found[name] = Publication(**{**block, **lists})
    return found


def _wrong_contributors(block: Mapping[str, Any]) -> str:
    """Return what is wrong with who the contributors are said to be, empty if nothing is."""
    expected = [AREA, *(name for name in block["tables"] if name != "total")]
    if block["contributors"] not in expected:
        return f"contributors is {block['contributors']!r}; expected one of {', '.join(expected)}"
    if not isinstance(block["insider"], bool):
        return f"insider is {block['insider']!r}; expected true or false"
    return ""


def _renamed(breakdown: str, grouping: Grouping, dimensions: Dimensions) -> dict[str, str]:
    (dimension,) = dimensions.breakdowns[breakdown]
    renamed = {part: joined for joined, parts in grouping.items() for part in parts}
    if wrong := (renamed.keys() - {*dimensions.categories[dimension]}) | (
        {*dimensions.categories[dimension]} & grouping.keys() - renamed.keys()
    ):
        raise BuildError(
            f"publication.toml, {breakdown}: {', '.join(sorted(wrong))} cannot be joined or be a joined name"
        )
    return renamed
