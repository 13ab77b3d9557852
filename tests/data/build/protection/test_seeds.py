"""The secret seed of a release: drawn once, kept with the records, for one release only."""

import stat

import pytest

from data.build.problems import BuildError
from data.build.protection.chance import draw
from data.build.protection.seeds import seed_for

RELEASE, OTHER = "2099-02-01", "2099-03-01"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "seeds"


def test_a_new_seed_is_drawn_and_kept_for_its_owner_only(folder):
    seed = seed_for(RELEASE, folder)
    assert not folder.exists()
    seed.keep()
    assert stat.S_IMODE(seed.path.stat().st_mode) == 0o600
    assert seed_for(RELEASE, folder) == seed
    assert seed_for(OTHER, folder).secret != seed.secret


def test_a_seed_that_is_there_stays(folder):
    seed_for(RELEASE, folder).keep()
    kept = (folder / f"{RELEASE}.toml").read_bytes()
    seed_for(RELEASE, folder).keep()
    assert (folder / f"{RELEASE}.toml").read_bytes() == kept


def test_a_seed_that_is_missing_is_named(folder):
    with pytest.raises(BuildError, match="there is no such seed"):
        seed_for(RELEASE, folder, folder / "lost.toml")


def test_the_seed_of_another_release_is_refused(folder):
    seed_for(OTHER, folder).keep()
    with pytest.raises(BuildError, match=f"used for release {OTHER}, not for {RELEASE}"):
        seed_for(RELEASE, folder, folder / f"{OTHER}.toml")


def test_a_seed_under_a_new_name_is_refused(folder):
    seed_for(OTHER, folder).keep()
    copied = (folder / f"{OTHER}.toml").read_text(encoding="utf-8").replace(OTHER, RELEASE)
    (folder / f"{RELEASE}.toml").write_text(copied, encoding="utf-8")
    with pytest.raises(BuildError, match=f"used for release {OTHER} already"):
        seed_for(RELEASE, folder)


@pytest.mark.parametrize("wrong", ["", "seed = 5", f'release = "{RELEASE}"\nseed = "00"', "\x00"])
def test_a_seed_that_cannot_be_read_is_named(folder, wrong):
    folder.mkdir()
    (folder / f"{RELEASE}.toml").write_text(wrong, encoding="utf-8")
    with pytest.raises(BuildError, match=f"{RELEASE}.toml: expected"):
        seed_for(RELEASE, folder)


def test_a_seed_of_nothing_is_refused(folder):
    folder.mkdir()
    (folder / f"{RELEASE}.toml").write_text(f'release = "{RELEASE}"\nseed = "{"00" * 32}"\n', encoding="utf-8")
    with pytest.raises(BuildError, match="not all 0"):
        seed_for(RELEASE, folder)


def test_a_draw_is_for_one_seed_one_use_and_one_name():
    first = draw(b"1" * 32, "cost", ("W15000001", "2023"))
    assert 0 <= first < 1
    assert draw(b"1" * 32, "cost", ("W15000001", "2023")) == first
    others = [(b"2" * 32, "cost", ("W15000001", "2023")), (b"1" * 32, "order", ("W15000001", "2023"))]
    others.append((b"1" * 32, "cost", ("W150000012023",)))
    assert len({first, *(draw(*each) for each in others)}) == 4


def test_draws_are_spread_evenly():
    draws = [draw(b"1" * 32, "cost", (str(number),)) for number in range(2000)]
    assert abs(sum(draws) / len(draws) - 0.5) < 0.02
    assert max(draws) > 0.99 and min(draws) < 0.01
