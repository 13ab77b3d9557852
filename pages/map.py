"""Where it is recorded: the police force areas on maps, to be chosen by any means, and as a table."""

import streamlit as st

from components.charts.map import interactive
from components.charts.map.view import map_view
from components.charts.views import map_periods
from components.content import map
from components.content.choices import map_choices
from components.screen.controls import show_choice
from components.screen.show import show_together
from components.screen.timeline import timeline, timeline_data
from components.screen.visit import current_visit, go_to, link_to
from data import current

visit = current_visit()
text, dataset = visit.text, current.dataset()
shown = map_view(dataset, visit.view, visit.options, text)
links = map.Links(link_to("signs", text), link_to("report", text))
is_narrow = "Mobi" in st.context.headers.get("User-Agent", "")

words = map.area_html(shown, links)
nothing = map.nothing_html(shown)

st.html(map.heading_html(visit, shown))
with st.container(key="map-screen"):
    for choice in map_choices(shown):
        show_choice(choice)
    when = st.container(key="map-period")
    if nothing:
        st.html(words + nothing)
    else:
        show_together(
            interactive.map_charts(shown, is_narrow=is_narrow),
            text,
            above={"legend": words, "deck": map.title_html(shown)},
            on_select=lambda code: go_to(area=code),
        )
# Drawn after everything else, wherever it stands: its play steps on as soon as it hears of the new period, and a step
# on the way ends the run that has not finished yet.
with when:
    codes = map_periods(dataset, shown.view.indicator, shown.view.period)
    if periods := shown.periods:
        timeline(timeline_data(codes, shown.view.period, periods, text), on_period=lambda code: go_to(period=code))
