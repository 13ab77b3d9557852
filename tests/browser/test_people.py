"""The people page in a real browser: the reason for a hidden number is one tap away, and so are the signs."""

import pytest

PATH = "/people?area=W15000001&period=2023&lang="


@pytest.mark.parametrize(("language", "said"), [("en", "could point to a person"), ("cy", "ddatgelu pwy yw rhywun")])
def test_the_reason_for_a_hidden_number_is_one_tap_away(open_page, language, said):
    page = open_page(PATH + language, width=390, height=844)
    reason = page.locator("details.why").first
    assert not reason.get_by_text(said).is_visible()
    reason.locator("summary").click()
    assert reason.get_by_text(said).is_visible()


def test_a_type_opens_by_keyboard_and_leads_to_its_signs(open_page):
    page = open_page(PATH + "en")
    page.locator("details.look summary").first.focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Children and county lines").first.click()
    page.wait_for_selector("#county_lines")
    assert "area=W15000001" in page.url and page.url.endswith("#county_lines")


def test_a_hidden_number_has_a_short_hatched_stub_and_a_bar_is_longer_and_plain(open_page):
    page = open_page(PATH + "en")
    face = "(element) => getComputedStyle(element).backgroundImage"
    assert "repeating-linear-gradient" in page.locator(".stub.hidden").first.evaluate(face)
    assert page.locator(".lane .bar").first.evaluate(face) == "none"
    widths = page.locator(".stub, .lane .bar").evaluate_all(
        "all => all.map(each => [each.className, each.offsetWidth])"
    )
    longest = max(width for kind, width in widths if kind == "bar")
    assert all(width < 0.1 * longest for kind, width in widths if kind != "bar")


def test_the_faces_survive_forced_colours(open_page):
    page = open_page(PATH + "en", forced_colors="active")
    face = "(element) => getComputedStyle(element).backgroundImage"
    assert "repeating-linear-gradient" in page.locator(".stub.hidden").first.evaluate(face)


def test_the_table_behind_a_chart_has_the_mark_and_its_download_the_same(open_page):
    page = open_page(PATH + "cy")
    block = page.locator("section.block", has_text="Rhywedd").first
    block.locator("details.table summary").click()
    assert block.locator("td", has_text="[c]").count() == 4
    address = block.get_by_role("link", name="Lawrlwytho").get_attribute("href")
    answer = page.request.get(page.url.split("/people")[0] + address)
    assert answer.text().count("[c]") == 2
