"""What to look for: signs anywhere, signs by setting, and what to do and not to do."""

import streamlit as st

from components import guidance, signs
from components.address import current_text, link_to
from components.guidance_blocks import advice_list, call_box
from components.local_figure import local_figure

text = current_text()

st.html(signs.opening(text))
st.html(signs.general(text))
st.html(signs.by_setting(text))
st.html(signs.acting("".join(advice_list(guidance.advice(name), text) for name in ("do", "do_not", "note")), text))
if figure := local_figure(text, link=link_to("overview", text)):
    st.html(figure)
st.html(call_box(text))
