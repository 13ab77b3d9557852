"""The maps of the page that can be operated, as the values a browser draws them from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from components.drawing import theme
from components.drawing.map.figure import MapFigure


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
    still : MapFigure
        The same as it is drawn without a script.
    labels : mapping of str to str
        Name and figure of each area by code, for the same.
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
    still: MapFigure
    labels: Mapping[str, str]

    @property
    def is_empty(self) -> bool:
        """Never: where an area has no figure, the map says why."""
        return False


@dataclass(frozen=True)
class ZoomableMap:
    """A map as Streamlit's ``pydeck_chart`` takes it, kept as text: what is kept as objects slows every later run."""

    spec: str
    height: int
    words: str

    def to_json(self) -> str:
        """Return the specification of the map."""
        return self.spec

    @property
    def _tooltip(self) -> dict[str, object]:
        # Streamlit escapes what it puts in the place of the names in braces.
        style = {"background": theme.INK, "color": theme.GROUND, "fontSize": "16px", "maxWidth": "17rem"}
        return {"html": self.words, "style": {**style, "borderRadius": "4px"}}

    @property
    def is_empty(self) -> bool:
        """Never: where an area has no figure, the map says why."""
        return False


@dataclass(frozen=True)
class HostedMap:
    """A map that is a file of this site: only its address travels with the page."""

    address: str

    @property
    def is_empty(self) -> bool:
        """Never: where an area has no figure, the map says why."""
        return False
