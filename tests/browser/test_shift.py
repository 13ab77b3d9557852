"""Shift pressed and let go alone, three times, leaves; whatever else Shift is for does not, in Chromium and Firefox."""

import pytest

from .chromium import SETTLED
from .gestures import hold, wheel
from .leaving import LEADS_AWAY, LOADED

SAID = "document.getElementById('exit-status').textContent"
FIELD = "[data-find] [name=words]"
FIRST_OPTION = "main input[type=radio]"
# What a keyboard on glass tells the page: no key, but the letter that is about to be written.
ON_GLASS = """document.querySelector('main').dispatchEvent(
new InputEvent('beforeinput', { data: 'A', inputType: 'insertText', bubbles: true, composed: true })), true"""
FOLLOWED = """document.querySelector('main').addEventListener('click', event => event.preventDefault(), true), true"""


def focus(tab, selector):
    tab.evaluate(f"(document.querySelector({selector!r}).focus(), true)")


def put_focus_nowhere(tab):
    tab.evaluate("(document.activeElement.blur(), getSelection().removeAllRanges(), true)")


def shift_and(tab, key):
    return lambda: tab.press(f"Shift+{key}")


@pytest.fixture
def signs(new_tab, server):
    tab = new_tab()
    tab.go(f"{server}/signs?lang=en")
    tab.wait_for(LOADED)
    tab.wait_for("!document.getElementById('waiting')")
    tab.evaluate(FOLLOWED)
    return tab


def test_shift_for_something_else_neither_leaves_nor_counts(signs):
    tab = signs
    gestures = {
        "marks text": shift_and(tab, "ArrowRight"),
        "scrolls by a page": shift_and(tab, "Space"),
        "writes a capital": shift_and(tab, "a"),
        "goes back one stop": shift_and(tab, "Tab"),
        "opens a window": lambda: hold(tab, "Shift", then=lambda: tab.click("main h1")),
        "scrolls sideways": lambda: hold(tab, "Shift", then=lambda: wheel(tab, "main h1")),
        "is held for a command": lambda: hold(tab, "Shift", seconds=0.7),
        "is pressed with Control": lambda: tab.press("Control+Shift"),
        "is pressed before a letter on glass": lambda: (tab.press("Shift"), tab.evaluate(ON_GLASS)),
    }
    for what, gesture in gestures.items():
        put_focus_nowhere(tab)
        for _ in range(4):
            gesture()
        assert tab.evaluate("location.pathname") == "/signs", what
        assert tab.evaluate(SAID) == "", what


def test_in_a_field_shift_does_not_count_and_beside_one_it_does(signs):
    tab = signs
    focus(tab, FIELD)
    tab.press("Shift", times=4)
    assert tab.evaluate(SAID) == ""
    focus(tab, FIRST_OPTION)
    tab.press("Shift", times=2)
    assert tab.evaluate(SAID) == "Press Shift: 1 more to leave."
    tab.press("Shift")
    tab.wait_for(LEADS_AWAY)


def test_what_is_said_is_taken_back_when_the_presses_no_longer_count(signs):
    tab = signs
    put_focus_nowhere(tab)
    tab.press("Shift")
    assert tab.evaluate(SAID) == "Press Shift: 2 more to leave."
    tab.click("main h1")
    assert tab.evaluate(SAID) == ""
    tab.press("Shift", times=2)
    assert tab.evaluate(SAID) == "Press Shift: 1 more to leave."
    tab.wait_for(f"{SAID} === ''")
    tab.press("Shift")
    assert tab.evaluate(SAID) == "Press Shift: 2 more to leave."


def test_a_list_counts_as_a_field_only_while_it_is_open(new_tab, server):
    tab = new_tab()
    tab.go(f"{server}/trends?lang=en")
    tab.wait_for(LOADED)
    tab.wait_for(f"({SETTLED})() && document.querySelector('main [role=combobox]')")
    focus(tab, "main [role=combobox]")
    tab.press("ArrowDown")
    tab.wait_for("document.activeElement.getAttribute('aria-expanded') === 'true'")
    tab.press("Shift", times=4)
    assert tab.evaluate(SAID) == ""
    tab.press("Escape")
    tab.wait_for("document.activeElement.getAttribute('aria-expanded') === 'false'")
    tab.press("Shift", times=3)
    tab.wait_for(LEADS_AWAY)
