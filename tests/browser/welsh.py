"""What a page in Welsh says, and what its choices offer once they are opened."""

from pathlib import Path

from tests.text.welsh_only import without_streamlits_own

COLLECT = Path(__file__).with_name("welsh_only.js").read_text(encoding="utf-8")
TRIES = 3
# Those of Streamlit's list, and not the areas of a map.
OPTION = "[data-testid=stSelectboxVirtualDropdown] [role=option]"


def welsh_on(page):
    """Return what the page says in Welsh, what Streamlit says in English left out."""
    found = [said for language, said in page.evaluate(COLLECT) if language.startswith("cy")]
    return without_streamlits_own(found)


def options(page):
    """Return what each choice of the page offers once it is opened; one that Streamlit draws anew is opened again."""
    said = []
    for box in page.locator("[data-testid=stSelectbox] input:not([disabled])").all():
        for _ in range(TRIES):
            box.press("ArrowDown")
            if page.locator(OPTION).first.is_visible():
                break
            page.wait_for_timeout(500)
        page.wait_for_selector(OPTION)
        said += page.locator(OPTION).evaluate_all("each => each.map(one => one.textContent)")
        page.keyboard.press("Escape")
        page.wait_for_selector(OPTION, state="detached")
    return said
