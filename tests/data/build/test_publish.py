"""A release takes the place of the one before whole or not at all, and is kept for good."""

import errno
from dataclasses import replace

import pytest

from data.build import publish as publishing
from data.build.problems import BuildError
from data.build.publish import keep, next_release, publish, published_files, recover, release_of
from data.history import packed, read_release, releases
from data.load import PublishedDataError, load
from tests.data.build.small_releases import sealed

WAITING = ".2099-02-01.zip.waiting"


@pytest.fixture(scope="module")
def old(first_release):
    (found,) = releases(first_release / "releases")
    return found


@pytest.fixture(scope="module")
def new(old):
    return sealed("2099-02-01", old.files, old)


@pytest.fixture
def folder(tmp_path, old):
    """Return a published folder, beside the archive, that holds the old release; it is kept."""
    publish(old, tmp_path / "published", tmp_path / "releases")
    return tmp_path / "published"


@pytest.fixture
def archive(folder):
    return folder.with_name("releases")


def names_in(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_first_release_makes_both_folders(tmp_path, old):
    publish(old, tmp_path / "made" / "published", tmp_path / "made" / "releases")
    assert names_in(tmp_path / "made") == ["published", "releases"]
    assert published_files(tmp_path / "made" / "published") == old.files
    assert read_release(tmp_path / "made" / "releases" / "2099-01-01.zip").files == old.files


def test_a_release_replaces_every_file_of_the_one_before(folder, archive, new):
    (folder / "left.csv").write_text("of an older release", encoding="utf-8")
    publish(new, folder, archive)
    assert published_files(folder) == new.files


def test_a_release_is_kept_beside_those_before_it(folder, archive, old, new):
    publish(new, folder, archive)
    assert [(each.id, each.files) for each in releases(archive)] == [(old.id, old.files), (new.id, new.files)]


def test_nothing_is_left_beside_the_folders(folder, archive, new):
    publish(new, folder, archive)
    assert names_in(folder.parent) == ["published", "releases"]
    assert names_in(archive) == ["2099-01-01.zip", "2099-02-01.zip"]


def test_the_new_folder_and_the_old_change_places_in_one_step(folder, archive, old, new, monkeypatch):
    seen, exchange = [], publishing._exchange

    def watched(one, other):
        seen.append((published_files(one), published_files(other)))
        exchange(one, other)
        seen.append((published_files(one), published_files(other)))

    monkeypatch.setattr(publishing, "_exchange", watched)
    publish(new, folder, archive)
    assert seen == [(new.files, old.files), (old.files, new.files)]


def test_a_release_is_packed_whole_before_it_is_published(folder, archive, new, monkeypatch):
    seen = []
    monkeypatch.setattr(publishing, "_exchange", lambda *_: seen.append((archive / WAITING).read_bytes()))
    publish(new, folder, archive)
    assert seen == [packed(new)]


@pytest.mark.parametrize("number", [errno.ENOSYS, errno.EINVAL, errno.EXDEV, errno.EOPNOTSUPP])
def test_where_folders_cannot_change_places_the_old_one_steps_aside(folder, archive, new, monkeypatch, number):
    def unable(one, other):
        raise OSError(number, "cannot", str(other))

    monkeypatch.setattr(publishing, "_exchange", unable)
    publish(new, folder, archive)
    assert published_files(folder) == new.files
    assert names_in(folder.parent) == ["published", "releases"]
    assert [each.id for each in releases(archive)] == ["2099-01-01", "2099-02-01"]


def test_a_system_without_the_step_says_so_with_the_number_the_fallback_waits_for(tmp_path, monkeypatch):
    monkeypatch.setattr(publishing.ctypes, "CDLL", lambda *_, **__: object())
    with pytest.raises(OSError, match="no renameat2") as caught:
        publishing._exchange(tmp_path / "one", tmp_path / "other")
    assert caught.value.errno == errno.ENOSYS


def test_folders_that_do_not_exist_cannot_change_places(tmp_path):
    with pytest.raises(FileNotFoundError) as caught:
        publishing._exchange(tmp_path / "one", tmp_path / "other")
    assert caught.value.filename == str(tmp_path / "other")


@pytest.mark.parametrize("number", [errno.EACCES, errno.ENOSPC, errno.EIO, errno.EBUSY])
def test_any_other_failure_of_the_exchange_leaves_the_old_release(folder, archive, old, new, monkeypatch, number):
    def failing(one, other):
        raise OSError(number, "failed", str(other))

    monkeypatch.setattr(publishing, "_exchange", failing)
    with pytest.raises(OSError, match="failed"):
        publish(new, folder, archive)
    assert published_files(folder) == old.files
    assert names_in(folder.parent) == ["published", "releases"]
    assert names_in(archive) == ["2099-01-01.zip"]


def test_an_interrupted_fallback_has_the_old_release_put_back(folder, archive, old, new, monkeypatch):
    rename = type(folder).rename

    def failing(self, target):
        if target == folder and self.name == ".published.incoming":
            raise OSError(errno.EACCES, "Permission denied", str(target))
        return rename(self, target)

    def unable(one, other):
        raise OSError(errno.ENOSYS, "cannot", str(other))

    monkeypatch.setattr(type(folder), "rename", failing)
    monkeypatch.setattr(publishing, "_exchange", unable)
    with pytest.raises(OSError, match="Permission denied"):
        publish(new, folder, archive)
    assert published_files(folder) == old.files
    assert names_in(folder.parent) == ["published", "releases"]


@pytest.mark.parametrize("name", ["observations.csv", "2099-02-01.zip"])
def test_a_full_disk_leaves_the_old_release(folder, archive, old, new, monkeypatch, name):
    write = type(folder).write_bytes

    def full(self, content):
        if name in self.name:
            write(self, content[: len(content) // 2])
            raise OSError(errno.ENOSPC, "No space left on device", str(self))
        return write(self, content)

    monkeypatch.setattr(type(folder), "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        publish(new, folder, archive)
    assert published_files(folder) == old.files
    assert names_in(folder.parent) == ["published", "releases"]
    assert names_in(archive) == ["2099-01-01.zip"]


def test_files_that_are_no_valid_release_are_not_published(folder, archive, old, new):
    with pytest.raises(PublishedDataError, match=r"observations\.csv was altered"):
        publish(replace(new, files={**new.files, "observations.csv": b"half"}), folder, archive)
    assert published_files(folder) == old.files
    assert names_in(folder.parent) == ["published", "releases"]
    assert names_in(archive) == ["2099-01-01.zip"]


def test_a_release_that_is_kept_is_not_written_again(folder, archive, old, new):
    # Another version of the compression would give other bytes for the same release.
    kept = (archive / "2099-01-01.zip").stat().st_mtime_ns, (archive / "2099-01-01.zip").stat().st_ino
    keep(old, archive)
    publish(old, folder, archive)
    assert ((archive / "2099-01-01.zip").stat().st_mtime_ns, (archive / "2099-01-01.zip").stat().st_ino) == kept


def test_a_release_that_is_published_but_not_kept_can_be_kept(tmp_path, old):
    keep(old, tmp_path / "releases")
    assert [(each.id, each.files) for each in releases(tmp_path / "releases")] == [(old.id, old.files)]


def test_recovering_where_nothing_ever_was_makes_nothing(tmp_path):
    recover(tmp_path / "published", tmp_path / "releases")
    assert names_in(tmp_path) == []


def test_a_zip_that_waits_is_kept_once_its_release_is_published(folder, archive, new):
    publish(new, folder, archive)
    (archive / "2099-02-01.zip").rename(archive / WAITING)
    recover(folder, archive)
    assert names_in(archive) == ["2099-01-01.zip", "2099-02-01.zip"]


def test_a_zip_of_a_release_that_was_never_published_is_dropped(folder, archive, new):
    (archive / WAITING).write_bytes(packed(new))
    (archive / f".{WAITING}.part").write_bytes(b"half")
    recover(folder, archive)
    assert names_in(archive) == ["2099-01-01.zip"]


def test_an_old_folder_that_stepped_aside_comes_back_if_nothing_took_its_place(folder, archive, old):
    folder.rename(folder.with_name(".published.aside"))
    recover(folder, archive)
    assert published_files(folder) == old.files
    assert names_in(folder.parent) == ["published", "releases"]


def test_folders_that_are_left_over_are_removed(folder, archive, old, new):
    for name in (".published.incoming", ".published.aside"):
        folder.with_name(name).mkdir()
        (folder.with_name(name) / "manifest.json").write_bytes(new.files["manifest.json"])
    recover(folder, archive)
    assert published_files(folder) == old.files
    assert names_in(folder.parent) == ["published", "releases"]


def test_a_published_release_loads(folder, archive, new):
    publish(new, folder, archive)
    assert load(folder).release == "2099-02-01"


@pytest.mark.parametrize(
    ("last", "day", "expected"),
    [
        (None, "2026-11-23", "2026-11-23"),
        ("2026-11-22", "2026-11-23", "2026-11-23"),
        ("2026-11-22.3", "2026-11-23", "2026-11-23"),
        ("2026-11-23", "2026-11-23", "2026-11-23.2"),
        ("2026-11-23.9", "2026-11-23", "2026-11-23.10"),
    ],
)
def test_a_release_is_named_by_its_day_and_numbered_within_it(last, day, expected):
    assert next_release(last, day) == expected


def test_a_release_cannot_be_of_an_earlier_day_than_the_last():
    with pytest.raises(BuildError) as caught:
        next_release("2026-11-24.2", "2026-11-23")
    assert str(caught.value) == (
        "The last release, 2026-11-24.2, is of a later day than 2026-11-23, so nothing was published. "
        "Set the clock right, or give the day of the new release with --release"
    )


@pytest.mark.parametrize("manifest", [b"", b"[]", b"{}", b"\xff"])
def test_a_manifest_that_cannot_be_read_names_no_release(manifest):
    assert release_of({"manifest.json": manifest}) is None
