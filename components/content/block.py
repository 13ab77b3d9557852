"""What a page is made of, as values, from the top to the bottom: HTML, drawings, choices, and groups of them.

``content/<page>.py`` makes them; ``screen/present.py`` shows them with Streamlit. A choice is codes, their words, and
the parameter of the address that it writes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from components.drawing.chart import Chart
from components.drawing.serialised import SerialisedChart


@dataclass(frozen=True)
class Choice:
    """One of several.

    Parameters
    ----------
    name : str
        What the choice is called among those of its page.
    codes : tuple of str
    current : str
        The code that is chosen by the address; it may be none of the others.
    label : str
        What is to be chosen, in words.
    words : tuple of str
        What each code is called.
    parameter : str
        Of the address; the same as ``name`` where nothing is given.
    """

    name: str
    codes: tuple[str, ...]
    current: str
    label: str
    words: tuple[str, ...]
    parameter: str = ""


@dataclass(frozen=True)
class Several:
    """Up to ``most`` of several: as :class:`Choice`, with the words where nothing is chosen (``none``).

    ``along`` are parameters that are written with it.
    """

    name: str
    codes: tuple[str, ...]
    current: tuple[str, ...]
    label: str
    words: tuple[str, ...]
    most: int
    none: str
    along: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Switch:
    """``on`` or ``off``."""

    name: str
    current: str
    label: str


@dataclass(frozen=True)
class Steps:
    """Steps to tick and to put in order: all there are, those that are chosen, and those without a choice."""

    order: tuple[str, ...]
    kept: tuple[str, ...]
    usual: tuple[str, ...]


@dataclass(frozen=True)
class Html:
    """Words of the page, or a style sheet for them."""

    content: Markup


@dataclass(frozen=True)
class Visual:
    """One drawing with its sentence, its table and the ways to take it away.

    Parameters
    ----------
    key : str
        Its name on the page.
    chart : function without arguments, to Chart
        Makes the chart.
    kept : SerialisedChart, optional
        The same as it is kept for a browser with scripts, where making it takes long.
    chooses : str
        The parameter of the address that a click on a code in the drawing writes; empty where nothing can be chosen.
    narrow : function without arguments, to Chart, optional
        Makes it for the width of a phone, where it is another one there.
    width : int
        How wide it is at most, in pixels.
    """

    key: str
    chart: Callable[[], Chart]
    kept: SerialisedChart | None = None
    chooses: str = ""
    narrow: Callable[[], Chart] | None = None
    width: int = 960


@dataclass(frozen=True)
class Together:
    """Several drawings of the same figures one after another, and their one table after them.

    Parameters
    ----------
    charts : mapping of str to Chart
        By their names on the page.
    above : mapping of str to Markup
        What stands above a drawing, by its name.
    chooses : str
        The parameter of the address that a click on an area in any of them writes.
    """

    charts: Mapping[str, Chart]
    above: Mapping[str, Markup]
    chooses: str


@dataclass(frozen=True)
class Playback:
    """The periods as a slider that can play; it is drawn at the end of a run, and so stands last in its group.

    Parameters
    ----------
    codes : tuple of str
        The oldest first.
    current : str
    shown : tuple of str
        Those with figures.
    """

    codes: tuple[str, ...]
    current: str
    shown: tuple[str, ...]


@dataclass(frozen=True)
class Practice:
    """The stories to practise, one at a time."""


@dataclass(frozen=True)
class Group:
    """Blocks that stand together under a name, below or beside each other."""

    name: str
    blocks: tuple[Block, ...]
    is_row: bool = False


Block = Html | Visual | Together | Choice | Several | Switch | Steps | Playback | Practice | Group


def html_blocks(*parts: Markup) -> tuple[Html, ...]:
    """Return HTML as blocks, without what is empty: Streamlit takes none of that."""
    return tuple(Html(part) for part in parts if part)


def choice(
    name: str,
    codes: Sequence[str],
    current: str,
    *,
    label: str,
    wording: Callable[[str], str],
    parameter: str = "",
) -> Choice:
    """Return the choice of one of ``codes``, each called what ``wording`` makes of it."""
    return Choice(name, tuple(codes), current, label, tuple(map(wording, codes)), parameter)
