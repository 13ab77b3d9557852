"""Where it is recorded: the police force areas on maps, to be chosen by any means, and as a table."""

import streamlit as st

from components import map_area, map_view, store
from components.address import current_visit, go_to, link_to
from components.map_controls import map_controls, period_control
from components.map_figures import mapped
from components.map_scope import map_options
from components.show import show_together
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
    map_controls(dataset, view, options, text)
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
with when:
    period_control(dataset, view, options, text)
