"""The application: `streamlit run dashboard.py`, or any ASGI server with `dashboard:app`.

The pages are run by ``components/screen/frame.py``; everything else is answered by ``web`` (``web/routes.py`` has the
table of the addresses).
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from streamlit import config

from components.screen.page_frame import apologise
from web.delivery import Delivery
from web.start import lifespan

# Whatever the server is started by and from where, the settings beside this file hold: without them, Streamlit's own
# would let each browser send statistics of use, and errors would be shown in full.
if config._main_script_path is None:
    config._main_script_path = __file__
    config.get_config_options(force_reparse=True)

app = st.App(
    Path(__file__).parent / "components" / "screen" / "frame.py",
    middleware=[Middleware(Delivery)],
    lifespan=lifespan,
    on_script_error=apologise,
)
