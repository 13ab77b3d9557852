"""A fresh server and a real Chromium. Without Chromium the tests are skipped by name, or fail where it is required."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from . import chromium as in_chromium
from .firefox import FIREFOX, launched
from .sites import NeutralSite

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    # Only the large map needs the graphics processor, which is software here: pages are put together without it.
    "--disable-gpu-compositing",
]


def pytest_collection_modifyitems(items):
    """Mark the tests of browsers; beside other tests on few cores one may wait too short, and has two more goes."""
    for item in items:
        if "tests/browser" in item.nodeid:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.flaky(reruns=2, reruns_delay=2))


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextmanager
def serving(folder=ROOT, log_file=None, port=None, **settings):
    """Start the app of ``folder`` as the README says and yield its address; end it by its own process.

    What it writes goes to ``log_file``, to be read afterwards, or is forgotten. The port is any free one unless given;
    ``settings`` are variables of its environment.
    """
    port = port or free_port()
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)]
    environment = {**os.environ, "PYTHONPATH": str(folder), **settings}
    with open(log_file, "w+") if log_file else tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            _wait_until_healthy(process, address, log)
            yield address
        finally:
            process.terminate()
            process.wait(20)


def _wait_until_healthy(process, address, log):
    for _ in range(300):
        if process.poll() is not None:
            log.seek(0)
            raise AssertionError(f"the server ended:\n{log.read()}")
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server was not healthy within 30 seconds")


@pytest.fixture(scope="session")
def server():
    with serving() as address:
        yield address


@pytest.fixture(scope="session")
def chromium():
    if not Path(CHROMIUM).exists():
        if os.environ.get("REQUIRE_BROWSER"):
            pytest.fail("REQUIRE_BROWSER is set, but there is no Chromium: apt-get install chromium")
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def neutral():
    """The page "Exit this page" leads to, played on this machine under the address of ``site.toml``."""
    with NeutralSite() as there:
        yield there


@pytest.fixture(scope="session")
def firefox(neutral):
    if not Path(FIREFOX).exists():
        if os.environ.get("REQUIRE_FIREFOX"):
            pytest.fail("REQUIRE_FIREFOX is set, but there is no Firefox: apt-get install firefox-esr")
        pytest.skip("no Firefox on this machine: apt-get install firefox-esr")
    with launched(preferences=neutral.firefox_preferences) as browser:
        yield browser


@pytest.fixture
def open_in_firefox(server, firefox):
    """Return a function that opens an address of the site in a fresh profile of Firefox and waits for its heading."""

    def opening(path, *, width=1280, height=900, wait=True):
        tab = firefox.open(f"{server}{path}", width=width, height=height, wait="complete" if wait else "interactive")
        if wait:
            tab.wait_for("document.querySelector('#root footer.site-footer') && !document.getElementById('waiting')")
        return tab

    yield opening
    firefox.close_tabs()


@pytest.fixture(scope="session")
def leaving_chromium(chromium, neutral):
    """A Chromium that finds the neutral site here and keeps pages in its memory, which Playwright forbids otherwise."""
    browser = chromium.browser_type.launch(
        executable_path=CHROMIUM,
        args=[*ARGUMENTS, neutral.chromium_argument],
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield browser
    browser.close()


@pytest.fixture(params=["chromium", "firefox"])
def new_tab(request):
    """Return a function that opens an empty tab in a fresh profile, or beside another tab in the profile of that."""
    if request.param == "firefox":
        firefox = request.getfixturevalue("firefox")
        yield lambda beside=None: firefox.open("about:blank", beside=beside)
        firefox.close_tabs()
        return
    browser, contexts = request.getfixturevalue("leaving_chromium"), []

    def opening(beside=None):
        context = beside.page.context if beside else browser.new_context(ignore_https_errors=True)
        contexts.append(context)
        return in_chromium.Tab(context.new_page())

    yield opening
    for context in contexts:
        context.close()


class Watch:
    """What a page did that nobody saw: the hosts it asked and what it wrote to the console."""

    def __init__(self, page):
        self.hosts, self.errors, self.requests = set(), [], []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on(
            "request",
            lambda request: self.hosts.add(request.url.split("/")[2] if "//" in request.url else ""),
        )
        page.on("websocket", lambda socket: self.hosts.add(socket.url.split("/")[2]))
        page.on("console", lambda message: message.type == "error" and self.errors.append(message.text))
        page.on("pageerror", lambda error: self.errors.append(str(error)))


@pytest.fixture(scope="session")
def profile(chromium, tmp_path_factory):
    """Return one profile for many pages, on disk: there alone Chromium keeps scripts as it compiled them."""
    folder = tmp_path_factory.mktemp("profile")
    context = chromium.browser_type.launch_persistent_context(folder, executable_path=CHROMIUM, args=ARGUMENTS)
    context.set_default_timeout(60_000)
    yield context
    context.close()


def _hold(page, addresses):
    """Let nothing arrive from some addresses; return what lets it."""
    held = []

    def take(route):
        if held is None:
            route.continue_()
        else:
            held.append(route)

    def let_go():
        nonlocal held
        waiting, held = held, None
        for route in waiting:
            route.continue_()

    page.route(addresses, take)
    return let_go


@pytest.fixture
def open_page(server, chromium, profile):
    """Return a function that opens an address of the site in an empty profile and waits for its heading.

    A test that wants more of the browser than a size (``options``) has a profile of its own; the others share one,
    which is emptied of cookies and of what pages have stored. What is at ``hold`` does not arrive until
    ``page.let_go()``; ``script`` runs before any of the page.
    """
    pages, contexts = [], []

    def opening(path, *, width=1280, height=900, wait=True, base=server, hold=None, script="", **options):
        context = chromium.new_context(**options) if options else profile
        context.set_default_timeout(60_000)
        contexts.extend([context] if options else [])
        page = context.new_page()
        pages.append((page, base))
        page.set_viewport_size({"width": width, "height": height})
        page.watch = Watch(page)
        if script:
            page.add_init_script(script)
        if hold:
            page.let_go = _hold(page, hold)
        page.watch.first = f"{base}{path}"
        page.response = page.goto(page.watch.first, wait_until="domcontentloaded")
        if wait:
            page.wait_for_selector("main h1", timeout=30_000)
            page.wait_for_selector("footer.site-footer", timeout=30_000)
            if options.get("java_script_enabled", True):
                page.wait_for_function(in_chromium.SETTLED)
            page.wait_for_timeout(400)
        return page

    yield opening
    for page, base in pages:
        kept = {"origin": base, "storageTypes": "cookies,local_storage,indexeddb"}
        page.context.new_cdp_session(page).send("Storage.clearDataForOrigin", kept)
        page.close()
    for context in contexts:
        context.close()
    profile.clear_cookies()
