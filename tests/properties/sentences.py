"""Every sentence about recorded offences in an area, by where it stands; and what no sentence may say."""

import re
from html import unescape

from components.address.options import DEFAULT
from components.briefing.steps import briefing
from components.charts import change_over_time
from components.charts.claims.claims import claims
from components.charts.exhibits import exhibit_chart
from components.charts.map.view import MapView
from components.charts.overview import overview_cards
from components.content.map import Links, area_html
from components.content.overview import headline_html, where_html
from components.wording.text import wording
from data.load import Dataset
from data.views import View
from tests.properties.told import MONTHS, Told, figure, month

WORDS = {
    ("en", "rise"): r"\b(more|rose|rises?|rising|risen|increas\w+|grew|growth)\b",
    ("en", "fall"): r"\b(fewer|less|fell|falls?|falling|fallen|decreas\w+|dropp\w+)\b",
    ("cy", "rise"): r"\b([mf]wy|g?c?h?ynnydd|cododd|codi|cynydd\w+|tyfodd)\b",
    ("cy", "fall"): r"\b(llai|g?ostyngiad|g?ostyngodd|g?ostwng|disgynnodd)\b",
}
# What is larger than chance, and what rests on fewer than 20 events, is neither more nor fewer than before.
LARGER = re.compile(r"no more than chance|yn fwy nag y (byddai|gallai)( disgwyl)?|(fewer than|llai na(g|c|’r)?) [0-9]+")
# What a turn says of the parts it has is said of those parts only.
TURN = re.compile(r"(The longer run turns|Mae’r gyfres hwy yn troi) .*?(Since then|Ers hynny): [^.]*\.")
# What a number that cannot be worked out is written as, and a word that was not put in.
NONE = re.compile(r"NaN|\bnan\b|\binf\b|∞|None|%\(")
AVERAGE = re.compile("the average change was|y newid cyfartalog oedd")
BEFORE = re.compile(r"(?:In|Yn ystod) ([^.,]*?[0-9]{4}),? (?:it was|y nifer oedd) ([0-9,]+)")
HIGHEST = re.compile(
    r"(?:The highest since|Y nifer uchaf ers) (.*?[0-9]{4}) (?:was|oedd) ([0-9,]+), (?:in|yn ystod) (.*?[0-9]{4}):"
)
IS_HIGHEST = re.compile("newest number is the highest since|diweddaraf yw’r uchaf ers")
WAS_HIGHEST = re.compile("That number was the highest since|Y nifer hwnnw oedd yr uchaf ers")


def sentences(dataset: Dataset, area: str, language: str) -> dict[str, str]:
    """Return what is said of the newest twelve months in an area, by where it is said."""
    text, view = wording(language), change_over_time.newest_view(dataset, area)
    cards = {card.name: card for card in overview_cards(dataset, area, text)}
    stand = briefing(dataset, area, text, asked=("stand",))[0]
    links = Links("/signs", "/report")
    found = {
        "headline": headline_html(dataset, area, text),
        "reason": re.search("<aside.*?</aside>", where_html(dataset, area, text, link="/map"))[0],
        "card": f"{cards['offences'].big}. {cards['offences'].chart.sentence} {cards['offences'].why}",
        "map": area_html(MapView(dataset, view, DEFAULT, text), links).partition('<p class="quiet">')[0],
        "trends": exhibit_chart("trends.series", dataset, view, DEFAULT, text).sentence,
        "stand": " ".join(stand.said),
        "stand notes": " ".join(stand.notes[:2]),
        "stand card": next(card for card in stand.cards if card.name == "offences").chart.sentence,
    }
    for is_compared in (True, False):
        safe = [each for each in claims(dataset, view, DEFAULT, text, is_compared=is_compared) if each.is_safe]
        found[f"claims {is_compared}"] = " ".join(each.sentence for each in safe)
    return {name: plain(said) for name, said in found.items()}


def quarter_sentence(dataset: Dataset, area: str, language: str) -> str:
    """Return what is said of the newest quarter."""
    cards = overview_cards(dataset, area, wording(language))
    return next(plain(card.chart.sentence) for card in cards if card.name == "quarter")


def claims_of(dataset: Dataset, view: View, language: str) -> str:
    """Return what is safe to print of any view, with the headline that its figure would have."""
    text = wording(language)
    both = (claims(dataset, view, DEFAULT, text, is_compared=each) for each in (True, False))
    safe = [claim.sentence for found in both for claim in found if claim.is_safe]
    return plain(
        " ".join(
            [change_over_time.headline(dataset, view, text), *change_over_time.sentences(dataset, view, text), *safe]
        )
    )


def check(said: dict[str, str], found: Told, language: str) -> None:
    """Fail where a sentence says what the counts do not say."""
    for where, words in said.items():
        check_direction(where, words, found, language)
        _check_windows(where, words, found, language)
        _check_before(where, words, found, language)
        _check_highest(where, words, found, language)
    turns = [where for where, words in said.items() if TURN.search(words)]
    whole = [where for where, words in said.items() if AVERAGE.search(words)]
    assert not (turns and whole), f"{turns} speak of a turn, {whole} of one change across it"
    headline = said["headline"]
    assert figure(found.now) in headline and month(found.last, language) in headline, headline
    if found.change:
        assert says(headline, language, found.change), f"{found.years} and yet: {headline}"
        assert says(said["card"], language, found.change), said["card"]
    title = said["stand"].split(": ")[0]
    assert headline.startswith(title) and title in said["claims True"] and title in said["claims False"], title
    assert title in said["trends"], said["trends"]


def check_direction(where: str, words: str, found: Told, language: str) -> None:
    """Fail where a rise or fall is spoken of that neither the year before nor five years show, or a number is none."""
    for direction in ("rise", "fall"):
        if spoken := says(words, language, direction):
            assert direction in (found.change, found.recent), f"{where} says {spoken!r} of {found.years}: {words}"
    assert not NONE.search(words), f"{where}: {words}"


def check_quarter(words: str, found: Told, language: str) -> None:
    """Fail where the sentence about the newest quarter says what the counts do not say."""
    for direction in ("rise", "fall"):
        if spoken := says(words, language, direction):
            assert direction == found.quarter_change, f"the quarter says {spoken!r} of {found.quarters}: {words}"


def says(words: str, language: str, direction: str) -> str:
    """Return the first word that speaks of a rise or of a fall, but for what is said of the parts of a turn."""
    said = re.search(WORDS[language, direction], LARGER.sub("", TURN.sub("", words)), re.IGNORECASE)
    return said[0] if said else ""


def plain(html: str) -> str:
    """Return words without their markup."""
    return " ".join(unescape(re.sub("<[^>]+>", " ", html)).replace("\xa0", " ").split())


def _check_windows(where: str, words: str, found: Told, language: str) -> None:
    """Fail where twelve months are named that end with another month than the newest: they overlap others."""
    for name, year in re.findall(rf"\b({'|'.join(MONTHS[language])}) ([0-9]{{4}})", words):
        at = int(year) * 4 + MONTHS[language].index(name)
        assert at <= found.last and (found.last - at) % 4 == 0, f"{where} names {name} {year}: {words}"


def _check_before(where: str, words: str, found: Told, language: str) -> None:
    for when, count in BEFORE.findall(words):
        assert when.endswith(month(found.last - 4, language)), f"{where} compares with {when}: {words}"
        assert count == figure(found.before), f"{where}: {count} is not {found.before}: {words}"


def _check_highest(where: str, words: str, found: Told, language: str) -> None:
    counts = [count for _, count in found.years]
    for first, count, when in HIGHEST.findall(words):
        named = {month(at, language) for at, each in found.years if each == max(counts)}
        assert count == figure(max(counts)), f"{where}: {count} is not the highest of {found.years}"
        assert any(when.endswith(each) for each in named), f"{where}: {when} of {found.years}"
        assert first.endswith(month(found.years[0][0], language)), f"{where}: since {first} of {found.years}"
    if IS_HIGHEST.search(words):
        assert counts[-1] > max(counts[:-1]), f"{where} says the newest is the highest of {found.years}"
    if WAS_HIGHEST.search(words):
        assert counts[-2] == max(counts), f"{where} says the year before was the highest of {found.years}"
