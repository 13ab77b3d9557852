"""The downloads page, entered as a visitor does: the releases to compare are in the address."""

import csv
import zipfile
from html import unescape

import pytest

from components.address.pages import PAGES
from data.history import RELEASES as KEPT
from data.history import release_ids
from tests.app.test_pages import html_of, visit

DOWNLOADS = next(page for page in PAGES if page.id == "downloads")
HOSTILE = ("<script>alert(1)</script>", "' OR 1=1 --", "../../../etc/passwd", "x" * 20_000, "\x00", "=1+1")


KEY = ("indicator", "area_code", "period", "breakdown", "category")


def figures_of(release):
    """Return every figure of a kept release as its file has it: value and status by what it is of."""
    with zipfile.ZipFile(KEPT / f"{release}.zip") as kept:
        (name,) = [each for each in kept.namelist() if each.endswith("observations.csv")]
        rows = csv.DictReader(kept.read(name).decode("utf-8-sig").splitlines())
    return {tuple(row[part] for part in KEY): (row["value"], row["status"]) for row in rows}


def differing(indicator, area=None):
    """Return what the figures are of that differ between the last two releases, in all areas if none is given."""
    before, now = map(figures_of, release_ids()[-2:])
    keys = {key for key in {*before, *now} if before.get(key) != now.get(key)}
    return {key for key in keys if key[0] == indicator and area in (None, key[1])}


def test_the_last_two_releases_are_compared_for_the_area_and_the_figures_of_the_address():
    html = html_of(visit(DOWNLOADS, lang="en", area="W15000001", indicator="recorded_offences"))
    here, everywhere = differing("recorded_offences", "W15000001"), differing("recorded_offences")
    added = everywhere - figures_of(release_ids()[-2]).keys()
    assert 0 < len(here) < len(added) < len(everywhere)
    for said in (f"Figures that differ: {len(here)}.", "New in the later release", f">{len(added):,}<"):
        assert said in html
    assert "/open-data/release.zip" in html


def test_what_does_not_differ_is_said_to_be_the_same():
    assert not differing("nrm_referrals", "W15000001")
    html = html_of(visit(DOWNLOADS, lang="en", area="W15000001", indicator="nrm_referrals"))
    assert "Nothing differs here: both releases say the same for this area." in html


def test_choosing_other_figures_changes_the_address():
    app = visit(DOWNLOADS, lang="cy", area="W15000001", indicator="nrm_referrals")
    app.selectbox(key="choice-indicator").select("recorded_offences").run()
    assert app.query_params["indicator"] == "recorded_offences"
    said = f"Ffigurau sy’n wahanol: {len(differing('recorded_offences', 'W15000001'))}."
    assert said in unescape(html_of(app))


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
