"""A language: ``python -m locales.add xx``, and every page and file is there; what is not translated is listed."""

import re

import pytest

from tests.recipes.copying import first


def added(copy, code="xx"):
    done = copy.run("-m", "locales.add", code)
    assert done.returncode == 0, done.stderr
    return done.stdout


def listed(copy, code="xx"):
    return copy.run("-m", "locales.add", code, "--list").stdout.splitlines()


def test_a_new_language_has_every_page_and_file(copy):
    said = added(copy)
    assert "locales/xx/site.po" in said and "locales/guidance/signs.toml" in said
    copy.replace("locales/xx/language.toml", 'name = "xx"', 'name = "Xxish"')
    assert copy.rendered(lang="xx") == ""
    assert '<html lang="xx">' in copy.made("first-overview.html")
    assert '<section lang="xx">' in copy.made("open-data.html")
    assert re.search(r'lang="xx" hreflang="xx">Xxish</a>', copy.made("meeting.html")) is None
    assert copy.made("overview.html").count('class="twin"') == 2
    assert copy.rendered(lang="en", only="overview,glossary") == ""
    assert 'hreflang="xx">Xxish</a>' in copy.made("overview.html")


def test_what_is_left_to_translate_is_listed_until_it_is_translated(copy):
    added(copy)
    before = listed(copy)
    for line in (
        "locales/xx/site.po: site.skip",
        "locales/xx/about.md",
        "locales/guidance/contacts.toml: contact 999 name xx",
        "site.toml: title xx",
    ):
        assert line in before
    copy.replace(
        "locales/xx/site.po",
        '#, fuzzy\nmsgid "site.skip"\nmsgstr "Skip to main content"',
        'msgid "site.skip"\nmsgstr "Xkip"',
    )
    copy.replace("site.toml", "[title]", '[title]\nxx = "Xitle"')
    after = listed(copy)
    assert {*before} - {*after} == {"locales/xx/site.po: site.skip", "site.toml: title xx", before[-1]}
    assert copy.rendered(lang="xx", only="report") == ""
    assert "Xitle" in copy.made("report.html")


@pytest.mark.parametrize(
    ("named", "said"),
    [((), "title.xx is empty"), (("[title]", "[tab]", "[owner.name]"), "contact '999' has no xx_status")],
)
def test_a_language_that_says_it_is_complete_may_lack_nothing(copy, named, said):
    added(copy)
    copy.replace("locales/xx/language.toml", "is_complete = false", "is_complete = true")
    for heading in named:
        copy.replace("site.toml", heading, f'{heading}\nxx = "Xx"')
    failed = copy.run(
        "-c", "from data.site import site; from components.guidance.registry import contacts; site(), contacts()"
    )
    assert said in failed.stderr


def test_what_is_wrong_in_a_language_is_said_in_one_message(copy):
    added(copy)
    copy.write("locales/xx/language.toml", 'tag = "english"\ndirection = "up"\nplace = "first"\n')
    failed = copy.run("-c", "import data.site").stderr.splitlines()[-1]
    assert "locales/xx/language.toml: name is missing; babel is missing; plural_forms is missing" in failed
    for said in ("place is 'first'; expected is int", "direction is 'up'; it can be ltr, rtl", "tag is 'english'"):
        assert said in failed


@pytest.mark.parametrize(("code", "said"), [("cy", "locales/cy is there already"), ("Wel", "'Wel' is no code")])
def test_a_language_that_cannot_be_added_is_refused(copy, code, said):
    failed = copy.run("-m", "locales.add", code)
    assert failed.returncode == 1 and said in failed.stderr


def test_what_babel_knows_of_a_language_is_filled_in(copy):
    added(copy, "ar")
    settings = copy.read("locales/ar/language.toml")
    assert 'name = "العربية"' in settings and 'direction = "rtl"' in settings and "nplurals=6" in settings
    assert copy.rendered(lang="ar", only="signs") == ""
    assert '<html lang="ar" dir="rtl">' in first(copy, "signs", "ar")
