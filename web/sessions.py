"""How many pages are interactive just now, and how many a process takes."""

from __future__ import annotations

from dataclasses import dataclass

from data.site import site


@dataclass
class Sessions:
    """The open WebSockets of this process; counted on its one event loop."""

    open: int = 0

    @property
    def most(self) -> int:
        """As many as ``site.toml`` allows."""
        return site().sessions

    @property
    def is_full(self) -> bool:
        """Whether another is to be refused."""
        return self.open >= self.most


SESSIONS = Sessions()
