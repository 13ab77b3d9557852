"""Choices on a page and the address kept in step: what a reader chooses is taken in whatever session it arrives.

After a long break, or once the server has been started anew, a choice is the first thing a session hears of. Streamlit
calls ``on_change`` from the second run on only; so in the first one what arrives is held against the address.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

BEGAN_IN_HISTORY = "began-in-history"
# What a widget has as its value.
Chosen = TypeVar("Chosen")


def in_step(
    widget: Callable[..., Any],
    *,
    key: str,
    current: Chosen,
    start: Mapping[str, object],
    write: Callable[[Chosen], object],
) -> None:
    """Show a widget that says what the address says, and write what a reader chooses in it to the address.

    Parameters
    ----------
    widget : callable
        Draws it; takes ``key``, ``on_change`` and what is in ``start``, and returns its value.
    key : str
    current : object
        Its value by the address.
    start : mapping of str to object
        The parameter of the widget by which it begins with that value.
    write : callable
        Writes a value to the address, unless it is none of ours: a browser may send anything.
    """
    is_new = key not in st.session_state
    is_behind = not is_new and st.session_state[key] != current
    if is_behind:
        st.session_state[key] = current
    shown = widget(key=key, on_change=lambda: write(st.session_state[key]), **({} if is_behind else start))
    if is_new and shown != current:
        if not _address_wins():
            write(shown)
        st.rerun()


def hear(
    element: Callable[[Callable[[], None]], object],
    *,
    key: str,
    chosen: Callable[[Mapping[str, Any]], str | None],
    write: Callable[[str], None],
) -> None:
    """Show an element that tells of a choice without having a value of its own, such as a click.

    Parameters
    ----------
    element : callable
        Draws it; is given what to call after a choice.
    key : str
    chosen : callable
        Returns the code in what Streamlit keeps of the choice. A browser may send anything: only our codes go on.
    write : callable
        Writes a code to the address.
    """
    is_new = key not in st.session_state

    def told() -> None:
        if code := chosen(st.session_state[key]):
            write(code)

    element(told)
    if is_new and not _address_wins() and (code := chosen(st.session_state.get(key, {}))):
        write(code)
        st.rerun()


def _address_wins() -> bool:
    """Return whether a session began by a way through the browser's history: then the address is what was chosen.

    What the browser still has of other choices may reach several runs of the session, as each of them begins another.
    """
    context = get_script_run_ctx()
    if context is not None and context.is_history_navigation:
        st.session_state[BEGAN_IN_HISTORY] = True
    return bool(st.session_state.get(BEGAN_IN_HISTORY, False))
