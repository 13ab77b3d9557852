"""The page in the first response: it answers every question by itself, and gives way to Streamlit's without a jump."""

import re

import pytest

HOME, KENT = "W15000001", "E23000032"
SIZES = {"phone": (390, 844), "desk": (1280, 900)}
# Where the words in sight stand.
IN_SIGHT = """(place) => [...document.querySelectorAll(`${place} h1, ${place} h2, ${place} h3, ${place} .sentence`)]
  .map((each) => [each.textContent.trim(), Math.round(each.getBoundingClientRect().top)])
  .filter(([words, top]) => words && top > 60 && top < innerHeight - 60)"""
# A line on which nothing of Streamlit arrives.
STREAMLIT = re.compile(r"/static/js/")


def without_scripts(open_page, path):
    return open_page(path, wait=False, java_script_enabled=False)


@pytest.mark.parametrize(
    ("language", "show", "number"), [("en", "Show", "304"), ("cy", "Dangos", "304")], ids=["en", "cy"]
)
def test_without_scripts_every_question_is_answered_by_links_and_forms(open_page, language, show, number):
    page = without_scripts(open_page, f"/?lang={language}")
    assert page.locator("h1.headline").is_visible()
    # To North Wales's funnel,
    page.locator(".st-key-menu a[href*='/compare']").click()
    assert page.locator("figure.plotted svg").first.is_visible()
    # another force,
    page.select_option("select[name=area]", KENT)
    page.locator(".st-key-place + .go button, .st-key-place .go button").first.click()
    assert f"area={KENT}" in page.url
    assert "Kent" in page.inner_text(".area-words h2") and number in page.inner_text(".area-words")
    # another year,
    page.select_option("select[name=period]", "YE-2023-Q4")
    page.locator(f".go button >> text={show}").nth(1).click()
    assert "period=YE-2023-Q4" in page.url and f"area={KENT}" in page.url and f"lang={language}" in page.url
    assert "2023" in page.inner_text(".area-words")
    # a CSV,
    page.locator("details.table summary").first.click()
    with page.expect_download() as started:
        page.locator("details.table a[download]").first.click()
    assert started.value.suggested_filename.endswith(".csv")
    # and the number to call.
    page.locator(".st-key-menu a[href*='/report']").click()
    assert page.locator('#early a[href="tel:999"]').first.is_visible()


def test_without_scripts_an_area_is_chosen_on_the_map(open_page):
    page = without_scripts(open_page, "/map?lang=en&indicator=nrm_referrals&period=2023")
    page.locator(".still a[aria-label^='Kent:'] path").first.dispatch_event("click")
    page.wait_for_url(re.compile(f"area={KENT}"))
    assert "indicator=nrm_referrals" in page.url and "period=2023" in page.url
    assert page.inner_text(".area-words h2") == "Kent"


def test_without_scripts_boxes_that_are_ticked_become_one_address(open_page):
    page = without_scripts(open_page, "/compare?lang=en&group=chosen")
    page.locator("details.several summary").click()
    for code in (KENT, "W15000002"):
        page.check(f"input[name=beside][value={code}]")
    page.locator(".go button").nth(1).click()
    assert re.search(rf"beside=(W15000002(,|%2C){KENT}|{KENT}(,|%2C)W15000002)", page.url)
    assert page.url.count("beside=") == 1
    assert page.locator("figure.plotted").count() == 2


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "path", ["/?lang=en", "/map?lang=cy", "/trends?lang=cy&step=quarter", "/compare?lang=en", "/people?lang=cy"]
)
def test_the_page_gives_way_without_a_jump(open_page, path, size):
    options = (
        {"is_mobile": True, "has_touch": True, "user_agent": "Mozilla/5.0 (Android) Mobi"} if size == "phone" else {}
    )
    width, height = SIZES[size]
    page = open_page(path, wait=False, width=width, height=height, hold=STREAMLIT, **options)
    page.wait_for_selector("#early footer.site-footer")
    page.evaluate("document.fonts.ready")
    # Past the slider of the map, which is a line higher in Welsh on a phone than the list that stands for it.
    page.evaluate("top => { document.querySelector('#waiting').scrollTop = top }", 760 if "/map" in path else 420)
    page.locator("#early details.table").first.evaluate("each => { each.open = true }")
    page.locator("#early details.table summary").first.evaluate("each => each.focus({ preventScroll: true })")
    before = page.evaluate(IN_SIGHT, "#early")
    page.let_go()
    page.wait_for_selector("#waiting", state="detached")
    after = dict(page.evaluate(IN_SIGHT, "#root"))
    stayed = {words: abs(top - after[words]) for words, top in before if words in after}
    assert stayed and max(stayed.values()) <= 24, stayed
    assert min(stayed.values()) <= 2
    assert page.locator("#root details.table[open]").count() == 1
    assert page.evaluate("document.activeElement.localName") == "summary"
    assert page.watch.errors == []


def test_what_is_chosen_but_not_sent_is_not_taken_away(open_page):
    page = open_page("/compare?lang=en", wait=False, hold=STREAMLIT)
    page.select_option("select[name=area]", KENT)
    assert page.locator(".go button").first.is_visible()
    page.let_go()
    page.wait_for_selector("#root footer.site-footer", state="attached")
    page.wait_for_timeout(1500)
    assert page.locator("#waiting").is_visible()
    page.locator(".go button").first.click()
    page.wait_for_url(re.compile(f"area={KENT}"))


SLOW = "Object.defineProperty(navigator, 'connection', { value: { saveData: %s, effectiveType: '%s' } })"


@pytest.mark.parametrize(("saves", "kind"), [("true", "4g"), ("false", "3g"), ("false", "slow-2g")])
def test_on_a_slow_line_streamlit_waits_for_a_tap(open_page, saves, kind):
    page = open_page("/signs?lang=cy", wait=False, script=SLOW % (saves, kind))
    page.wait_for_timeout(1500)
    assert not [url for url in page.watch.requests if "/static/js/" in url]
    assert page.locator("#interactive button").inner_text() == "Agor y wedd ryngweithiol"
    page.locator("#interactive button").click()
    page.wait_for_selector("#waiting", state="detached")
    assert page.locator("#root main h1").is_visible()


def test_a_fast_line_is_asked_nothing(open_page):
    page = open_page("/signs?lang=en")
    assert not page.locator("#interactive").is_visible()


def test_on_paper_the_page_that_stands_is_printed(open_page):
    page = open_page("/?lang=en", wait=False, hold=STREAMLIT)
    page.emulate_media(media="print")
    assert page.locator("#early h1").is_visible()
    assert not page.locator("#call-now").is_visible() and not page.locator("#exit").is_visible()
