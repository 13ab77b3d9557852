"""The quick search finds the same close counts as the bounds of whole tables."""

from hypothesis import given, settings
from hypothesis import strategies as st

from data.build.attacks.bounds import bounds
from data.build.attacks.equations import equations
from data.build.attacks.narrow import narrow
from data.build.attacks.rows import statements
from tests.data.build.small_tables import PARENTS, linked, rows


@settings(max_examples=60)
@given(linked(most=2), st.data(), st.sampled_from([3, 6, 9]))
def test_close_counts_are_those_of_whole_tables(tables, data, width):
    _, values = tables
    hidden = {name for name in values if data.draw(st.booleans())}
    for said in statements(rows(values, hidden)).values():
        for believed in equations(said, PARENTS, {}):
            found = believed[0]()
            exact = {
                n: (bound.low, bound.high)
                for n, bound in enumerate(bounds(found, width=width, exact=True))
                if bound.high is not None and bound.high - bound.low < width
            }
            assert narrow(found, width=width) == exact
