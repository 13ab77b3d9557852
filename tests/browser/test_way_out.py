"""The bar of the exit has a place of its own on every width and lies above whatever opens, switched off by nothing."""

from urllib.parse import quote

import pytest

from data.site import LANGUAGES

from .leaving import LEADS_AWAY, leave
from .sites import NEUTRAL

PHONES = ((390, 664), (360, 640), (360, 560), (375, 553))
WITH_LISTS = ("/", "/map", "/trends", "/compare", "/people")
YELLOW = "rgb(255, 221, 0)"
IS_PHONE = {"has_touch": True, "is_mobile": True}
LIST = "[data-testid=stSelectboxVirtualDropdown]"
# What the hand meets in the middle of the exit, whether it can be heard of, and where bar and list end.
MEETS = """(list) => {
  const exit = document.getElementById('exit').getBoundingClientRect(), bar = document.getElementById('way-out')
  const met = document.elementFromPoint(exit.left + exit.width / 2, exit.top + exit.height / 2)
  const edges = (box) => box && [Math.round(box.top), Math.round(box.bottom)]
  const off = '[inert], [aria-hidden=true]'
  return {
    met: met?.id, height: exit.height, isOff: Boolean(bar.closest(off) || bar.querySelector(off)),
    bar: edges(bar.getBoundingClientRect()), list: edges(document.querySelector(list)?.getBoundingClientRect()),
    last: edges([...document.querySelectorAll('[role=option]')].at(-1)?.getBoundingClientRect()),
  }
}"""


def tap_exit(page):
    box = page.locator("#exit").bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url(f"https://{NEUTRAL}/**")


def drawn(page, address):
    page.goto(address)
    page.wait_for_selector("#root footer.site-footer", timeout=30_000)
    page.wait_for_selector("#waiting", state="detached")


@pytest.fixture
def phone(leaving_chromium):
    context = leaving_chromium.new_context(ignore_https_errors=True, **IS_PHONE)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", WITH_LISTS)
def test_an_open_list_of_a_small_phone_lets_the_exit_be_met_and_ends_above_it(phone, server, path):
    for language in LANGUAGES:
        drawn(phone, f"{server}{path}?lang={language}")
        for width, height in PHONES:
            phone.set_viewport_size({"width": width, "height": height})
            box = phone.locator("[data-testid=stSelectbox] input").first
            box.tap()
            phone.wait_for_selector(LIST)
            phone.keyboard.press("End")
            phone.wait_for_timeout(300)
            found = phone.evaluate(MEETS, LIST)
            where = (path, language, width, height, found)
            assert found["met"] == "exit" and not found["isOff"], where
            assert found["height"] >= 44, where
            assert found["list"][1] <= found["bar"][0] and found["last"][1] <= found["bar"][0], where
            if (width, height) != PHONES[-1]:
                phone.keyboard.press("Escape")
                phone.wait_for_selector(LIST, state="detached")
        tap_exit(phone)


def test_a_list_that_opens_upwards_ends_below_the_bar_of_a_phone_laid_on_its_side(phone, server):
    phone.set_viewport_size({"width": 844, "height": 390})
    drawn(phone, f"{server}/trends?lang=en")
    phone.locator("[data-testid=stSelectbox] input").first.tap()
    phone.wait_for_selector(LIST)
    phone.wait_for_timeout(300)
    found = phone.evaluate(MEETS, LIST)
    assert found["met"] == "exit" and not found["isOff"], found
    assert found["bar"][1] <= found["list"][0] and found["list"][1] <= 390, found
    tap_exit(phone)


def test_the_dialog_of_a_lost_connection_does_not_take_the_first_tap(phone, server):
    sockets, asked = [], []
    phone.route_web_socket("**/_stcore/stream", lambda socket: sockets.append((socket, socket.connect_to_server())))
    drawn(phone, f"{server}/report?lang=cy")
    phone.route("**/_stcore/health", lambda route: (asked.append(route), route.abort()))
    phone.route("**/_stcore/host-config", lambda route: route.abort())
    for here, there in sockets:
        there.close()
        here.close()
    # Until the page says so, or has asked so often that it must have.
    for _ in range(80):
        phone.wait_for_timeout(250)
        if phone.locator("[role=dialog], [role=alertdialog]").count() or len(asked) > 12:
            break
    assert asked
    found = phone.evaluate(MEETS, LIST)
    assert found["met"] == "exit" and not found["isOff"], found
    tap_exit(phone)


COVERED = {
    "a popover in the browser's own layer": """
        document.body.insertAdjacentHTML('beforeend', '<div popover=manual style="inset:0;width:100vw;height:100vh">')
        document.body.lastChild.showPopover()""",
    "a dialog that makes all else inert": """
        document.body.insertAdjacentHTML('beforeend', '<dialog style="inset:0;width:100vw;max-width:none"></dialog>')
        document.body.lastChild.showModal()""",
    "what switches off the page": """
        for (const each of document.body.children) { each.inert = true; each.setAttribute('aria-hidden', 'true') }""",
    "the highest of all layers": """
        document.body.insertAdjacentHTML('beforeend', '<div style="position:fixed;inset:0;z-index:2147483647">')""",
}


def test_whatever_covers_the_page_the_first_click_on_the_exit_leaves(new_tab, server):
    tab = new_tab()
    for what, cover in COVERED.items():
        tab.go(f"{server}/take-away?chart=people.type&lang=en")
        tab.evaluate(f"(() => {{ {cover} }})() ?? true")
        tab.evaluate("new Promise(done => setTimeout(done, 100, true))")
        if "dialog" not in what:
            assert tab.evaluate(f"({MEETS})('none')")["met"] == "exit", what
        assert tab.evaluate(f"({MEETS})('none')")["isOff"] is False, what
        leave(tab)
        tab.wait_for(LEADS_AWAY)


RESIZED = "height => { visualViewport.height = height; visualViewport.dispatchEvent(new Event('resize')) }"


def test_a_keyboard_on_the_glass_does_not_lie_on_the_exit(phone, server):
    phone.add_init_script("""Object.defineProperty(window, "visualViewport", { value:
        Object.assign(new EventTarget(), { scale: 1, offsetTop: 0, height: 700 }) })""")
    phone.set_viewport_size({"width": 390, "height": 700})
    phone.goto(f"{server}/take-away?chart=people.type&lang=cy")
    for height, foot in ((400, 400), (700, 700)):
        phone.evaluate(
            "height => { visualViewport.height = height; visualViewport.dispatchEvent(new Event('resize')) }", height
        )
        assert phone.evaluate(MEETS, LIST)["bar"][1] == foot


# Where the page begins and ends, where it could be read to both ends, and what stands at its right edge.
PLACES = """() => {
  const [bar, exit] = ['way-out', 'exit'].map((id) => document.getElementById(id).getBoundingClientRect())
  const scroller = document.querySelector('.stMain') ?? document.scrollingElement
  const foot = document.querySelector('footer.site-footer')
  const main = foot?.closest('.stMainBlockContainer') ?? document.querySelector('main')
  const first = () => main.getBoundingClientRect().top
  scroller.scrollTo(0, 0)
  const top = first()
  scroller.scrollTo(0, 1e6)
  const bottom = main.getBoundingClientRect().bottom
  scroller.scrollTo(0, 0)
  const room = document.querySelector('.stMain')?.getBoundingClientRect()
  // Beside a scroll bar the page is as much narrower as the bar is: here none is drawn, but its place may be kept.
  const scrollBar = (element) => element.offsetWidth - element.clientWidth
  const spare = room ? scrollBar(document.getElementById('way-out')) - scrollBar(scroller) : 0
  return {
    bar: [bar.top, bar.bottom, bar.width], exit: [exit.height, exit.width, exit.right], ends: [top, bottom],
    covers: room ? Math.min(room.bottom, bar.bottom) - Math.max(room.top, bar.top) : null,
    twin: document.querySelector('.twin')?.getBoundingClientRect().right, spare,
    wide: document.documentElement.scrollWidth - innerWidth,
  }
}"""
SIZES = ((1920, 1080), (1280, 900), (844, 390), (640, 450), (390, 844), (320, 225))


@pytest.mark.parametrize(
    "path", ["/trends", "/take-away?chart=people.type", "/practice-notes", "/open-data/", "/nothing"]
)
def test_the_bar_has_a_place_of_its_own_on_every_width_and_covers_nothing(open_page, path):
    page = open_page(f"{path}{'&' if '?' in path else '?'}lang=cy", wait=path == "/trends")
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(200)
        found = page.evaluate(PLACES)
        where = (width, height, found)
        top, bottom, wide = found["bar"]
        assert wide == width and found["wide"] <= 0, where
        assert found["exit"][0] >= 44 and found["exit"][1] >= 44, where
        assert bottom - top <= 60, where
        assert found["covers"] is None or found["covers"] <= 0.5, where
        if width > 576:
            assert top == 0 and found["ends"][0] >= bottom - 0.5, where
        else:
            assert bottom == height and found["ends"][1] <= top + 0.5, where
        if found["twin"] and width > 576:
            assert -1 <= found["twin"] - found["exit"][2] <= found["spare"] + 1, where


def test_the_bar_is_clear_of_the_bar_that_a_phone_draws_at_the_foot(open_page):
    page = open_page("/report?lang=en", width=390, height=844)
    for address in ("/report?lang=en", "/take-away?chart=people.type&lang=en", "/nothing", "/meeting?lang=en"):
        page.goto(page.watch.first.replace("/report?lang=en", address), wait_until="domcontentloaded")
        assert "viewport-fit=cover" in page.get_attribute("meta[name=viewport]", "content"), address
    page.context.new_cdp_session(page).send(
        "Emulation.setSafeAreaInsetsOverride", {"insets": {"bottom": 34, "bottomMax": 34}}
    )
    page.goto(page.watch.first.replace("/report", "/practice-notes"))
    exit_, bar = page.locator("#exit").bounding_box(), page.locator("#way-out").bounding_box()
    assert bar["y"] + bar["height"] == 844
    assert exit_["height"] >= 44 and exit_["y"] + exit_["height"] <= 844 - 34


# Anchors: what is led to stands clear of the bar, is outlined, and keeps its ground.
LED_TO = """([id, yellow]) => {
  const place = document.getElementById(id), box = place.getBoundingClientRect()
  const bar = document.getElementById('way-out').getBoundingClientRect(), style = getComputedStyle(place)
  const [from, to] = bar.top > 0 ? [0, bar.top] : [bar.bottom, innerHeight]
  return {
    isClear: box.top >= from - 1 && box.top < to, ground: style.backgroundColor,
    outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
    painted: [...place.querySelectorAll('*')].some((each) => getComputedStyle(each).backgroundColor === yellow),
  }
}"""


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (390, 844)])
def test_what_an_anchor_leads_to_is_outlined_and_clear_of_the_bar(open_page, width, height):
    page = open_page("/signs?lang=en#car_washes", width=width, height=height)
    addresses = (
        "/signs?lang=en#car_washes",
        "/about?lang=cy#privacy",
        "/glossary?lang=en#nrm",
        "/practice-notes?lang=en",
    )
    for address in addresses:
        id = address.partition("#")[2]
        page.goto("about:blank")
        page.goto(page.watch.first.split("/signs")[0] + address, wait_until="domcontentloaded")
        id = id or page.evaluate("document.querySelector('main [id]').id")
        if "#" not in address:
            page.goto(f"{page.url}#{quote(id)}")
        else:
            page.wait_for_selector("#root footer.site-footer")
            page.wait_for_selector("#waiting", state="detached")
            page.wait_for_timeout(600)
        found = page.evaluate(LED_TO, [id, YELLOW])
        assert found["isClear"] and found["outline"] >= 2, (address, found)
        assert not found["painted"] and found["ground"] != YELLOW, (address, found)


def test_the_words_of_an_open_list_are_not_painted(open_page):
    page = open_page("/map?lang=cy")
    box = page.locator("[data-testid=stSelectbox] input").first
    box.focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_selector(LIST)
    ground = "element => getComputedStyle(element).backgroundColor"
    assert box.evaluate(ground) != YELLOW
