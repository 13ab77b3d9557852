"""Of every force and every indicator: the pages and the meeting view have the figures and sentences of their charts."""

import re
from collections import defaultdict
from html import unescape

import pytest

from components.address.pages import page_of
from components.briefing.steps import OFFENCES, REFERRALS
from components.charts.overview import overview_cards
from components.wording.text import wording
from data import current
from geo.areas import areas
from tests.app.test_take_away import markup, opened
from tests.components.agreement import CASES, FORCES, briefing_of, charts_of, close, view_of
from tests.components.tables_written import written
from web.meeting.page import meeting_page

# The pages that show figures, and how the names of their visuals begin.
PAGES = {"overview": "card.", "map": "map.areas", "trends": "trends.", "compare": "compare.", "people": "people."}
TABLE = re.compile(r'<table class="figures"><caption>(.*?)</caption>(.*?)</table>', re.DOTALL)
ROW, CELL = re.compile(r"<tr>(.*?)</tr>"), re.compile(r"<t[hd](?: [^>]*)?>(.*?)</t[hd]>")


def tables_in(html):
    """Return the tables of a page, their heads first, by their captions, which two can have in common."""
    found = defaultdict(list)
    for caption, table in TABLE.findall(html):
        rows = [[unescape(cell) for cell in CELL.findall(row)] for row in ROW.findall(table)]
        found[unescape(caption)].append(rows)
    return found


def said_in(html):
    return close(unescape(re.sub(r"<[^>]+>", "", html)))


def spoken_in(html):
    """Return the alternative texts in the markup of a page."""
    hidden = re.findall(r'<p class="hidden-words">([^<]*)</p>', html)
    return {*map(unescape, (*hidden, *re.findall(r'(?:alt|aria-label)="([^"]*)"', html)))}


def given_to_streamlit(app):
    """Return the alternative texts of what Streamlit draws."""
    return {element.proto.alt for kind in ("plotly_chart", "deck_gl_json_chart") for element in app.get(kind)}


def parts_of(chart, name, area, language):
    """Return a sentence in the parts it has on a page, where a heading can be one of them."""
    if name.startswith("card."):
        # The picture of a card says in one sentence what are title, number, unit and sentence on the page.
        for card in overview_cards(current.dataset(), area, wording(language)):
            parts = [card.title, card.big, card.unit, card.chart.sentence]
            if close(f"{parts[0]}:{parts[1]}{parts[2]}.{parts[3]}") == close(chart.sentence):
                return parts
        raise AssertionError(f"no card says {chart.sentence}")
    return [chart.sentence.removeprefix(f"{areas()[area].name(language)}. ")]


@pytest.mark.parametrize("page_id", PAGES)
@pytest.mark.parametrize(("area", "language", "indicator"), CASES)
def test_the_pages_show_the_figures_and_say_the_sentences(area, language, indicator, page_id):
    view, kind = view_of(area, indicator), PAGES[page_id]
    charts = {name: chart for name, chart in charts_of(area, language, indicator).items() if name.startswith(kind)}
    asked = {"area": area, "lang": language, "indicator": indicator, "period": view.period}
    app = opened(page_of(page_id), **asked, league="on")
    html = markup(app)
    tables, said, spoken = tables_in(html), said_in(html), spoken_in(html) | given_to_streamlit(app)
    assert charts or (page_id, indicator) == ("people", OFFENCES)
    for name, chart in charts.items():
        assert written(chart.table) in tables[chart.table.caption], name
        for part in parts_of(chart, name, area, language):
            assert close(part) in said, name
        assert (chart.alt in spoken) == chart.is_drawn, name


@pytest.mark.parametrize(("area", "language"), FORCES)
def test_the_meeting_view_shows_the_figures_and_says_the_sentences(area, language):
    asked, shown = briefing_of(area, language)
    html = meeting_page(asked).decode()
    tables, said, spoken = tables_in(html), said_in(html), spoken_in(html)
    for name, chart in shown.items():
        assert written(chart.table) in tables[chart.table.caption], name
        assert close(chart.sentence) in said, name
        assert (chart.alt in spoken) == chart.is_drawn, name
    charts = {**charts_of(area, language, OFFENCES), **charts_of(area, language, REFERRALS)}
    for name in ("card.offences", "card.rate", "card.referrals", "card.quarter"):
        for part in parts_of(charts[name], name, area, language):
            assert close(part) in said, name
