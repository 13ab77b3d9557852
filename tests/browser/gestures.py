"""What a hand does with a key held down, in a tab of either browser."""

import time

from . import chromium as in_chromium
from .firefox import KEYS


def hold(tab, key, *, seconds=0.0, then=None):
    """Hold a key, do ``then`` meanwhile, and let the key go after ``seconds``."""
    _key(tab, key, "down")
    if then:
        then()
    time.sleep(seconds)
    _key(tab, key, "up")


def wheel(tab, selector, *, pixels=300):
    """Turn the wheel over the middle of an element."""
    x, y = _middle(tab, selector)
    if isinstance(tab, in_chromium.Tab):
        tab.page.mouse.move(x, y)
        tab.page.mouse.wheel(0, pixels)
        return
    turn = {"type": "scroll", "x": x, "y": y, "deltaX": 0, "deltaY": pixels}
    tab.command("input.performActions", actions=[{"type": "wheel", "id": "wheel", "actions": [turn]}])


def _key(tab, key, way):
    if isinstance(tab, in_chromium.Tab):
        getattr(tab.page.keyboard, way)(key)
        return
    action = {"type": "keyDown" if way == "down" else "keyUp", "value": KEYS.get(key, key)}
    tab.command("input.performActions", actions=[{"type": "key", "id": "keys", "actions": [action]}])


def _middle(tab, selector):
    box = f"document.querySelector({selector!r}).getBoundingClientRect()"
    return tab.evaluate(
        f"[Math.round({box}.left + {box}.width / 2), Math.round({box}.top + Math.min({box}.height, 40) / 2)]"
    )
