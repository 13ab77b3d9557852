"""Pages of prose: headings one can link to, values filled in, links that keep the visit, an owner never guessed."""

import re
from dataclasses import replace

import pytest

from components.content.about import owner_parts
from components.content.methods import method_parts
from components.content.prose import page_html, rendered
from components.guidance.accessibility import accessibility_parts
from components.wording.text import TextError, wording
from data import current
from data.editions import estimates
from data.load import PublishedDataError
from data.site import site

LANGUAGES = ["en", "cy"]


def page(name, values, language="en"):
    return page_html(name, wording(language), values=values, link=lambda to: f"/{to}?lang={language}&area=X")


@pytest.fixture
def written(monkeypatch):
    """Return a function that makes the page about the site out of a Markdown text."""

    def write(markdown, **values):
        monkeypatch.setattr("components.wording.text._prose", lambda language, name: markdown)
        return page("about", values)

    return write


@pytest.fixture
def without_figures(monkeypatch):
    def unreadable():
        raise PublishedDataError("observations.csv was altered")

    monkeypatch.setattr(current, "dataset", unreadable)


def test_a_heading_has_the_id_that_is_written_behind_it():
    assert rendered("## Who runs it {#owner}").html == '<h2 id="owner">Who runs it</h2>'


def test_the_contents_lead_to_the_sections_and_not_to_their_parts():
    prose = rendered("## One {#first}\n\n### Part {#part}\n\n## Two & more {#second}")
    assert prose.sections == (("first", "One"), ("second", "Two &amp; more"))


def test_the_contents_have_a_name_and_a_link_to_each_section(written):
    html = written("## One {#first}\n\n## Two {#second}")
    contents = re.search(r'<nav class="jumps" aria-label="On this page">(.*?)</nav>', html)[1]
    assert re.findall('href="(.*?)">(.*?)<', contents) == [("#first", "One"), ("#second", "Two")]


def test_a_placeholder_is_filled_and_a_per_cent_sign_is_left_alone(written):
    assert "<p>At 95% it is 5.</p>" in written("At 95% it is %(threshold)s.", threshold="5")


def test_a_value_that_looks_like_a_placeholder_is_not_filled_again(written):
    assert "<p>%(b)s and 2</p>" in written("%(a)s and %(b)s", a="%(b)s", b="2")


def test_a_placeholder_without_a_value_is_an_error_that_names_it_and_the_file(written):
    with pytest.raises(TextError, match=r"locales/en/about\.md: nothing to fill thresold with"):
        written("%(thresold)s", threshold="5")


def test_a_link_to_a_page_keeps_the_language_and_the_area(written):
    assert '<a href="/report?lang=en&amp;area=X#device">safe</a>' in written("[safe](page:report#device)")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_have_every_value_they_ask_for(language):
    text = wording(language)
    about = owner_parts(site().owner, text) | accessibility_parts(text)
    for name, values in (("methods", method_parts(text)), ("about", about)):
        html = page(name, values, language)
        assert "%(" not in html and "page:" not in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_source_of_the_release_is_in_the_table_under_its_own_title(language):
    table = method_parts(wording(language))["sources"]
    assert '<span lang="en">' not in table, "how a source came here is said in the language of the page"
    assert "<td>" not in table, "its cells are words, not numbers to stand at the right"
    titles = [source["publication"] for source in current.dataset().manifest["sources"]]
    named = re.findall(r'<cite lang="en">(.*?)</cite>', table)
    assert [each for each in named if each not in estimates(current.dataset())] == titles


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_methods_stand_without_the_figures(language, without_figures):
    text = wording(language)
    html = page("methods", method_parts(text), language)
    assert text("site.problem.title").replace("'", "&#x27;") in html
    assert 'id="limits"' in html and "figures sources" not in html


def test_the_threshold_in_the_text_is_that_of_the_register():
    assert "A number below 5 is hidden" in page("methods", method_parts(wording("en")))


@pytest.mark.parametrize(("language", "unset"), [("en", "Email: not yet set"), ("cy", "E-bost: heb ei osod eto")])
def test_a_contact_that_is_not_set_is_said_to_be_missing(language, unset):
    contact = owner_parts(replace(site().owner, email=""), wording(language))["contact"]
    assert f"<li>{unset}</li>" in contact and "mailto:" not in contact


def test_a_contact_that_is_set_can_be_used():
    owner = replace(site().owner, email="data@example.org", telephone="01492 000 000")
    contact = owner_parts(owner, wording("en"))["contact"]
    assert '<a href="mailto:data@example.org">data@example.org</a>' in contact
    assert '<a href="tel:01492000000">01492 000 000</a>' in contact


def test_an_owner_who_has_not_confirmed_is_not_said_to_have():
    unconfirmed, confirmed = (
        owner_parts(replace(site().owner, confirmed=value), wording("en"))["confirmed"] for value in (False, True)
    )
    assert "has not yet confirmed" in unconfirmed and confirmed == "The owner has confirmed these details."


def test_what_an_owner_writes_cannot_become_markup():
    owner = replace(site().owner, name={"en": "<b>A & B</b>", "cy": "A"})
    assert owner_parts(owner, wording("en"))["owner"] == "&lt;b&gt;A &amp; B&lt;/b&gt;"
