"""The rule by which this project hides, replayed by a reader who has its code but not its seed."""

import pytest

from data.build.attacks.rows import Count, Rule
from data.build.replay.algorithm import Made, published_algorithm
from data.build.replay.attacker import replay
from tests.data.build.small_tables import PARENTS, rows

SOUTH_WEST = "E12000009"
FORCES = [code for code in sorted(PARENTS) if PARENTS[code] == SOUTH_WEST]
RULE = Rule(5)


@pytest.mark.parametrize("values", [(16, 4, 5, 6, 5), (16, 0, 3, 16, 15)], ids=["come to nine", "come to three"])
def test_the_partners_do_not_give_a_small_count_away(values):
    counts = {SOUTH_WEST: sum(values), **dict(zip(FORCES, values, strict=True))}
    said = {Count(code, "2022-Q2", "total", "all"): value for code, value in counts.items()}
    whole = frozenset({Count(SOUTH_WEST, "2022-Q2", "total", "all")})
    hidden = published_algorithm(said, RULE)(Made(said, whole), b"the seed of the release")
    found = replay(rows(said, hidden), parents=PARENTS, rules={"referrals": RULE}, runs=400)
    assert found.findings == found.unreplayed == ()
    assert {posterior.count for posterior in found.posteriors} == hidden
