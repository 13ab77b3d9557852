"""A refresh with the release pipeline and its attacker: the shipped editions first, then a newer one, published."""

import json
import shutil
from types import SimpleNamespace

import pytest

from data.build.attacks.audit import audit
from data.build.publish import published_files
from data.history import RELEASES, releases, sha256
from data.load import PUBLISHED, load
from data.refresh import run
from data.register import register
from tests.data.conftest import without_replay
from tests.refresh import offered
from tests.refresh.interfaces import Publishers
from tests.refresh.layouts import SOURCES

NEXT = "2099-02-01"


@pytest.fixture(scope="module")
def refreshed(publishers_server, tmp_path_factory):
    """Return what a refresh said when nothing was new, what it said when something was, and the folder of both."""
    folder = tmp_path_factory.mktemp("refreshed")
    for name, content in (("sources", SOURCES), ("published", PUBLISHED), ("releases", RELEASES)):
        shutil.copytree(content, folder / name)
    before = {name: published_files(folder / name) for name in ("sources", "published", "releases")}
    same = refresh(folder, publishers_server, offered.shipped_tables(), publish=True)
    after = {name: published_files(folder / name) for name in before}
    newer = refresh(folder, publishers_server, offered.newer_tables(), publish=True)
    publishers_server.clear()
    return SimpleNamespace(folder=folder, same=same, newer=newer, before=before, after=after)


def refresh(folder, server, tables, **more):
    server.clear()
    publishers = Publishers(server)
    offered.offer(publishers, offered.editions(tables, folder / "editions"))
    folders = {name: folder / name for name in ("sources", "releases", "downloads", "staging")}
    settings = publishers.settings()
    with without_replay():
        return run.refresh(run.Request(**folders, out=folder / "published", release=NEXT, settings=settings, **more))


def manifest(files):
    return json.loads(files["manifest.json"])


def test_a_refresh_from_nothing_reproduces_the_shipped_release(refreshed):
    shipped = manifest(refreshed.before["published"])["release"]
    assert f"stays at release {shipped}\n" in refreshed.same.report and "Nothing changed: " in refreshed.same.report
    assert (refreshed.same.release, refreshed.same.is_published) == (shipped, False)
    assert refreshed.after == refreshed.before


def test_a_newer_edition_is_published(refreshed):
    assert (refreshed.newer.release, refreshed.newer.is_published) == (NEXT, True)
    assert load(refreshed.folder / "published").release == NEXT
    assert [release.id for release in releases(refreshed.folder / "releases")][-1] == NEXT


def test_its_sources_are_in_the_place_of_those_before(refreshed):
    now = published_files(refreshed.folder / "sources")
    assert now == published_files(refreshed.folder / "staging" / "sources") != refreshed.before["sources"]
    for source in manifest(published_files(refreshed.folder / "published"))["sources"]:
        assert sha256(now[source["file"]]) == source["sha256"]


def test_the_report_says_what_the_release_revises_adds_and_hides(refreshed):
    report = refreshed.newer.report
    for line in (
        "      recorded_offences: ",
        "        revised: E23000028 2022-Q2 total all: was ",
        "        revised: W15000001 2023-Q2 total all: was ",
        "    Nothing was written (--dry-run); this would be release 2099-02-01\n",
        f"hidden counts, {len(releases(RELEASES)) + 1} releases; the narrowest interval is",
        "    Left to see:\n",
    ):
        assert line in report, line
    assert "0 removed, 0 newly hidden, 0 revised" in report


def test_the_attacker_finds_nothing_in_all_releases_together(refreshed):
    # Raises with the cells it found out.
    found = audit(releases(refreshed.folder / "releases"), register())
    assert found.public.intervals and not found.findings


def test_the_new_quarter_can_be_seen(refreshed):
    rows = load(refreshed.folder / "published").observations
    of_quarter = rows[(rows["indicator"] == "nrm_referrals") & (rows["period"] == "2024-Q1")]
    assert len(of_quarter) and of_quarter["value"].notna().any() and (of_quarter["status"] == "hidden").any()


def test_nothing_is_left_beside_the_folders(refreshed):
    left = {path.name for path in refreshed.folder.iterdir() if not path.name.endswith(".lock")}
    assert left == {"sources", "published", "releases", "downloads", "staging", "editions", "seeds"}


def test_the_seed_is_kept_of_the_release_that_was_published_and_of_no_other(refreshed):
    assert [path.name for path in (refreshed.folder / "seeds").iterdir()] == [f"{NEXT}.toml"]
