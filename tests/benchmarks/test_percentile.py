import pytest

from benchmarks.output import percentile


def test_the_percentile_of_one_value_is_that_value():
    assert percentile([7.0], 0.95) == 7.0


def test_a_percentile_is_one_of_the_values_and_their_order_does_not_matter():
    values = [float(n) for n in range(1, 101)]
    assert percentile(values[::-1], 0.95) == 95.0


def test_the_whole_share_is_the_largest_value():
    assert percentile([3.0, 9.0, 1.0], 1) == 9.0


def test_the_median_of_four_is_the_second_by_nearest_rank():
    assert percentile([4.0, 1.0, 3.0, 2.0], 0.5) == 2.0


@pytest.mark.parametrize("share", [0, -0.1, 1.1])
def test_a_share_out_of_range_is_refused(share):
    with pytest.raises(ValueError, match="above 0 and at most 1"):
        percentile([1.0], share)


def test_no_values_have_no_percentile():
    with pytest.raises(ValueError, match="at least one value"):
        percentile([], 0.5)
