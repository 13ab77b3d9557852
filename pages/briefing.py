"""Can I show this at a meeting? Languages, steps and their order; then the meeting view and the files."""

import streamlit as st

from components.briefing.request import read_briefing
from components.content import briefing
from components.screen.controls import show_choice
from components.screen.custom import choose_steps
from components.screen.markup import html, style_sheet
from components.screen.visit import current_visit
from data import current

visit = current_visit()
text, dataset = visit.text, current.dataset()
asked = read_briefing(dataset, {**st.query_params.to_dict(), "area": visit.view.area, "lang": text.language})

style_sheet("briefing.css")
html(briefing.opening(asked, visit))
with st.container(key="briefing-choices"):
    for choice in briefing.choices(asked, text):
        show_choice(choice)
choose_steps(briefing.steps_choice(asked), text)
html(briefing.ways(asked, text))
