"""Firefox by WebDriver BiDi: one websocket to Debian's firefox-esr, without geckodriver and without Playwright.

    with launched() as firefox:
        tab = firefox.open("http://127.0.0.1:8501/signs")
        tab.wait_for("document.querySelector('main h1')")
        tab.press("Shift", times=3)

Each tab is a fresh profile of its own (a BiDi user context), so that no test meets the storage of another. What a
tab asked for and what it wrote to the console is collected in ``requests`` and ``errors`` whenever the tab is used.
What this Firefox cannot do by BiDi (153 ESR): switch scripts off for a tab, pretend to have a touch screen or forced
colours; for these give ``launched`` the preferences.
"""

import base64
import json
import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from websockets.sync.client import connect

FIREFOX = shutil.which("firefox-esr") or "/usr/bin/firefox-esr"
EVENTS = ["network.beforeRequestSent", "log.entryAdded", "browsingContext.contextCreated"]
# The private code points by which WebDriver names the keys that write nothing.
NAMES = {0x03: "Backspace", 0x04: "Tab", 0x07: "Enter", 0x08: "Shift", 0x09: "Control", 0x0A: "Alt", 0x0C: "Escape"}
NAMES |= {0x0E: "PageUp", 0x0F: "PageDown", 0x10: "End", 0x11: "Home", 0x12: "ArrowLeft", 0x13: "ArrowUp"}
NAMES |= {0x14: "ArrowRight", 0x15: "ArrowDown", 0x17: "Delete"}
KEYS = {name: chr(0xE000 + code) for code, name in NAMES.items()} | {"Space": " "}
# A browser that says nothing to anybody: no first page, no updates, no reports, no guesses where the user will go.
PREFERENCES = {
    "app.update.disabledForTesting": True,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.disable_beforeunload": True,
    "intl.accept_languages": "en-GB, en",
    "messaging-system.rsexperimentloader.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.dns.disablePrefetch": True,
    "network.http.speculative-parallel-limit": 0,
    "network.prefetch-next": False,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "toolkit.startup.max_resumed_crashes": -1,
    "toolkit.telemetry.enabled": False,
}


class FirefoxError(RuntimeError):
    """Firefox refused a command; the message is Firefox's own."""


@contextmanager
def launched(*, profile=None, preferences=None):
    """Start Firefox and yield it; end it by its own process. A ``profile`` given is kept for the next start."""
    with tempfile.TemporaryDirectory(prefix="firefox-", ignore_cleanup_errors=True) as fresh:
        folder = Path(profile or fresh)
        chosen = PREFERENCES | (preferences or {})
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in chosen.items()]
        (folder / "user.js").write_text("".join(lines), encoding="utf-8")
        announced = folder / "WebDriverBiDiServer.json"
        announced.unlink(missing_ok=True)
        command = [FIREFOX, "--headless", "--no-remote", "--profile", str(folder), "--remote-debugging-port=0"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            # Nobody reads what Firefox answers while a test waits for another browser, its answers to pings neither.
            address = f"ws://127.0.0.1:{_port(announced, process)}/session"
            with connect(address, max_size=None, ping_interval=None) as socket:
                firefox = Firefox(socket)
                yield firefox
                firefox.command("browser.close")
            process.wait(20)
        finally:
            process.kill()
            process.wait(20)


def _port(announced, process):
    for _ in range(300):
        if process.poll() is not None:
            raise FirefoxError(f"{FIREFOX} ended at once with {process.returncode}")
        try:
            return json.loads(announced.read_text())["ws_port"]
        except (OSError, ValueError):
            time.sleep(0.1)
    raise FirefoxError(f"{FIREFOX} did not open its port within 30 seconds")


class Firefox:
    """The browser: opens tabs, sends commands and hands each event to the tab it belongs to."""

    def __init__(self, socket):
        self.socket, self.sent = socket, 0
        self.requests, self.tabs, self.parents = [], {}, {}
        self.command("session.new", capabilities={"alwaysMatch": {"acceptInsecureCerts": True}})
        self.command("session.subscribe", events=EVENTS)

    def command(self, method, **parameters):
        """Send a command and return its result; events that arrive before the answer are handed on."""
        self.sent += 1
        number = self.sent
        self.socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self.socket.recv(timeout=60))
            if message["type"] == "event":
                self._happened(message["method"], message["params"])
            elif message["id"] == number:
                if message["type"] == "error":
                    raise FirefoxError(f"{method}: {message['error']}: {message['message']}")
                return message["result"]

    def open(self, url, *, width=1280, height=900, wait="complete", beside=None):
        """Open ``url`` in a tab with storage of its own, or that of the tab ``beside`` it; ``wait`` is BiDi's."""
        user = beside.user if beside else self.command("browser.createUserContext")["userContext"]
        tab = Tab(self, self.command("browsingContext.create", type="tab", userContext=user)["context"], user)
        self.tabs[tab.context] = tab
        tab.resize(width, height)
        tab.go(url, wait=wait)
        return tab

    def close_tabs(self):
        """Close every tab that was opened and forget its storage."""
        for user in {tab.user for tab in self.tabs.values()}:
            self.command("browser.removeUserContext", userContext=user)
        self.tabs, self.parents, self.requests = {}, {}, []

    def _happened(self, method, event):
        context = event.get("context") or event.get("source", {}).get("context")
        if method == "browsingContext.contextCreated":
            self.parents[context] = event.get("parent")
            return
        while context in self.parents and context not in self.tabs:
            context = self.parents[context]
        tab = self.tabs.get(context)
        if method == "network.beforeRequestSent":
            self.requests.append(event["request"]["url"])
            if tab:
                tab.requests.append(event["request"]["url"])
        elif tab and event["level"] == "error":
            tab.errors.append(event["text"])


class Tab:
    """A tab, or a frame in it: what a visitor can do there and what can be seen of it."""

    def __init__(self, firefox, context, user):
        self.firefox, self.context, self.user = firefox, context, user
        self.requests, self.errors = [], []

    def command(self, method, **parameters):
        return self.firefox.command(method, context=self.context, **parameters)

    def go(self, url, *, wait="complete"):
        self.command("browsingContext.navigate", url=url, wait=wait)

    def evaluate(self, expression):
        """Return the value of a JavaScript expression, or of the promise it gives, as far as JSON can carry it."""
        asked = f"Promise.resolve(({expression})).then(value => JSON.stringify(value === undefined ? null : value))"
        answer = self.firefox.command(
            "script.evaluate", expression=asked, target={"context": self.context}, awaitPromise=True
        )
        if answer["type"] == "exception":
            raise FirefoxError(f"{answer['exceptionDetails']['text']} in {expression}")
        return json.loads(answer["result"]["value"])

    def wait_for(self, expression, *, seconds=20):
        """Wait until an expression is true, through any change of page."""
        end = time.monotonic() + seconds
        while True:
            try:
                if self.evaluate(f"Boolean({expression})"):
                    return
                problem = "it stayed false"
            except FirefoxError as error:
                problem = error
            if time.monotonic() > end:
                raise AssertionError(f"not within {seconds} s at {self.url}: {expression}: {problem}")
            time.sleep(0.05)

    @property
    def url(self):
        return self._tree()["url"]

    def _tree(self):
        return self.firefox.command("browsingContext.getTree", root=self.context)["contexts"][0]

    def frames(self):
        """Return the frames in this tab, in order, each usable as a tab."""
        return [Tab(self.firefox, frame["context"], self.user) for frame in self._tree()["children"]]

    def press(self, keys, *, times=1):
        """Press a key by its name, or several at once as ``Shift+Tab``."""
        held = [KEYS.get(key, key) for key in keys.split("+")]
        once = [{"type": "keyDown", "value": key} for key in held]
        once += [{"type": "keyUp", "value": key} for key in reversed(held)]
        self._act({"type": "key", "id": "keys", "actions": once * times})

    def type(self, words):
        for letter in words:
            self.press("Space" if letter == " " else letter)

    def click(self, selector, *, pointer="mouse"):
        """Click the middle of the first element, or touch it with ``pointer="touch"``."""
        css = {"type": "css", "value": selector}
        found = self.command("browsingContext.locateNodes", locator=css)["nodes"]
        if not found:
            raise FirefoxError(f"nothing matches {selector} at {self.url}")
        element = {"sharedId": found[0]["sharedId"]}
        self.firefox.command(
            "script.callFunction",
            functionDeclaration="element => element.scrollIntoView({block: 'center', behavior: 'instant'})",
            arguments=[element],
            target={"context": self.context},
            awaitPromise=False,
        )
        move = {"type": "pointerMove", "x": 0, "y": 0, "origin": {"type": "element", "element": element}}
        press = [{"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self._act({"type": "pointer", "id": pointer, "parameters": {"pointerType": pointer}, "actions": [move, *press]})

    def _act(self, source):
        """Press; a press that leads a frame away at once may leave none to answer, which is no error of the press."""
        try:
            self.command("input.performActions", actions=[source])
        except FirefoxError as error:
            if "no such frame" not in str(error):
                raise

    def back(self):
        self.command("browsingContext.traverseHistory", delta=-1)

    def forward(self):
        self.command("browsingContext.traverseHistory", delta=1)

    def reload(self, *, wait="complete"):
        self.command("browsingContext.reload", wait=wait)

    def resize(self, width, height):
        self.command("browsingContext.setViewport", viewport={"width": width, "height": height})

    def hosts(self):
        """Return the hosts this tab has asked; what stands in the page itself has none."""
        return {urlsplit(url).netloc for url in self.requests} - {""}

    def cookies(self):
        """Return the names of the cookies this tab's profile keeps."""
        partition = {"type": "context", "context": self.context}
        return {cookie["name"] for cookie in self.firefox.command("storage.getCookies", partition=partition)["cookies"]}

    def pdf(self):
        """Return the page as it is printed on A4 with margins of a centimetre."""
        edges = dict.fromkeys(("top", "bottom", "left", "right"), 1)
        printed = self.command("browsingContext.print", page={"width": 21.0, "height": 29.7}, margin=edges)
        return base64.b64decode(printed["data"])

    def screenshot(self, file):
        Path(file).write_bytes(base64.b64decode(self.command("browsingContext.captureScreenshot")["data"]))
