"""An area as it stands in a sentence: "in North Wales", and who polices it.

Both forms are stored for every area and each language. Welsh changes a name after "in" (Gogledd Cymru, yng Ngogledd
Cymru), and a force need not be called after its area (Hampshire and Isle of Wight Constabulary).
"""

from __future__ import annotations

from components.wording.text import Text


def in_area(code: str, text: Text) -> str:
    """Return an area with its own preposition: "in North Wales", "yng Ngogledd Cymru".

    Parameters
    ----------
    code : str
        A code of ``geo/areas.csv``.
    text : Text

    Raises
    ------
    TextError
        If there is no such area.
    """
    return text(f"place.in.{code}")


def force_name(code: str, text: Text) -> str:
    """Return who polices an area, as it stands within a sentence: "North Wales Police", "police forces in Wales".

    Of a force its own name, with the article where it has one ("the Metropolitan Police", "yr Heddlu Metropolitan"); of
    a larger area its forces, of a smaller one its police. Nothing of it mutates after a verb or a Welsh preposition.

    Parameters
    ----------
    code : str
        A code of ``geo/areas.csv``.
    text : Text

    Raises
    ------
    TextError
        If there is no such area.
    """
    return text(f"place.police.{code}")
