"""HTML on the screen: the one place where Streamlit is given any, so that only what is escaped can reach it."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from components.address.assets import ASSETS


def html(content: Markup) -> None:
    """Show HTML."""
    st.html(content)


def style_sheet(name: str) -> None:
    """Let a style sheet of ``components/assets`` apply to the page."""
    st.html(ASSETS / name)
