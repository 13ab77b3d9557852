"""Choices on the screen: each says what the address says, and writes what a reader chooses to it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from components.content.block import Choice, Several, Switch
from components.screen.choices import in_step
from components.screen.visit import go_to


def show_choice(choice: Choice | Several | Switch) -> None:
    """Show a choice; what a browser sends that is none of its codes is not written."""
    match choice:
        case Choice():
            _one(choice)
        case Several():
            _several(choice)
        case Switch():
            _switch(choice)


def _one(choice: Choice) -> None:
    words, codes = dict(zip(choice.codes, choice.words, strict=True)), choice.codes
    in_step(
        partial(st.selectbox, choice.label, codes, format_func=words.__getitem__),
        key=f"choice-{choice.name}",
        current=choice.current,
        start={"index": codes.index(choice.current) if choice.current in codes else 0},
        write=lambda code: go_to(**{choice.parameter or choice.name: code}) if code in codes else None,
    )


def _several(choice: Several) -> None:
    words, current = dict(zip(choice.codes, choice.words, strict=True)), [*choice.current]
    in_step(
        partial(
            st.multiselect,
            choice.label,
            choice.codes,
            format_func=words.__getitem__,
            max_selections=choice.most,
            placeholder=choice.none,
        ),
        key=f"choice-{choice.name}",
        current=current,
        start={"default": current},
        write=lambda codes: go_to(**{choice.name: ",".join(code for code in codes if code in words), **choice.along}),
    )


def _switch(choice: Switch) -> None:
    is_on = choice.current == "on"
    in_step(
        partial(st.toggle, choice.label),
        key=f"choice-{choice.name}",
        current=is_on,
        start={"value": is_on},
        write=lambda on: go_to(**{choice.name: "on" if on else "off"}),
    )
