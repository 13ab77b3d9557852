"""Words of the text lead to the glossary: once each, only as an entry writes them, never inside another link."""

import shutil

import pytest

from components.content.prose import explained
from components.guidance.entries import GuidanceError
from components.guidance.registry import GUIDANCE
from components.guidance.terms import in_order, joined, letters, terms


def link(id, words):
    return f'<a class="term" href="/glossary#{id}">{words}</a>'


def join(html, language="en", **wanted):
    return joined(html, language, link="/glossary", **wanted)


@pytest.fixture
def broken(tmp_path):
    """Return a function that copies the glossary with one text replaced."""

    def change(old, new):
        content = (GUIDANCE / "glossary.toml").read_text(encoding="utf-8")
        assert old in content
        (tmp_path / "glossary.toml").write_text(content.replace(old, new, 1), encoding="utf-8")
        return tmp_path

    return change


def test_the_first_of_a_term_leads_to_its_entry_and_the_next_does_not():
    html = join("<p>County lines, and county lines again.</p>")
    assert html == f"<p>{link('county_lines', 'County lines')}, and county lines again.</p>"


def test_the_longest_form_wins():
    assert join("criminal exploitation") == link("criminal_exploitation", "criminal exploitation")


def test_only_what_is_wanted_is_joined():
    assert join("A rate of referrals", wanted=frozenset({"referral"})) == f"A rate of {link('referral', 'referrals')}"


@pytest.mark.parametrize(
    "html",
    [
        '<a href="/x">county lines</a>',
        "<h2>County <b>lines</b> and county lines</h2>",
        "<summary>county lines</summary>",
        '<img alt="county lines">',
        "<cite>Police, county lines</cite>",
        "<style>.rate { quotes: none }</style>",
        "county-lines, accounty lines, separate, rated",
    ],
)
def test_a_link_a_heading_a_title_an_attribute_or_another_word_is_left_alone(html):
    assert join(html) == html


def test_what_follows_a_link_is_joined_again():
    html = join('<a href="/x">funnel</a> funnel<br>rank')
    assert html == f'<a href="/x">funnel</a> {link("funnel", "funnel")}<br>{link("rank", "rank")}'


def test_a_welsh_word_is_joined_in_the_forms_that_its_entry_lists():
    assert join("ei gyfradd a’r twndis", "cy") == f"ei {link('rate', 'gyfradd')} a’r {link('funnel', 'twndis')}"
    assert join("nghyfradd, dwndis", "cy") == "nghyfradd, dwndis"


def test_the_words_of_the_other_language_are_left_alone():
    assert join("county lines", "cy") == "county lines"


def test_the_address_of_the_glossary_cannot_become_markup():
    assert 'href="/glossary?a=&#34;&amp;b#funnel"' in joined("funnel", "en", link='/glossary?a="&b')


def test_a_broken_tag_does_no_harm():
    assert join("</a> funnel < 5 </>") == f"</a> {link('funnel', 'funnel')} < 5 </>"


def test_prose_explains_a_word_once_in_every_section():
    html = explained("<p>funnel funnel</p><h2>One</h2><p>funnel</p>", "en")
    assert html.count('<a class="term" href="page:glossary#funnel">') == 2


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("llygad", ["ll", "y", "g", "a", "d"]),
        ("chwarter", ["ch", "w", "a", "r", "t", "e", "r"]),
        ("rhyddhau", ["rh", "y", "dd", "h", "a", "u"]),
        ("Tŷ", ["t", "y"]),
        ("wedi’i", ["w", "e", "d", "i", "i"]),
    ],
)
def test_a_welsh_letter_may_have_two_signs(word, expected):
    assert [*letters(word, "cy")] == expected


def test_english_has_letters_of_one_sign():
    assert [*letters("child", "en")] == ["c", "h", "i", "l", "d"]


def sorted_words(language, *wanted):
    return [term.term[language] for term in in_order(language) if term.id in wanted]


def test_welsh_words_stand_by_the_welsh_alphabet():
    order = sorted_words("cy", "quarter", "confidence_interval", "release", "not_available", "per_100000", "revised")
    assert order == [
        "cyfwng hyder",
        "chwarter",
        "datganiad",
        "diwygiedig",
        "ddim ar gael",
        "fesul 100,000 o’r boblogaeth",
    ]


def test_english_words_stand_by_the_english_alphabet():
    assert sorted_words("en", "nrm", "county_lines", "hidden_number") == [
        "county lines",
        "hidden",
        "National Referral Mechanism",
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('confidence = "A"', 'confidence = "D"', "'modern_slavery': confidence is 'D'; it can be A, B, C"),
        ('meaning.cy = "Caethwasiaeth,', 'meaning.ci = "', "'modern_slavery': meaning has no wording in 'cy'"),
        ('forms_en = ["modern slavery"]', 'forms_en = ["Funnel"]', "'funnel': forms_en: the entry that 'funnel'"),
        ('status = "revised"', 'status = "revoked"', "'revised': status is 'revoked'; it can be"),
        ('id = "rank"', 'id = "funnel"', "term 'funnel' is there twice"),
        ('source = "Modern', 'sauce = "Modern', "unknown key 'sauce'"),
    ],
)
def test_a_wrong_entry_is_named(broken, old, new, message):
    with pytest.raises(GuidanceError, match=f"glossary.toml: .*{message}"):
        terms(broken(old, new))


def test_a_missing_glossary_is_named(tmp_path):
    shutil.rmtree(tmp_path)
    with pytest.raises(GuidanceError, match="glossary.toml cannot be read"):
        terms(tmp_path)
