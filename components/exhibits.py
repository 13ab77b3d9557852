"""Every visual of the site by name: what can be taken away, embedded and cited. Pure.

The name is in addresses, so it stays what it is once it has been published.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from components.chart import Chart
from components.options import Options
from components.text import Text
from data.load import Dataset
from data.views import View


class NoExhibitError(LookupError):
    """There is no exhibit of a name, or it has nothing to show in a view."""


@dataclass(frozen=True)
class Exhibit:
    """A visual: the page it stands on, how it is drawn as a picture, and whether it is a map."""

    page: str
    draw: Callable[[Dataset, View, Options, Text], Chart]
    is_map: bool = False
