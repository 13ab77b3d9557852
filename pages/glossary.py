"""What do the words mean? The terms of the subject and of the figures, in both languages."""

import streamlit as st

from components import glossary
from components.address import current_text
from components.shell import ASSETS

text = current_text()

st.html(ASSETS / "glossary.css")
st.html(glossary.opening(text))
st.html(glossary.entries(text))
