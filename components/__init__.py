"""Layer 3: the only code that knows Streamlit, Plotly or pydeck."""
