"""What files are called on the device: words of their language that fit everywhere and tell no more than they must."""

import re

import pytest

from components.briefing import request
from components.charts.exhibits import EXHIBITS, NoExhibitError
from components.guidance import posters
from components.guidance.posters import sheets
from components.opendata import bundle_store
from components.opendata import names as file_names
from components.opendata.names import plain_name, saved_as
from components.wording.format import period
from components.wording.text import wording
from data import current
from data.history import release_ids
from data.site import LANGUAGES
from geo.areas import areas
from web import pack
from web.open_data import answer, releases
from web.take_away import files
from web.take_away.files import exhibit_name
from web.take_away.request import read_request

LONGEST = 100
# What a list of downloads may not say, in either language.
TELLING = re.compile(
    "slave|traffick|victim|helpline|exploit|caethwas|masnach|dioddef|camfantei|llinell|sexual|county-lines|cuckoo|cannabis|debt"
)


def name_in(headers):
    return re.fullmatch(r'(?:inline|attachment); filename="([^"]+)"', headers["content-disposition"])[1]


def longest_names():
    """Return the area of each kind whose name is the longest, in either language."""
    published = [area for area in areas().values() if area.kind != "local_authority"]
    by_kind = {area.kind: [each for each in published if each.kind == area.kind] for area in published}
    return dict.fromkeys(
        max(found, key=lambda area: len(area.name(language))).code
        for found in by_kind.values()
        for language in LANGUAGES
    )


def is_plain(name):
    return bool(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*(\.[0-9]+)?(-[a-z-]+)?\.[a-z]+", name)) and len(name) <= LONGEST


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("area", ["W15000001", *longest_names()])
def test_a_file_of_an_exhibit_says_what_where_and_when_in_words_and_no_more(area, language):
    text, made = wording(language), 0
    views = [(name, {}) for name in EXHIBITS] + [
        ("map.areas", {"measure": "change"}),
        ("trends.series", {"step": "quarter"}),
    ]
    for indicator in ("recorded_offences", "nrm_referrals"):
        names = []
        for name, options in views:
            try:
                asked = read_request({"chart": name, "area": area, "indicator": indicator, "lang": language, **options})
            except NoExhibitError:
                continue
            stem = exhibit_name(asked)
            names.append((stem, name))
            assert is_plain(f"{stem}.{'geojson' if EXHIBITS[name].is_map else 'xlsx'}") and not TELLING.search(stem), (
                stem
            )
            assert stem.startswith(plain_name(text(f"indicator.{asked.shown.indicator}.short")))
            assert stem.endswith(plain_name(period(asked.shown.period, text)))
            codes = {*asked.chart.table.rows.frame["area_code"]}
            place = plain_name(areas()[asked.shown.area].name(language))
            if asked.shown.area in codes and areas()[asked.shown.area].kind != "united_kingdom":
                assert place in stem
            made += 1
        assert len({stem for stem, _ in names}) == len(names)
    assert made > 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_format_of_an_exhibit_has_the_same_name_with_its_ending(language):
    asked = {"chart": "map.areas", "area": "W15000001", "indicator": "recorded_offences", "lang": language}
    names = {kind: name_in(files.answer(kind, asked).headers) for kind in files.KINDS}
    (stem,) = {name.rsplit(".", 1)[0] for name in names.values()}
    assert [name.rsplit(".", 1)[1] for name in names.values()] == [kind.rsplit(".", 1)[1] for kind in names]
    assert stem.startswith(
        {"en": "recorded-offences-map-north-wales", "cy": "troseddau-a-gofnodwyd-map-gogledd-cymru"}[language]
    )


@pytest.mark.parametrize(
    ("view", "name"),
    [
        (
            {"area": "W15000001", "indicator": "recorded_offences"},
            "recorded-offences-north-wales-year-to-december-2025",
        ),
        (
            {"area": "W15000001", "indicator": "recorded_offences", "lang": "cy"},
            "troseddau-a-gofnodwyd-gogledd-cymru-blwyddyn-hyd-at-fis-rhagfyr-2025",
        ),
        (
            {"indicator": "nrm_referrals", "period": "2023"},
            "people-referred-by-the-force-police-force-areas-2023",
        ),
        (
            {"area": "W15000001", "indicator": "nrm_referrals", "period": "2023", "breakdown": "type"},
            "people-referred-by-the-force-by-type-north-wales-2023",
        ),
    ],
)
def test_a_view_is_named_by_its_rows(view, name):
    assert name_in(answer.answer("view.csv", view).headers) == f"{name}.csv"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_other_file_offered_tells_what_the_site_is_about(language, monkeypatch):
    monkeypatch.setattr(bundle_store, "made_file", lambda name: b"")
    monkeypatch.setattr(bundle_store, "bundle", lambda: current.PUBLISHED / "manifest.json")
    newest = release_ids()[-1]
    found = [releases.answer("release.zip", {}), releases.answer(f"releases/{newest}.zip", {})]
    found += [releases.answer(f"latest/{name}", {}) for name in bundle_store.MADE]
    found.append(answer.answer("changes.csv", {"lang": language}))
    names = [name_in(each.headers) for each in found]
    names += [posters.poster_file_name(name, sheet) for name in posters.KINDS for sheet in sheets().values()]
    for words in ("one", "both"):
        for name in request.KINDS:
            asked = pack._asked(name, {"area": "W15000001", "lang": language, "words": words}, "")
            names.append(request.file_name(name, asked))
    assert len(names) > 50
    assert not [name for name in names if TELLING.search(name) or len(name) > LONGEST or not name.isascii()]
    assert bundle_store.TOGETHER.format(release=newest) == f"figures-{newest}"


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("Môn; a “Sŵn”", "mon-a-swn"),
        ("people’s 2022/23", "peoples-2022-23"),
        ('../etc"\r\n: x', "etc-x"),
    ],
)
def test_a_name_has_only_small_letters_figures_and_hyphens(said, plain):
    assert plain_name(said) == plain


def test_a_name_that_is_too_long_is_cut_and_keeps_its_ending():
    assert len(saved_as("a" * 300, "csv").partition('"')[2].rstrip('"')) == file_names.LONGEST
    assert saved_as("a" * 300, "geojson").endswith('.geojson"')
