"""What a page or a file says to a reader of Welsh, and what of it is English.

A word is English that is not Welsh: unknown to the dictionary and the reviewed list of ``test_welsh_spelling``, or one
of the short words without which no English sentence can do. Passages marked ``lang="en"`` and names are left out.
"""

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from components.drawing.map.tiles import lines, short_name
from data import current
from data.editions import estimates
from geo.areas import areas
from tests.text.test_welsh_spelling import is_known, reviewed, words

# Short English words that the dictionary takes for Welsh ones ("the" for a mutated "te"), but that the Welsh of the
# site never uses. Those that are common in both (a, i, o, all, am, is, her, at, on, to, no, can, do, had) are not here.
FUNCTION_WORDS = frozenset(
    """the of and for with from this that these those which what when where who how why are was were be been being have
    has did not but or if than then there their they them you your we our us it its as an any some each more most less
    between about into over under after before while during only also other another such may might will would should
    could shall must cannot people someone anyone everyone here""".split()
)
WELSH_LETTERS = {"ch", "dd", "ff", "ng", "ll", "ph", "rh", "th"}
SPOKEN = ("alt", "aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "title", "placeholder")
SILENT = {"script", "style", "template", "code", "kbd", "samp"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SAID_BY_META = {"description", "og:title", "og:description", "og:site_name", "application-name", "twitter:title"}
STREAMLIT = Path(__file__).with_name("streamlit_english.txt")
# Names that only stand in files and addresses, and units.
OTHER_NAMES = {"Streamlit", "Humber", "Python", "curl", "kB", "MB"}


def _names():
    """Return names that stay English on a Welsh page, the longest first."""
    listed = {name for name in reviewed("same_in_both_languages.txt") if "%" not in name and name != "Map"}
    # Editions of estimates are called what their publisher calls them.
    listed |= {*estimates(current.dataset())}
    listed |= {area.official_name for area in areas().values() if not area.names["cy"]}
    return sorted({*listed, *OTHER_NAMES}, key=len, reverse=True)


# On the map of tiles a name is short, or stands on several lines, each a text of its own.
PIECES = {piece for area in areas().values() for piece in (*lines(area.name("cy")), short_name(area.name("cy")))}
NAMES = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in _names()))


@cache
def streamlits_own():
    """Return what Streamlit says in English whatever the language, each with the reason it stays."""
    lines_ = STREAMLIT.read_text(encoding="utf-8").splitlines()
    entries = [line.partition(" # ") for line in lines_ if line.strip() and not line.startswith("#")]
    return {said.strip(): why.strip() for said, _, why in entries}


def without_streamlits_own(said):
    """Return texts without those that are Streamlit's; one that ends in a colon goes before words of ours."""
    own = streamlits_own()
    starts = tuple(each for each in own if each.endswith(":"))
    kept = (each for each in said if each not in own)
    return [each.removeprefix(next(filter(each.startswith, starts), "")).strip() for each in kept]


def english_in(said):
    """Return the English words of one text; names, addresses, numbers and abbreviations are none."""
    found = words(NAMES.sub(" ", said)) if said not in PIECES else []
    found = [word for word in found if len(word) > 1 and word.lower() not in WELSH_LETTERS]
    return [word for word in found if (word.lower() in FUNCTION_WORDS or not is_known(word))]


class _Reader(HTMLParser):
    """Collects what is shown or spoken, each with the language it is in."""

    def __init__(self, language):
        super().__init__(convert_charrefs=True)
        self.open, self.found = [("", language, False)], []

    def handle_starttag(self, tag, attributes):
        has = dict(attributes)
        _, outer, is_silent = self.open[-1]
        language = has.get("lang") or has.get("xml:lang") or outer
        self.found += [(language, has[name] or "") for name in SPOKEN if name in has]
        if tag == "meta" and (has.get("name") or has.get("property")) in SAID_BY_META:
            self.found.append((language, has.get("content") or ""))
        if tag not in VOID:
            self.open.append((tag, language, is_silent or tag in SILENT))

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if any(tag == each for each, _, _ in self.open[1:]):
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data):
        _, language, is_silent = self.open[-1]
        if not is_silent and data.strip():
            self.found.append((language, data))


def spoken(markup, language="cy"):
    """Return the texts that some HTML or SVG shows or speaks in Welsh; ``language`` is what it stands in."""
    reader = _Reader(language)
    reader.feed(markup)
    reader.close()
    return [" ".join(said.split()) for each, said in reader.found if each == "cy"]


def english_left(said):
    """Return every text among ``said`` that holds English, with the words that give it away."""
    left = {each: english_in(each) for each in dict.fromkeys(said)}
    return [f"{each[:160]!r}: {', '.join(dict.fromkeys(found))}" for each, found in left.items() if found]
