"""A tab of Chromium with the names of the tab of Firefox, so that one test can be read for both browsers.

A navigation that another site has not answered suspends every question to Chromium's page. What can be seen in the
meantime is therefore told by the page itself: ten times a second, by its console.
"""

import json
import time
from contextlib import suppress
from urllib.parse import urlsplit

from playwright.sync_api import Error

SEEN = """({
  url: location.href,
  title: (document.querySelector("title") || {}).textContent || "",
  words: ((document.body || {}).innerText || "").trim(),
  picture: (document.querySelector("link[rel=icon]") || {}).href || "",
  isKept: Boolean(window.isKept),
  isShown: Boolean(document.documentElement) && getComputedStyle(document.documentElement).visibility === "visible",
})"""
# A page that has been drawn whole: Streamlit fetches the script of a list later, and holds its place until then.
SETTLED = """() => {
  const app = document.querySelector(".stApp")
  return !document.getElementById("waiting") && !document.querySelector("[data-testid=stSkeleton]")
    && (!app || app.dataset.testScriptState === "notRunning")
}"""
TELL = f"self === top && setInterval(() => console.debug('seen ' + JSON.stringify({SEEN})), 100)"


class Tab:
    """A tab, or a frame in it."""

    def __init__(self, page, frame=None):
        self.page, self.frame, self.seen, self.errors = page, frame or page.main_frame, None, []
        self.requests = []
        if frame:
            return
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("websocket", self._connected)
        page.add_init_script(TELL)
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _connected(self, socket):
        """Count a connection, and each message that is sent by it, as something the page asked for."""
        self.requests.append(socket.url)
        socket.on("framesent", lambda _: self.requests.append(socket.url))

    def _said(self, message):
        if message.text.startswith("seen "):
            self.seen = json.loads(message.text[5:])
        elif message.type == "error":
            self.errors.append(message.text)

    def look(self):
        """Return what can be seen now: url, title, words, picture of the tab; also while another site is slow."""
        self.seen = None
        end = time.monotonic() + 10
        while self.seen is None and time.monotonic() < end:
            self.page.wait_for_timeout(50)
        return self.seen

    def go(self, url, *, wait="complete"):
        states = {"complete": "load", "interactive": "domcontentloaded", "none": "commit"}
        self.page.goto(url, wait_until=states[wait])

    def evaluate(self, expression):
        return self.frame.evaluate(expression)

    def wait_for(self, expression, *, seconds=20):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if self.frame.evaluate(f"Boolean({expression})"):
                    return
            except Error as error:
                if "navigation" not in str(error) and "destroyed" not in str(error):
                    raise
            self.page.wait_for_timeout(50)
        raise AssertionError(f"not within {seconds} s at {self.page.url}: {expression}")

    def frames(self):
        return [Tab(self.page, frame) for frame in self.page.main_frame.child_frames]

    def hosts(self):
        """Return the hosts this tab has asked; what stands in the page itself has none."""
        return {urlsplit(url).netloc for url in self.requests if not url.startswith(("data:", "blob:"))}

    def cookies(self):
        return {cookie["name"] for cookie in self.page.context.cookies()}

    def press(self, key, *, times=1):
        for _ in range(times):
            self.page.keyboard.press(key)

    def click(self, selector):
        """Click the middle of an element by the mouse itself, which does not wait for what comes of it."""
        element = self.frame.locator(selector).first
        element.evaluate("element => element.scrollIntoView({block: 'center', behavior: 'instant'})")
        box = element.bounding_box()
        self.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    def pdf(self):
        """Return the page as it is printed on A4 with margins of a centimetre."""
        return self.page.pdf(format="A4", margin=dict.fromkeys(("top", "bottom", "left", "right"), "10mm"))

    def back(self):
        self.page.evaluate("setTimeout(() => history.back())")

    def forward(self):
        self.page.evaluate("setTimeout(() => history.forward())")

    def reload(self):
        """Reload; a page that sends the reader on at once makes that an error for Playwright, and none for us."""
        with suppress(Error):
            self.page.reload(wait_until="commit")
