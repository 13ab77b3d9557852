"""The least a Streamlit page can be: what our pages are weighed against."""

import streamlit as st

st.empty()
