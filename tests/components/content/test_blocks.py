"""Every page is made as values, without Streamlit, and whoever draws them finds all that a page needs."""

import re
import subprocess
import sys
from html import unescape
from importlib import import_module

import pytest

from components.address.pages import PAGES
from components.charts.trends.uk import INDICATORS as UK_INDICATORS
from components.content.block import Choice, Group, Html, Playback, Several, Switch, Together, Visual
from components.content.request import PageRequest
from components.drawing.picture import picture_svg
from data import current
from data.load import PublishedDataError
from data.register import register
from data.site import LANGUAGES, site
from geo.areas import areas

WITHOUT_STREAMLIT = """
import sys
from importlib import import_module
from components.address.pages import PAGES
from components.content.request import PageRequest
for page in PAGES:
    made = import_module(f"components.content.{page.id}").blocks(PageRequest({"lang": "cy"}))
    assert made, page.id
print("streamlit" in sys.modules)
"""


def blocks(page, **parameters):
    return import_module(f"components.content.{page.id}").blocks(PageRequest(parameters))


def flat(found):
    """Yield every block, those of groups too."""
    for block in found:
        yield block
        if isinstance(block, Group):
            yield from flat(block.blocks)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_a_page_has_one_first_heading_and_no_empty_block(page, language):
    found = [*flat(blocks(page, lang=language))]
    written = [block.content for block in found if isinstance(block, Html)]
    written += [above for block in found if isinstance(block, Together) for above in block.above.values()]
    assert all(content.strip() for content in written)
    assert sum(content.count("<h1") for content in written) == 1


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_names_on_a_page_are_its_own(page):
    found = [*flat(blocks(page, lang="en", league="on"))]
    names = [block.name for block in found if isinstance(block, Group)]
    names += [f"choice-{block.name}" for block in found if isinstance(block, Choice | Several | Switch)]
    names += [block.key for block in found if isinstance(block, Visual)]
    names += [key for block in found if isinstance(block, Together) for key in block.charts]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_drawing_of_a_page_is_drawn_without_scripts_too(language):
    drawn = []
    for page in PAGES:
        for block in flat(blocks(page, lang=language, league="on")):
            if isinstance(block, Visual):
                chart = block.chart()
                assert block.kept is None or chart.alt == block.kept.alt
                assert "<svg" in picture_svg(chart, PageRequest({"lang": language}).text, about=())
                drawn.append(block.key)
    assert drawn == ["panels", *UK_INDICATORS, "funnel", "side", "league"]


def test_the_periods_that_play_stand_last_in_their_group():
    (page,) = (page for page in PAGES if page.id == "map")
    groups = [block for block in flat(blocks(page, lang="en")) if isinstance(block, Group)]
    (playing,) = (group for group in groups if any(isinstance(block, Playback) for block in group.blocks))
    assert isinstance(playing.blocks[-1], Playback)


@pytest.mark.parametrize("indicator", register())
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_a_page_opens_with_whatever_figures_of_the_united_kingdom_the_menu_brings_along(page, indicator):
    assert blocks(page, lang="cy", area="K02000001", indicator=indicator)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("area", ["K02000001", "W06000001"])
@pytest.mark.parametrize("id", ["overview", "map", "trends", "compare", "people", "briefing"])
def test_an_area_that_a_page_does_not_show_is_named_in_one_line_beside_the_one_it_shows(id, area, language):
    (page,) = (page for page in PAGES if page.id == id)
    said = [block.content for block in flat(blocks(page, lang=language, area=area)) if isinstance(block, Html)]
    lines = [line for html in said for line in re.findall(r'<p class="notice" role="status">(.*?)</p>', html)]
    assert len(lines) == 1
    assert all(areas()[code].name(language) in unescape(lines[0]) for code in (area, site().home_area))
    with_it = flat(blocks(page, lang=language, area=site().home_area))
    assert not any('class="notice" role="status"' in block.content for block in with_it if isinstance(block, Html))


def test_guidance_stands_where_no_figures_can_be_read(monkeypatch):
    def unreadable():
        raise PublishedDataError("gone")

    monkeypatch.setattr(current, "dataset", unreadable)
    for page in PAGES:
        if page.area:
            with pytest.raises(PublishedDataError):
                blocks(page, lang="en")
        elif page.id != "downloads":
            assert blocks(page, lang="en")


def test_no_page_needs_streamlit():
    ran = subprocess.run([sys.executable, "-c", WITHOUT_STREAMLIT], capture_output=True, text=True, timeout=120)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.strip() == "False"
