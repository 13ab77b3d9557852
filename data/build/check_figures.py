"""Checks on the way out: the figures keep the rules of publication."""

from collections.abc import Mapping

import pandas as pd
import pandera.pandas as pa

from data.build.problems import BuildError
from data.periods import period
from data.register import Indicator
from data.statuses import STATUSES, WITHOUT_VALUE
from geo.areas import children

KEY = ["indicator", "area_code", "period", "breakdown", "category"]


def check_observations(observations: pd.DataFrame) -> None:
    """Raise BuildError unless every figure is there once, with a value or a reason, and areas add up."""
    schema = pa.DataFrameSchema(
        {
            "value": pa.Column("Int64", pa.Check.ge(0), nullable=True),
            "status": pa.Column(checks=pa.Check.isin(STATUSES)),
        },
        checks=pa.Check(
            lambda figures: figures["value"].isna() == figures["status"].isin(WITHOUT_VALUE),
            error="a value exactly where the status has one",
        ),
        unique=KEY,
    )
    try:
        schema.validate(observations, lazy=True)
    except pa.errors.SchemaErrors as error:
        cases = error.failure_cases[["index", "column", "check", "failure_case"]].head(20)
        raise BuildError(f"The build itself went wrong; nothing was published.\n{cases.to_string()}") from error
    _check_sums(observations)


def check_still_there(before: pd.DataFrame, now: pd.DataFrame, register: Mapping[str, Indicator]) -> None:
    """Raise BuildError where an indicator had a figure in the kind of period that is shown first, and has none left.

    Pages begin with the newest of these: of a series that was begun anew and has no whole year yet there would be none.
    Of the home force's own records, each year there was must be there: a file without one is no newer edition.
    """
    for name, indicator in register.items():
        kind = indicator.headline_kind
        if _has(before, name, kind) and not _has(now, name, kind):
            raise BuildError(
                f"{name}: no figure for any {kind.replace('_', ' ')} is left; the last release has some, and pages "
                "begin with the newest one. Nothing was published; what was there is untouched. Keep the older periods "
                f"in the source, or hold the figures back: --hold-back {name}"
            )
        if indicator.is_local and (lost := _periods(before, name) - _periods(now, name)):
            held, years = " ".join(f"--hold-back {name}:{code}" for code in sorted(lost)), ", ".join(sorted(lost))
            raise BuildError(
                f"{name}: the last release has figures for {years}, and the records that were supplied "
                "cover nothing of that. Nothing was published; what was there is untouched. Supply the records of all "
                f"years at once, or leave these figures as they were: {held}"
            )


def _periods(observations: pd.DataFrame, indicator: str) -> set[str]:
    return {*observations.loc[observations["indicator"] == indicator, "period"]}


def _has(observations: pd.DataFrame, indicator: str, kind: str) -> bool:
    shown = observations["value"].notna() & (observations["indicator"] == indicator)
    return any(period(code).kind == kind for code in observations.loc[shown, "period"].unique())


def _check_sums(observations: pd.DataFrame) -> None:
    """Check that areas add up to the area above them, wherever all of them are shown."""
    cells = [name for name in KEY if name != "area_code"]
    table = observations.pivot(index=cells, columns="area_code", values="value")
    for parent in table.columns:
        below = [area.code for area in children(parent) if area.code in table.columns]
        if below:
            difference = (table[below].sum(axis=1, skipna=False) - table[parent]).fillna(0)
            if (difference != 0).any():
                where = ", ".join(difference.index[difference.ne(0)][0])
                raise BuildError(f"{where}: the areas of {parent} do not add up to it; nothing was published.")
