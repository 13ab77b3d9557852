"""What did you see? Four private questions, and then whom to call, what to say and what to note."""

from functools import partial

import streamlit as st

from components import asking
from components.address import current_text, link_to

text = current_text()

st.html(asking.opening(text))
st.html(asking.form(text, link=partial(link_to, words=text)))
