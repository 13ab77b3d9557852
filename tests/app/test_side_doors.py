"""No way round the release that is shown: not to what lies beside its files, nor to a newer one before its turn."""

import io
import json
import re
import shutil
import zipfile
from html import unescape

import pytest

from components.address.pages import PAGES
from components.guidance import posters
from components.opendata import bundle, bundle_store
from data import current, history, renewal, snapshot
from data.build.publish import publish
from tests.app.test_take_away import markup, opened
from tests.app.test_taking_up import DAY, NEW, NEWEST_ROW, VIEW, looked, zipped
from tests.components.source_figures import HOME, WALES, WHOLE
from tests.data.build.small_releases import sealed
from tests.properties.building import showing
from web import pack, start
from web.answer import NoAnswerError
from web.open_data import answer as open_data
from web.open_data import releases

# What somebody may leave in the folder by mistake; each says a word that is nowhere else on the site.
WORD = "zzleftbehind"
STRAY = (
    *("zz_cases.csv", "report.json", ".zz_hidden.csv", "observations.csv.bak", "zz_cases.CSV", "zz.html"),
    "sub/zz_cases.csv",
)
# A count that is nowhere else, as a number and as pages write it.
COUNT = 8_761
COUNTED = re.compile(rf"(?<![\w.-])(?:{COUNT}|{COUNT:,})(?![\w.])")
SAID = (NEW, DAY, "1 Chwefror 2099")
CHART = "chart=card.offences&area=W15000001&indicator=recorded_offences"
SITE = (
    *(
        f"/{name}"
        for name in ("healthz", "robots.txt", "open-data/", "practice-notes", "meeting", "pack/briefing.pptx")
    ),
    *(f"/open-data/{name}" for name in ("release.zip", "releases.atom", "changes.csv", "map.svg", "manifest.json")),
    *(f"/open-data/{name}" for name in ("observations.csv", "population.csv", "areas.csv", "datapackage.json")),
    *(f"/open-data/latest/{name}" for name in ("observations.csv", "manifest.json", *bundle_store.MADE)),
    *(f"/open-data/{name}?indicator=recorded_offences" for name in ("view.csv", "map.geojson", "faces.json")),
    *(f"/open-data/chart.{kind}?{CHART}" for kind in ("csv", "svg", "png", "xlsx")),
    *(f"/{name}?{CHART}" for name in ("take-away", "embed")),
    *(f"/print/{name}" for name in ("text.txt", "poster.pdf")),
    *(f"{page.path}?area={HOME}" for page in PAGES),
)
# Of a release that is not shown yet these would be the addresses.
COMING = (
    *(f"/open-data/releases/{NEW}{rest}" for rest in (".zip", "/observations.csv", "/manifest.json", "/changes.json")),
    *(f"/open-data/{NEW}.zip", f"/open-data/releases/.{NEW}.zip.waiting", f"/open-data/changes.csv?to={NEW}"),
    f"/meeting?since={NEW}",
    f"/downloads?to={NEW}",
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The site with its releases in a folder of the test; the folder is looked at only when a test says so."""
    shutil.copytree(current.PUBLISHED, tmp_path / "published")
    shutil.copytree(history.RELEASES, tmp_path / "releases")
    monkeypatch.setattr(renewal.LOOKING, "is_time", lambda: False)
    monkeypatch.setattr(renewal.LOOKING, "tried", None)
    monkeypatch.setattr(start, "every_area", lambda: None)
    monkeypatch.setattr(bundle_store, "BUNDLES", bundle_store.BundleStore(whole))
    monkeypatch.setattr(pack, "_made", lambda name, asked, base: asked.dataset.release.encode())
    monkeypatch.setattr(posters, "_set", lambda form, data, kind: b"made")
    with showing(tmp_path):
        yield tmp_path
    bundle_store.BUNDLES.remove()


def whole(destination):
    """Make a ZIP of what is shown, with a word for each file that is made of it, in no time."""
    zipped(destination)
    with zipfile.ZipFile(destination, "a") as archive:
        for name in bundle_store.MADE:
            archive.writestr(f"{bundle_store.TOGETHER.format(release=current.dataset().release)}/{name}", name)


@pytest.fixture
def old(folder):
    return history.releases(folder / "releases")[-1]


@pytest.fixture
def new(old):
    """A release in which the newest count of the home area is one that is nowhere else, and in no larger area less."""
    table = old.files["observations.csv"].decode()
    more = COUNT - int(NEWEST_ROW.search(table)[2])
    for area in (HOME, WALES, WHOLE):
        row = re.compile(NEWEST_ROW.pattern.replace(HOME, area), re.MULTILINE)
        table, found = row.subn(lambda row: f"{row[1]}{int(row[2]) + more},", table)
        assert found == 1
    return sealed(NEW, {**old.files, "observations.csv": table.encode()}, old)


@pytest.fixture
def littered(folder):
    """The folder of the published files with others in it that are not of the release."""
    published = folder / "published"
    (published / "sub").mkdir()
    for name in STRAY:
        (published / name).write_text(f"{WORD}\n", encoding="utf-8")
    (folder / "elsewhere.csv").write_text(f"{WORD}\n", encoding="utf-8")
    (published / "zz_link.csv").symlink_to(folder / "elsewhere.csv")
    (published / "zz_folder").symlink_to(folder)
    return published


def said(client, address):
    """Return what an address answers, with all that is packed in it; an address of a file is followed."""
    answer = client.get(address)
    content = answer.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = b"\n".join(name.encode() + b"\n" + archive.read(name) for name in archive.namelist())
    return f"{answer.url}\n{answer.headers}\n{unescape(content.decode('utf-8', 'replace'))}"


def everything(client):
    """Return what the whole site says, by address and by page."""
    pages = {page.id: unescape(markup(opened(page, lang="en", area=HOME))) for page in PAGES}
    return {address: said(client, address) for address in SITE} | pages


@pytest.mark.parametrize("name", [*STRAY, "zz_link.csv", "zz_folder/elsewhere.csv", "zz_folder", "sub", "sub/"])
def test_what_lies_beside_the_published_files_has_no_address(client, littered, name):
    for place in ("", "latest/", f"releases/{current.dataset().release}/", "releases/"):
        answer = client.get(f"/open-data/{place}{name}")
        assert answer.status_code == 404 and WORD not in answer.text


def test_what_lies_beside_the_published_files_is_named_nowhere(client, littered):
    for address, content in everything(client).items():
        assert WORD not in content and "zz" not in re.findall(r'zz(?=[_."])', content), address


def test_the_zip_of_a_release_holds_what_its_manifest_lists(littered):
    found = bundle.files(snapshot.read_snapshot(littered))
    published = {*json.loads(found["manifest.json"])["files"], "manifest.json"}
    made = {name for name in found if name not in published}
    assert not [name for name in made if name.startswith(("zz", ".", "report", "sub", "observations.csv"))]
    assert not [name for name, content in found.items() if WORD.encode() in content]


def test_a_manifest_that_lists_what_is_no_table_is_not_shown(folder):
    published = folder / "published"
    (published / "zz.html").write_bytes(b"x")
    manifest = json.loads((published / "manifest.json").read_text(encoding="utf-8"))
    manifest["files"]["../zz.html"] = {"sha256": history.sha256(b"x"), "bytes": 1}
    (folder / "zz.html").write_bytes(b"x")
    (published / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    current.SHOWING.forget()
    assert "'../zz.html', which is no name of a table" in current.state().problem
    with pytest.raises(NoAnswerError):
        open_data.answer("../zz.html", {})


def test_a_release_altered_by_one_byte_is_not_served(client, folder, old):
    """What was read before the change is served on; a server that starts after it serves nothing."""
    table = folder / "published" / "observations.csv"
    content = bytearray(table.read_bytes())
    content[-3] ^= 1
    current.snapshot()
    table.write_bytes(content)
    looked()
    assert client.get("/open-data/observations.csv").content == old.files["observations.csv"]
    assert client.get("/healthz").json()["status"] == "degraded"
    current.SHOWING.forget()
    for name in ("observations.csv", "manifest.json", "view.csv?indicator=recorded_offences", "releases.atom"):
        assert client.get(f"/open-data/{name}").status_code == 503, name
    for name in ("latest/observations.csv", f"releases/{old.id}/observations.csv", f"releases/{old.id}.zip"):
        assert client.get(f"/open-data/{name}").status_code == 503, name


def test_a_kept_release_altered_by_one_byte_is_not_served(client, folder, old):
    kept = folder / "releases" / f"{old.id}.zip"
    whole_zip, content = kept.read_bytes(), bytearray(kept.read_bytes())
    content[len(content) // 2] ^= 1
    assert client.get(f"/open-data/releases/{old.id}.zip").content == whole_zip
    kept.write_bytes(content)
    assert client.get(f"/open-data/releases/{old.id}.zip").content == whole_zip
    releases._release.cache_clear()
    for name in (f"releases/{old.id}.zip", f"releases/{old.id}/observations.csv"):
        assert client.get(f"/open-data/{name}").status_code == 503, name


def test_another_release_that_is_kept_under_the_name_of_the_shown_one_is_not_served(client, folder, old, new):
    other = sealed(old.id, new.files, history.releases(folder / "releases")[-2])
    (folder / "releases" / f"{old.id}.zip").write_bytes(history.packed(other))
    for name in (f"releases/{old.id}.zip", f"releases/{old.id}/observations.csv", "latest/observations.csv"):
        assert client.get(f"/open-data/{name}").status_code == 503, name
    assert "changes.json" not in bundle.files(current.snapshot())


def waits(folder, new):
    """Publish a release that nobody has taken up."""
    publish(new, folder / "published", folder / "releases")


def kept_alone(folder, new):
    """Keep a newer release than the one in the folder, which is not kept itself."""
    (folder / "releases" / f"{NEW}.zip").write_bytes(history.packed(new))
    (folder / "releases" / f"{current.dataset().release}.zip").unlink()
    current.SHOWING.forget()
    history.release_ids.cache_clear()


def kept_beside_a_damaged_folder(folder, new):
    """Keep a newer release where none can be shown."""
    (folder / "releases" / f"{NEW}.zip").write_bytes(history.packed(new))
    (folder / "published" / "areas.csv").unlink()
    current.SHOWING.forget()
    history.release_ids.cache_clear()


@pytest.mark.parametrize("how", [waits, kept_alone, kept_beside_a_damaged_folder])
def test_of_a_release_that_is_not_taken_up_nothing_can_be_had(client, folder, new, how):
    current.snapshot()
    how(folder, new)
    for address in (*COMING, *SITE):
        answer = said(client, address).replace(address, "").replace(f"https://data.test{address}", "")
        assert not COUNTED.search(answer), address
        if address not in COMING:
            assert not [word for word in SAID if word in answer], address
    for address in COMING[:4]:
        assert client.get(address).status_code in (404, 503), address


def test_the_site_speaks_of_one_release_before_and_of_one_after(client, folder, old, new):
    before = everything(client)
    waits(folder, new)
    between = everything(client)
    assert between == before
    looked()
    after = everything(client)
    speak = [name for name in before if old.id in before[name]]
    assert {"/healthz", "/open-data/", "/open-data/release.zip", "/open-data/releases.atom", "downloads"} <= {*speak}
    for name in speak:
        assert NEW in after[name], name
    was = str(int(NEWEST_ROW.search(old.files["observations.csv"].decode())[2]))
    for name in ("/open-data/observations.csv", f"/open-data/chart.csv?{CHART}", f"/take-away?{CHART}", "overview"):
        assert was in before[name] and not COUNTED.search(before[name]) and COUNTED.search(after[name]), name
    for address in COMING[:3]:
        assert client.get(address).status_code == 200, address


def test_a_release_that_is_not_shown_is_not_even_opened(client, folder, new, monkeypatch):
    current.snapshot()
    waits(folder, new)
    opened_files = []
    read = history._content
    monkeypatch.setattr(history, "_content", lambda path: opened_files.append(path.stem) or read(path))
    for address in (*COMING, *SITE):
        client.get(address, params=None if "?" in address else VIEW)
    assert opened_files and NEW not in opened_files
