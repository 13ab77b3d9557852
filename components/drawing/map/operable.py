"""A drawing of areas that can be chosen without a mouse, as the values ``assets/twin.js`` paints it from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Operable:
    """A drawing whose areas can be chosen by keyboard, click or touch; ``assets/twin.js`` paints it.

    Parameters
    ----------
    title, name : str
        The heading over it, and what its list of areas is called, before what is shown.
    drawing, faces : str
        Where its outlines are, a list box as :func:`outlines.list_box` writes it, and how every view of them looks.
    view : str
        Which of those views is shown: see :func:`files.view_key`.
    chosen, compared : str
        Codes of the outlined areas.
    codes : tuple of str
        Of the areas that are shown; the others are pale, or left out of the tiles.
    box : str
        The part of the drawing that is shown, as ``viewBox`` has it.
    inner : str
        Code of the area whose local authorities are drawn; empty for none.
    is_named : bool
        Whether those have their names written in them.
    """

    title: str
    name: str
    drawing: str
    faces: str
    view: str
    chosen: str
    compared: str
    codes: tuple[str, ...]
    box: str
    inner: str
    is_named: bool
