"""The process that makes the files to print: what it makes, and what its failure says."""

import json

import pytest

from components.drawing import typst
from components.drawing.typst import TypesetError, typeset_apart
from components.guidance.posters import GENERAL, sheets, template_values

DATA = json.dumps(template_values(sheets()[GENERAL], base="https://data.example.org"))


@pytest.mark.parametrize(("form", "kind"), [("poster", "pdf"), ("poster", "png"), ("card", "pdf")])
def test_a_file_made_apart_is_the_same_as_one_made_here(form, kind):
    assert typeset_apart(form, DATA, kind) == typst.typeset(form, DATA, kind)


def test_a_template_that_is_not_there_is_an_error_that_names_it():
    with pytest.raises(TypesetError, match="leaflet.pdf could not be made"):
        typeset_apart("leaflet", DATA, "pdf")


def test_wording_that_lacks_something_is_an_error_and_no_file():
    data = json.loads(DATA)
    del data["columns"][0]["danger"]
    with pytest.raises(TypesetError, match="danger"):
        typeset_apart("poster", json.dumps(data), "pdf")


def test_a_template_can_read_nothing_outside_its_folder(tmp_path, monkeypatch):
    (tmp_path / "print").mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "print" / "spy.typ").write_text('#read("../secret.txt")')
    monkeypatch.setattr(typst, "TEMPLATES", tmp_path / "print")
    with pytest.raises(RuntimeError, match="outside|escape|root"):
        typst.typeset("spy", DATA, "pdf")


def test_what_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(typst, "LONGEST", 0.001)
    with pytest.raises(TypesetError, match="timed out"):
        typeset_apart("poster", DATA, "pdf")
