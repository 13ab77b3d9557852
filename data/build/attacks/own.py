"""What somebody says is its own part of published counts, read from a file with the columns of observations.csv."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from data.build.attacks.contributor import Own
from data.build.attacks.rows import AREA, AttackError, Count, Rule, count_of, read_names, read_parents, rows_in


def read_own(
    content: bytes, file: str, contributor: str, *, rows: Collection[Mapping[str, str]], rules: Mapping[str, Rule]
) -> dict[str, dict[str, Own]]:
    """Return the parts of a contributor, by indicator and its code.

    Parameters
    ----------
    content : bytes
        CSV with the columns of observations.csv; ``value`` is its own part.
    file : str
        What messages call it.
    contributor : str
        Its code.
    rows : collection of dict
        Published rows of all releases.
    rules : dict of Rule

    Raises
    ------
    AttackError
        If the contributor is none of those of the indicators in the file, the file has other columns, a part is no
        whole number, or a count is not in the newest release.
    """
    parts = rows_in(content, file)
    newest = max((row["release"] for row in rows), default="")
    published = {(row["indicator"], count_of(row)) for row in rows if row["release"] == newest}
    found: dict[str, dict[Count, int]] = defaultdict(dict)
    for line, row in enumerate(parts, start=2):
        if (row["indicator"], count_of(row)) not in published:
            place = " ".join([row["indicator"], *count_of(row)])
            raise AttackError(f"{file}, line {line}: {place} is not in release {newest}; expected a count that is")
        if not row["value"].isdecimal():
            raise AttackError(f"{file}, line {line}: value is {row['value']!r}; expected a whole number such as 7")
        found[row["indicator"]][count_of(row)] = int(row["value"])
    if not found:
        raise AttackError(f"{file}: has no rows; expected the parts of {contributor}, as in observations.csv")
    for indicator in found:
        known = _contributors([row for row in rows if row["indicator"] == indicator], rules.get(indicator, Rule()))
        if contributor not in known:
            expected = ", ".join(known)
            raise AttackError(f"{contributor} is no contributor of {indicator}; expected one of {expected}")
    return {indicator: {contributor: own} for indicator, own in found.items()}


def _contributors(rows: Collection[Mapping[str, str]], rule: Rule) -> list[str]:
    """Return the codes of those who contributed to published rows: police force areas, or categories with a name."""
    if rule.contributors == AREA:
        codes, parents = {row["area_code"] for row in rows}, read_parents()
        above = {parents.get(code, "") for code in codes}
        return sorted(codes - {*above, *map(parents.get, above)})
    codes = {row["category"] for row in rows if row["breakdown"] == rule.contributors}
    return sorted(codes & read_names().keys())
