"""The downloads page, entered as a visitor does: the releases to compare are in the address."""

from html import unescape

import pytest

from components.registry import PAGES
from data.history import release_ids
from tests.app.test_pages import html_of, visit

DOWNLOADS = next(page for page in PAGES if page.id == "downloads")
HOSTILE = ("<script>alert(1)</script>", "' OR 1=1 --", "../../../etc/passwd", "x" * 20_000, "\x00", "=1+1")


def test_the_last_two_releases_are_compared_for_the_area_and_the_figures_of_the_address():
    html = html_of(visit(DOWNLOADS, lang="en", area="W15000001", indicator="nrm_referrals"))
    for said in ("Figures that differ: 29.", "New in the later release", ">1,700<", "/open-data/release.zip"):
        assert said in html


def test_what_does_not_differ_is_said_to_be_the_same():
    html = html_of(visit(DOWNLOADS, lang="en", area="W15000001", indicator="recorded_offences"))
    assert "Nothing differs here: both releases say the same for this area." in html


def test_choosing_other_figures_changes_the_address():
    app = visit(DOWNLOADS, lang="cy", area="W15000001")
    app.selectbox(key="choice-indicator").select("nrm_referrals").run()
    assert app.query_params["indicator"] == "nrm_referrals"
    assert "Ffigurau sy’n wahanol: 29." in unescape(html_of(app))


def test_the_choices_are_the_releases_that_are_kept():
    app = visit(DOWNLOADS, lang="en")
    first, last = release_ids()[0], release_ids()[-1]
    assert app.selectbox(key="choice-to").value == last
    assert len(app.selectbox(key="choice-from").options) == len(release_ids()) - 1
    chosen = visit(DOWNLOADS, lang="en", **{"from": first, "to": last})
    assert chosen.selectbox(key="choice-from").value == first
    assert "names" not in "".join(html_of(chosen).split('class="notice"')[1:])


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_release_gives_the_last_two_and_one_plain_line(hostile):
    app = visit(DOWNLOADS, lang="en", **{"from": hostile, "to": hostile})
    assert not app.exception
    html = html_of(app)
    assert html.count('class="notice"') == 1
    assert "Part of the address" in html or "part of the address" in html
    assert "<script" not in html
    assert app.selectbox(key="choice-to").value == release_ids()[-1]


def test_the_page_says_the_same_things_in_welsh():
    html = unescape(html_of(visit(DOWNLOADS, lang="cy")))
    for said in ("Y datganiad cyfan", "Sut i’w ddyfynnu", "Cynt a nawr", "/open-data/releases.atom?lang=cy"):
        assert said in html
