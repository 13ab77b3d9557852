"""The pages on A4, as both browsers print them: nothing cut off, nothing on anything else, no sheet for nothing."""

from collections import Counter

import pytest

from . import chromium
from .paper import ink, sheets

LEAST_INK = 0.012
# The words in every drawing that are shown, but for those with an outline, which Firefox draws as shapes.
# What stands upright is read letter by letter, and so is left out.
DRAWN = """[...document.querySelectorAll(".js-plotly-plot"),
    ...[...document.querySelectorAll("*")].map((each) => each.shadowRoot)
      .filter((root) => root?.querySelector(".drawing svg"))]
  .map((drawing) => [...drawing.querySelectorAll("svg text")]
    .filter((said) => said.getBoundingClientRect().width && getComputedStyle(said).stroke === "none")
    .filter((said) => !said.closest("[transform*='rotate(-90']"))
    .flatMap((said) => said.querySelector("tspan") ? [...said.querySelectorAll("tspan")] : [said])
    .map((said) => said.textContent).join(" "))"""
ROWS = """[...document.querySelectorAll("details.table[open] tr, .scroll.tall tr")].map((row) => {
  row.querySelectorAll(".hidden-words").forEach((said) => said.remove())
  return row.innerText
})"""
OPEN = "document.querySelectorAll('details.table').forEach((table) => { table.open = true })"
# Firefox draws the letters of a font that was loaded as shapes, which no reader of the file has as words.
OWN_LETTERS = """[document, ...[...document.querySelectorAll("*")].map((each) => each.shadowRoot).filter(Boolean)]
  .forEach((root) => (root.head ?? root).append(Object.assign(document.createElement("style"),
    { textContent: "* { font-family: Arial, sans-serif !important }" })))"""


@pytest.fixture(params=["chromium", "firefox"])
def printing(request):
    """Return a function that opens a page whose drawings are there, in one of the browsers."""

    def opening(path, *, drawings=0):
        if request.param == "chromium":
            tab = chromium.Tab(request.getfixturevalue("open_page")(path))
        else:
            tab = request.getfixturevalue("open_in_firefox")(path)
        if drawings:
            tab.wait_for(f"{DRAWN}.filter((said) => said.length > 20).length >= {drawings}")
        if request.param == "firefox":
            tab.evaluate(OWN_LETTERS)
        return tab

    return opening


def sound(content):
    """Return the sheets of a printed page after what holds for every page."""
    found = sheets(content)
    for number, sheet in enumerate(found, 1):
        assert sheet.outside() == [], number
        assert sheet.on_another() == [], number
    assert min(ink(content)) > LEAST_INK, ink(content)
    return found


def sheet_of(said, found):
    """Return the number of the one sheet that has all the words of a drawing."""
    wanted = Counter(said.split())
    missing = [wanted - sheet.tokens for sheet in found]
    assert Counter() in missing, min(missing, key=Counter.total)
    return missing.index(Counter())


def has_rows(rows, found):
    """Whether each row of a table stands on some sheet, and as often as it does on the page."""
    everything = sum((sheet.tokens for sheet in found), Counter())
    assert sum((Counter(row.split()) for row in rows), Counter()) - everything == Counter()
    return len(rows)


@pytest.mark.parametrize(("path", "drawings"), [("/trends?lang=cy", 4), ("/compare?lang=en", 2)])
def test_a_chart_is_on_one_sheet_to_its_last_word_and_open_tables_to_their_last_row(printing, path, drawings):
    tab = printing(path, drawings=drawings)
    charts = tab.evaluate(DRAWN)
    assert len(charts) == drawings
    found = sound(tab.pdf())
    for said in charts:
        sheet_of(said, found)
    tab.evaluate(OPEN)
    opened = sound(tab.pdf())
    assert has_rows(tab.evaluate(ROWS), opened) > 30
    assert len(opened) > len(found)


def test_on_paper_the_drawing_stands_in_the_place_of_the_large_map(printing):
    tab = printing("/map?lang=cy", drawings=2)
    title = tab.evaluate("document.querySelector('.st-key-map-screen > :has(+ .st-key-twin) h2').textContent")
    areas, tiles = tab.evaluate(DRAWN)
    found = sound(tab.pdf())
    place = sheet_of(areas, found)
    assert place == sheet_of(title, found)
    tiled = found[sheet_of(tiles, found)]
    assert tiled != found[place]
    (highest,), lowest = ([word for word in tiled.words if word.said == name] for name in ("Northumbria", "Sussex"))
    among = {word.said for word in tiled.words if highest.top <= word.top <= lowest[0].top}
    assert among - {*tiles.split(), *"Dinas Llundain".split()} == set()


@pytest.mark.parametrize("path", ["/signs?lang=en", "/downloads?lang=en", "/?lang=cy"])
def test_no_sheet_is_nearly_empty_and_no_table_ends_early(printing, path):
    tab = printing(path)
    assert has_rows(tab.evaluate(ROWS), sound(tab.pdf())) > 30 * path.startswith("/downloads") - 1
