"""Who runs this? The owner, how to get in touch, privacy, the Welsh language and accessibility."""

from functools import partial

import streamlit as st

from components import owner, prose
from components.address import current_text, link_to
from data.site import site

text = current_text()

st.html(prose.page_html("about", text, values=owner.owner_parts(site().owner, text), link=partial(link_to, words=text)))
