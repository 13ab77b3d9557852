"""Can I have the data? The release and its files, how to cite, follow and use them, and what a release changed."""

import streamlit as st

from components.content import changes, downloads
from components.opendata.changes import compared
from components.screen.controls import show_choice
from components.screen.markup import html, style_sheet
from components.screen.visit import current_visit, origin
from data import current

visit = current_visit()
text, dataset, view = visit.text, current.dataset(), visit.view
ids = current.release_ids()
pair = compared(visit.options, ids)

style_sheet("downloads.css")
if line := changes.unclear_html(visit):
    html(line)
html(downloads.offers_html(dataset, origin(), text))
if pair:
    with st.container(key="between"):
        for choice in changes.choices(dataset, pair, ids, view, text):
            show_choice(choice)

html(changes.changes_html(pair, view, text))
