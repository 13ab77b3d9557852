"""What the official files say: one function for each table, all checked against the totals inside the same file.

Every function raises :class:`data.build.problems.SourceError` with all that is wrong, and returns nothing half-read.
"""

from data.refresh.readers.boundaries import read_boundaries
from data.refresh.readers.figures import Read
from data.refresh.readers.offences import read_offences
from data.refresh.readers.police_referrals import read_police_referrals
from data.refresh.readers.population import read_population
from data.refresh.readers.uk_tables import read_uk_decisions, read_uk_referrals

__all__ = [
    "Read",
    "read_boundaries",
    "read_offences",
    "read_police_referrals",
    "read_population",
    "read_uk_decisions",
    "read_uk_referrals",
]
