"""Whole documents: everything is escaped that is not HTML already, and nothing is left out in silence."""

import base64
import hashlib
import re

import pytest
from jinja2 import FileSystemLoader, TemplateSyntaxError, UndefinedError, nodes
from markupsafe import Markup

from components.address.pages import PAGES
from components.wording.text import wording
from tests.web.views import first
from web import documents, first_response, start
from web.documents import ENVIRONMENT, TEMPLATES, document
from web.errors import PAGES as ERROR_PAGES
from web.errors import error_page
from web.open_data import answer
from web.plain_page import plain_page
from web.practice_notes import notes_page
from web.take_away import pages

NAMES = sorted(file.name for file in TEMPLATES.iterdir())
SIGNS = """<b title='x'>&"""
# Elements between which a new line would be seen as a space.
WITHIN_LINES = r"(?:a|b|br|button|code|i|input|kbd|label|small|span)"


def source(name):
    return (TEMPLATES / name).read_text(encoding="utf-8")


def nothing(**values):
    return plain_page("nothing.html", SIGNS, wording("en"), kind="plain", **values).decode()


def test_what_is_no_markup_is_escaped_wherever_it_stands():
    html = nothing(site_title=SIGNS)
    assert SIGNS not in html and html.count("&lt;b title=&#39;x&#39;&gt;&amp;") == 2
    assert f">{SIGNS}</a>" in nothing(site_title=Markup("""<b title='x'>&"""))


def test_a_value_that_nobody_gave_is_an_error_that_names_it():
    with pytest.raises(UndefinedError, match="site_title"):
        nothing()


@pytest.mark.parametrize("name", NAMES)
def test_no_template_says_that_something_is_html(name):
    tree = ENVIRONMENT.parse(source(name))
    assert not {each.name for each in tree.find_all(nodes.Filter)} & {"safe", "xmlattr", "tojson"}
    assert not [*tree.find_all((nodes.EvalContextModifier, nodes.MarkSafe, nodes.MarkSafeIfAutoescape))]


def test_a_faulty_template_is_found_when_the_server_starts(monkeypatch, tmp_path):
    (tmp_path / "faulty.html").write_text("{% block")
    monkeypatch.setattr(documents, "ENVIRONMENT", ENVIRONMENT.overlay(loader=FileSystemLoader(tmp_path)))
    with pytest.raises(TemplateSyntaxError):
        start.warm()


@pytest.mark.parametrize("name", NAMES)
def test_every_template_is_used(name):
    code = [file.read_text(encoding="utf-8") for file in TEMPLATES.parent.rglob("*.py")]
    assert any(f'"{name}"' in each for each in (*code, *(source(other) for other in NAMES if other != name)))


@pytest.mark.parametrize("name", NAMES)
def test_no_new_line_stands_where_it_would_be_seen_as_a_space(name):
    assert not re.findall(rf"</?{WITHIN_LINES}\b[^<>]*>\s*\n\s*</?{WITHIN_LINES}\b", source(name))


@pytest.fixture(scope="module")
def every_kind():
    """Return a document of every kind."""
    text, exhibit = wording("cy"), {"chart": "people.type"}
    return [
        *(first(page.id, "cy") for page in PAGES),
        *map(error_page, ERROR_PAGES.values()),
        notes_page(text),
        answer.answer("", {}).content,
        *(pages.answer(path, exhibit, base="https://x", accepted="")[0] for path in ("/embed", "/take-away")),
    ]


def test_every_script_in_a_document_is_in_the_policy(every_kind):
    allowed = first_response.inline_script_hashes()
    for html in every_kind:
        scripts = re.findall(r"<script>(.*?)</script>", html.decode(), re.DOTALL)
        assert scripts
        for script in scripts:
            assert f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" in allowed


def test_every_document_begins_with_its_type_and_names_its_language(every_kind):
    assert all(re.match(rb'<!doctype html>\n<html lang="\w\w">\n', html, re.IGNORECASE) for html in every_kind)


def test_a_shell_of_streamlit_that_has_another_form_is_an_error(monkeypatch, tmp_path):
    (tmp_path / "index.html").write_text("<html><head><meta charset='utf-8'></head><body></body></html>")
    monkeypatch.setattr(first_response, "STREAMLIT", tmp_path)
    with pytest.raises(ValueError, match="index.html"):
        first_response._streamlit_shell.__wrapped__()


def test_a_document_is_utf_8():
    names = {"language": "cy", **dict.fromkeys(("title", "kind", "way_out", "numbers"), "ŵ")}
    said = document("problem.html", **names, text=wording("cy"))
    assert "<title>ŵ</title>".encode() in said
