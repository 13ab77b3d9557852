"""The only code that knows Streamlit: the script, the frame of a page, choices, charts and our own components."""
