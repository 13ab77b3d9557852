"""QR codes as SVG."""

from __future__ import annotations

import io
from functools import lru_cache

QUIET_ZONE = 4  # modules of white that a reader of the code needs around it


@lru_cache(maxsize=16)
def code_svg(address: str) -> str:
    """Return an address as a QR code, an SVG drawing with its quiet zone, of error correction M or better."""
    import segno

    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawn, kind="svg", border=QUIET_ZONE, xmldecl=False, nl=False, omitsize=True, dark="#000", light="#fff"
    )
    return drawn.getvalue().decode()
