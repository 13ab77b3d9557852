"""What to look for: a search, signs anywhere, signs by setting, and what to do and not to do."""

from functools import partial

import streamlit as st

from components import signs
from components.address import current_text, link_to
from components.guidance_blocks import call_box
from components.local_figure import figures_by_type, local_figure

text = current_text()
link = partial(link_to, words=text)

st.html(signs.opening(text, link=link))
st.html(signs.general(text))
st.html(signs.by_setting(text, link=link, figures=figures_by_type(text, link=link("people"))))
st.html(signs.acting(text, link=link))
if figure := local_figure(text, link=link("overview")):
    st.html(figure)
st.html(call_box(text))
