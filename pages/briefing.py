"""Can I show this at a meeting? Languages, steps and their order; then the meeting view and the files."""

import streamlit as st

from components import briefing_page, store
from components.address import current_visit
from components.briefing_choice import choose_steps
from components.briefing_request import read_briefing
from components.controls import show_choice
from components.shell import ASSETS

visit = current_visit()
text, dataset = visit.text, store.dataset()
asked = read_briefing(dataset, {**st.query_params.to_dict(), "area": visit.view.area, "lang": text.language})

st.html(ASSETS / "briefing.css")
st.html(briefing_page.opening(asked, text))
with st.container(key="briefing-choices"):
    for choice in briefing_page.choices(asked, text):
        show_choice(choice)
choose_steps(briefing_page.steps_choice(asked), text)
st.html(briefing_page.ways(asked, text))
