"""The request of this run of a page: what Streamlit knows of its address, and how a choice changes the address.

A choice on the page writes the address; each run reads the view from it. So every view has an address that reproduces
it, and nothing has to be kept in step.
"""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

from components.content.request import PageRequest
from data.site import site


def current_request() -> PageRequest:
    """Return what this run of a page was asked for."""
    # The parameters are read once: each look into Streamlit's own takes a lock.
    headers = st.context.headers
    is_narrow = "Mobi" in headers.get("User-Agent", "")
    return PageRequest(st.query_params.to_dict(), headers.get("Accept-Language", ""), origin(), is_narrow)


def go_to(**parameters: str) -> None:
    """Change the address within the page, for example after a click on a map."""
    for name, value in parameters.items():
        st.query_params[name] = value


def origin() -> str:
    """Return scheme and host of this site: its public address, else that of the visit; empty if neither is known."""
    visited = urlsplit(st.context.url or "")
    return site().address or (f"{visited.scheme}://{visited.netloc}" if visited.netloc else "")
