"""Who is exploited and how: the people referred by type, age group and gender, and the signs that belong to each."""

import streamlit as st

from components import local_cases, people, store
from components.address import current_visit, explained, link_to
from components.controls import show_choice
from components.shell import ASSETS
from data.site import site

visit = current_visit(people.INDICATOR)
text, dataset = visit.text, store.dataset()
view = people.peopled(dataset, visit.view, home=site().home_area)
links = people.Links(*(link_to(name, text) for name in ("signs", "report", "methods", "glossary")))

st.html(ASSETS / "people.css")
st.html(explained(people.heading_html(text), text))
with st.container(key="year"):
    show_choice(people.year_choice(dataset, view, text))

st.html(people.opening_html(dataset, view, text))
st.html(people.referred_html(dataset, view, text, links))
st.html(people.crossed_html(dataset, view.period, text, links))
if local := local_cases.local_html(dataset, view, text, links):
    st.html(local)
