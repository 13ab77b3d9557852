"""The text for the phone: whole, in short lines, with numbers that can be said."""

import pytest

from components.guidance.posters import MOST_SIGNS, phone_script, sheets, spoken
from components.guidance.registry import contact
from components.wording.text import wording

BASE = "https://data.example.org"


def test_a_number_is_said_digit_by_digit_in_its_groups():
    assert spoken("08000 121 700", wording("en")) == (
        "zero eight zero zero zero, one two one, seven zero zero (08000 121 700)"
    )
    assert spoken("08000 121 700", wording("cy")) == ("dim wyth dim dim dim, un dau un, saith dim dim (08000 121 700)")


@pytest.mark.parametrize("sheet", [pytest.param(sheet, id=sheet.id) for sheet in sheets().values()])
def test_the_text_says_what_the_poster_says(sheet, words):
    script = phone_script(sheet, words, base=BASE)
    language = words.language
    assert all(sign in script for sign in sheet.signs[language][:MOST_SIGNS])
    assert sheet.title[language] in script
    for sentence in words("signs.lead").split(". "):
        assert sentence in script
    assert words("posters.do_not") in script
    assert script.count(contact("helpline").number) == 2
    assert (words("signs.unconfirmed") in script) != sheet.is_confirmed


def test_whether_it_is_safe_to_talk_and_danger_come_before_anything_else(words):
    script = phone_script(sheets()["care"], words, base=BASE)
    order = ("posters.script.safe", "posters.script.danger", "posters.script.signs", "posters.call")
    places = [script.index(words(key)) for key in order]
    assert places == sorted(places)


def test_no_line_is_longer_than_a_breath(words):
    for sheet in sheets().values():
        script = phone_script(sheet, words, base=BASE)
        spoken_lines = [line for line in script.splitlines() if not line.startswith("(")]
        assert max(len(line) for line in spoken_lines) <= 100
        assert script == script.strip() + "\n" and "\n\n\n" not in script
