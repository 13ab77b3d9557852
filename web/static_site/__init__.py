"""The static edition: the whole site as files for any web host, without Streamlit and without a server of ours."""
