"""What marks a trial on pages and in files; on the published release none of it is there."""

import io
import json

import pikepdf
import pytest

from components.briefing.pdf import pack_words, summary_words
from components.briefing.request import read_briefing
from components.drawing.typst import typeset
from components.guidance import posters
from components.opendata import feed, releases
from components.wording import format, sources, trial
from components.wording.text import wording
from data import current, shown
from data.shown import SETTING
from tests.properties.building import showing
from tests.trials import NEW, trial_in
from tests.web.views import first
from web import errors
from web.open_data import answer
from web.plain_page import plain_page
from web.take_away import files

CHART = {"chart": "people.local_map", "lang": "en"}
CSV = [(b"content-type", b"text/csv")]


@pytest.fixture
def in_trial(tmp_path, monkeypatch):
    """The site as it is started with a trial."""
    folder = trial_in(tmp_path)
    monkeypatch.setattr(shown, "SHOWN", shown.shown({SETTING: str(folder)}))
    with showing(tmp_path):
        _forget()
        yield folder
    _forget()


@pytest.fixture
def published():
    """The site as it is."""
    _forget()


def _forget():
    """Forget what a server keeps that is started with one release and never with another."""
    for kept in (errors.error_page, releases._kept, files._picture, files._png):
        kept.cache_clear()
    sources.source.cache_clear()


def pages(language):
    text = wording(language)
    return {
        "first response": first("overview", language).decode(),
        "plain": plain_page("nothing.html", "title", text, kind="plain", site_title="").decode(),
        "not found": errors.error_page("not_found").decode(),
        "open data": answer.answer("", {}).content.decode(),
    }


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_kind_of_page_says_that_it_is_a_trial_in_the_language_of_the_reader(in_trial, language):
    text = wording(language)
    for name, html in pages(language).items():
        assert f'<p lang="{language}"><b>{text("site.trial.title")}</b> {text("site.trial.words")}</p>' in html, name
        assert "noindex" in html or name == "not found", name  # that one is no page of a search engine: 404


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_published_release_has_no_mark(published, language):
    assert not any('class="trial"' in html for html in pages(language).values())
    assert "noindex" not in pages(language)["first response"]
    assert trial.said(wording(language)) == trial.said_in_both() == ""
    assert trial.headers("/open-data/observations.csv", 200, CSV) == CSV
    assert wording(language)("site.trial.short") not in exhibit_csv({"chart": "card.offences", "lang": language})


def exhibit_csv(parameters, name="chart.csv"):
    return files.answer(name, parameters).content.decode("utf-8-sig")


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_row_picture_and_source_says_that_it_is_a_trial(in_trial, language):
    text, asked = wording(language), {**CHART, "lang": language}
    rows = exhibit_csv(asked).strip().split("\n")[1:]
    assert len(rows) == 7 and all(text("site.trial.short") in row for row in rows)
    assert text("site.trial.short") in exhibit_csv(asked, "chart.svg")
    assert sources.release_words(NEW, text) == text("show.release.trial", release=format.day(NEW, language))
    view = answer.answer("view.csv", {"indicator": "local_cases", "lang": language, "area": "W15000001"})
    assert text("site.trial.short") in view.content.decode("utf-8-sig")
    assert text("site.trial.short") in feed.feed(text).decode()


@pytest.mark.parametrize("form", ["pack", "summary"])
def test_every_sheet_of_a_briefing_has_a_line_more_that_nobody_hears_of_twice(in_trial, form):
    asked = read_briefing(current.dataset(), {"lang": "en", "steps": "people,cases"})
    words = {"pack": pack_words, "summary": summary_words}[form](asked, base="https://x")
    assert words["trial"] and all(column["when"].count("trial") == 1 for column in words["columns"])
    marked, plain = (typeset(form, json.dumps({**words, "trial": line}), "pdf") for line in (words["trial"], ""))
    more = [one - other for one, other in zip(artifacts(marked), artifacts(plain), strict=True)]
    assert more == [1] * len(more) and more


def artifacts(content):
    """Return how many parts of each page are marked as none of its content."""
    streams = (pikepdf.parse_content_stream(page) for page in pikepdf.open(io.BytesIO(content)).pages)
    begun = ([each.operands[0] for each in stream if str(each.operator) in ("BMC", "BDC")] for stream in streams)
    return [sum(str(kind) == "/Artifact" for kind in kinds) for kinds in begun]


def test_what_is_printed_says_so_in_both_languages(in_trial):
    sheet = posters.sheets()["general"]
    assert (
        posters.template_values(sheet, base="https://x")["trial"] == "Treial, heb ei gyhoeddi. / Trial, not published."
    )
    assert posters.phone_script(sheet, wording("cy"), base="https://x").startswith("Treial, heb ei gyhoeddi.\n")


@pytest.mark.parametrize(
    ("path", "given", "named"),
    [
        ("/open-data/observations.csv", [], b'inline; filename="trial-observations.csv"'),
        ("/open-data/releases/2099-03-01.zip", [], b'inline; filename="trial-2099-03-01.zip"'),
        ("/open-data/view.csv", [b'attachment; filename="cases.csv"'], b'attachment; filename="trial-cases.csv"'),
        ("/pack/briefing.pptx", [b'attachment; filename="a.pptx"'], b'attachment; filename="trial-a.pptx"'),
        ("/print/poster.pdf", [b'inline; filename="poster-1.pdf"'], b'inline; filename="trial-poster-1.pdf"'),
    ],
)
def test_a_file_is_saved_as_a_trial_and_kept_by_nobody(in_trial, path, given, named):
    headers = [
        (b"cache-control", b"public, max-age=31536000, immutable"),
        *((b"content-disposition", each) for each in given),
    ]
    found = trial.headers(path, 200, headers)
    assert dict(found)[b"content-disposition"] == named and len(found) == 3
    assert dict(found)[b"cache-control"] == b"no-store"
    assert dict(found)[b"x-robots-tag"].startswith(b"noindex")


@pytest.mark.parametrize(("path", "status"), [("/map", 200), ("/open-data/", 200), ("/open-data/nothing.csv", 404)])
def test_what_is_no_file_gets_no_name(in_trial, path, status):
    found = dict(trial.headers(path, status, []))
    assert b"content-disposition" not in found and found[b"x-robots-tag"] == b"noindex, nofollow, noarchive"


def test_a_trial_that_is_not_there_is_not_replaced_by_the_published_release(monkeypatch, tmp_path, published):
    monkeypatch.setattr(shown, "SHOWN", shown.shown({SETTING: str(tmp_path / "none")}))
    monkeypatch.setattr(current, "PUBLISHED", tmp_path / "none")
    current.SHOWING.forget()
    try:
        found = current.state()
        assert found.release is None and found.problem.startswith(f"{SETTING} names {tmp_path.name}/none")
        assert 'href="/open-data/observations.csv"' not in answer.answer("", {}).content.decode()
    finally:
        current.SHOWING.forget()


def test_a_damaged_trial_is_not_said_to_be_mended_by_a_build_of_the_published_one(in_trial):
    (in_trial / "areas.csv").write_text("altered")
    current.SHOWING.forget()
    problem = current.state().problem
    assert "areas.csv was altered" in problem
    assert "python -m data.build --cases FILE --out" in problem and "Restore the folder" not in problem
