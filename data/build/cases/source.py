"""Counted cases in the form of a source, so that they are added up, protected and published as every other."""

from data.build.cases.count import CaseCounts
from data.build.cases.problems import CasesError
from data.build.cases.schema import CODED
from data.build.problems import Problem
from data.build.sources import Sidecar, Source
from data.periods import quarters_between, quarters_of, year_of
from data.register import CASES


def as_source(cases: CaseCounts, *, home_area: str) -> Source:
    """Return counted cases as a source, without a sha256: one of counts could be tried against guesses.

    Parameters
    ----------
    cases : CaseCounts
    home_area : str
        Code of the police force area whose records they are.

    Raises
    ------
    CasesError
        If they cover no whole calendar year, as cases are published by the year.
    """
    covered = quarters_between(*cases.covers)
    if not any({*quarters_of(year_of(quarter, "calendar_year"))} <= {*covered} for quarter in covered):
        expected = "one at least; if some of its quarters had no case, say so with covers in the column map"
        raise CasesError([Problem(CASES, "", "no whole calendar year", expected)])
    codes = {field: [*cases.counts[field].cat.categories] for field in CODED}
    coded = {
        field: {"kind": "category", "codes": dict(zip(known, known, strict=True))} for field, known in codes.items()
    }
    sidecar = Sidecar(
        title="Cases of modern slavery recorded by the police force",
        row="cases of one quarter, local authority, setting, exploitation type, age group and gender",
        publisher="The police force",
        publication="Its own records, counted where they are held and anonymised",
        edition="counted for this release",
        licence="OGL-UK-3.0",
        attribution="Source: records of the police force, counted and anonymised for this site.",
        covers=[*cases.covers],
        missing_quarters=[],
        sha256="",
        reconciled=[],
        known_gaps=[],
        table={"count": "count", "area": home_area},
        columns={"quarter": {"kind": "quarter"}, **coded, "count": {"kind": "count"}},
    )
    rows = cases.counts.astype("str").assign(quarter=cases.counts["quarter"].str.replace("-Q", "Q"))
    return Source(CASES, sidecar, rows, sidecar.sha256)
