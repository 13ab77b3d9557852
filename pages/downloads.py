"""Can I have the data? The release and its files, how to cite, follow and use them, and what a release changed."""

import streamlit as st

from components import downloads, store, was_now
from components.address import choose, current_visit, origin
from components.feed import release_name
from components.format import capital
from components.shell import ASSETS

visit = current_visit()
text, dataset, view = visit.text, store.dataset(), visit.view
ids = store.release_ids()
pair = was_now.compared(visit.options, ids)

st.html(ASSETS / "downloads.css")
st.html(downloads.offers_html(dataset, origin(), text))
if pair:
    with st.container(key="between"):
        for name, chosen, offered in zip(("from", "to"), pair, (ids[:-1], ids[1:]), strict=True):
            choose(
                name,
                offered[::-1],
                chosen,
                label=text(f"downloads.changes.{name}"),
                wording=lambda code: release_name(code, text),
            )
        choose(
            "indicator",
            was_now.indicators(dataset),
            view.indicator,
            label=text("downloads.changes.indicator"),
            wording=lambda code: capital(text(f"indicator.{code}.short")),
        )
st.html(was_now.changes_html(pair, view, text))
