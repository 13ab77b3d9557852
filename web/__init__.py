"""Everything that is answered without Streamlit: routes, headers, the first response, files, the meeting view."""
