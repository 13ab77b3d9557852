import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from benchmarks.browser import Visit
from benchmarks.weight import EMPTY, path_and_query, summary, verdicts

VISITS = {
    EMPTY: [Visit(1000, 10, 1.0, 400), Visit(1100, 10, 1.0, 400), Visit(9000, 10, 9.0, 400)],
    ("overview", "cy"): [Visit(1430, 12, 1.5, 7000)] * 3,
    ("about", "en"): [Visit(5500, 12, 1.5, 5000)] * 3,
}


def test_a_page_is_compared_with_the_median_of_the_empty_app():
    row = summary(VISITS)[1]
    assert (row["transfer kB"], row["x empty"], row["x empty (time)"]) == (1.43, 1.3, 1.5)


def test_each_promise_is_held_against_its_own_budget():
    rows = [verdict.row() for verdict in verdicts(summary(VISITS))]
    found = [(row["about"], row["limit"], row["verdict"]) for row in rows]
    assert found == [
        ("overview cy", "<= 1.2 x empty app", "NOT HELD"),
        ("overview cy", "<= 6 kB", "NOT HELD"),
        ("about en", "<= 6 kB", "held"),
    ]


def test_a_slow_visit_has_no_rerun_to_report():
    rows = summary({EMPTY: [Visit(1000, 10, 1.0, None)]})
    assert "rerun kB" not in rows[0]


def test_the_first_page_is_asked_for_at_the_root():
    assert path_and_query("overview", "cy") == "/?lang=cy"
    assert path_and_query("signs", "en") == "/signs?lang=en"
