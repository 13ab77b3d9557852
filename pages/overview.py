"""The first screen: what is recorded here, where, what it means, and what anybody can do."""

from functools import partial

import streamlit as st

from components.content import overview
from components.guidance.blocks import call_box, sign_tiles
from components.screen.visit import current_visit, link_to
from data import current

visit = current_visit()
text, area, dataset = visit.text, visit.view.area, current.dataset()

if line := overview.instead_of_newest_html(dataset, visit):
    st.html(line)
st.html(overview.headline_html(dataset, area, text))
st.html(overview.overview_cards_html(dataset, area, text))
if age := overview.newest_html(current.ages(), text):
    st.html(age)
st.html(overview.where_html(dataset, area, text, link=link_to("map", text)))
st.html(sign_tiles(text, link=partial(link_to, text=text)))
st.html(call_box(text))
