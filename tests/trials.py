"""A trial release without a build: the shipped one with a force's own cases beside it. Nobody is behind any number."""

from pathlib import Path

from data.build.publish import publish
from data.history import releases
from data.load import PUBLISHED
from tests.data.build.small_releases import sealed

NEW = "2099-03-01"
AUTHORITIES = ("W06000001", "W06000002", "W06000003", "W06000004", "W06000005", "W06000006")
ELSEWHERE = "elsewhere_or_unknown"
SETTINGS = ("high_street", "sites_and_land", "homes", "streets", "other_or_unknown")
# By year: the total, the authorities with those elsewhere, the kinds of place; None is hidden.
COUNTS = {
    "2022": (180, (None, 24, 25, 50, 61, None, None), (60, None, 70, 30, None)),
    "2023": (321, (12, 48, 59, 66, 100, 201, 21), (96, 58, 77, 80, 10)),
}
NOT_COVERED = "2015"


def lines(identifier: str) -> str:
    """Return the rows of the cases as the build writes them."""
    made = []
    for year, (total, authorities, settings) in COUNTS.items():
        by = {
            "total": {"all": total},
            "local_authority": dict(zip((*AUTHORITIES, ELSEWHERE), authorities, strict=True)),
        }
        by["setting"] = dict(zip(SETTINGS, settings, strict=True))
        for breakdown, counts in by.items():
            for category, count in counts.items():
                known = ",hidden" if count is None else f"{count},final"
                made.append(f"{year},{year}-01-01,{year}-12-31,{breakdown},{category},{known}")
    year = NOT_COVERED
    made.append(f"{year},{year}-01-01,{year}-12-31,total,all,,not_available")
    made += [f"{year},{year}-01-01,{year}-12-31,local_authority,{code},,not_available" for code in AUTHORITIES]
    return "".join(f"local_cases,W15000001,{row},{identifier}\n" for row in made)


def trial_in(folder: Path) -> Path:
    """Publish the trial in ``folder/published`` and return that."""
    last = releases(PUBLISHED.with_name("releases"))[-1]
    table = last.files["observations.csv"] + lines(last.id).encode()
    publish(sealed(NEW, {**last.files, "observations.csv": table}), folder / "published", folder / "releases")
    return folder / "published"
