"""Chance that a secret seed settles: the same number for a name each time, and nobody else can work it out."""

import hashlib
import hmac
from collections.abc import Sequence

_BITS = 53


def draw(seed: bytes, what: str, name: Sequence[str]) -> float:
    """Return a number from 0 up to 1 for a name, another one for each use ``what`` it is drawn for."""
    message = "\x1f".join((what, *name)).encode()
    return (int.from_bytes(hmac.digest(seed, message, hashlib.sha256)[:8], "big") >> (64 - _BITS)) / (1 << _BITS)
