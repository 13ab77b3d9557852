"""A drawing as SVG with its size beside it, so that whoever gives it a place need not read that out of the markup."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'


@dataclass(frozen=True)
class Svg:
    """A drawing.

    Parameters
    ----------
    width, height : float
        In units of its own.
    content : str
        Its elements.
    look : str
        Attributes of all of them, such as the family of the letters; each begins with a blank.
    left : float
        Where it begins.
    """

    width: float
    height: float
    content: str
    look: str = ""
    left: float = 0

    @property
    def box(self) -> str:
        """All of it, as ``viewBox`` has it."""
        return f"{self.left:g} 0 {self.width:g} {self.height:g}"

    @property
    def ratio(self) -> float:
        """How high it is for its width."""
        return self.height / self.width

    def inside(self, place: str) -> str:
        """Return it as a part of another drawing; ``place`` are the attributes that say where and how large."""
        return f'<svg {place} viewBox="{self.box}"{self.look}>{self.content}</svg>'

    def __str__(self) -> str:
        """Return it as a drawing of its own."""
        return self.inside(NAMESPACE)


def inline(svg: str) -> Markup:
    """Return a drawing of this room, or a part of one, as what may stand in a page."""
    return Markup(svg)  # noqa: S704 - what is written in a drawing is escaped where it is drawn
