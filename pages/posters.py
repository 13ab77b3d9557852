"""What to print and to read out for each kind of place: posters, large print, wallet cards, a text for the phone."""

import streamlit as st

from components import posters
from components.address import current_text
from components.guidance_blocks import call_box
from components.shell import ASSETS

text = current_text()

st.html(ASSETS / "posters.css")
st.html(posters.opening(text))
st.html(posters.by_setting(text))
st.html(call_box(text))
