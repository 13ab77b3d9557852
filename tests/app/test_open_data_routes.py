"""The open data as a server sends them: whole, in pieces, to a reader who follows the examples of the site."""

import io
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile

import pandas as pd
import pytest

from components.content import downloads
from components.opendata import bundle_store
from data import current
from tests.components.source_figures import HOME, year_to_december

CURL = shutil.which("curl")


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """The app as it is started, on a port of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log, kept = tmp_path_factory.mktemp("server") / "log", tmp_path_factory.mktemp("kept")
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)]
    with log.open("wb") as out:
        running = subprocess.Popen(
            [*command, "--server.address", "127.0.0.1", "--server.headless", "true"],
            cwd=bundle_store.ROOT,
            stdout=out,
            stderr=out,
            start_new_session=True,
            env={**os.environ, "TMPDIR": str(kept)},
        )
    base = f"http://127.0.0.1:{port}"
    try:
        end = time.monotonic() + 60
        while not _is_up(base):
            assert running.poll() is None and time.monotonic() < end, log.read_text()
            time.sleep(0.2)
        yield base
    finally:
        os.killpg(running.pid, signal.SIGTERM)
        running.wait(20)
    # The ZIP that was made for the tests is gone with the server.
    assert not [*kept.glob("modern-slavery-*")]


def _is_up(base):
    try:
        return urllib.request.urlopen(f"{base}/healthz", timeout=2).status == 200
    except OSError:
        return False


def fetched(address, **headers):
    try:
        return urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=120)
    except urllib.error.HTTPError as error:
        return error


def test_the_whole_release_comes_while_others_are_answered(server):
    """The first request makes the ZIP, in seconds; the loop that answers everybody goes on meanwhile."""
    with subprocess.Popen(
        [sys.executable, "-c", f"import urllib.request as r; r.urlopen('{server}/open-data/release.zip').read()"]
    ) as asking:
        waits = []
        while asking.poll() is None:
            started = time.monotonic()
            assert fetched(f"{server}/healthz").status == 200
            waits.append(time.monotonic() - started)
    assert asking.returncode == 0
    assert len(waits) >= 10
    answer = fetched(f"{server}/open-data/release.zip")
    with zipfile.ZipFile(io.BytesIO(answer.read())) as archive:
        assert archive.testzip() is None
        inside = archive.read(f"figures-{current.dataset().release}/observations.csv")
    assert inside == (current.PUBLISHED / "observations.csv").read_bytes()
    assert answer.headers["content-type"] == "application/zip"


def test_a_part_of_a_file_can_be_fetched_again(server):
    whole = fetched(f"{server}/open-data/release.zip").read()
    part = fetched(f"{server}/open-data/release.zip", Range="bytes=100-199")
    assert part.status == 206 and part.read() == whole[100:200]


def test_the_latest_file_is_followed_to_the_one_that_never_changes(server):
    answer = fetched(f"{server}/open-data/latest/observations.csv")
    assert answer.url.endswith(f"/open-data/releases/{current.dataset().release}/observations.csv")
    assert answer.headers["access-control-allow-origin"] == "*" and "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize(
    "name", ["latest/..%2fmanifest.json", "releases/..%2f..%2fsite.toml", "latest/%00", "releases/x"]
)
def test_no_other_file_is_sent(server, name):
    assert fetched(f"{server}/open-data/{name}").status in (400, 404)


def test_the_example_in_python_reads_the_figures(server):
    found = {}
    exec(downloads.examples(server)["Python"], found)
    published = pd.read_csv(current.PUBLISHED / "observations.csv")
    pd.testing.assert_frame_equal(found["figures"], published)
    assert found["view"].iloc[-1]["Number"] == year_to_december(HOME, 2025)


@pytest.mark.skipif(CURL is None, reason="curl is not installed")
def test_the_example_with_curl_saves_the_figures(server, tmp_path):
    subprocess.run(["bash", "-ec", downloads.examples(server)["curl"]], cwd=tmp_path, check=True, capture_output=True)
    assert (tmp_path / "observations.csv").read_bytes() == (current.PUBLISHED / "observations.csv").read_bytes()
    assert "W15000001" in current.dataset().observations["area_code"].to_numpy()
    assert (
        (tmp_path / "view.csv")
        .read_text(encoding="utf-8-sig")
        .splitlines()[-1]
        .startswith("W15000001,North Wales,recorded_offences,Recorded modern slavery offences,YE-2025-Q4,")
    )


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
def test_the_example_in_r_reads_the_figures(server):
    code = downloads.examples(server)["R"] + "\ncat(nrow(figures), view$Number[nrow(view)])"
    done = subprocess.run(["Rscript", "-e", code], capture_output=True, text=True, check=True)
    assert done.stdout == f"{len(current.dataset().observations)} {year_to_december(HOME, 2025)}"
