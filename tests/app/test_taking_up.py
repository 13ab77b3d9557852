"""A release published under the running site: one release everywhere, until all of it is the new one at once."""

import contextvars
import csv
import io
import json
import re
import shutil
import zipfile
from html import unescape

import pytest

from components.address.pages import page_of
from components.opendata import bundle_store
from data import current, renewal
from data.build.publish import publish
from data.history import releases, sha256
from tests.app.test_take_away import markup, opened
from tests.components.source_figures import HOME
from tests.data.build.small_releases import sealed
from tests.properties.building import showing
from web import pack, start

NEW, DAY = "2099-02-01", "1 February 2099"
VIEW = {"indicator": "recorded_offences", "area": HOME}
NEWEST_ROW = re.compile(rf"^(recorded_offences,{HOME},YE-2025-Q4,[^\n]*?,total,all,)(\d+),", re.MULTILINE)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The site with its releases in a folder of the test; the folder is looked at only when a test says so."""
    shutil.copytree(current.PUBLISHED, tmp_path / "published")
    shutil.copytree(releases.__defaults__[0], tmp_path / "releases")
    monkeypatch.setattr(renewal.LOOKING, "is_time", lambda: False)
    monkeypatch.setattr(renewal.LOOKING, "tried", None)
    monkeypatch.setattr(start, "every_area", lambda: None)
    monkeypatch.setattr(bundle_store, "BUNDLES", bundle_store.BundleStore(zipped))
    monkeypatch.setattr(pack, "_made", lambda name, asked, base: asked.dataset.release.encode())
    with showing(tmp_path):
        yield tmp_path
    bundle_store.BUNDLES.remove()


def zipped(destination):
    """Make a ZIP of what is shown in no time."""
    shown = current.snapshot()
    with zipfile.ZipFile(destination, "w") as archive:
        for name, content in shown.files.items():
            archive.writestr(f"{bundle_store.TOGETHER.format(release=shown.dataset.release)}/{name}", content)


@pytest.fixture
def old(folder):
    return releases(folder / "releases")[-1]


@pytest.fixture
def new(old):
    """A release in which the newest count of the home area is another, and still less than that of all Wales."""
    table = old.files["observations.csv"].decode()
    altered, found = NEWEST_ROW.subn(lambda row: f"{row[1]}{int(row[2]) + 100},", table)
    assert found == 1
    return sealed(NEW, {**old.files, "observations.csv": altered.encode()}, old)


def newest_count(release):
    return int(NEWEST_ROW.search(release.files["observations.csv"].decode())[2])


def looked():
    """Look at the folder as the server does now and then, and wait until what was found is taken up or refused."""
    if reading := renewal.look():
        reading.join(60)
        assert not reading.is_alive()


def pages():
    """Return what the pages say: the newest count of the home area, and the release in the foot and in the citation."""
    overview = markup(opened(page_of("overview"), lang="en", area=HOME))
    downloads = markup(opened(page_of("downloads"), lang="en", area=HOME))
    return {
        "overview": re.search(r"recorded ([\d,]+) modern slavery offences", overview)[1].replace(",", ""),
        "foot": re.search(r"This site’s release: (\d+ \w+ \d+)", unescape(overview))[1],
        "downloads": re.search(r"/open-data/releases/([\d.-]+)/observations\.csv", downloads)[1],
        "listed": re.search(r'href="/open-data/releases/([\d.-]+)\.zip"', downloads)[1],
    }


def newest_number(table):
    """Return the number of the newest year in a file of a view or of a chart."""
    (number,) = [row["Number"] for row in csv.DictReader(io.StringIO(table)) if row["Period code"] == "YE-2025-Q4"]
    return number


def files(client):
    """Return what each address says: the newest count of the home area, or the id of the release."""

    def text(path, **parameters):
        answer = client.get(path, params=parameters, follow_redirects=False)
        assert answer.status_code == 200, (path, answer.status_code)
        return answer.content.decode("utf-8-sig")

    latest = client.get("/open-data/latest/observations.csv", follow_redirects=False).headers["location"]
    whole = client.get("/open-data/release.zip")
    with zipfile.ZipFile(io.BytesIO(whole.content)) as archive:
        (name,) = [each for each in archive.namelist() if each.endswith("manifest.json")]
        in_whole = json.loads(archive.read(name))["release"]
    chart = {"chart": "card.offences", **VIEW, "lang": "en"}
    return {
        "healthz": client.get("/healthz").json()["release"],
        "view.csv": newest_number(text("/open-data/view.csv", **VIEW, lang="en")),
        "chart.csv": newest_number(text("/open-data/chart.csv", **chart)),
        "observations.csv": NEWEST_ROW.search(text("/open-data/observations.csv"))[2],
        "manifest.json": json.loads(text("/open-data/manifest.json"))["release"],
        "index": re.search(r"/open-data/releases/([\d.-]+)\.zip", text("/open-data/"))[1],
        "changes.csv": client.get("/open-data/changes.csv").headers["content-disposition"][-15:-5],
        "feed": re.search(r"/open-data/releases/([\d.-]+)\.zip", text("/open-data/releases.atom"))[1],
        "latest": latest.split("/")[3],
        "followed": NEWEST_ROW.search(text(latest))[2],
        "ZIP": in_whole,
        "its name": re.search(r"figures-([\d.-]+)\.zip", whole.headers["content-disposition"])[1],
        "take-away": re.search(r"version = \{([\d.-]+)\}", unescape(text("/take-away", **chart)))[1],
        "pack": text("/pack/summary.pdf", area=HOME),
    }


def expected(release, day):
    """Return what all of these say of a release."""
    counts = dict.fromkeys(("view.csv", "chart.csv", "observations.csv", "followed", "overview"), newest_count(release))
    said = (
        *("healthz", "manifest.json", "index", "changes.csv", "feed", "latest", "ZIP", "its name"),
        *("take-away", "pack", "downloads", "listed"),
    )
    return {name: str(count) for name, count in counts.items()} | dict.fromkeys(said, release.id) | {"foot": day}


def everything(client):
    return files(client) | pages()


def test_everything_is_of_one_release_until_all_of_it_is_of_the_next(client, folder, old, new):
    before = everything(client)
    assert before == expected(old, before["foot"])
    publish(new, folder / "published", folder / "releases")
    assert everything(client) == before
    assert client.get(f"/open-data/releases/{NEW}/observations.csv").status_code == 404
    looked()
    assert everything(client) == expected(new, DAY)
    for release in (old, new):
        kept = client.get(f"/open-data/releases/{release.id}/observations.csv")
        assert kept.content == release.files["observations.csv"]
    assert client.get("/healthz").json()["status"] == "ok"


def half_written(folder, new):
    (folder / "manifest.json").write_bytes(new.files["manifest.json"])


def altered(folder, new):
    (folder / "population.csv").write_bytes(b"area_code\n")


def without_a_file(folder, new):
    (folder / "areas.csv").unlink()


def without_anything(folder, new):
    shutil.rmtree(folder)


@pytest.mark.parametrize("damage", [half_written, altered, without_a_file, without_anything])
def test_what_is_half_written_or_damaged_is_said_and_the_old_release_stays(client, folder, old, new, damage):
    before = files(client)
    damage(folder / "published", new)
    looked()
    assert files(client) == before
    said = client.get("/healthz").json()
    assert (said["status"], said["release"]) == ("degraded", old.id)
    assert f"{old.id} stays" in said["problem"] and str(folder) not in said["problem"]
    assert renewal.look() is None  # until it changes it is not read again


def test_a_release_that_is_whole_at_last_is_taken_up(client, folder, old, new):
    current.snapshot()
    half_written(folder / "published", new)
    looked()
    publish(new, folder / "published", folder / "releases")
    looked()
    assert files(client).items() <= expected(new, DAY).items()
    assert client.get("/healthz").json()["problem"] is None


def test_a_release_that_is_not_kept_yet_waits_for_its_addresses(client, folder, old, new):
    before = files(client)
    publish(new, folder / "published", folder / "releases")
    waiting = (folder / "releases" / f"{NEW}.zip").rename(folder / "waiting")
    looked()
    assert files(client) == before
    waiting.rename(folder / "releases" / f"{NEW}.zip")
    looked()
    assert files(client).items() <= expected(new, DAY).items()


def test_the_old_files_put_back_are_no_problem_any_more(client, folder, old, new):
    current.snapshot()
    kept = folder / "published" / "areas.csv"
    aside = kept.rename(folder / "areas.csv")
    looked()
    assert client.get("/healthz").json()["status"] == "degraded"
    aside.rename(kept)
    looked()
    said = client.get("/healthz").json()
    assert (said["status"], said["problem"], said["release"]) == ("ok", None, old.id)


def test_what_has_begun_with_a_release_ends_with_it(folder, old, new):
    """A page or an answer asks for the figures more than once, and for the releases; a new one may come in between."""
    begun = contextvars.copy_context()
    begun.run(current.begin)
    assert begun.run(current.dataset).release == old.id
    publish(new, folder / "published", folder / "releases")
    looked()
    assert begun.run(current.dataset).release == begun.run(current.release_ids)[-1] == old.id
    assert current.dataset().release == current.release_ids()[-1] == NEW


def test_the_server_itself_looks_at_the_folder(client, folder, old, new, monkeypatch):
    """The first visitor after a release starts it; nobody has to restart anything."""
    current.snapshot()
    publish(new, folder / "published", folder / "releases")
    reading = []
    look = renewal.look
    monkeypatch.setattr(renewal, "look", lambda: reading.append(look()))
    monkeypatch.setattr(renewal.LOOKING, "is_time", lambda: not reading)
    client.get("/robots.txt")
    reading[0].join(60)
    assert client.get("/healthz").json()["release"] == NEW


def test_of_the_old_release_nothing_stays_in_memory(client, folder, old, new):
    import gc
    import weakref

    files(client)
    was = weakref.ref(current.dataset())
    publish(new, folder / "published", folder / "releases")
    looked()
    gc.collect()
    assert was() is None


def test_a_map_is_not_kept_under_the_name_of_another_release(client, folder, old):
    ask = {"indicator": "recorded_offences", "lang": "en"}
    for release, kept in ((old.id, "public, max-age=3600"), (NEW, "no-cache")):
        assert client.get("/open-data/faces.json", params={**ask, "release": release}).headers["cache-control"] == kept


def test_the_zip_is_made_of_the_release_that_is_shown(folder, old, new, tmp_path):
    """The process that makes it starts later than the request; what lies in the folder by then does not matter."""
    current.snapshot()
    shutil.rmtree(folder / "published")
    bundle_store.run(tmp_path / "whole.zip")
    with zipfile.ZipFile(tmp_path / "whole.zip") as archive:
        inside = archive.read(f"{bundle_store.TOGETHER.format(release=old.id)}/observations.csv")
    assert sha256(inside) == sha256(old.files["observations.csv"])
