"""How many pages are interactive just now, and how many a process takes."""

from __future__ import annotations

from dataclasses import dataclass

from data.site import site

# One more in so many is there for those whose line broke: their old session is still counted until that is noticed.
MARGIN = 10


@dataclass
class Sessions:
    """The open WebSockets of this process; counted on its one event loop."""

    open: int = 0

    @property
    def most(self) -> int:
        """As many as ``site.toml`` allows."""
        return site().sessions

    def has_room(self, *, comes_back: bool) -> bool:
        """Return whether there is room for another; there is a little more for one that was open before."""
        return self.open < self.most + (self.most // MARGIN if comes_back else 0)


SESSIONS = Sessions()
