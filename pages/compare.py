"""Is my area unusual? A funnel of all forces, up to five areas side by side, and ranks with their intervals."""

import streamlit as st

from components import claims, compare, store
from components.address import current_visit, go_to
from components.compare_controls import beside_control, compare_controls, league_control
from components.show import show

visit = current_visit()
text, dataset = visit.text, store.dataset()
asked = (dataset, visit.view, visit.options, text)
shown = compare.comparison(*asked)
is_narrow = "Mobi" in st.context.headers.get("User-Agent", "")

st.html(compare.heading_html(visit.view, shown))
with st.container(key="compare-choices"):
    compare_controls(shown)
st.html(compare.area_html(shown) + compare.nothing_html(shown))
if shown.standings:
    st.html(compare.above_funnel_html(shown))
    with st.container(key="compare-funnel"):
        funnel = compare.funnel_chart(*asked, is_narrow=is_narrow)
        show(funnel, text, key="funnel", on_select=lambda code: go_to(area=code))
    st.html(compare.below_funnel_html(shown))
    st.html(compare.above_side_html(shown))
    if shown.options.group == "chosen":
        beside_control(shown)
    if shown.members:
        with st.container(key="compare-side"):
            show(compare.side_chart(*asked), text, key="side")
    st.html(compare.ranks_html(shown))
    league_control(shown)
    if shown.options.league == "on":
        st.html(compare.above_league_html(shown))
        with st.container(key="compare-league"):
            show(compare.league_chart(*asked, is_narrow=is_narrow), text, key="league")
st.html(claims.claims_html(dataset, shown.view, shown.options, text))
