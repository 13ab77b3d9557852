"""The slides are opened by LibreOffice: every slide becomes a page with the words that are on it."""

import os
import re
import shutil
import subprocess

import pytest

from components.briefing.slides.presentation import slides
from tests.components.briefing.slides.reading import opened
from tests.components.briefing.slides.test_presentation import BASE, HOME, asked_for

LONGEST = 300  # seconds
SAID = re.compile(r"\w+")


@pytest.fixture(scope="module")
def soffice():
    for name, package in (("soffice", "libreoffice-impress-nogui"), ("pdftotext", "poppler-utils")):
        if not shutil.which(name):
            if os.environ.get("REQUIRE_OFFICE"):
                pytest.fail(f"REQUIRE_OFFICE is set, but there is no {name}: apt-get install {package}")
            pytest.skip(f"no {name} here: apt-get install {package}")
    return shutil.which("soffice")


def test_libreoffice_makes_a_page_of_every_slide_with_all_its_words(soffice, tmp_path):
    content = slides(asked_for(HOME, "cy", "both"), base=BASE)
    (tmp_path / "briefing.pptx").write_bytes(content)
    own = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, own, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "briefing.pptx"]
    subprocess.run(command, check=True, capture_output=True, timeout=LONGEST)
    told = subprocess.run(["pdftotext", "-layout", tmp_path / "briefing.pdf", "-"], check=True, capture_output=True)
    pages = told.stdout.decode().split("\f")[:-1]
    prs = opened(content)
    assert len(pages) == len(prs.slides)
    for slide, page in zip(prs.slides, pages, strict=True):
        seen = set(SAID.findall(page))
        said = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame and not shape.is_placeholder]
        said.append(slide.shapes.title.text_frame.text)
        words = {word for each in said if "://" not in each for word in SAID.findall(each)}
        assert words - seen == set(), slide.shapes.title.text_frame.text
