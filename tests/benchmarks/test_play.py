import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from benchmarks.play import frames_per_second


def test_the_first_picture_starts_the_clock():
    assert frames_per_second([1000, 1250, 1500, 2000]) == 3


def test_a_map_that_did_not_play_has_no_speed():
    with pytest.raises(ValueError, match="the map did not play: 1 of its periods"):
        frames_per_second([1000])
