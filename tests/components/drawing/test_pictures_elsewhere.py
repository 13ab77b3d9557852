"""The pictures in other people's programs: LibreOffice and CairoSVG show every label where ours does, dark on light."""

import io
import itertools
import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET

import cairosvg
import pytest
from PIL import Image

from components.charts.exhibits import EXHIBITS
from components.drawing.letters import COLOUR
from data.site import LANGUAGES
from web.take_away import files as exhibit_files

SVG = "{http://www.w3.org/2000/svg}"
LONGEST = 300  # seconds
LOCAL = ("card.cases", "people.setting", "people.local_authority", "people.local_map")
# What one program or another paints differently, or not at all.
FORBIDDEN = re.compile(
    r"paint-order|rgba\(|patternTransform|currentColor|<style|class=|style=|vector-effect|dominant-baseline|<use|<marker"
    r"|<mask|<filter|<foreignObject|<symbol|\bdy=|\bem\"|\d%\"|textLength"
)
SAMPLE = {
    "side": {"chart": "compare.side", "lang": "cy"},
    "funnel": {"chart": "compare.funnel", "lang": "en"},
    "series": {"chart": "trends.series", "lang": "en", "indicator": "nrm_referrals"},
    "tiles": {"chart": "map.tiles", "lang": "cy"},
    "wales": {"chart": "map.areas", "lang": "cy", "scope": "wales"},
    "types": {"chart": "people.type", "lang": "cy"},
    "halves": {"chart": "people.type_age", "lang": "en"},
    "decisions": {"chart": "trends.uk_decisions", "lang": "cy"},
    "rate": {"chart": "card.rate", "lang": "en"},
}


def svg(view):
    return exhibit_files.answer("chart.svg", view).content


def labels(content):
    """Return every word of a picture, those of grounds left out."""
    root = ET.fromstring(content)
    texts = [each for each in root.iter(f"{SVG}text") if each.get("aria-hidden") is None]
    return {word for each in texts for word in "".join(each.itertext()).split()}


def read(pdf):
    """Return the words on a page with the box of each, and the page as it is seen, one pixel a point."""
    layout = subprocess.run(["pdftotext", "-bbox", pdf, "-"], check=True, capture_output=True).stdout.decode()
    image = subprocess.run(["pdftoppm", "-r", "144", "-gray", pdf], check=True, capture_output=True).stdout
    page = ET.fromstring(layout[layout.index("<html") :])
    name = "{http://www.w3.org/1999/xhtml}"
    (size,) = page.iter(f"{name}page")
    words = [
        (word.text, tuple(float(word.get(side)) for side in ("xMin", "yMin", "xMax", "yMax")))
        for word in page.iter(f"{name}word")
    ]
    return words, (float(size.get("width")), float(size.get("height"))), Image.open(io.BytesIO(image))


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory):
    """Return the sample as each of two other programs draws it; LibreOffice is started once for all of it."""
    for name, package in (("soffice", "libreoffice-impress-nogui"), ("pdftotext", "poppler-utils")):
        if not shutil.which(name):
            if os.environ.get("REQUIRE_OFFICE"):
                pytest.fail(f"REQUIRE_OFFICE is set, but there is no {name}: apt-get install {package}")
            pytest.skip(f"no {name} here: apt-get install {package}")
    folder = tmp_path_factory.mktemp("pictures")
    for name, view in SAMPLE.items():
        (folder / f"{name}.svg").write_bytes(svg(view))
    files = [folder / f"{name}.svg" for name in SAMPLE]
    own = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", own, "--headless", "--convert-to", "pdf", "--outdir", folder / "libreoffice", *files]
    subprocess.run(command, check=True, capture_output=True, timeout=LONGEST)
    (folder / "cairosvg").mkdir()
    for file in files:
        cairosvg.svg2pdf(url=str(file), write_to=str(folder / "cairosvg" / f"{file.stem}.pdf"))
    return lambda program, name: read(folder / program / f"{name}.pdf")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [name for name in EXHIBITS if name not in LOCAL])
def test_a_picture_has_nothing_that_programs_paint_differently(name, language):
    content = svg({"chart": name, "lang": language})
    assert not FORBIDDEN.findall(content.decode())
    root = ET.fromstring(content)
    for each in root.iter():
        for paint in ("fill", "stroke"):
            assert COLOUR.fullmatch(each.get(paint, "none")), (each.tag, each.get(paint))
        family = each.get("font-family")
        assert family is None or (family.startswith("Arial,") and family.endswith(",sans-serif"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["compare.side", "compare.funnel", "map.tiles", "trends.series"])
def test_a_ground_lies_below_its_letters_and_is_not_read_out(name, language):
    root = ET.fromstring(svg({"chart": name, "lang": language}))
    grounds = 0
    for parent in root.iter():
        children = list(parent)
        for ground, above in itertools.pairwise(children):
            if ground.get("aria-hidden"):
                grounds += 1
                assert ground.get("stroke") and not above.get("stroke")
                assert (ground.text, ground.get("x"), ground.get("y")) == (above.text, above.get("x"), above.get("y"))
    assert grounds == sum(1 for each in root.iter() if each.get("aria-hidden")) > 0


@pytest.mark.parametrize("name", SAMPLE)
@pytest.mark.parametrize("program", ["libreoffice", "cairosvg"])
def test_every_label_is_there_whole_and_can_be_read_on_its_ground(elsewhere, program, name):
    words, (wide, high), image = elsewhere(program, name)
    seen = "".join(word for word, _ in words)
    assert {word for word in labels(svg(SAMPLE[name])) if word not in seen} == set()
    scale = image.width / wide
    for word, (left, top, right, bottom) in words:
        assert left >= 0 and right <= wide and top >= 0 and bottom <= high, word
        darkest, lightest = image.crop([round(side * scale) for side in (left, top, right, bottom)]).getextrema()
        assert lightest - darkest > 90, word


@pytest.mark.parametrize("program", ["libreoffice", "cairosvg"])
def test_a_map_stays_within_its_window(elsewhere, program):
    """What lies outside the part of the map that is shown is not drawn across the words above it."""
    _, (wide, _), image = elsewhere(program, "wales")
    scale = image.width / wide
    beside = image.crop([round(each * scale) for each in (0.9 * wide, 0, 0.99 * wide, 0.25 * wide)])
    assert beside.getextrema() == (255, 255)
