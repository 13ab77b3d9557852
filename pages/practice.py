"""Practice: would you report this, and to whom? Eight invented stories, with what fits and why."""

import streamlit as st

from components.content import practice
from components.guidance.blocks import call_box
from components.screen.custom import practise
from components.screen.visit import current_text, link_to

text = current_text()

st.html(practice.opening(text, report=link_to("report", text)))
practise(text)
st.html(practice.further(text, signs=link_to("signs", text)))
st.html(call_box(text))
