"""What came before? The inspection of 2017, what was done in North Wales, training, and how to read a rise."""

from functools import partial

import streamlit as st

from components import background
from components.address import current_text, link_to
from components.shell import ASSETS

text = current_text()

st.html(ASSETS / "background.css")
st.html(background.page_html(text, link=partial(link_to, words=text)))
