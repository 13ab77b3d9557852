"""Can I have the data? The release and its files, how to cite, follow and use them, and what a release changed."""

import streamlit as st

from components import downloads, store, was_now
from components.address import current_visit, origin
from components.controls import show_choice
from components.shell import ASSETS

visit = current_visit()
text, dataset, view = visit.text, store.dataset(), visit.view
ids = store.release_ids()
pair = was_now.compared(visit.options, ids)

st.html(ASSETS / "downloads.css")
st.html(downloads.offers_html(dataset, origin(), text))
if pair:
    with st.container(key="between"):
        for choice in was_now.choices(dataset, pair, ids, view, text):
            show_choice(choice)

st.html(was_now.changes_html(pair, view, text))
