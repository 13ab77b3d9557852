"""Where it is recorded: the police force areas on maps, to be chosen by any means, and as a table."""

import streamlit as st

from components.charts.map import interactive
from components.charts.map.scope import map_options
from components.charts.views import map_periods, nearest_map_view, shown_periods
from components.content import map
from components.content.choices import map_choices
from components.screen.controls import show_choice
from components.screen.markup import html
from components.screen.show import show_together
from components.screen.timeline import timeline, timeline_data
from components.screen.visit import current_visit, go_to, link_to
from data import current
from data.site import site

visit = current_visit()
text, dataset = visit.text, current.dataset()
view = nearest_map_view(dataset, visit.view, home=site().home_area)
options = map_options(view, visit.options)
links = map.Links(link_to("signs", text), link_to("report", text))
is_narrow = "Mobi" in st.context.headers.get("User-Agent", "")

words = map.area_html(dataset, view, options, text, links)
nothing = map.nothing_html(dataset, view, options, text)

html(map.heading_html(visit, view))
with st.container(key="map-screen"):
    for choice in map_choices(dataset, view, options, text):
        show_choice(choice)
    when = st.container(key="map-period")
    if nothing:
        html(words + nothing)
    else:
        show_together(
            interactive.map_charts(dataset, view, options, text, is_narrow=is_narrow),
            text,
            above={"legend": words, "deck": map.title_html(view, options, text)},
            on_select=lambda code: go_to(area=code),
        )
# Drawn after everything else, wherever it stands: its play steps on as soon as it hears of the new period, and a step
# on the way ends the run that has not finished yet.
with when:
    codes = map_periods(dataset, view.indicator, view.period)
    if shown := shown_periods(dataset, view.indicator, view.period, options.measure):
        timeline(timeline_data(codes, view.period, shown, text), on_period=lambda code: go_to(period=code))
