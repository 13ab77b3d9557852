"""The door of the files of a briefing: their names, what a hostile address gets, the page when one cannot be made."""

import pytest

from components.briefing import pdf
from components.briefing.request import KINDS
from components.drawing.typst import TypesetError
from components.wording.text import wording
from data import current
from data.load import PublishedDataError
from web import pack
from web.pack import KEPT, answer

BASE = "https://data.example.org"
PDF = [name for name in KINDS if name.endswith(".pdf")]


@pytest.fixture(autouse=True)
def made(monkeypatch):
    """Make no file: keep what was asked for in place of it."""
    pack._made.cache_clear()
    calls = []

    def maker(name):
        def make(asked, *, base):
            calls.append((name, asked, base))
            return b"%PDF"

        return make

    monkeypatch.setattr(pack, "_maker", maker)
    yield calls
    pack._made.cache_clear()


def got(name, base=BASE, accepted="", **parameters):
    return answer(name, parameters, base=base, accepted=accepted)


def fails(monkeypatch, error):
    def make(asked, *, base):
        raise error

    monkeypatch.setattr(pack, "_maker", lambda name: make)


@pytest.mark.parametrize(("words", "languages"), [("one", "cy"), ("both", "cy-en")])
@pytest.mark.parametrize(("name", "stem"), [*zip(KINDS, ("briffio", "briffio", "un-dudalen"), strict=True)])
def test_a_file_is_named_in_words_by_what_it_is_area_and_release(name, stem, words, languages):
    found = got(name, area="E23000034", lang="cy", words=words)
    both = "-dwyieithog" * (words == "both")
    expected = f"{stem}-dinas-llundain-{current.dataset().release}{both}.{name.split('.')[1]}"
    assert found.headers["content-disposition"] == f'attachment; filename="{expected}"'
    assert found.headers["content-language"] == languages.replace("-", ", ")
    assert (found.status, found.media_type) == (200, KINDS[name])


def test_the_summary_is_in_both_languages_unless_one_is_asked_for():
    assert got("summary.pdf", lang="en").headers["content-language"] == "en, cy"
    assert got("summary.pdf", lang="en", words="one").headers["content-language"] == "en"
    assert got("briefing.pdf", lang="en").headers["content-language"] == "en"


def test_the_browser_chooses_the_language_where_the_address_does_not():
    found = got("briefing.pdf", accepted="cy")
    assert (found.headers["content-language"], found.headers["vary"]) == ("cy", "Accept-Language")


HOSTILE = [
    {
        "area": '"; filename="x.exe',
        "lang": "<script>",
        "words": "../",
        "steps": "\x00,;",
        "since": "a\r\nset-cookie: b",
    },
    {"area": "K02000001" * 1000, "steps": "stand," * 10_000, "since": "../../etc/passwd"},
    {"area": "", "steps": ",,,", "words": "", "unheard": "of"},
]


@pytest.mark.parametrize("parameters", HOSTILE)
@pytest.mark.parametrize("name", KINDS)
def test_a_hostile_address_gets_the_nearest_briefing_and_no_word_of_it_is_in_the_name(name, parameters, made):
    found = got(name, **parameters)
    expected = got(name, lang="en")
    assert found.status == 200
    assert found.headers == expected.headers
    assert made[0][1].area == "W15000001" and made[0][1].since == ""


@pytest.mark.parametrize("name", ["", "briefing.exe", "../briefing.pdf", "briefing.pdf/", "BRIEFING.PDF", "\x00"])
def test_a_file_that_there_is_not_gets_a_page_in_both_languages(name, made):
    found = got(name, lang="cy")
    assert (found.status, found.media_type, made) == (404, "text/html; charset=utf-8", [])
    for language in ("en", "cy"):
        assert wording(language)("pack.missing.title") in found.content.decode()
    assert b'<html lang="cy">' in found.content and b"tel:" in found.content


@pytest.mark.parametrize("base", ["", "javascript:alert(1)", 'https://a"b', "https://a b", "https://" + "a" * 300])
def test_a_server_with_no_sound_name_makes_no_file(base, made):
    assert (got("briefing.pdf", base=base).status, made) == (404, [])


def test_figures_that_cannot_be_read_get_a_plain_page_in_both_languages(monkeypatch):
    def broken():
        raise PublishedDataError("data/published/x.parquet is missing")

    monkeypatch.setattr(current, "dataset", broken)
    found = got("briefing.pptx")
    said = found.content.decode()
    assert (found.status, found.headers) == (503, {"cache-control": "no-store"})
    for language in ("en", "cy"):
        assert wording(language)("site.problem.title") in said
    assert "parquet" not in said and "Traceback" not in said


@pytest.mark.parametrize(
    "error", [TypesetError("no room"), ValueError("secret"), ImportError("no library of that name")]
)
@pytest.mark.parametrize("name", KINDS)
def test_a_file_that_cannot_be_made_gets_a_plain_page_and_the_log_the_reason(monkeypatch, caplog, name, error):
    fails(monkeypatch, error)
    found = got(name, lang="cy")
    said = found.content.decode()
    assert found.status == 503 and "content-disposition" not in found.headers
    for language in ("en", "cy"):
        assert wording(language)("site.failed") in said
    assert str(error) not in said and "Traceback" not in said
    assert str(error) in caplog.text


def test_what_failed_is_tried_again(monkeypatch):
    maker = pack._maker
    fails(monkeypatch, TypesetError("for now"))
    assert got("briefing.pdf").status == 503
    monkeypatch.setattr(pack, "_maker", maker)
    assert got("briefing.pdf").status == 200


def test_a_file_is_made_once_for_all_that_goes_in_and_only_so_many_are_kept(made):
    for _ in range(3):
        got("briefing.pdf", lang="en", unheard="of")
    got("briefing.pdf", lang="en", steps="nothing we have")
    assert len(made) == 1
    got("briefing.pdf", lang="en", steps="signs")
    got("briefing.pdf", lang="en", base="https://other.example.org")
    assert len(made) == 3
    # What no summary shows makes no other one.
    got("summary.pdf", lang="en", steps="signs")
    got("summary.pdf", lang="en", steps="act", since="2026-11-23")
    assert [name for name, _, _ in made].count("summary.pdf") == 1
    assert 0 < pack._made.cache_info().maxsize == KEPT <= 16


def test_each_file_has_its_maker(monkeypatch):
    monkeypatch.undo()
    assert pack._maker("briefing.pdf") is pdf.pack_pdf
    assert pack._maker("summary.pdf") is pdf.summary_pdf
