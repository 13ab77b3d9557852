"""HTML on the screen: the one place where Streamlit is given any, so that only what is escaped can reach it."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup


def html(content: Markup) -> None:
    """Show HTML."""
    st.html(content)
