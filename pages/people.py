"""Who is exploited and how: the people referred by type, age group and gender, and the signs that belong to each."""

import streamlit as st

from components.charts.people import INDICATOR, Links, nearest_people_view
from components.content import people
from components.screen.controls import show_choice
from components.screen.markup import html, style_sheet
from components.screen.visit import current_visit, explained, link_to
from data import current
from data.site import site

visit = current_visit()
text, dataset = visit.text, current.dataset()
view = nearest_people_view(dataset, visit.about(dataset, INDICATOR), home=site().home_area)
links = Links(*(link_to(name, text) for name in ("signs", "report", "methods", "glossary")))

style_sheet("people.css")
html(explained(people.heading_html(dataset, visit, view), text))
with st.container(key="year"):
    show_choice(people.year_choice(dataset, view, text))

html(people.opening_html(dataset, view, text))
html(people.referred_html(dataset, view, text, links))
html(people.crossed_html(dataset, view.period, text, links))
if local := people.local_html(dataset, view, text, links):
    html(local)
