"""What to print and to read out for each kind of place: posters, large print, wallet cards, a text for the phone."""

import streamlit as st

from components.address.assets import ASSETS
from components.content import posters
from components.guidance.blocks import call_box
from components.screen.visit import current_text

text = current_text()

st.html(ASSETS / "posters.css")
st.html(posters.opening(text))
st.html(posters.by_setting(text))
st.html(call_box(text))
