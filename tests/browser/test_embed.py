"""Views in other people's pages: they fit columns of 300 to 700 pixels, whole, with the way out and the source."""

from urllib.parse import quote

import pytest

from components.charts.exhibits import EXHIBITS
from data.site import LANGUAGES
from web.take_away.height import embed_height
from web.take_away.pages import fitting_code
from web.take_away.request import read_request

from .sites import FramingSite, RelayedSite

LOCAL = ("card.cases", "people.setting", "people.local_authority", "people.local_map")
NAMES = [name for name in EXHIBITS if name not in LOCAL]
COLUMNS = (300, 480, 700)
# How far anything reaches beyond the column, what scrolls within it, and how high the view is.
MEASURED = """() => {
    const wide = document.documentElement.clientWidth
    const isSeen = (each) => each.checkVisibility({ contentVisibilityAuto: true })
    const isFolded = (each) => each.closest('.hidden-words, details:not([open]) .scroll')
    const all = [...document.body.querySelectorAll('*')].filter((each) => isSeen(each) && !isFolded(each))
    const inside = (each) => each.closest('svg') && each.localName !== 'svg'
    const boxes = all.filter((each) => !inside(each)).map((each) => [each, each.getBoundingClientRect()])
    const labels = all.filter((each) => each.localName === 'text').map((each) => [each, each.getBoundingClientRect()])
    return {
        beyond: [...boxes, ...labels].filter(([, box]) => box.width && (box.right > wide + 1 || box.left < -1))
            .map(([each]) => each.outerHTML.slice(0, 90)),
        scrolling: all.filter((each) => each.scrollWidth > each.clientWidth + 1
            && getComputedStyle(each).overflowX === 'auto').length,
        smallest: Math.min(99, ...labels.map(([, box]) => box.height)),
        high: document.documentElement.getBoundingClientRect().height,
    }
}"""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_view_fits_every_column_whole_in_the_height_its_code_names(open_page, name, language):
    asked = {"chart": name, "area": "W15000001", "lang": language}
    page = open_page(f"/embed?chart={name}&area=W15000001&lang={language}", wait=False)
    height = embed_height(read_request(asked))
    for width in COLUMNS:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_load_state("load")
        found = page.evaluate(MEASURED)
        # No label is smaller than the names in equal squares, which are eight pixels high at least.
        assert found["smallest"] >= 8, width
        assert found["beyond"] == [] and found["scrolling"] == 0, width
        assert found["high"] <= height, width
        assert page.locator("#exit").is_visible() and page.locator("div.source").is_visible()
    assert page.watch.errors == []


@pytest.mark.parametrize("width", COLUMNS)
def test_a_page_of_another_origin_with_the_lines_of_the_panel_has_frames_as_high_as_what_is_in_them(
    open_page, server, width
):
    with RelayedSite(server) as ours, FramingSite() as theirs:
        base = f"http://127.0.0.1:{ours.port}"
        frame = f'<iframe src="{base}/embed?chart=map.areas&lang=cy" width="{width}" height="300"></iframe>'
        content = quote(frame + fitting_code(base))
        page = open_page(f"/?{content}", base=f"http://127.0.0.1:{theirs.port}", wait=False, width=900)
        inner = page.frame_locator("iframe").locator("html")
        inner.locator("div.source").wait_for()
        page.wait_for_function("document.querySelector('iframe').clientHeight > 500")
        page.wait_for_timeout(300)
        framed, high = page.locator("iframe").bounding_box()["height"], inner.bounding_box()["height"]
        assert high <= framed <= high + 6
        assert page.frame_locator("iframe").locator("#exit").is_visible()


def test_only_the_height_is_told_and_only_from_within_a_frame(open_page, server):
    heard = "window.heard = []; addEventListener('message', (event) => window.heard.push([event.origin, event.data]))"
    with RelayedSite(server) as ours, FramingSite() as theirs:
        base = f"http://127.0.0.1:{ours.port}"
        frame = f'<iframe src="{base}/embed?chart=card.rate&lang=en"></iframe>'
        content = quote(f"<script>{heard}</script>{frame}")
        page = open_page(f"/?{content}", base=f"http://127.0.0.1:{theirs.port}", wait=False)
        page.wait_for_function("window.heard.length")
        assert all(origin == base and [*said] == ["height"] for origin, said in page.evaluate("window.heard"))
