"""What a browser may keep: a file under the address that changes with its content, and under no other address."""

import re

import pytest

from components.address.assets import asset, asset_names, version
from components.address.pages import PAGES
from components.wording.text import wording
from tests.app.test_pages import html_of, visit
from web.answer import FOR_EVER
from web.first_response import STREAMLIT

SERVED = sorted(name for name in asset_names() if name.endswith((".js", ".css", ".svg")))


@pytest.mark.parametrize("name", SERVED)
def test_the_right_version_is_kept_for_ever_and_another_is_not(client, name):
    content, address = asset(name)
    right = client.get(address)
    assert (right.content, right.headers["cache-control"]) == (content, FOR_EVER)
    for other in (f"/assets/{name}?v=0123456789ab", f"{address}&v=0", f"/assets/{name}?v="):
        assert client.get(other).headers["cache-control"] == "no-store"
    assert client.get(f"/assets/{name}").headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "address",
    [
        "/assets/gone.js?v=0123456789ab",
        "/static/js/DeckGlJsonChart.gone1234.js",
        "/static/css/index.gone1234.css",
        "/_stcore/bidi-components/gone/index.js",
        "/component/gone/index.html",
    ],
)
def test_a_part_of_another_version_is_not_there_and_not_kept(client, address):
    answer = client.get(address, headers={"accept-encoding": "gzip"})
    assert answer.status_code == 404
    assert answer.headers.get("cache-control", "no-store") in ("no-store", "no-cache")


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_a_part_that_is_there_is_kept_for_ever(client, encoding):
    name = next((STREAMLIT / "static" / "js").glob("index.*.js")).name
    answer = client.get(f"/static/js/{name}", headers={"accept-encoding": encoding})
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_first_response_and_the_page_that_is_drawn_name_the_same_version(client, language):
    first = client.get(f"/?lang={language}").text
    said = re.search(r'<p id="connection" role="status"([^>]*)></p>', first)[1]
    assert f'data-version="{version()}"' in said
    for name in ("lost", "back", "part", "renewed", "again"):
        assert f'data-{name}="{wording(language)(f"site.connection.{name}")}"' in said
    for page in PAGES:
        assert html_of(visit(page, lang=language)).count(f'data-version="{version()}"') == 1
