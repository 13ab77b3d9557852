"""A whole dashboard for Kent, made by editing site.toml and nothing else."""

import re

import pytest

from components.address.pages import PAGES
from data import site as site_module
from tests.app.test_pages import html_of, visit
from tests.web.views import first

KENT = {
    'home_area = "W15000001"': 'home_area = "E23000032"',
    "Modern slavery in North Wales": "Modern slavery in Kent",
    "Caethwasiaeth fodern yng Ngogledd Cymru": "Caethwasiaeth fodern yng Nghaint",
    "North Wales dashboard": "Kent dashboard",
    "Dangosfwrdd Gogledd Cymru": "Dangosfwrdd Caint",
    "Office of the Police and Crime Commissioner for North Wales": "Kent Police and Crime Commissioner",
    'address = ""': 'address = "https://data.example.org/"',
}


@pytest.fixture
def kent(tmp_path, monkeypatch):
    words = site_module.SITE_FILE.read_text(encoding="utf-8")
    for old, new in KENT.items():
        assert old in words
        words = words.replace(old, new)
    file = tmp_path / "site.toml"
    file.write_text(words, encoding="utf-8")
    monkeypatch.setattr(site_module, "SITE_FILE", file)
    forget()
    yield
    monkeypatch.undo()
    forget()


def forget():
    """Let everything that is kept from site.toml be read anew."""
    site_module.site.cache_clear()


def test_the_first_screen_is_kents(kent):
    app = visit(PAGES[0], lang="en")
    html = html_of(app)
    assert not app.exception
    assert app.selectbox[0].value == "E23000032"
    assert "Modern slavery in Kent" in html
    assert "Kent Police and Crime Commissioner" in html
    assert "in North Wales" not in html


def test_the_shell_carries_kents_title_and_address(kent):
    html = first("overview", "cy", base=site_module.site().address).decode()
    assert "<title>Trosolwg – Dangosfwrdd Caint</title>" in html
    assert re.search('property="og:title" content="[^"]*Heddlu Kent[^"]*"', html)
    assert 'property="og:site_name" content="Caethwasiaeth fodern yng Nghaint"' in html
    assert 'content="https://data.example.org/?lang=cy"' in html


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_every_page_runs_for_kent(kent, page):
    assert not visit(page, lang="cy").exception
