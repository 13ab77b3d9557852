"""A chart's table as people have to read it, worked out here and not by the code under test."""

from decimal import ROUND_HALF_EVEN, Decimal
from numbers import Integral

from pandas import isna

from components.wording.format import UNRELIABLE


def written(table):
    """Return the cells of a table, its head first."""
    rows = [[*table.heads.values()]]
    for row in table.frame.itertuples(index=False):
        mark = row[-1].replace(UNRELIABLE, "").strip()
        rows.append([mark if isna(value) else value if isinstance(value, str) else _figure(value) for value in row])
    return rows


def _figure(value):
    if isinstance(value, Integral):
        return f"{value:,}"
    return f"{Decimal(repr(float(value))).quantize(Decimal('0.1'), ROUND_HALF_EVEN):,}"
