"""Where it is recorded: the police force areas on maps, to be chosen by any means, and as a table."""

import streamlit as st

from components import map_area, map_view, store
from components.address import current_visit, go_to, link_to
from components.controls import show_choice
from components.map_figures import mapped, mapped_periods, shown_periods
from components.map_scope import map_options
from components.page_choices import map_choices
from components.show import show_together
from components.timeline import timeline, timeline_data
from data.site import site

visit = current_visit()
text, dataset = visit.text, store.dataset()
view = mapped(dataset, visit.view, home=site().home_area)
options = map_options(view, visit.options)
links = map_area.Links(link_to("signs", text), link_to("report", text))
is_narrow = "Mobi" in st.context.headers.get("User-Agent", "")

words = map_area.area_html(dataset, view, options, text, links)
nothing = map_view.nothing_html(dataset, view, options, text)

st.html(map_view.heading_html(visit.view, view, text))
with st.container(key="map-screen"):
    for choice in map_choices(dataset, view, options, text):
        show_choice(choice)
    when = st.container(key="map-period")
    if nothing:
        st.html(words + nothing)
    else:
        show_together(
            map_view.map_charts(dataset, view, options, text, is_narrow=is_narrow),
            text,
            above={"legend": words, "deck": map_view.title_html(view, options, text)},
            on_select=lambda code: go_to(area=code),
        )
# Drawn after everything else, wherever it stands: its play steps on as soon as it hears of the new period, and a step
# on the way ends the run that has not finished yet.
with when:
    codes = mapped_periods(dataset, view.indicator, view.period)
    if shown := shown_periods(dataset, view.indicator, view.period, options.measure):
        timeline(timeline_data(codes, view.period, shown, text), on_period=lambda code: go_to(period=code))
