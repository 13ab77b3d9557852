"""Can I show this at a meeting? Languages, steps and their order; then the meeting view and the files."""

import streamlit as st

from components import briefing_page, store
from components.address import current_visit
from components.briefing_request import read_briefing

visit = current_visit()
asked = read_briefing(
    store.dataset(), {**st.query_params.to_dict(), "area": visit.view.area, "lang": visit.text.language}
)

st.html(briefing_page.opening(visit.text))
st.html(briefing_page.ways(asked))
