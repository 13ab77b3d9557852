"""The description of the data in a page is data: the policy for scripts lets it stand, and nothing runs it."""

import json

import pytest


@pytest.mark.parametrize("path", ["/?lang=cy", "/downloads?lang=en", "/open-data/"])
def test_the_description_of_the_data_is_no_error_of_the_page(open_page, path):
    page = open_page(path, wait=not path.startswith("/open-data"))
    page.wait_for_load_state("load")
    block = page.locator('script[type="application/ld+json"]')
    assert block.count() == 1
    assert json.loads(block.text_content())["@type"] == "Dataset"
    assert page.watch.errors == []


def test_another_script_would_be_refused_and_heard(open_page):
    """Without this the test above would prove nothing."""
    page = open_page("/open-data/", wait=False)
    page.evaluate(
        "() => { const made = document.createElement('script'); made.textContent = '1'; document.head.append(made) }"
    )
    page.wait_for_timeout(300)
    assert any("Content Security Policy" in error for error in page.watch.errors)
