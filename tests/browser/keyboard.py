"""Going through a page by keyboard alone, in a tab of either browser."""

# What a visit could leave behind: storage, cookies, the address and the history.
KEPT = "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, location.href, history.length])"
FOCUSED = "document.activeElement.textContent.trim()"


def tab_to(browser, is_there, *, key="Tab", most=40):
    """Press Tab until ``is_there`` is true of what has the focus; backwards with ``key="Shift+Tab"``."""
    for _ in range(most):
        browser.press(key)
        if browser.evaluate(is_there):
            return
    raise AssertionError(f"not within {most} presses of {key}: {is_there}")
