"""Which editions the publishers offer, asked through their published interfaces."""

from data.refresh.edition import Edition

__all__ = ["Edition"]
