"""The releases kept: what goes in comes out, and whatever is damaged, altered or missing is named."""

import io
import json
import zipfile

import pytest

from data.history import HistoryError, Release, kept_release, packed, read_release, release_ids, releases, sha256

TABLE = b"area_code,value\nW15000001,7\n"


def release(identifier="2026-11-24", previous=None, table=TABLE):
    listed = {"observations.csv": {"sha256": sha256(table)}}
    manifest = json.dumps({"release": identifier, "files": listed}).encode()
    changes = {"previous": previous.as_previous() if previous else None, "indicators": {}}
    return Release(identifier, {"observations.csv": table, "manifest.json": manifest}, changes)


def keep(folder, *kept):
    for each in kept:
        (folder / f"{each.id}.zip").write_bytes(packed(each))


def zipped(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_", "."), content)
    return out.getvalue()


FIRST = release("2026-11-23")
SECOND = release("2026-11-24", FIRST)
THIRD = release("2026-11-25", SECOND)


def test_a_release_that_is_packed_is_read_as_it_was(tmp_path):
    keep(tmp_path, SECOND)
    found = read_release(tmp_path / "2026-11-24.zip")
    assert (found.id, found.files, found.changes) == (SECOND.id, SECOND.files, SECOND.changes)


def test_the_same_release_is_packed_into_the_same_bytes():
    files = dict(reversed(FIRST.files.items()))
    assert packed(Release(FIRST.id, files, FIRST.changes)) == packed(FIRST)


def test_a_folder_that_is_not_there_holds_no_release(tmp_path):
    assert releases(tmp_path / "absent") == ()


def test_releases_come_in_the_order_they_were_made(tmp_path):
    first = release("2026-11-24.9")
    keep(tmp_path, release("2026-11-24.10", first), first)
    assert [each.id for each in releases(tmp_path)] == ["2026-11-24.9", "2026-11-24.10"]


def test_what_is_still_being_written_is_no_release(tmp_path):
    keep(tmp_path, FIRST)
    (tmp_path / ".2026-11-24.zip.waiting").write_bytes(b"half")
    (tmp_path / ".2026-11-24.zip.part").write_bytes(b"half")
    assert [each.id for each in releases(tmp_path)] == ["2026-11-23"]


@pytest.mark.parametrize(
    ("damaged", "kind"),
    [
        (packed(FIRST)[:-30], "BadZipFile"),
        (b"", "BadZipFile"),
        (zipped(manifest_json=FIRST.files["manifest.json"], observations_csv=TABLE), "KeyError"),
        (zipped(changes_json=b'{"previous": null}', observations_csv=TABLE), "KeyError"),
        (zipped(changes_json=b"{", manifest_json=FIRST.files["manifest.json"]), "JSONDecodeError"),
        (zipped(changes_json=b'{"previous": "all"}', manifest_json=FIRST.files["manifest.json"]), "ValueError"),
        (zipped(changes_json=b'{"previous": null}', manifest_json=b'{"files": []}'), "AttributeError"),
    ],
    ids=[
        "truncated", "empty", "no changes.json", "no manifest", "no JSON", "a name for the release before", "a list"
    ],
)  # fmt: skip
def test_a_damaged_release_is_named_with_the_remedy(tmp_path, damaged, kind):
    (tmp_path / "2026-11-23.zip").write_bytes(damaged)
    with pytest.raises(HistoryError) as caught:
        releases(tmp_path)
    assert str(caught.value) == (
        f"releases/2026-11-23.zip cannot be read ({kind}). Restore data/releases from the repository"
    )


def test_wherever_a_bit_is_turned_the_release_is_the_same_or_named(tmp_path):
    # Deflated data, checksums, the directory: each part of a ZIP fails in its own way.
    path, whole = tmp_path / "2026-11-23.zip", packed(FIRST)
    for place in range(len(whole)):
        turned = bytearray(whole)
        turned[place] ^= 1 << place % 8
        path.write_bytes(turned)
        try:
            found = read_release(path)
        except HistoryError as error:
            assert str(error).startswith("releases/2026-11-23.zip")
        else:
            assert (found.files, found.changes) == (FIRST.files, FIRST.changes)


def test_a_release_that_cannot_be_opened_is_named(tmp_path):
    (tmp_path / "2026-11-23.zip").mkdir()
    with pytest.raises(HistoryError, match=r"releases/2026-11-23\.zip cannot be read \(IsADirectoryError\)\. Restore"):
        releases(tmp_path)


@pytest.mark.parametrize(
    "files",
    [
        {**FIRST.files, "observations.csv": TABLE.replace(b"7", b"8")},
        {**FIRST.files, "more.csv": b""},
        {"manifest.json": FIRST.files["manifest.json"]},
    ],
    ids=["altered", "one more", "one less"],
)
def test_files_that_are_not_those_of_the_manifest_are_named_with_the_remedy(tmp_path, files):
    keep(tmp_path, Release(FIRST.id, files, FIRST.changes))
    with pytest.raises(HistoryError) as caught:
        releases(tmp_path)
    assert str(caught.value) == (
        "releases/2026-11-23.zip: its files are not those its manifest lists. Restore data/releases from the repository"
    )


def test_a_release_under_another_name_is_named_with_the_remedy(tmp_path):
    keep(tmp_path, FIRST)
    (tmp_path / "2026-11-23.zip").rename(tmp_path / "2026-11-22.zip")
    with pytest.raises(HistoryError) as caught:
        releases(tmp_path)
    assert str(caught.value) == (
        "releases/2026-11-22.zip holds the release 2026-11-23. Restore data/releases from the repository"
    )


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ((SECOND, THIRD), "releases/2026-11-24.zip: the release before it is 2026-11-23"),
        ((FIRST, THIRD), "releases/2026-11-25.zip: the release before it is 2026-11-24"),
        ((FIRST, release("2026-11-24")), "releases/2026-11-24.zip: the release before it is none"),
    ],
    ids=["the first is missing", "one between is missing", "two were the first"],
)
def test_a_missing_release_is_named_with_the_remedy(tmp_path, kept, said):
    keep(tmp_path, *kept)
    with pytest.raises(HistoryError) as caught:
        releases(tmp_path)
    assert str(caught.value).startswith(said)
    assert str(caught.value).endswith("Restore data/releases from the repository")


def test_a_release_that_was_made_anew_is_not_the_one_the_next_was_made_after(tmp_path):
    # Whole in itself, with figures altered and sealed again; the next release remembers the seal.
    keep(tmp_path, release("2026-11-23", table=TABLE.replace(b"7", b"8")), SECOND)
    with pytest.raises(HistoryError, match="that is missing or not as it was; found 2026-11-23"):
        releases(tmp_path)


def test_the_ids_are_those_of_the_files_in_the_order_they_were_made(tmp_path):
    for name in ("2026-11-24.10", "2026-11-24.9", "2026-11-24", "2026-11-23", "notes", "2026-11-24.x", ".2026-11-25"):
        (tmp_path / f"{name}.zip").write_bytes(b"")
    assert release_ids(tmp_path) == ("2026-11-23", "2026-11-24", "2026-11-24.9", "2026-11-24.10")
    assert release_ids(tmp_path / "absent") == ()


def test_a_release_is_read_by_its_id(tmp_path):
    keep(tmp_path, FIRST, SECOND)
    assert kept_release("2026-11-24", tmp_path).files == SECOND.files


@pytest.mark.parametrize("wrong", ["2026-11-25", "../2026-11-24", "", "2026-11-24.zip", "x" * 10_000])
def test_an_id_that_no_release_has_is_no_path(tmp_path, wrong):
    keep(tmp_path, SECOND)
    (tmp_path / "within").mkdir()
    with pytest.raises(HistoryError, match="is missing") as caught:
        kept_release(wrong, tmp_path / "within" if wrong.startswith("..") else tmp_path)
    assert len(str(caught.value)) < 150
