"""Can I show this at a meeting? Languages, steps and their order; then the meeting view and the files."""

import streamlit as st

from components import briefing_page, store
from components.address import choose, current_visit
from components.briefing_changes import earlier_releases
from components.briefing_choice import choose_steps
from components.briefing_request import WORDS, read_briefing
from components.feed import release_name
from components.shell import ASSETS

visit = current_visit()
text, dataset = visit.text, store.dataset()
asked = read_briefing(dataset, {**st.query_params.to_dict(), "area": visit.view.area, "lang": text.language})

st.html(ASSETS / "briefing.css")
st.html(briefing_page.opening(asked, text))
with st.container(key="briefing-choices"):
    choose("words", WORDS, asked.words, label=text("meeting.words"), wording=lambda code: text(f"meeting.words.{code}"))
    if "changes" in asked.steps and len(earlier_releases(dataset)) > 1:
        choose(
            "since",
            earlier_releases(dataset),
            asked.since or earlier_releases(dataset)[0],
            label=text("meeting.since"),
            wording=lambda code: release_name(code, text),
        )
choose_steps(asked, text)
st.html(briefing_page.ways(asked, text))
