"""The page of a briefing and its meeting view as a server answers them: the choice is in the address."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from components.address.pages import page_of
from components.briefing.request import read_briefing
from components.briefing.steps import STEPS
from components.wording.sources import release_words, with_release
from components.wording.text import wording
from data import current
from data.site import LANGUAGES
from tests.app.test_pages import html_of, visit
from web.meeting.page import meeting_page
from web.meeting.screens import screens

BRIEFING = page_of("briefing")
AREAS = ("W15000001", "E23000034", "K04000001")


def links(html, path):
    return [unescape(found) for found in re.findall(r'href="([^"]+)"', html) if unescape(found).startswith(path)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_leads_to_the_meeting_view_and_the_files_of_the_same_briefing(language):
    app = visit(BRIEFING, lang=language, area="E23000034", words="both", steps="act,trend")
    assert not app.exception
    html = html_of(app)
    found = links(html, "/meeting") + links(html, "/pack/")
    assert [urlsplit(link).path for link in found] == [
        "/meeting",
        "/pack/briefing.pptx",
        "/pack/briefing.pdf",
        "/pack/summary.pdf",
    ]
    for link in found:
        assert parse_qs(urlsplit(link).query) == {
            "lang": [language],
            "area": ["E23000034"],
            "words": ["both"],
            "steps": ["act,trend"],
        }


def test_choosing_both_languages_changes_the_address():
    app = visit(BRIEFING, lang="en", area="W15000001")
    app.selectbox(key="choice-words").select("both").run()
    assert app.query_params["words"] == "both"
    assert "words=both" in links(html_of(app), "/meeting")[0]


def test_a_release_to_compare_with_is_asked_for_only_where_it_is_compared():
    assert "choice-since" not in [box.key for box in visit(BRIEFING, lang="en", area="W15000001").selectbox]


@pytest.mark.parametrize("given", [{"steps": "nonsense,<b>"}, {"words": "three"}, {"since": "1999"}])
def test_what_an_address_says_that_is_not_understood_is_named(given):
    app = visit(BRIEFING, lang="cy", area="W15000001", **given)
    assert not app.exception
    assert wording("cy")("site.unknown.option") in unescape(html_of(app))


@pytest.mark.parametrize("words", ["one", "both"])
@pytest.mark.parametrize("area", AREAS)
def test_the_meeting_view_says_all_that_its_steps_say(area, words):
    asked = read_briefing(current.dataset(), {"area": area, "lang": "cy", "words": words, "steps": ",".join(STEPS)})
    # A name that is said to be English stands within a sentence.
    whole = re.sub(r'<span lang="en">([^<]+)</span>', r"\1", meeting_page(asked).decode())
    said = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", whole)))
    for steps in asked.briefings():
        for step in steps:
            lines = [line for each in step.lists for line in (each.title, *each.lines)]
            cards = [part for card in step.cards for part in (card.title, card.big, card.unit, card.chart.sentence)]
            captions = [each.chart.table.caption for each in step.shown]
            for line in (step.title, *step.said, *lines, *cards, *captions, *step.notes, *step.sources):
                assert re.sub(r"\s+", " ", line) in said.replace(" : ", ": ") or line in said, line


@pytest.mark.parametrize("area", AREAS)
def test_the_foot_names_sources_in_short_and_the_notes_have_the_whole_of_them(area):
    given = {"lang": "cy", "area": area, "words": "both", "steps": "stand,trend"}
    asked = read_briefing(current.dataset(), given, accepted="")
    html = unescape(meeting_page(asked).decode())
    for words, steps in zip(asked.texts, asked.briefings(), strict=True):
        released = release_words(asked.dataset.release, words)
        for step in steps:
            screen = html.partition(f'id="{step.id}"')[2].partition("</section>")[0]
            notes, foot = screen.partition('<div class="notes"')[2].split('<div class="foot">')
            cited = " ".join(dict.fromkeys(chart.table.cited for chart in step.charts))
            assert f'<p lang="{words.language}">{cited} {released}</p>' in foot
            assert f'<p class="source">{with_release(step.sources, asked.dataset.release, words)}</p>' in notes


def test_every_drawing_has_its_own_words_and_patterns_of_its_own():
    asked = read_briefing(current.dataset(), {"area": "W15000001", "lang": "en", "words": "both"})
    page = meeting_page(asked).decode()
    labels = [unescape(found) for found in re.findall(r'role="img" aria-label="([^"]*)"', page)]
    charts = [each.chart for steps in asked.briefings() for step in steps for each in step.shown]
    assert sorted(labels) == sorted(chart.alt for chart in charts if chart.is_drawn)
    assert any(not chart.is_drawn for chart in charts)
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len({*ids})
    assert {*re.findall(r"url\(#([^)]+)\)", page)} <= {*ids}


def test_names_in_english_are_said_to_be_english_in_welsh_and_nowhere_else():
    asked = read_briefing(current.dataset(), {"lang": "cy", "words": "both", "steps": "doing,act"})
    page = meeting_page(asked).decode()
    named = {name for step in asked.briefings()[0] for name in step.english}
    assert {"Operation Blue Tylluan", "Wales Safer Communities Network"} < named
    assert not any(step.english for step in asked.briefings()[1])
    sides = re.findall(r'<div class="side" lang="cy">(.*?)</div>(?=<div class="side" lang="en">)', page, re.DOTALL)
    assert len(sides) > 3
    for side in sides:
        plain = re.sub(r'<span lang="en">[^<]+</span>', "", side)
        assert [name for name in named if re.search(rf"\b{re.escape(name)}\b", plain)] == []
    assert {*re.findall('<span lang="en">([^<]+)</span>', page)} & named


def test_steps_stand_in_the_order_asked_for_and_others_are_left_out(client):
    page = client.get("/meeting", params={"lang": "en", "area": "W15000001", "steps": "act,trend,nonsense"}).text
    assert re.findall(r'<section class="screen[^"]*" id="([^"]+)"', page) == ["start", "act", "trend"]


def test_a_step_with_much_to_say_stands_on_several_screens_cut_alike_in_both_languages():
    asked = read_briefing(current.dataset(), {"area": "W15000001", "lang": "cy", "words": "both"})
    found = screens(asked.briefings())
    assert [screen.id for screen in found if screen.id.startswith(("compare", "people"))] == [
        "compare",
        "compare-2",
        "people",
        "people-2",
    ]
    for screen in found:
        first, second = screen.faces
        assert [len(each.lines) for each in first.lists] == [len(each.lines) for each in second.lists]
    for step in asked.briefings()[0]:
        shown = [screen.faces[0] for screen in found if screen.faces[0].step is step]
        assert [line for face in shown for each in face.lists for line in each.lines] == [
            line for each in step.lists for line in each.lines
        ], step.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_server_answers_with_the_meeting_view_in_the_language_of_the_browser(client, language):
    found = client.get("/meeting", headers={"accept-language": language})
    assert found.status_code == 200
    assert found.text.startswith(f'<!doctype html>\n<html lang="{language}">')
    assert 'id="exit"' in found.text
    assert "frame-ancestors 'none'" in found.headers["content-security-policy"]


@pytest.mark.parametrize("query", ["area=nonsense", "steps=" + "x," * 3000, "lang=<b>&words=<i>", "area=K02000001"])
def test_a_hostile_address_gets_a_sound_meeting_view(client, query):
    found = client.get(f"/meeting?{query}")
    assert found.status_code == 200
    assert found.text.count('<section class="screen') > 5
    assert "<b>&" not in found.text
    assert "Traceback" not in found.text
