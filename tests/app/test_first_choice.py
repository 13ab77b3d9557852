"""The first choice that reaches a session is taken: after a long break, or once the server has been started anew."""

from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from components.address.pages import page_of
from components.screen import choices
from tests.app.test_pages import FRAME, visit

AREA, OTHER = "W15000002", "E23000032"
# By its code: where any words have a wording, the test's own widget takes the name of an option for another code.
NAMED = {"choice-area": OTHER, "choice-step": "quarter"}
ADDRESSES = {
    "overview": {},
    "map": {},
    "trends": {},
    "compare": {"group": "chosen", "beside": "E23000034"},
    "people": {},
}
CHOICES = [
    *((page, "choice-area") for page in ADDRESSES),
    ("people", "choice-period"),
    *(("map", f"choice-{name}") for name in ("indicator", "years", "measure", "scope", "against", "large")),
    *(("trends", f"choice-{name}") for name in ("indicator", "step", "notes")),
    *(
        ("compare", f"choice-{name}")
        for name in ("indicator", "years", "period", "group", "limits", "beside", "league")
    ),
]


def opened(page):
    return visit(page_of(page), lang="en", area=AREA, **ADDRESSES[page])


def widgets(app):
    return {widget.key: widget for kind in ("selectbox", "multiselect", "toggle") for widget in app.get(kind)}


def choose_another(widget):
    """Choose what is not chosen: another area, another option, nothing where something is, a switch the other way."""
    if widget.type == "multiselect":
        return widget.set_value([])
    if widget.type != "selectbox":
        return widget.set_value(not widget.value)
    if widget.key in NAMED:
        return widget.select(NAMED[widget.key])
    return widget.select_index((widget.index + 1) % len(widget.options))


def in_a_new_session(app):
    """Return the page as a session draws it whose first message is what ``app`` would send now."""
    fresh = AppTest.from_file(f"../../{FRAME}", default_timeout=30)
    fresh.query_params, fresh._page_hash = dict(app.query_params), app._finished_page_script_hash
    return fresh._run(app._tree.get_widget_states())


def test_every_choice_of_these_pages_is_tried():
    assert {(page, key) for page in ADDRESSES for key in widgets(opened(page))} == set(CHOICES)


@pytest.mark.parametrize(("page", "key"), CHOICES)
def test_a_choice_that_is_the_first_of_a_session_is_taken(page, key):
    before = opened(page)
    before_it = dict(before.query_params)
    choose_another(widgets(before)[key])
    app = in_a_new_session(before)
    expected = before.run()
    assert not app.exception
    assert app.query_params == expected.query_params != before_it
    assert {name: widget.value for name, widget in widgets(app).items()} == {
        name: widget.value for name, widget in widgets(expected).items()
    }


def test_two_choices_made_while_nobody_answered_are_both_taken():
    before = opened("map")
    choose_another(widgets(before)["choice-area"])
    choose_another(widgets(before)["choice-scope"])
    app = in_a_new_session(before)
    assert (app.query_params["area"], "scope" in app.query_params) == (OTHER, True)


def test_the_way_back_in_a_new_session_shows_what_the_address_says(monkeypatch):
    before = opened("map")
    scope = widgets(before)["choice-scope"].value
    choose_another(widgets(before)["choice-area"])
    choose_another(widgets(before)["choice-scope"])
    monkeypatch.setattr(choices, "get_script_run_ctx", lambda: SimpleNamespace(is_history_navigation=True))
    app = in_a_new_session(before)
    assert app.query_params == before.query_params
    assert (widgets(app)["choice-area"].value, widgets(app)["choice-scope"].value) == (AREA, scope)


def test_an_address_that_changes_takes_the_choices_with_it():
    app = opened("trends")
    app.query_params["area"] = OTHER
    app.query_params["notes"] = "on"
    app.run()
    assert (widgets(app)["choice-area"].value, widgets(app)["choice-notes"].value) == (OTHER, True)
    assert not app.warning
