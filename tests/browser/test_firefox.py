"""The harness itself: what the tests in Firefox rest on."""


def test_firefox_opens_a_page_moves_in_it_by_keyboard_and_says_what_it_asked_for(open_in_firefox, server):
    tab = open_in_firefox("/signs?lang=cy")
    assert tab.evaluate("document.documentElement.lang") == "cy"
    tab.press("Tab", times=2)
    assert tab.evaluate("document.activeElement.id") == "exit"
    tab.press("Shift+Tab")
    assert tab.evaluate("document.activeElement.id") == "skip"
    assert any(url.endswith("/_stcore/stream") for url in tab.requests)
    assert tab.hosts() == {server.split("/")[2]}
    assert tab.errors == []


def test_firefox_goes_back_and_forward_and_keeps_what_the_console_said(open_in_firefox, server):
    tab = open_in_firefox("/robots.txt", wait=False)
    tab.go(f"{server}/take-away?chart=people.type&lang=en")
    tab.evaluate("console.error('said')")
    assert tab.errors == ["said"]
    tab.back()
    tab.wait_for("location.pathname === '/robots.txt'")
    tab.forward()
    tab.wait_for("location.pathname === '/take-away'")
    tab.click("#exit")
    tab.wait_for("location.host === 'www.bbc.co.uk' && document.title === 'Weather'")
