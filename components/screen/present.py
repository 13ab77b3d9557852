"""Shows the blocks of a page with Streamlit, one after another as they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import nullcontext
from functools import partial
from typing import assert_never

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.content.block import (
    Block,
    Choice,
    Group,
    Html,
    Playback,
    Practice,
    Several,
    Steps,
    Switch,
    Together,
    Visual,
)
from components.content.request import PageRequest
from components.screen.controls import show_choice
from components.screen.custom import choose_steps, practise
from components.screen.markup import html
from components.screen.show import show, show_kept, show_together
from components.screen.timeline import timeline, timeline_data
from components.screen.visit import current_request, go_to
from components.wording.text import Text


def present_page(blocks: Callable[[PageRequest], tuple[Block, ...]]) -> None:
    """Show the page that ``blocks`` makes of the request of this run."""
    request = current_request()
    later: list[Callable[[], None]] = []
    _present(blocks(request), request.text, later)
    # Drawn after everything else, wherever it stands: its play steps on as soon as it hears of the new period, and a
    # step on the way ends the run that has not finished yet.
    for draw in later:
        draw()


def _present(
    blocks: Iterable[Block], text: Text, later: list[Callable[[], None]], group: DeltaGenerator | None = None
) -> None:
    """Show blocks in the order they have; add to ``later`` what is to be drawn in ``group`` at the end of the run."""
    for block in blocks:
        match block:
            case Html():
                html(block.content)
            case Choice() | Several() | Switch():
                show_choice(block)
            case Group():
                place = st.container(key=block.name, horizontal=block.is_row)
                with place:
                    _present(block.blocks, text, later, place)
            case Visual():
                _show(block, text)
            case Together():
                show_together(block.charts, text, above=block.above, on_select=_writer(block.chooses))
            case Steps():
                choose_steps(block, text)
            case Practice():
                practise(text)
            case Playback():
                later.append(partial(_play, group, block, text))
            case _:
                assert_never(block)


def _play(group: DeltaGenerator | None, block: Playback, text: Text) -> None:
    with group or nullcontext():
        data = timeline_data(block.codes, block.current, block.shown, text)
        timeline(data, on_period=lambda code: go_to(period=code))


def _show(block: Visual, text: Text) -> None:
    on_select = _writer(block.chooses) if block.chooses else None
    if block.kept is None:
        show(block.chart(), text, key=block.key, on_select=on_select)
    else:
        show_kept(block.kept, key=block.key, on_select=on_select)


def _writer(parameter: str) -> Callable[[str], None]:
    """Return what writes a choice to a parameter of the address."""
    return lambda code: go_to(**{parameter: code})
