"""Addresses that stay: a release as it was published, the latest, the whole; no other file of the machine."""

import tempfile
import zipfile

import pytest

from components.opendata import bundle_store
from data import current, history
from data.history import HistoryError, kept_release, release_ids
from web.answer import NoAnswerError
from web.errors import error_answer
from web.open_data import releases
from web.open_data.answer import answer

NEWEST = current.dataset().release


@pytest.fixture
def bundle(tmp_path, monkeypatch):
    """A ZIP with one word for each file, so that none has to be made."""
    path = tmp_path / "release.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in bundle_store.MADE:
            archive.writestr(f"{bundle_store.TOGETHER.format(release=NEWEST)}/{name}", name)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(bundle_store, "BUNDLES", bundle_store.BundleStore(lambda to: to.write_bytes(path.read_bytes())))


@pytest.fixture
def failing(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def make(_):
        raise bundle_store.BundleError("no room")

    monkeypatch.setattr(bundle_store, "BUNDLES", bundle_store.BundleStore(make))


@pytest.mark.parametrize("identifier", release_ids())
def test_every_file_of_every_release_is_had_as_it_was_and_kept_for_ever(identifier):
    for name, content in kept_release(identifier).files.items():
        found = answer(f"releases/{identifier}/{name}", {})
        assert found.content == content
        assert "immutable" in found.headers["cache-control"] and found.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("identifier", release_ids())
def test_the_zip_of_a_release_is_the_one_that_was_kept(identifier):
    found = answer(f"releases/{identifier}.zip", {})
    assert found.content == (history.RELEASES / f"{identifier}.zip").read_bytes()
    assert "immutable" in found.headers["cache-control"]


@pytest.mark.parametrize(
    "name", ["observations.csv", "population.csv", "areas.csv", "datapackage.json", "manifest.json"]
)
def test_the_latest_file_leads_to_the_address_that_never_changes(name):
    found = answer(f"latest/{name}", {"lang": "cy", "x": "=1"})
    assert found.status == 307
    assert found.headers["location"] == f"/open-data/releases/{NEWEST}/{name}?lang=cy"
    assert "immutable" not in found.headers["cache-control"]
    assert answer(f"releases/{NEWEST}/{name}", {}).content == (current.PUBLISHED / name).read_bytes()


@pytest.mark.parametrize("name", bundle_store.MADE)
def test_what_is_made_of_the_latest_release_has_only_the_latest_address(bundle, name):
    found = answer(f"latest/{name}", {})
    assert found.content == name.encode() and found.status == 200
    assert NEWEST in found.headers["content-disposition"]
    assert "immutable" not in found.headers["cache-control"]
    with pytest.raises(NoAnswerError, match="unknown_file"):
        answer(f"releases/{NEWEST}/{name}", {})


def test_the_whole_release_is_sent_from_a_file(bundle):
    found = answer("release.zip", {})
    assert zipfile.is_zipfile(found.path)
    assert found.headers["content-disposition"] == f'attachment; filename="figures-{NEWEST}.zip"'


@pytest.mark.parametrize(
    "name",
    [
        *("latest/", "latest/nothing.csv", "latest/../manifest.json", "latest//etc/passwd"),
        *("releases/", "releases/.zip", "releases/2020-01-01.zip", "releases/2020-01-01/observations.csv"),
        *(
            f"releases/{NEWEST}",
            f"releases/{NEWEST}/",
            f"releases/{NEWEST}/../{NEWEST}.zip",
            f"releases/{NEWEST}.zip/x",
        ),
        *(f"releases/{NEWEST}/changes.json/", "releases/../../site.toml", f"releases/{NEWEST}/\x00", "release.zip/"),
        "releases/" + "9" * 5000,
    ],
)
def test_no_other_name_finds_a_file(name):
    with pytest.raises(NoAnswerError) as refused:
        answer(name, {})
    assert (refused.value.error, refused.value.status) in (("unknown_file", 404), ("unknown_release", 404))


@pytest.mark.parametrize(("language", "said"), [("en", "cannot be had"), ("cy", "Nid oes modd")])
def test_a_bundle_that_cannot_be_made_is_said_in_a_line_of_the_language(failing, language, said):
    for name in ("release.zip", "latest/codebook.csv"):
        with pytest.raises(NoAnswerError) as refused:
            answer(name, {"lang": language})
        found = error_answer(f"/open-data/{name}", refused.value, language=language)
        assert found.status == 503 and said in found.content.decode()
        assert found.headers["cache-control"] == "no-store" and found.headers["retry-after"]


def test_a_damaged_release_is_said_and_named_in_the_log(monkeypatch, caplog):
    def damaged(_):
        raise HistoryError("releases/x.zip cannot be read")

    monkeypatch.setattr(releases, "_release", damaged)
    with pytest.raises(NoAnswerError) as refused:
        answer(f"releases/{NEWEST}/observations.csv", {})
    assert refused.value.status == 503
    assert "releases/x.zip" in caplog.text
