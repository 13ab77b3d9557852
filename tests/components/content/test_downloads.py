"""The downloads page: every address answers, the citation is exact, and was and now say no more than is published."""

import csv
import io
import json
import re
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pandas as pd
import pytest

from components.address.options import Options, read_options
from components.charts.categories import named
from components.content import changes as was_now
from components.content import downloads
from components.content.changes import changes_html
from components.opendata import bundle_store, changes, citation, tables
from components.opendata.changes import changes_rows, compared
from components.wording.text import wording
from data import current
from data.history import HistoryError, release_ids
from data.revisions import COLUMNS
from data.views import View
from web.answer import NoAnswerError
from web.open_data.answer import answer

HOME = "W15000001"
BASE = "https://data.test"
THREE = ("2026-01-01", "2026-02-01", "2026-02-01.2")
PAIR = ("2026-01-01", "2026-02-01")


@pytest.fixture(scope="module")
def release():
    return current.dataset()


@pytest.fixture
def differing(monkeypatch):
    """Let two releases differ in the rows that a test names; nothing of it is kept."""

    def use(*rows):
        frame = pd.DataFrame([dict(zip(COLUMNS, row, strict=True)) for row in rows], columns=COLUMNS)
        frame = frame.astype({"was": "Int64", "now": "Int64", "difference": "Int64"})
        for module in (changes, was_now):
            monkeypatch.setattr(module, "differing", lambda before, after: frame)
        was_now._changes.cache_clear()

    yield use
    was_now._changes.cache_clear()


def row(was, was_status, now, now_status, reason, **named):
    key = {
        "indicator": "nrm_referrals",
        "area": HOME,
        "period": "2023",
        "breakdown": "total",
        "category": "all",
        **named,
    }
    difference = now - was if was is not None and now is not None else None
    return (*key.values(), was, was_status, now, now_status, difference, reason)


def page(words, indicator="nrm_referrals"):
    return changes_html(PAIR, View(HOME, indicator, "2023"), words)


def cells(html):
    """Return the text of each cell of the first table's first row."""
    first = html.split("<tbody>")[1].split("</tr>")[0]
    return [unescape(re.sub("<[^>]+>", "", cell)).strip() for cell in re.findall("<t[hd][^>]*>(.*?)</t[hd]>", first)]


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_address_of_a_file_of_the_release_answers(release, language):
    html = downloads.offers_html(release, BASE, wording(language))
    for address in re.findall(r'href="(/open-data/(?!latest|releases/|release\.zip)[^"]*)"', html):
        parts = urlsplit(unescape(address))
        assert answer(parts.path.removeprefix("/open-data/"), dict(parse_qsl(parts.query))).status < 400, address


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_single_file_is_one_of_the_release_in_the_language_of_the_page(release, language):
    html = downloads.offers_html(release, BASE, wording(language))
    names = re.findall(r'href="/open-data/latest/([^"]*)"', html)
    assert len(names) == len(set(names)) == len(downloads.FILES)
    assert {*names} <= {*release.manifest["files"], "manifest.json", *bundle_store.MADE}
    assert f"release-{language}.xlsx" in names
    assert not {name for name in bundle_store.MADE if f"-{language}." in name} - {*names}


@pytest.mark.parametrize("language", ["Python", "R", "curl"])
def test_the_examples_name_addresses_that_there_are(language):
    code = downloads.examples(BASE)[language]
    assert BASE in code
    assert "/open-data/latest/observations.csv" in code
    (query,) = re.findall(r"/open-data/view\.csv\?([^\"]*)\"", code)
    assert dict(parse_qsl(query)) == {"indicator": "recorded_offences", "area": HOME}
    assert answer("view.csv", dict(parse_qsl(query))).content


def test_the_example_in_python_is_python(monkeypatch):
    asked = []
    monkeypatch.setattr(pd, "read_csv", asked.append)
    exec(downloads.examples(BASE)["Python"], {})
    assert asked == [
        f"{BASE}/open-data/latest/observations.csv",
        f"{BASE}/open-data/view.csv?indicator=recorded_offences&area={HOME}",
    ]


def test_the_citation_names_release_owner_and_the_address_that_stays(release, words):
    said = citation.citation(release, BASE, words)
    assert release.release in said
    assert said.endswith(f"{BASE}/open-data/releases/{release.release}.zip")
    entry = citation.bibtex(release, BASE, words)
    assert entry.startswith(f"@misc{{release-{release.release},")
    assert f"url = {{{BASE}/open-data/releases/{release.release}.zip}}" in entry
    assert entry.count("{") == entry.count("}")


def test_what_can_be_copied_is_what_is_shown(release, words):
    html = downloads.offers_html(release, BASE, words)
    copied = [unescape(each) for each in re.findall('data-copy="([^"]*)"', html)]
    expected = [citation.citation(release, BASE, words), citation.bibtex(release, BASE, words)]
    assert copied == [*expected, *downloads.examples(BASE).values()]
    assert html.count(f'data-copied="{words("take.copied")}"') == len(copied)


def test_a_hostile_host_stays_text(release, words):
    html = downloads.offers_html(release, 'https://x"><script>alert(1)</script>', words)
    assert "<script" not in html


def test_sizes_are_of_the_files_as_they_are(release, english):
    html = downloads.offers_html(release, BASE, english)
    size = (current.PUBLISHED / "observations.csv").stat().st_size // 1000 + 1
    assert f"observations.csv</a> <small>{size} kB</small>" in html


def test_a_file_that_is_made_when_it_is_asked_for_has_no_size(release, english):
    html = downloads.offers_html(release, BASE, english)
    assert "observations.parquet</a> <span>" in html


def test_damaged_releases_leave_the_rest_of_the_page_standing(release, english, monkeypatch):
    def damaged():
        raise HistoryError("damaged")

    monkeypatch.setattr(downloads, "kept_releases", damaged)
    html = downloads.offers_html(release, BASE, english)
    assert english("downloads.releases.title") not in html
    assert english("downloads.cite.title") in html


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", THREE[1:]),
        (THREE[0], "", (THREE[0], THREE[2])),
        ("", THREE[1], THREE[:2]),
        (THREE[0], THREE[1], THREE[:2]),
        (THREE[2], THREE[0], (THREE[0], THREE[2])),
        (THREE[2], THREE[2], THREE[1:]),
        (THREE[0], THREE[0], THREE[:2]),
        ("", THREE[0], THREE[:2]),
        (THREE[2], "", THREE[1:]),
    ],
)
def test_any_two_names_give_an_earlier_and_a_later_release(before, after, expected):
    assert compared(Options(before=before, after=after), THREE) == expected


def test_fewer_than_two_releases_cannot_be_compared(words):
    assert compared(Options(), ()) is None
    assert compared(Options(), THREE[:1]) is None
    view = View(HOME, "recorded_offences", "2022-23")
    assert words("downloads.changes.one") in unescape(changes_html(None, view, words))


def test_the_releases_of_an_address_are_options_that_are_written_as_they_are_read():
    first, last = release_ids()[0], release_ids()[-1]
    options, unknown = read_options({"from": first, "to": last})
    assert (options, unknown) == (Options(before=first, after=last), ())
    assert options.query() == {"from": first, "to": last}


@pytest.mark.parametrize(
    "hostile", ["../../site", "<script>", "' OR 1=1 --", "x" * 20_000, "\x00", "=1+1", "1066-01-01"]
)
def test_a_release_that_is_not_kept_is_named_and_left_out(hostile):
    assert read_options({"from": hostile, "to": hostile}) == (Options(), ("from", "to"))
    with pytest.raises(NoAnswerError) as refused:
        answer("changes.csv", {"from": hostile})
    assert refused.value.parameter == "from"


def test_a_revised_figure_shows_was_now_and_the_difference(differing, english):
    differing(row(1200, "final", 7, "provisional", "revised"))
    assert cells(page(english)) == ["2023", "Total", "1,200", "7 [p]", "−1,193", "Revised by the publisher"]


def test_a_newly_hidden_figure_shows_neither_its_value_nor_a_difference(differing, english):
    differing(row(None, "final", None, "hidden", "hidden"))
    expected = ["2023", "Total", "a number that is hidden by now", "[c]", "", "Newly hidden to protect people"]
    assert cells(page(english)) == expected


def turned(ring):
    """Return twice the area of a ring: above zero where it runs anticlockwise."""
    return sum(x * v - u * y for (x, y), (u, v) in zip(ring, [*ring[1:], ring[0]], strict=True))


@pytest.mark.parametrize("language", ["en", "cy"])
def test_whoever_uses_d3_reads_which_way_the_rings_run_and_it_is_so(release, language):
    html = unescape(downloads.offers_html(release, BASE, wording(language)))
    assert re.search("D3: .*GeoJSON.*RFC 7946.*geoIdentity", html)
    of_a_map = {"indicator": "recorded_offences", "lang": language}
    for content in (tables.geojson(release), answer("map.geojson", of_a_map).content):
        for feature in json.loads(content)["features"]:
            shape = feature["geometry"]
            polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
            for outline, *holes in polygons:
                assert turned(outline) > 0, feature["properties"]["code"]
                assert all(turned(hole) < 0 for hole in holes), feature["properties"]["code"]


def test_the_four_faces_of_missing_and_an_absent_figure_look_different(differing, words):
    statuses = ("hidden", "not_available", "not_applicable", "absent")
    faces = set()
    for status in statuses:
        differing(row(None, status, 3, "final", "status"))
        faces.add(cells(page(words))[2])
    differing(row(0, "final", 3, "final", "revised"))
    faces.add(cells(page(words))[2])
    assert len(faces) == 5
    assert "0" in faces


def test_every_mark_in_the_table_is_explained(differing, english):
    differing(row(None, "not_available", None, "hidden", "hidden"))
    html = page(english)
    assert "[c] hidden to protect people" in html
    assert "[x] not available" in html
    assert "[z]" not in html


def test_totals_come_first_and_then_each_breakdown_in_its_order(differing, english):
    differing(
        row(1, "final", 2, "final", "revised", breakdown="gender", category="female"),
        row(1, "final", 2, "final", "revised", breakdown="type", category="labour"),
        row(1, "final", 2, "final", "revised"),
        row(1, "final", 2, "final", "revised", period="2022", breakdown="gender", category="female"),
    )
    shown = page(english).split("<tbody>")[1].split("</tbody>")[0]
    found = [re.sub("<[^>]+>", " ", each).split()[0:3] for each in shown.split("</tr>")[:-1]]
    assert [each[0] for each in found] == ["2023", "2023", "2022", "2023"]
    assert [each[1] for each in found] == ["Total", "Type", "Gender", "Gender"]


def test_another_area_and_another_indicator_count_only_among_all(differing, english):
    differing(
        row(1, "final", 2, "final", "revised", area="W15000002"),
        row(1, "final", 2, "final", "revised", indicator="recorded_offences"),
    )
    html = page(english)
    assert english("downloads.changes.none") in html
    assert html.count("<td>1</td>") == 2
    assert f"area={HOME}" in html
    assert "indicator=recorded_offences#was-now" in html


def test_releases_that_say_the_same_say_so(differing, words):
    differing()
    html = unescape(page(words))
    assert words("downloads.changes.none") in html
    assert words("downloads.changes.same") in html


def test_a_damaged_release_is_said_to_be_so(monkeypatch, words):
    def damaged(before, after):
        raise HistoryError("damaged")

    monkeypatch.setattr(was_now, "differing", damaged)
    assert words("downloads.changes.damaged") in unescape(page(words, "uk_referrals"))


def test_every_published_category_and_breakdown_has_a_name(release, words):
    pairs = release.observations[["breakdown", "category"]].drop_duplicates().astype(str)
    for breakdown, category in pairs.itertuples(index=False):
        heading, name = named(breakdown, category, words)
        assert heading != breakdown
        assert name != category


def test_a_category_of_long_ago_is_named_by_its_code(english):
    assert named("once", "gone", english) == ("once", "gone")


def test_the_csv_has_every_difference_and_no_cell_that_a_spreadsheet_would_run(differing):
    differing(
        row(9, "final", 7, "final", "revised"),
        row(None, "final", None, "hidden", "hidden", area="=1+1", category="@SUM(A1)"),
    )
    found = answer("changes.csv", {"lang": "en"})
    rows = list(csv.DictReader(io.StringIO(found.content.decode("utf-8-sig"))))
    assert (rows[0]["Was"], rows[0]["Now"], rows[0]["Difference"]) == ("9", "7", "-2")
    assert (rows[1]["Was"], rows[1]["Now"], rows[1]["Difference"], rows[1]["Now: mark"]) == ("", "", "", "[c]")
    assert rows[1]["Code: Area"] == "'=1+1"
    assert rows[1]["Code: Category"] == "'@SUM(A1)"


def test_the_file_of_the_differences_is_named_by_the_releases_that_are_kept():
    first, last = release_ids()[-2:]
    found = answer("changes.csv", {"lang": "cy"})
    assert found.headers["content-disposition"] == f'attachment; filename="newidiadau-{first}-i-{last}.csv"'
    name, rows = changes_rows(Options(before=last, after=first), wording("cy"))
    assert name == f"newidiadau-{first}-i-{last}"
    assert len(list(rows)) == 1 + len(changes.differing(first, last))
