"""The first screen: the answer in a headline, the map of where offences are recorded, why a rise can be good."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from components.address.visit import Visit, instead_html
from components.charts import change_over_time
from components.charts.overview import INDICATOR, Card, map_chart, newest_instead, overview_cards
from components.content.block import Block, html_blocks
from components.content.request import PageRequest
from components.drawing.picture import image, image_figure
from components.drawing.table import below_html
from components.guidance.blocks import call_box, sign_tiles
from components.wording import describe
from components.wording.describe import age_line
from components.wording.format import mark
from components.wording.text import Text
from data import current
from data.calendar import Age
from data.load import Dataset
from data.views import observation

# Views kept ready: every area in both languages. What is kept depends on the release, never on a visitor.
KEPT = 128


def blocks(request: PageRequest) -> tuple[Block, ...]:
    """Return the page: what is recorded here, where, what it means, and what anybody can do."""
    text, dataset, visit = request.text, request.dataset, request.visit
    area = _area(dataset, visit)
    return html_blocks(
        instead_of_newest_html(dataset, visit),
        headline_html(dataset, area, text),
        overview_cards_html(dataset, area, text),
        newest_html(current.ages(), text),
        where_html(dataset, area, text, link=request.link("map")),
        sign_tiles(text, link=request.link),
        call_box(text),
    )


def _area(dataset: Dataset, visit: Visit) -> str:
    """Return the area that is shown: figures of the United Kingdom, which an address may name too, are not here."""
    return visit.about(dataset, INDICATOR).area


def newest_html(ages: tuple[Age, ...], text: Text) -> Markup:
    """Return how new the figures of the headline are: below the cards, so that a phone has the first one in sight."""
    line = age_line(ages, (INDICATOR,), text)
    return Markup('<p class="period">{}</p>').format(line) if line else Markup()


def instead_of_newest_html(dataset: Dataset, visit: Visit) -> Markup:
    """Return a line where an address names a period: the page shows the newest there are."""
    return instead_html(newest_instead(dataset, visit, _area(dataset, visit)))


@lru_cache(maxsize=KEPT)
def headline_html(dataset: Dataset, area: str, text: Text) -> Markup:
    """Return the headline and the two or three sentences under it."""
    view = change_over_time.newest_view(dataset, area)
    found = observation(dataset, view)
    said = change_over_time.sentences(dataset, view, text) or (mark(found.status), describe.missing(found.status, text))
    title = change_over_time.headline(dataset, view, text)
    return Markup('<h1 class="headline">{}</h1><p class="lead">{}</p>').format(title, " ".join(said))


@lru_cache(maxsize=KEPT)
def where_html(dataset: Dataset, area: str, text: Text, *, link: str) -> Markup:
    """Return the small map beside what it shows, and the reason that fits what is seen."""
    chart = map_chart(dataset, area, text)
    reason, drawn = change_over_time.newest(dataset, area).reason, image_figure(chart, text.language)
    return Markup(
        '<div class="two"><div>{drawn}</div><div><h2>{title}</h2><p>{words}</p>'
        '<p><a href="{link}">{open}</a></p>{below}'
        '<aside class="note"><h2>{reason}</h2><p>{reason_words}</p></aside></div></div>'
    ).format(
        drawn=drawn,
        title=text("overview.map.title"),
        words=text("overview.map.words"),
        link=link,
        open=text("overview.map.open"),
        below=below_html(chart, text),
        reason=text(f"course.reason.{reason}.title"),
        reason_words=text(f"course.reason.{reason}.words"),
    )


def cards_html(cards: tuple[Card, ...], text: Text) -> Markup:
    """Return the cards as one block of HTML, aligned row by row."""
    return Markup('<div class="cards">{}</div>').format(Markup().join(_card_html(card, text) for card in cards))


@lru_cache(maxsize=128)
def overview_cards_html(dataset: Dataset, area: str, text: Text) -> Markup:
    """Return the cards of an area as HTML; kept as text, which costs the collector of each run next to nothing."""
    return cards_html(overview_cards(dataset, area, text), text)


def _card_html(card: Card, text: Text) -> Markup:
    chart = card.chart
    drawn = image(chart, text.language) if chart.is_drawn else Markup()
    return Markup(
        '<section class="card"><h2>{title}</h2><p class="big">{big}</p>'
        '<p class="unit">{unit}</p><figure>{drawn}</figure><p class="sentence">{sentence}</p>'
        '<div class="why"><p>{why}</p>{below}</div></section>'
    ).format(
        title=card.title,
        big=card.big,
        unit=card.unit,
        drawn=drawn,
        sentence=chart.sentence,
        why=card.why,
        below=below_html(chart, text),
    )
