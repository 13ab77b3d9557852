"""How it has changed: an area beside Wales and England and Wales over time, and the United Kingdom as context."""

import streamlit as st

from components.charts.trends import panels, uk
from components.content import claims, trends
from components.content.choices import trend_choices
from components.screen.controls import show_choice
from components.screen.markup import html
from components.screen.show import show_kept
from components.screen.visit import current_visit, explained
from data import current
from data.site import site

visit = current_visit()
text, dataset = visit.text, current.dataset()
shown = panels.trends(dataset, visit.view, visit.options, text, home=site().home_area)
is_narrow = "Mobi" in st.context.headers.get("User-Agent", "")

html(explained(trends.heading_html(visit, shown), text))
with st.container(key="trend-choices", horizontal=True):
    for choice in trend_choices(shown):
        show_choice(choice)
html(explained(trends.above_html(shown), text))
with st.container(key="trend-panels"):
    show_kept(trends.panels_kept(dataset, shown.view, shown.options, text, is_narrow=is_narrow), key="panels")
html(
    explained(trends.below_html(shown), text)
    + claims.claims_html(dataset, shown.view, shown.options, text, is_compared=False)
)
html(explained(trends.uk_html(text), text))
for indicator in uk.INDICATORS:
    html(trends.uk_title_html(indicator, shown.options, text))
    with st.container(key=f"trend-{indicator}"):
        show_kept(trends.uk_kept(dataset, indicator, shown.options, text), key=indicator)
        if dated := trends.uk_below_html(dataset, indicator, shown.options, text):
            html(dated)
