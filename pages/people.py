"""Who is exploited and how: the people referred by type, age group and gender, and the signs that belong to each."""

import streamlit as st

from components import people, store
from components.address import choose, current_visit, explained, link_to
from components.format import period
from components.shell import ASSETS
from components.show import show_local_cases, show_people
from data.site import site

visit = current_visit(people.INDICATOR)
text, dataset = visit.text, store.dataset()
view = people.peopled(dataset, visit.view, home=site().home_area)
links = people.Links(*(link_to(name, text) for name in ("signs", "report", "methods", "glossary")))

st.html(ASSETS / "people.css")
st.html(explained(people.heading_html(text), text))
with st.container(key="year"):
    choose(
        "period",
        people.peopled_periods(dataset, view),
        view.period,
        label=text("people.period"),
        wording=lambda code: period(code, text),
    )
st.html(people.opening_html(dataset, view, text))
show_people(dataset, view, text, links=links)
show_local_cases(dataset, view, text, links=links)
