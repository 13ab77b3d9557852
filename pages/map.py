"""Where it is recorded: the police force areas on maps, to be chosen by any means, and as a table."""

import streamlit as st

from components import map_view, store
from components.address import choose, current_visit, go_to
from components.format import period
from components.map_figures import INDICATORS, mapped, mapped_periods
from components.shell import ASSETS
from components.show import show_together
from data.site import site

visit = current_visit()
text, dataset = visit.text, store.dataset()
view = mapped(dataset, visit.view, home=site().home_area)

st.html(ASSETS / "map.css")
st.html(map_view.heading_html(text) + map_view.instead_html(visit.view, view, text))
with st.container(key="map-choices", horizontal=True):
    choose(
        "indicator",
        INDICATORS,
        view.indicator,
        label=text("map.indicator"),
        wording=lambda code: text(f"indicator.{code}.name"),
    )
    choose(
        "period",
        mapped_periods(dataset, view),
        view.period,
        label=text("map.period"),
        wording=lambda code: period(code, text),
    )

with st.container(key="map-screen"):
    places = {name: st.container(key=f"map-{name}") for name in ("legend", "deck", "twin", "tiles")}
places["legend"].html(map_view.area_html(dataset, view, text))
for name in ("deck", "twin", "tiles"):
    places[name].html(map_view.section_html(name, view, text))
is_close = places["deck"].toggle(text("map.close"), key="close", bind="query-params")
is_narrow = "Mobi" in st.context.headers.get("User-Agent", "")

show_together(
    map_view.map_charts(dataset, view, text, map_view.Screen(is_narrow, is_close)),
    text,
    places=places,
    on_select=lambda code: go_to(area=code),
)
