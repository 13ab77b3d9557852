"""Another home force: ``site.toml`` alone. ``tests/site`` has the rules of that file, and every page for Kent."""

import re

import pytest

from geo.areas import areas

FORCES = ("E23000032", "W15000002", "E23000001")
NORTH_WALES = "W15000001"


def adopt(copy, code):
    """Follow the recipe: the area, the name of the site in each language, and of its owner."""
    copy.replace("site.toml", f'home_area = "{NORTH_WALES}"', f'home_area = "{code}"')
    for language in ("en", "cy"):
        content, name = copy.read("site.toml"), areas()[code].name(language)
        for old in ("North Wales",) if language == "en" else ("yng Ngogledd Cymru", "Gogledd Cymru"):
            content = content.replace(old, name)
        copy.write("site.toml", content.replace("northwales-pcc.gov.uk", "pcc.example"))


def test_the_forces_are_kent_gwent_and_the_metropolitan_police():
    assert [areas()[code].official_name for code in FORCES] == ["Kent", "Gwent", "Metropolitan Police"]


@pytest.mark.parametrize("code", FORCES)
def test_the_pages_and_the_meeting_are_those_of_another_force(copy, code):
    adopt(copy, code)
    assert copy.rendered(lang="en", only="overview,map,people,briefing,about") == ""
    name = areas()[code].name("en")
    assert name in re.search("<h1.*?</h1>", copy.made("overview.html"))[0]
    for page in ("overview", "map", "people", "briefing", "about"):
        assert not re.search(r"\b(in|for|by) North Wales\b", copy.made(f"{page}.html")), page
    said = copy.run("-c", MEETING).stdout
    assert name in said and "North Wales" not in said


MEETING = """
import re
from web.meeting.page import answer
content, status = answer({"lang": "en", "steps": "situation,people,act"}, accepted="")
print(status, re.sub("<[^>]*>", " ", content.decode()))
"""


def test_a_home_that_is_no_force_is_refused_and_nothing_starts(copy):
    copy.replace("site.toml", f'home_area = "{NORTH_WALES}"', 'home_area = "E12000001"')
    failed = copy.run("-c", "from data.site import site; site()")
    assert failed.returncode == 1 and "'E12000001', which is no police force area" in failed.stderr
