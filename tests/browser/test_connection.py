"""The line to the server breaks under an open page, comes back, or was dead unnoticed; and a newer version came."""

import re
import shutil

import pytest

from components.wording.text import wording

from .conftest import ROOT, free_port, serving
from .leaving import LOADED

BUSY = {language: wording(language)("site.connection.busy") for language in ("en", "cy")}
AWAY = {language: wording(language)("site.connection.lost") for language in ("en", "cy")}
BACK = {language: wording(language)("site.connection.back") for language in ("en", "cy")}
SAID = "document.getElementById('connection')?.textContent"
# What would keep a reader from the page: a dialog, a cover, a part that is shut off, a page that does not scroll.
SHUT_OFF = """(() => {
    const page = document.querySelector('.stApp'), exit = document.getElementById('exit').getBoundingClientRect()
    const at = document.elementFromPoint(exit.x + exit.width / 2, exit.y + exit.height / 2)
    return [
        ...document.querySelectorAll('[role=dialog], [aria-modal=true], [data-testid=stModal]'),
        page.closest('[inert], [aria-hidden=true]'), page.querySelector('main').closest('[inert], [aria-hidden=true]'),
        at.closest('#exit') ? null : at, getComputedStyle(document.body).overflow === 'hidden' ? document.body : null,
    ].filter(Boolean).map(each => each.outerHTML.slice(0, 80))
})()"""
# A tab whose page does not ask anew by itself once the line is back: what is chosen there is the first of its session.
UNASKED = """addEventListener("message", (event) => {
    if (event.data.type === "RERUN_SCRIPT") event.stopImmediatePropagation()
})"""
TWIN = ".st-key-twin [role=option][data-code=E23000032]"
CHOSEN = "document.querySelector('.st-key-twin [data-testid=stBidiComponentIsolated]').shadowRoot"
# That the connection is back is said for a few seconds: whoever looks at several pages has to find it afterwards.
RECORDED = """window.everSaid = []
new MutationObserver(() => {
    const said = document.getElementById("connection")?.textContent
    if (said && window.everSaid.at(-1) !== said) window.everSaid.push(said)
}).observe(document, { childList: true, subtree: true, characterData: true })
"""
EVER = "words => window.everSaid.includes(words)"
# Streamlit wishes to show a dialog: blocked, it tells the page, which is its own host.
ASKED = """addEventListener("message", (event) => {
    if (event.data.type === "CLIENT_ERROR_DIALOG") window.isDialogDue = true
})"""
IN_STEP = "#connection[data-in-step]"
AT_REST = ".stApp[data-test-script-state=notRunning]"
MENU = "/?lang=cy&area=W15000002"


def choose_kent(page):
    page.fill(".st-key-place input", "Kent")
    page.wait_for_selector("[role=option] >> text=Kent")
    page.keyboard.press("Enter")


def drawn(tab):
    tab.wait_for(LOADED)


@pytest.fixture
def tabs_of(chromium):
    """Return a function that opens each address in a tab of one profile; a script may stand in each."""
    contexts = []

    def opening(*addresses, script="", width=1280, height=900):
        context = chromium.new_context(viewport={"width": width, "height": height})
        context.set_default_timeout(40_000)
        contexts.append(context)
        context.add_init_script(script)
        pages = [context.new_page() for _ in addresses]
        for page, address in zip(pages, addresses, strict=True):
            page.goto(address)
            page.wait_for_selector("#root footer.site-footer")
            page.wait_for_selector("#waiting", state="detached")
        return pages

    yield opening
    for context in contexts:
        context.close()


def test_a_lost_connection_is_said_calmly_and_the_same_view_comes_back(tabs_of, firefox, neutral):
    port = free_port()
    with serving(port=port) as address:
        (phone,) = tabs_of(f"{address}/report?lang=cy", width=390, height=844, script=RECORDED)
        (view,) = tabs_of(f"{address}/map?lang=en&area=W15000002", script=RECORDED + ASKED)
        other = firefox.open(f"{address}/report?lang=cy")
        drawn(other)
        slider = view.locator(".st-key-timeline input[type=range]")
        period = slider.input_value()
        paths = ("map", "trends", "compare")
        addresses = [f"{address}/{path}?lang=en&area=W15000002" for path in (*paths, "map")]
        new = tabs_of(*addresses, script=RECORDED + UNASKED)

    for page, language in ((phone, "cy"), (view, "en")):
        page.wait_for_function(f"words => {SAID} === words", arg=AWAY[language])
    other.wait_for(f"{SAID} === {AWAY['cy']!r}")
    view.wait_for_function("() => window.isDialogDue")
    for tab in (phone, view, other):
        assert tab.evaluate(SHUT_OFF) == []
    assert phone.locator("main a[href='tel:+448000121700']").first.is_enabled()

    view.locator(TWIN).click()
    slider.focus()
    view.keyboard.press("ArrowLeft")
    view.click(".st-key-menu a >> text=Trends", force=True)
    assert slider.input_value() == period
    assert view.evaluate(f"{CHOSEN}.querySelector('[aria-selected=true]').dataset.code") == "W15000002"
    assert view.url.endswith("/map?lang=en&area=W15000002")

    with serving(port=port):
        for page, language in ((phone, "cy"), (view, "en")):
            page.wait_for_function(EVER, arg=BACK[language])
        assert phone.url.endswith("/report?lang=cy")
        choose_kent(view)
        view.wait_for_url("**area=E23000032**")

        for page in new:
            page.wait_for_function(EVER, arg=BACK["en"])
        for page in new[:3]:
            choose_kent(page)
        new[3].locator(TWIN).click()
        for page in new:
            page.wait_for_url("**area=E23000032**")
            page.wait_for_function("() => document.querySelector('.st-key-place input').value === 'Kent'")
        other.wait_for(f"!{SAID}")

    phone.wait_for_function(f"words => {SAID} === words", arg=AWAY["cy"])
    with phone.expect_request(lambda request: request.is_navigation_request()) as left:
        phone.click("#exit")
    assert "127.0.0.1" not in left.value.url
    other.click("#exit")
    other.wait_for("!document.querySelector('main')")


def test_a_line_that_was_dead_unnoticed_is_found_out_and_the_choice_is_taken(open_page):
    page = open_page("/robots.txt", wait=False, locale="en-GB")
    dead = []

    def answer(socket):
        server, is_first = socket.connect_to_server(), not dead
        dead.append(False)
        socket.on_message(lambda message: None if is_first and dead[0] else server.send(message))
        server.on_message(lambda message: None if is_first and dead[0] else socket.send(message))

    page.route_web_socket("**/_stcore/stream", answer)
    page.goto(page.url.replace("/robots.txt", "/trends?lang=en&area=W15000002"))
    page.wait_for_selector("#root footer.site-footer")
    page.wait_for_selector("#waiting", state="detached")
    page.wait_for_timeout(500)
    dead[0] = True
    choose_kent(page)
    page.wait_for_url("**area=E23000032**", timeout=30_000)
    assert len(dead) == 2
    assert page.evaluate(SHUT_OFF) == []


def test_the_way_back_while_nobody_answered_leads_back(open_page):
    page = open_page("/trends?lang=en&area=W15000002")
    choose_kent(page)
    page.wait_for_url("**area=E23000032**")
    page.wait_for_selector(AT_REST)
    page.evaluate("streamlitDebug.disconnectWebsocket(); history.back()")
    page.wait_for_url("**area=W15000002**")
    page.wait_for_function("() => document.querySelector('.st-key-place input').value === 'Gwent'")


def test_a_part_that_is_gone_loads_the_page_once_more_and_is_then_said(open_page):
    page = open_page(MENU, locale="en-GB")
    page.route("**/static/js/PlotlyChart.*", lambda route: route.fulfill(status=404))
    documents = []
    page.on("request", lambda request: request.resource_type == "document" and documents.append(request.url))
    page.click(".st-key-menu a >> text=Tueddiadau")
    page.wait_for_function(f"words => {SAID}?.startsWith(words)", arg=wording("cy")("site.connection.part"))
    page.wait_for_timeout(1_500)
    assert [url.split("/", 3)[3] for url in documents] == ["trends?lang=cy&area=W15000002"]
    assert page.locator("main h1").is_visible() and page.locator("main table").count()
    assert page.locator(".stAlertContainer").count() >= 1
    assert not page.locator(".stAlertContainer").first.is_visible()
    assert "TypeError" not in page.locator("main").inner_text()
    page.unroute("**/static/js/PlotlyChart.*")
    page.click("#connection button")
    page.wait_for_selector(".st-key-panels .main-svg")
    assert page.evaluate(SAID) == ""


def test_a_page_of_an_older_version_renews_itself_but_not_over_what_was_typed(open_page):
    page = open_page("/trends?lang=en&area=W15000002")
    page.wait_for_selector(IN_STEP, state="attached")
    page.wait_for_selector(AT_REST)
    page.evaluate("document.getElementById('connection').dataset.version = 'older'")
    choose_kent(page)
    page.wait_for_function("() => performance.getEntriesByType('navigation')[0].type === 'reload'")
    page.wait_for_selector("#root footer.site-footer")
    page.wait_for_selector("#waiting", state="detached")
    assert "area=E23000032" in page.url
    page.wait_for_timeout(500)
    assert page.evaluate(SAID) == ""

    page = open_page("/signs?lang=en")
    page.wait_for_selector(IN_STEP, state="attached")
    page.fill("#root [data-find] [name=words]", "wash")
    page.evaluate("document.getElementById('connection').dataset.version = 'older'")
    page.evaluate("postMessage({ stCommVersion: 1, type: 'RERUN_SCRIPT' }, location.origin)")
    page.wait_for_selector("#connection button")
    assert page.evaluate(SAID).startswith(wording("en")("site.connection.renewed"))
    assert page.input_value("main [data-find] [name=words]") == "wash"


def test_a_menu_entry_is_a_link(open_page):
    page = open_page(MENU, locale="en-GB")
    entry = page.locator(".st-key-menu a", has_text="Tueddiadau")
    for how in ({"modifiers": ["Control"]}, {"modifiers": ["Shift"]}, {"button": "middle"}):
        with page.context.expect_page() as opened:
            entry.click(**how)
        assert opened.value.url.endswith("/trends?lang=cy&area=W15000002"), how
        opened.value.close()
        assert page.url.endswith(MENU)
    prevented = """entry => {
        let prevented
        const look = (event) => { prevented = event.defaultPrevented; event.preventDefault() }
        document.body.addEventListener("click", look, { once: true, capture: true })
        addEventListener("click", look, { once: true, capture: true })
        entry.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, metaKey: true }))
        return prevented
    }"""
    assert entry.evaluate(prevented) is False
    assert page.url.endswith(MENU)
    page.evaluate("window.isSamePage = true")
    entry.click()
    page.wait_for_selector("main h1:focus")
    assert page.url.endswith("/trends?lang=cy&area=W15000002")
    assert page.evaluate("window.isSamePage")


# What of the numbers to call lies below something else.
COVERED = """() => [...document.querySelectorAll("#call-now a")].filter((link) => {
    const at = link.getBoundingClientRect(), line = document.getElementById("connection").getBoundingClientRect()
    return at.left < line.right && line.left < at.right && at.top < line.bottom && line.top < at.bottom
}).map((link) => link.textContent)"""


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """The address of a site that holds a single session."""
    copy = tmp_path_factory.mktemp("small") / "site"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".git", "tests", "docs", "__pycache__", ".*_cache"))
    file = copy / "site.toml"
    words = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"^sessions = \d+", "sessions = 1", words, flags=re.MULTILINE), encoding="utf-8")
    with serving(copy) as address:
        yield address


@pytest.mark.parametrize(("language", "size"), [("cy", (390, 844)), ("en", (1280, 900))])
def test_a_page_that_finds_no_room_says_so_keeps_quiet_and_goes_on_once_there_is(
    tabs_of, chromium, small, language, size
):
    (first,) = tabs_of(f"{small}/report?lang=en")
    context = chromium.new_context(viewport=dict(zip(("width", "height"), size, strict=True)))
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{small}/map?lang={language}")
    page.wait_for_function(f"words => {SAID} === words", arg=BUSY[language])
    assert page.locator("#waiting h1").is_visible()
    assert page.evaluate(COVERED) == []
    page.wait_for_timeout(500)
    so_far = len(asked)
    page.wait_for_timeout(4500)
    assert not [url for url in asked[so_far:] if "_stcore" in url]
    first.context.close()
    page.wait_for_selector("#waiting", state="detached", timeout=60_000)
    assert page.locator("#root h1").inner_text() == wording(language)("map.heading")
    context.close()
