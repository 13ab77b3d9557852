"""Whose the shapes are: the words that travel with every map, picture, slide and file of them."""

from __future__ import annotations

from components.wording.text import Text
from geo.shapes import shapes


def attribution(text: Text) -> str:
    """Return where the shapes come from, under which licence, and that they are generalised.

    Raises
    ------
    geo.shapes.ShapesError
        If the shapes cannot be read.
    """
    return text(shapes().attribution, edition=shapes().edition)
