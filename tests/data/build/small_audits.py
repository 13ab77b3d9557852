"""Releases small enough to see what the last gate makes of them."""

import csv
import io

import pytest

from data.build.attacks.audit import audit
from data.build.problems import BuildError
from data.history import Release
from data.register import register
from tests.data.build.small_tables import NAME, WALES, WELSH_FORCES, rows

NORTH, GWENT, SOUTH, DYFED = WELSH_FORCES
FIRST, SECOND = "2026-01-01", "2026-04-01"
REFUSED = "Nothing was published: this release would give away what must not be known."


def counts(values, breakdown="total", category="all", code="2023"):
    return {(area, code, breakdown, category): value for area, value in values.items()}


def hiding(values, *wanted):
    """Return the names of the counts that have one of the areas or categories."""
    return {name for name in values if {*name} & {*wanted}}


def release(values, hidden=(), *, identifier=FIRST, indicator="nrm_referrals", spoil=lambda row: {}):
    more = {"indicator": indicator, "period_start": "", "period_end": ""}
    published = [{**row, **more, **spoil(row)} for row in rows(values, hidden, release=identifier)]
    text = io.StringIO(newline="")
    table = csv.DictWriter(text, [*more, *NAME, "value", "status", "release"], lineterminator="\n")
    table.writeheader()
    table.writerows(published)
    return Release(identifier, {"observations.csv": text.getvalue().encode()}, {})


def refusal(*releases, **more):
    with pytest.raises(BuildError) as caught:
        audit(releases, register(), **more)
    first, *others = str(caught.value).splitlines()
    assert first == REFUSED
    return others


WELSH = counts({WALES: 50, NORTH: 4, GWENT: 16, SOUTH: 20, DYFED: 10})
