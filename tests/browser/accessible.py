"""What is checked on every page for people who read it large, with the keyboard, by ear, in forced colours or on paper.

Each check returns findings ``(code, where)``. A code is what ``locales/guidance/accessibility.toml`` refers to when it
says what falls short; ``where`` is for whoever mends it.
"""

from itertools import pairwise
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

SCRIPT = (Path(__file__).parent / "accessible.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# WCAG 1.4.12: what a reader may set without losing anything.
SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }
"""
AS_IT_IS = "/* nothing added */"
LARGE = "html { font-size: 200% !important }"
OPERATED = {
    "button",
    "checkbox",
    "combobox",
    "DisclosureTriangle",
    "link",
    "listbox",
    "option",
    "radio",
    "searchbox",
    "slider",
    "spinbutton",
    "switch",
    "tab",
    "textbox",
}
NAMED = OPERATED | {"image", "img", "navigation"}
STREAMLITS = ("Open", "Close", "Clear", "Dismiss", "Fullscreen", "Exit fullscreen")
MOST_STOPS = 400


def ask(page, check):
    return [tuple(each) for each in page.evaluate(f"accessible.{check}()")]


def axe(page, *, rules=None):
    """Return the rules that axe finds broken in a serious or critical way."""
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    found = Axe().run(page, options={"runOnly": only, "resultTypes": ["violations"]}).response["violations"]
    serious = (each for each in found if each["impact"] in ("serious", "critical"))
    return [(each["id"], node["html"][:150]) for each in serious for node in each["nodes"][:3]]


def heard(page):
    """Return what a screen reader meets, in order: role, name and level of each node that is not ignored."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    known = {node["nodeId"]: node for node in nodes}
    met, waiting = [], [nodes[0]]
    while waiting:
        node = waiting.pop()
        if not node.get("ignored"):
            level = [each["value"].get("value") for each in node.get("properties", []) if each["name"] == "level"]
            met.append((_value(node, "role"), _value(node, "name").strip(), level[0] if level else None))
        waiting.extend(known[id] for id in reversed(node.get("childIds", [])) if id in known)
    return met


def _value(node, key):
    return str(node.get(key, {}).get("value", ""))


def reading_order(met, order, page):
    """Return what is wrong with the order, the headings, the landmarks and the names that a screen reader meets.

    ``met`` is what ``heard`` returned; ``order`` holds the roles and names that have to come one after the other,
    the first two of them before anything else that can be operated.
    """
    found = list(ask(page, "headings"))
    places = [next((at for at, (role, name, _) in enumerate(met) if (role, name) == each), None) for each in order]
    found += [("missing", str(each)) for each, at in zip(order, places, strict=True) if at is None]
    firsts = [each for each in order if each[0] == "link"][:2]
    operated = [(role, name) for role, name, _ in met if role in OPERATED][: len(firsts)]
    found += [("order", str(operated))] if operated != firsts else []
    there = [at for at in places if at is not None]
    found += [("order", str(order))] if there != sorted(there) else []
    levels = [(level, name) for role, name, level in met if role == "heading"]
    found += [("headings", "not one of level 1")] if [level for level, _ in levels].count(1) != 1 else []
    for (level, _), (following, name) in pairwise(levels):
        found += [("headings", f"{name} is of level {following} after {level}")] if following > level + 1 else []
    found += [("no-name", role) for role, name, _ in met if role in NAMED and not name]
    found += [("landmarks", "not one main")] if [role for role, *_ in met].count("main") != 1 else []
    return found


def english(met):
    """Return the words of Streamlit's controls that a screen reader says in English, whatever the page's language."""
    return [("english-control", name) for role, name, _ in met if role == "button" and name.startswith(STREAMLITS)]


def legible(page, style):
    """Return what is cut off, covered or out of sight with ``style`` added to the page, and take it away again."""
    added = page.add_style_tag(content=style)
    page.evaluate("accessible.settled(150, 1500)")
    found = [*ask(page, "sideways"), *ask(page, "clipped"), *ask(page, "overlapping")]
    added.evaluate("style => style.remove()")
    return found


def in_forced_colours(page):
    """Return what cannot be told apart where a reader's own few colours replace ours."""
    page.emulate_media(forced_colors="active")
    found = [*axe(page, rules=["color-contrast"]), *ask(page, "fading")]
    page.emulate_media(forced_colors="none")
    return found


def printed(page):
    """Return what paper loses, and what it should not show."""
    page.evaluate("accessible.remember()")
    page.emulate_media(media="print")
    found = ask(page, "faint")
    page.emulate_media(media="screen")
    return found


def keyboard(page):
    """Go through the page with Tab once; return what is not reached, not seen or not left again."""
    page.evaluate("accessible.start()")
    firsts = [id for id in ("skip", "exit") if page.query_selector(f"#{id}")]
    found, stops = [], []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        here = page.evaluate("accessible.step()")
        if here["over"]:
            break
        stops.append(here["id"])
        found += [tuple(each) for each in here["found"]]
    else:
        found.append(("trapped", f"more than {MOST_STOPS} stops"))
    found += [("first", str(stops[:2]))] if stops[: len(firsts)] != firsts else []
    return found + ask(page, "unreached")
