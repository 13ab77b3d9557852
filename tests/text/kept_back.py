"""What the shipped release keeps back of the referrals, worked out from the source itself; and where prose tells it.

A sentence tells a count if it says a number of people that a hidden or a joined count comes to, and the words around it
name the area and, for each thing the count is broken down by, what it is or one of its kinds.
"""

import itertools
import re
from dataclasses import dataclass
from functools import cache

from data.build.aggregate import observations
from data.build.protection.publication import publications
from data.build.sources import read_sources
from data.load import PUBLISHED, load
from data.register import register
from geo.areas import areas

INDICATOR = "nrm_referrals"
CELL = ["area_code", "period", "breakdown", "category"]
# What a count is broken down by, as prose names it, and its kinds; Welsh words with what a mutation leaves of them.
NAMED = {
    "type": r"types?\b|exploitation\b|servitude\b|labour\b|criminal\b|sexual\b|[fg]?ath(?:au)?\b|[gc]?h?amfanteisi\w*",
    "age": r"\bages?\b|child(?:ren)?\b|adults?\b|\boed(?:ran|olion|olyn)?\b|\bm?[pb]h?lant\b|\bm?[pb]h?lentyn\b",
    "gender": (
        r"gender\b|\b(?:fe)?male\b|wom[ae]n\b|\bm[ae]n\b|\b(?:boys?|girls?)\b|rhywedd\b|\bm?[bf]enyw\w*|\bg?wryw\w*"
    ),
}
COLUMNS = {"exploitation": "type", "age_at_exploitation": "age", "gender": "gender"}
ENGLISH = (
    *("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
WELSH = {
    **{1: "un", 2: "dau|ddau|dwy|ddwy", 3: "tri|thri|dri|tair|thair|dair", 4: "pedwar|bedwar|phedwar|pedair|bedair"},
    **{5: "pump|bump|phump|pum|bum|phum", 6: "chwech|chwe", 7: "saith", 8: "wyth", 9: "naw", 10: "deg|ddeg|deng"},
    **{12: "deuddeg|ddeuddeg", 15: "pymtheg|bymtheg", 18: "deunaw|ddeunaw", 20: "ugain|hugain"},
}
NUMBERS = {word: value for value, word in enumerate(ENGLISH)} | {
    word: value for value, words in WELSH.items() for word in words.split("|")
}
NUMBER = rf"(?:\d+(?:,\d{{3}})*|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
WHO = (
    r"people|persons?|counts?|cases?|referrals?|victims?|potential|child(?:ren)?|adults?|wom[ae]n|m[ae]n|boys?|girls?"
    r"|o bobl|m?[pb]h?erson(?:au)?|o blant|[pb]h?lentyn|achos(?:ion)?|atgyfeiriad(?:au)?|o oedolion|oedolyn"
    r"|menyw(?:od)?|dynion|o ddynion|o fenywod"
)
# One number or the ends of a range, with whom it counts; or what something comes to.
COUNTED = re.compile(
    rf"\b(?P<first>{NUMBER})(?:(?: to | and | i | a |–|-)(?P<last>{NUMBER}))?(?: (?!{NUMBER}\b)\w+)? (?:{WHO})\b"
    rf"|\b(?:comes? to|came to|coming to|yn dod i|yn gyfanswm o) (?P<sum>{NUMBER})\b",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=\S)")


@dataclass(frozen=True)
class KeptBack:
    """A count that nobody is to read: what it is of, and what it comes to."""

    area: str
    period: str
    breakdown: str
    category: str
    value: int


@cache
def kept_back() -> tuple[KeptBack, ...]:
    """Return every hidden count of the shipped referrals, and what the parts of every joined category come to."""
    indicator = register()[INDICATOR]
    sources, problems = read_sources(PUBLISHED.parent / "sources", [indicator.source])
    assert not problems
    true = observations({INDICATOR: indicator}, sources).dropna(subset="value")
    true = true.set_index(CELL)["value"].astype(int)
    shown = load().observations
    shown = shown[shown["indicator"] == INDICATOR].astype({column: str for column in CELL})
    return tuple(dict.fromkeys((*_hidden(shown, true), *_joined(shown, true))))


def _hidden(shown, true):
    for row in shown[shown["status"] == "hidden"][CELL].itertuples(index=False, name=None):
        yield KeptBack(*row, _sum(row, _parts(row[2])[row[3]], true))


def _joined(shown, true):
    """Yield what one or two of the parts of a joined category come to, but not all of them: that is its own count."""
    for row in shown[CELL].itertuples(index=False, name=None):
        parts = _parts(row[2])[row[3]]
        for size in range(1, min(len(parts), 3)):
            for some in itertools.combinations(parts, size):
                if value := _sum(row, some, true):
                    yield KeptBack(*row[:3], "+".join(some), value)


def _sum(row, parts, true):
    return sum(int(true.get((*row[:3], part), 0)) for part in parts)


@cache
def _parts(breakdown):
    """Return for each category of a breakdown, joined or not, the categories of the source that are in it."""
    indicator = register()[INDICATOR]
    sources, problems = read_sources(PUBLISHED.parent / "sources", [indicator.source])
    assert not problems
    groupings, kinds = publications()[INDICATOR].groupings, []
    for column in indicator.breakdowns[breakdown]:
        codes = sources[indicator.source].sidecar.columns[column]["codes"].values()
        joins = groupings.get(COLUMNS[column], {})
        kinds.append({code: (code,) for code in codes} | {name: tuple(parts) for name, parts in joins.items()})
    return {
        "_".join(names) or "all": tuple(
            "_".join(part) or "all" for part in itertools.product(*map(dict.get, kinds, names))
        )
        for names in itertools.product(*kinds)
    }


@cache
def _by_area():
    """Return for each area how prose names it, and what is kept back of it by number."""
    found = {}
    for each in kept_back():
        found.setdefault(each.area, {}).setdefault(each.value, []).append(each)
    return [(_names(code), by_value) for code, by_value in found.items()]


def _names(code):
    """Return an expression for the names of an area; the first letter of a Welsh one may be mutated."""
    names = {areas()[code].name("en"), *({areas()[code].name("cy")} - {areas()[code].name("en")})}
    english, *welsh = sorted(names, key=lambda name: name != areas()[code].name("en"))
    forms = [re.escape(english), *(rf"\w{{0,3}}{re.escape(name[1:])}" for name in welsh)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)")


def told(paragraph):
    """Return the sentences of a paragraph that tell a count that is kept back, each with a count that it may be."""
    found, before = {}, ""
    for sentence in SENTENCE.split(paragraph):
        numbers = {number for match in COUNTED.finditer(sentence) for number in _numbers(match)}
        around, before = f"{before} {sentence}", sentence
        for names, by_value in _by_area() if numbers else ():
            if names.search(around):
                may_be = (each for number in numbers for each in by_value.get(number, ()) if _is_named(each, around))
                for each in may_be:
                    found.setdefault(sentence, each)
    return found


def _numbers(match):
    said = [match[name] for name in ("first", "last", "sum") if match[name]]
    ends = [NUMBERS.get(each.lower(), None) if not each[0].isdigit() else int(each.replace(",", "")) for each in said]
    return range(ends[0], ends[-1] + 1) if match["last"] and ends[0] < ends[-1] <= ends[0] + 20 else ends


def _is_named(each, around):
    """Return whether what a count is broken down by is named, and the year or quarter if any is."""
    columns = register()[INDICATOR].breakdowns[each.breakdown]
    years = {*re.findall(r"\b20\d\d\b", around)}
    is_of_the_year = not years or each.period[:4] in years
    return is_of_the_year and all(re.search(NAMED[COLUMNS[column]], around, re.IGNORECASE) for column in columns)
