"""Two builds at once in the same folder."""

import pytest

from data.build.problems import BuildError
from data.build.protection import alone as alone_module
from data.build.protection.alone import alone


def test_a_second_build_is_refused_and_changes_nothing(new_site, capsys):
    before = new_site.content()
    with alone(new_site.out):
        assert new_site.build() == 1
    assert "Another build is at work" in capsys.readouterr().err
    assert new_site.content() == before


def test_the_lock_is_let_go_of_after_a_failure(tmp_path):
    with pytest.raises(ZeroDivisionError), alone(tmp_path / "published"):
        raise ZeroDivisionError
    with alone(tmp_path / "published"):
        pass


def test_builds_in_two_folders_do_not_wait_for_each_other(tmp_path):
    with alone(tmp_path / "one"), alone(tmp_path / "two"):
        pass


def test_another_build_in_the_same_process_is_refused(tmp_path):
    again = pytest.raises(BuildError, match="nothing was changed")
    with alone(tmp_path / "published"), again, alone(tmp_path / "published"):
        pass


def test_a_lock_that_was_just_taken_away_is_not_held(tmp_path, monkeypatch):
    lock = tmp_path / ".published.lock"
    flock = alone_module.fcntl.flock

    def taken_away_meanwhile(file, how):
        flock(file, how)
        lock.unlink()

    monkeypatch.setattr(alone_module.fcntl, "flock", taken_away_meanwhile)
    with pytest.raises(BuildError, match="Another build is at work"), alone(tmp_path / "published"):
        pass
