"""The files to print: for every sheet and form tagged, in order, in two languages, with a code that leads home."""

import io
import json
import os
import re
import shutil
import subprocess
from functools import cache

import pikepdf
import pytest

from components.drawing.typst import TypesetError, typeset
from components.guidance import posters as print_files
from components.guidance.posters import GENERAL, MOST_SIGNS, date_written, printed, sheets, template_values
from components.guidance.registry import contact, settings
from components.wording.text import wording
from data.site import LANGUAGES
from tests.components.briefing.pdf_reading import fonts, letter_sizes, tags
from web import posters
from web.posters import answer

BASE = "https://data.example.org"
LONG_BASE = "https://a-long-name-of-a-service.of-a-police-and-crime-commissioner.example.org"
PAGES = {"poster": 1, "large": 2, "card": 2}
SHEETS = [pytest.param(sheet, id=sheet.id) for sheet in sheets().values()]
CARD, A4 = (85, 54), (210, 297)


@pytest.fixture(autouse=True, scope="module")
def here():
    """Make the files in this process: each is the same as one made apart, and sooner."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(print_files, "typeset_apart", typeset)
        print_files._set.cache_clear()
        yield
    print_files._set.cache_clear()


@pytest.fixture(params=PAGES)
def form(request):
    return request.param


def opened(form, sheet):
    return pikepdf.open(io.BytesIO(printed(form, sheet, base=BASE)))


@cache
def read(form, sheet_id):
    """Return the tag tree of a file, read once for all tests."""
    return tags(opened(form, sheets()[sheet_id]))


def tool(name, *options, of):
    """Run a tool of poppler on a PDF and return what it writes."""
    if shutil.which(name) is None:
        if os.environ.get("REQUIRE_BROWSER"):
            pytest.fail(f"REQUIRE_BROWSER is set, but there is no {name}: apt-get install poppler-utils")
        pytest.skip(f"no {name}: apt-get install poppler-utils")
    return subprocess.run([name, *options], input=of, capture_output=True, check=True).stdout


def words_on(content):
    """Return each word of a PDF with its page and its box in millimetres: left, top, right, bottom."""
    pages = tool("pdftotext", "-bbox", "-", "-", of=content).decode().split("<page ")[1:]
    box = re.compile(r'<word xMin="(\S+)" yMin="(\S+)" xMax="(\S+)" yMax="(\S+)">(.*?)</word>')
    return [
        (number, *(float(edge) * 25.4 / 72 for edge in found[:4]), found[4])
        for number, page in enumerate(pages)
        for found in box.findall(page)
    ]


def test_there_is_a_sheet_for_every_setting_and_one_for_anywhere():
    assert list(sheets()) == [GENERAL, *(setting.id for setting in settings())]


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_file_says_its_languages_its_title_and_that_it_is_tagged(sheet, form):
    pdf = opened(form, sheet)
    name = "cards" if form == "card" else None
    title = f"{sheet.title['cy']} / {sheet.title['en']}"
    with pdf.open_metadata() as about:
        assert about["dc:title"] == ("Rhifau defnyddiol / Useful numbers" if name else title)
        assert about["pdfuaid:part"] == "1"
    assert pdf.Root.Lang == "cy-GB"
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert {tag.language for tag in read(form, sheet.id)} == {"cy-GB", "en-GB"}
    assert len(pdf.pages) == PAGES[form]


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("form", ["poster", "large"])
def test_welsh_is_read_to_its_end_before_english_begins(sheet, form):
    tree = read(form, sheet.id)
    order = [tag for tag in tree if tag.kind in ("H1", "H2", "LBody", "P")]
    said = [tag.text for tag in order]
    expected = []
    for language in ("cy", "en"):
        text = wording(language)
        expected.append([sheet.title[language], text("posters.notice"), *sheet.signs[language][:MOST_SIGNS]])
        expected[-1] += [text("signs.lead"), text("posters.do_not")]
    places = [said.index(each) for lines in expected for each in lines]
    assert places == sorted(places)
    welsh, english = (range(said.index(part[0]), said.index(part[-1]) + 1) for part in expected)
    assert {order[place].language for place in welsh} == {"cy-GB"}
    assert {order[place].language for place in english} == {"en-GB"}
    assert [order[place].kind for place in english] == ["H1", "H2", *["LBody"] * (len(english) - 4), "P", "P"]


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_picture_has_its_words(sheet, form):
    figures = read(form, sheet.id).all("Figure")
    assert figures
    assert all(figure.alt.strip() for figure in figures)
    assert any(f"{BASE}/report" in figure.alt for figure in figures)
    drawn = [figure.alt for figure in figures if sheet.title["en"] in figure.alt and sheet.title["cy"] in figure.alt]
    assert len(drawn) == {"poster": 1, "large": 2, "card": 0}[form] * bool(sheet.icon)


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_number_of_the_registry_is_the_only_one_to_call(sheet, form):
    tree = read(form, sheet.id)
    year, _, day = date_written().split("-")
    numbers = {*re.findall(r"\d[\d ]*\d", tree.text)} - {year, day}
    assert numbers == {contact("helpline").number, "999"}


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_letters_are_those_of_the_site_and_none_is_missing(sheet, form):
    pdf = opened(form, sheet)
    assert fonts(pdf) <= {"SourceSansPro-Regular", "SourceSansPro-Bold"}
    assert "\N{REPLACEMENT CHARACTER}" not in read(form, sheet.id).text


def test_a_letter_that_no_font_has_stops_the_poster():
    data = template_values(sheets()[GENERAL], base=BASE)
    data["columns"][0]["title"] = "\N{CJK UNIFIED IDEOGRAPH-6F22}"
    with pytest.raises(RuntimeError):
        print_files._set("poster", json.dumps(data), "pdf")


@pytest.mark.parametrize("sheet", SHEETS)
def test_large_print_is_nowhere_smaller_than_18_points(sheet):
    assert min(letter_sizes(opened("large", sheet))) >= 18


def codes_on(content):
    """Return what each QR code on the first page says, and how wide it is in millimetres."""
    zxingcpp = pytest.importorskip("zxingcpp")
    from PIL import Image

    picture = tool("pdftoppm", "-r", "100", "-f", "1", "-l", "1", "-gray", "-", of=content)
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))
    return [(each.text, (each.position.top_right.x - each.position.top_left.x) * 25.4 / 100) for each in found]


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_code_leads_to_the_report_page(sheet, form):
    found = codes_on(printed(form, sheet, base=BASE))
    assert [said for said, _ in found] == [f"{BASE}/report"] * (10 if form == "card" else 1)
    assert min(side for _, side in found) >= (18 if form == "card" else 25)


@pytest.mark.parametrize("base", [LONG_BASE, "http://127.0.0.1:8501"])
def test_the_code_leads_to_the_report_page_of_any_site(form, base):
    assert {said for said, _ in codes_on(printed(form, sheets()["debt"], base=base))} == {f"{base}/report"}


@pytest.mark.parametrize("sheet", SHEETS)
def test_nothing_runs_out_of_its_place(sheet, form):
    # The longest name a site is likely to have.
    for page, left, top, right, bottom, word in words_on(printed(form, sheet, base=LONG_BASE)):
        assert left >= 9 and right <= A4[0] - 9 and top >= 3 and bottom <= A4[1] - 3, (page, word)
        if form == "card" and top > 13.5:
            across, down = left - 20, top - 13.5
            assert across % CARD[0] >= 4 and (right - 20) % CARD[0] <= CARD[0] - 4, (page, word)
            assert down % CARD[1] >= 3 and (bottom - 13.5) % CARD[1] <= CARD[1] - 3, (page, word)
            assert int(across // CARD[0]) == int((right - 20) // CARD[0]), (page, word)


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_columns_of_a_poster_do_not_touch_each_other_or_what_is_below(sheet):
    words = words_on(printed("poster", sheet, base=BASE))
    below = next(top for _, _, top, _, _, word in words if word == contact("helpline").number.split()[0])
    start = max(bottom for _, _, _, _, bottom, word in words if word in ("amdanynt", "for") and bottom < 60)
    columns = [word for word in words if start < word[2] < below - 20]
    middle = A4[0] / 2
    assert {word[1] < middle for word in columns} == {True, False}
    assert all(word[3] <= middle - 5 or word[1] >= middle + 5 for word in columns)


def test_the_front_of_a_card_names_no_subject():
    """A wallet may be looked through by whoever controls its owner."""
    for sheet in sheets().values():
        front, _ = tool("pdftotext", "-", "-", of=printed("card", sheet, base=BASE)).decode().split("\f")[:2]
        assert not re.search(
            r"slave|caethwas|traffick|masnach|exploit|camfanteis|victim|dioddef|polic|heddlu", front, re.I
        )
        assert not any(sheet.title[language] in front for language in LANGUAGES)
        assert front.count(contact("helpline").number) == 10


def test_one_card_of_ten_is_read_out():
    tree = read("card", "car_washes")
    assert tree.text.count(contact("helpline").number) == 1
    assert len(tree.all("H1")) == 2 and len(tree.all("Figure")) == 1


@pytest.mark.parametrize("form", ["poster", "large", "card"])
def test_signs_in_doubt_say_that_they_are_being_checked(form):
    for sheet in sheets().values():
        said = read(form, sheet.id).text
        for language in LANGUAGES:
            assert (wording(language)("signs.unconfirmed") in said) != sheet.is_confirmed, sheet.id


def test_the_same_wording_makes_the_same_bytes(form):
    sheet = sheets()["care"]
    first = printed(form, sheet, base=BASE)
    print_files._set.cache_clear()
    assert printed(form, sheet, base=BASE) == first
    assert printed(form, sheet, base=LONG_BASE) != first
    assert printed(form, sheets()["fishing"], base=BASE) != first


def test_a_file_is_of_the_day_of_its_wording_and_not_of_the_clock(form):
    pdf = opened(form, sheets()["care"])
    assert pdf.docinfo["/CreationDate"] == pdf.docinfo["/ModDate"] == f"D:{date_written().replace('-', '')}000000Z"


def test_what_was_made_is_kept_and_only_so_much_of_it():
    print_files._set.cache_clear()
    for _ in range(3):
        printed("poster", sheets()["care"], base=BASE)
    kept = print_files._set.cache_info()
    assert (kept.misses, kept.hits) == (1, 2)
    assert 0 < kept.maxsize <= 64


def test_wording_that_looks_like_a_programme_is_only_shown():
    written = '#panic("no") $x$ *bold* #read("/etc/passwd") [a](b) \\u{41} <tag> </text>'
    data = template_values(sheets()[GENERAL], base=BASE)
    data["columns"][1]["do_not"] = written
    content = print_files._set("poster", json.dumps(data), "pdf")
    shown = tags(pikepdf.open(io.BytesIO(content))).text
    assert written.replace(" ", "") in shown.replace(" ", "")


@pytest.mark.parametrize("name", [*print_files.KINDS])
@pytest.mark.parametrize("setting", [GENERAL, "car_washes"])
def test_an_address_gives_a_file_with_a_plain_name(name, setting):
    found = answer(name, {"setting": setting, "lang": "cy"}, base=BASE, accepted="")
    assert found.status == 200 and found.content
    assert found.media_type == print_files.KINDS[name]
    assert re.fullmatch(r'inline; filename="[a-z]+(-[0-9]+)?\.(pdf|png|txt)"', found.headers["content-disposition"])
    assert "access-control-allow-origin" not in found.headers


@pytest.mark.parametrize(("name", "kept"), [("card.pdf", "cards.pdf"), ("poster.pdf", "poster-10.pdf")])
def test_the_name_of_a_file_tells_nothing_of_what_it_is_about(name, kept):
    found = answer(name, {"setting": "sexual"}, base=BASE, accepted="")
    assert found.headers["content-disposition"] == f'inline; filename="{kept}"'


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("poster.pdf", {"setting": "nonsense"}),
        ("poster.pdf", {"setting": ""}),
        ("poster.pdf", {"setting": "../../site"}),
        ("poster.pdf", {"setting": "x" * 100_000}),
        ("poster.pdf", {"setting": "\0\u202e<script>alert(1)</script>"}),
        ("leaflet.pdf", {}),
        ("poster.typ", {}),
        ("../poster.pdf", {}),
        ("text.pdf", {}),
        ("card.png", {}),
        ("", {}),
    ],
)
def test_what_there_is_not_gets_a_plain_page_in_both_languages(name, parameters):
    found = answer(name, parameters, base=BASE, accepted="cy")
    page = found.content.decode()
    assert found.status == 404 and found.media_type.startswith("text/html")
    for language in LANGUAGES:
        assert f'<section lang="{language}">' in page
        assert wording(language)("posters.missing.title") in page
    assert contact("helpline").number in page
    assert "alert(1)" not in page and "Traceback" not in page


def test_a_file_that_cannot_be_made_gives_a_page_that_says_so(monkeypatch):
    def fail():
        raise TypesetError("secret reason")

    monkeypatch.setattr(posters, "printed", lambda *_, **__: fail())
    found = answer("poster.pdf", {}, base=BASE, accepted="")
    page = found.content.decode()
    assert found.status == 503 and "secret reason" not in page
    assert all(wording(language)("site.failed") in page for language in LANGUAGES)


@pytest.mark.parametrize("base", ['https://x"><script>', "https://a b", "javascript:alert(1)", "https://" + "a" * 500])
def test_a_name_of_the_server_that_is_none_makes_no_code(base):
    assert answer("poster.pdf", {}, base=base, accepted="").status == 404
