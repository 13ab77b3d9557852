"""What came before? The inspection of 2017, what was done in North Wales, training, and how to read a rise."""

from functools import partial

import streamlit as st

from components.address.assets import ASSETS
from components.content import background
from components.screen.visit import current_text, link_to

text = current_text()

st.html(ASSETS / "background.css")
st.html(background.page_html(text, link=partial(link_to, text=text)))
