"""An empty Streamlit app served as ours is, so that a ratio to it measures our pages alone.

Our compression stands around it and its memory is frozen at the start. Only the shell is left as Streamlit ships it:
our exit, style sheet and first words are part of what our pages weigh.
"""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.types import Receive, Scope, Send

from web.delivery import Delivery


class DeliveryWithoutOurShell(Delivery):
    """Our middleware, except that the first page is Streamlit's own."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the first page on and treat everything else as the dashboard does."""
        answer = self.app if scope.get("path") == "/" else super().__call__
        await answer(scope, receive, send)


@asynccontextmanager
async def _lifespan(_: st.App) -> AsyncIterator[None]:
    gc.collect()
    gc.freeze()
    yield


app = st.App(
    Path(__file__).with_name("empty_script.py"),
    middleware=[Middleware(DeliveryWithoutOurShell)],
    lifespan=_lifespan,
)
