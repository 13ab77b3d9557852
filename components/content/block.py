"""What a page is made of, as values: a choice is codes, their words, and the parameter of the address it writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field


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
