"""The Streamlit script of the site: what surrounds every page, and then the page.

`dashboard.py` serves it. Streamlit runs it from the top at every visit and every choice.
"""

from __future__ import annotations

import streamlit as st

from components.address.pages import PAGES, tab_title
from components.screen import page_frame
from components.screen.visit import current_request
from data import renewal

renewal.begin()
st.set_page_config(layout="wide", initial_sidebar_state="collapsed")

request = current_request()
titles = {page: tab_title(page, request.text, request.parameters.get("area", "")) for page in PAGES}
scripts = {
    page: st.Page(f"../../pages/{page.id}.py", title=title, url_path=page.id, default=page is PAGES[0])
    for page, title in titles.items()
}
chosen = st.navigation(list(scripts.values()), position="hidden")
page = next(page for page, script in scripts.items() if script.url_path == chosen.url_path)

page_frame.header(page, scripts, request)
page_frame.run(page, chosen, request)
page_frame.footer(page, request)
