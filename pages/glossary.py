"""What do the words mean? The terms of the subject and of the figures, in both languages."""

import streamlit as st

from components.address.assets import ASSETS
from components.content import glossary
from components.screen.visit import current_text

text = current_text()

st.html(ASSETS / "glossary.css")
st.html(glossary.opening(text))
st.html(glossary.entries(text))
