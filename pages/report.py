"""Whom to tell and where help is: routes, what happens then, help for victims, staying safe on this device."""

import streamlit as st

from components import reporting
from components.address import current_text, link_to

text = current_text()

st.html(reporting.routes(text))
st.html(reporting.advices(("cannot_speak", "do", "do_not", "note", "interpreter", "after_call"), text))
st.html(reporting.help_for_victims(text))
st.html(reporting.advices(("child", "adult_at_risk", "device"), text))
st.html(reporting.sources(text, link=link_to("signs", text)))
