"""A build that is killed, whenever it is, leaves the old release or the new one, whole."""

import errno
import os
import shutil
import signal

import pytest

from data.build import __main__ as command
from data.build import publish as publishing
from data.build.past import past_releases
from data.build.publish import publish, published_files, recover
from data.history import packed, releases
from data.load import load
from tests.data.build.killing import kill_at_every_change
from tests.data.build.small_releases import sealed
from tests.data.conftest import REFERRALS

GWENT = "2023Q3,W15000002,Gwent Police,Criminal,Child (17 or under),Male,"
OLD, NEW = "2099-01-01", "2099-02-01"


def names_in(*folders):
    return sorted(path.name for folder in folders if folder.exists() for path in folder.iterdir())


@pytest.fixture
def corrected(site):
    """Return a site with a correction to publish; its first release is published, but not kept."""
    site.sources.edit(REFERRALS, f"{GWENT}7", f"{GWENT}12")
    shutil.rmtree(site.archive)
    return site


@pytest.fixture
def made_once(corrected, monkeypatch):
    """Let every build have what a dry run of it read, made and attacked; what is published is up to each."""
    known = {}

    def remember(name):
        function = getattr(command, name)

        def run(*given, **more):
            if name not in known:
                known[name] = function(*given, **more)
            return known[name]

        monkeypatch.setattr(command, name, run)

    for name in ("read_and_check", "audit", "audit_rule", "candidate"):
        remember(name)
    first = command.candidate

    def candidate(request, sources, past, seed):
        release, lines = first(request, sources, past, seed)
        return (past[-1], []) if past[-1].id == release.id else (release, lines)

    monkeypatch.setattr(command, "candidate", candidate)
    assert corrected.build("--dry-run") == 0
    return known


def test_a_build_killed_at_any_change_leaves_the_old_release_or_the_new_one_whole(corrected, made_once, monkeypatch):
    site, old, states = corrected, published_files(corrected.out), []

    def then(number):
        new = made_once["candidate"][0]
        found = published_files(site.out)
        states.append(found == new.files)
        assert load(site.out).release == (NEW if states[-1] else OLD)
        assert found in (old, new.files)

        past = past_releases(site.out, site.archive)
        assert [release.id for release in past] == [OLD, NEW][: 1 + states[-1]]
        assert past[-1].files == found
        kept = [release.id for release in releases(site.archive)]
        assert (kept == [OLD, NEW]) if states[-1] else (kept in ([], [OLD]))
        assert names_in(site.archive) == [f"{each}.zip" for each in kept]
        assert {*names_in(site.out.parent)} - {".published.lock"} <= {"published", "releases", "seeds", "sources"}
        # What is published can always be made again.
        assert site.seeds_kept() == [f"{OLD}.toml", f"{NEW}.toml"] or not states[-1]

        assert site.build() == 0
        assert published_files(site.out) == new.files
        assert published_files(site.archive) == {f"{OLD}.zip": packed(past[0]), f"{NEW}.zip": packed(new)}
        assert names_in(site.out.parent) == ["published", "releases", "seeds", "sources"]
        assert site.seeds_kept() == [f"{OLD}.toml", f"{NEW}.toml"]
        (site.seeds / f"{NEW}.toml").unlink()
        shutil.rmtree(site.archive)
        for name, content in old.items():
            (site.out / name).write_bytes(content)

    assert kill_at_every_change(site.build, then, monkeypatch) > 20
    # First the old release, from some change on the new one, and never the old one again.
    assert {*states} == {False, True}
    assert states == sorted(states)


def test_a_first_build_killed_at_any_change_leaves_nothing_or_the_release_whole(site, tmp_path, monkeypatch):
    (new,) = releases(site.archive)
    folder, archive = tmp_path / "made" / "published", tmp_path / "made" / "releases"
    whole, nothing = [[f"{OLD}.zip", "published", "releases"]], [[], ["releases"]]
    states = []

    def then(number):
        states.append(folder.exists())
        assert published_files(folder) == (new.files if folder.exists() else {})
        recover(folder, archive)
        assert [release.id for release in releases(archive)] == [OLD] * states[-1]
        assert names_in(folder.parent, archive) in (whole if states[-1] else nothing)
        shutil.rmtree(tmp_path / "made", ignore_errors=True)

    def work():
        publish(new, folder, archive)
        return 0

    assert kill_at_every_change(work, then, monkeypatch) > 20
    assert {*states} == {False, True}
    assert states == sorted(states)


def test_where_folders_cannot_change_places_a_kill_at_any_change_can_be_recovered_from(site, monkeypatch):
    (old,) = releases(site.archive)
    new, states = sealed(NEW, old.files, old), []

    def unable(one, other):
        raise OSError(errno.ENOSYS, "cannot", str(other))

    def then(number):
        recover(site.out, site.archive)
        found = published_files(site.out)
        states.append(found == new.files)
        assert found in (old.files, new.files)
        assert [release.id for release in releases(site.archive)] == [OLD, NEW][: 1 + states[-1]]
        assert names_in(site.out.parent) == ["published", "releases", "seeds", "sources"]
        (site.archive / f"{NEW}.zip").unlink(missing_ok=True)
        for name, content in old.files.items():
            (site.out / name).write_bytes(content)

    def work():
        publish(new, site.out, site.archive)
        return 0

    monkeypatch.setattr(publishing, "_exchange", unable)
    assert kill_at_every_change(work, then, monkeypatch) > 20
    assert {*states} == {False, True}
    assert states == sorted(states)


def test_the_build_after_a_killed_one_publishes_what_that_would_have(corrected, monkeypatch, capfd):
    site = corrected

    def killed(*release_and_places):
        if not (child := os.fork()):
            try:
                publishing._exchange = lambda one, other: os.kill(os.getpid(), signal.SIGKILL)
                publish(*release_and_places)
            finally:
                os._exit(99)
        assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "publish", killed)
    with pytest.raises(KeyboardInterrupt):
        site.build()
    assert ".published.incoming" in names_in(site.out.parent)
    monkeypatch.undo()
    assert site.build() == 0
    assert "W15000002 2023-Q3 total all: was 17, now 22" in capfd.readouterr().out
    assert site.kept() == [OLD, NEW]
    assert names_in(site.out.parent, site.archive) == [
        f"{OLD}.zip", f"{NEW}.zip", "published", "releases", "seeds", "sources",
    ]  # fmt: skip
