"""A page without Streamlit: all of it as HTML, what its head says of the view, and the picture shown with a link."""
