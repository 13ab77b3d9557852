"""Is my area unusual? A funnel of all forces, up to five areas side by side, and ranks with their intervals."""

import streamlit as st

from components.charts.compare import comparison
from components.content import claims, compare
from components.content.choices import compare_choices, league_choice
from components.screen.controls import show_choice
from components.screen.show import show_kept
from components.screen.visit import current_visit, explained, go_to
from data import current

visit = current_visit()
text, dataset = visit.text, current.dataset()
shown = comparison.comparison(dataset, visit.view, visit.options, text)
is_narrow = "Mobi" in st.context.headers.get("User-Agent", "")

st.html(explained(compare.heading_html(visit, shown), text))
with st.container(key="compare-choices"):
    for choice in compare_choices(shown):
        show_choice(choice)
st.html(compare.area_html(shown) + compare.nothing_html(shown))
if shown.standings:
    st.html(compare.above_funnel_html(shown))
    with st.container(key="compare-funnel"):
        funnel = compare.funnel_kept(shown, is_narrow=is_narrow)
        show_kept(funnel, key="funnel", on_select=lambda code: go_to(area=code))
    st.html(explained(compare.below_funnel_html(shown), text))
    st.html(compare.above_side_html(shown))
    if shown.members:
        with st.container(key="compare-side"):
            show_kept(compare.side_kept(shown), key="side")
    st.html(compare.ranks_html(shown))
    show_choice(league_choice(shown))
    if shown.options.league == "on":
        st.html(compare.above_league_html(shown))
        with st.container(key="compare-league"):
            show_kept(compare.league_kept(shown, is_narrow=is_narrow), key="league")
if sentences := claims.claims_html(dataset, shown.view, shown.options, text):
    st.html(sentences)
