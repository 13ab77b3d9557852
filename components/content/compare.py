"""The compare page in words: what is asked, the figures of the chosen area, and the ways to every other one.

What is kept is text, by view and language and never by visitor.
"""

from __future__ import annotations

from functools import lru_cache, partial

from markupsafe import Markup, escape

from components.address.assets import style
from components.address.options import Options
from components.address.pages import PAGES, address
from components.address.visit import Visit, instead, instead_html
from components.charts.compare.comparison import Comparison, comparison
from components.charts.compare.funnel import OUTSIDE_99_8, funnel_chart
from components.charts.compare.league import league_chart, rank_sentence
from components.charts.compare.side_by_side import side_chart
from components.charts.compare.standing import Standings, standings
from components.charts.compare.words import count_words, rate_words
from components.charts.views import shown_periods
from components.content.block import Block, Group, Html, Visual, html_blocks
from components.content.choices import compare_choices, league_choice
from components.content.claims import claims_html
from components.content.request import PageRequest
from components.content.snippets import area_words
from components.drawing.serialised import SerialisedChart, serialised
from components.wording import describe
from components.wording.format import mark, number, period
from components.wording.text import NOTHING, Text
from data.load import Dataset
from data.views import View, ViewError, observation
from geo.areas import areas, forces


def blocks(request: PageRequest) -> tuple[Block, ...]:
    """Return the page: a funnel of all forces, up to five areas side by side, and ranks with their intervals."""
    visit, dataset = request.visit, request.dataset
    shown = comparison(dataset, visit.view, visit.options, request.text)
    claimed = claims_html(dataset, shown.view, shown.options, request.text)
    return (
        Html(request.explained(heading_html(visit, shown))),
        Group("compare-choices", compare_choices(shown)),
        Html(area_html(shown) + nothing_html(shown)),
        *(_compared(request, shown) if shown.standings else ()),
        *html_blocks(claimed),
    )


def _compared(request: PageRequest, shown: Comparison) -> tuple[Block, ...]:
    """Return the funnel, the areas side by side and the ranks of a period in which areas can be compared."""
    parts, is_narrow = _parts(shown), request.is_narrow
    drawn, narrow = (partial(funnel_chart, *parts, is_narrow=each) for each in (is_narrow, True))
    funnel = Visual("funnel", drawn, funnel_kept(shown, is_narrow=is_narrow), "area", narrow)
    side = (Visual("side", partial(side_chart, *parts), side_kept(shown), width=736),) if shown.members else ()
    league: tuple[Block, ...] = ()
    if shown.options.league == "on":
        drawn, narrow = (partial(league_chart, *parts, is_narrow=each) for each in (is_narrow, True))
        table = Visual("league", drawn, league_kept(shown, is_narrow=is_narrow), narrow=narrow)
        league = Html(above_league_html(shown)), Group("compare-league", (table,))
    return (
        Html(above_funnel_html(shown)),
        Group("compare-funnel", (funnel,)),
        Html(request.explained(below_funnel_html(shown))),
        Html(above_side_html(shown)),
        *([Group("compare-side", side)] if side else []),
        Html(ranks_html(shown)),
        league_choice(shown),
        *league,
    )


def overdispersion_html(shown: Comparison) -> Markup:
    """Return what the limits allow for, one tap away."""
    text, found = shown.text, _standings(shown)
    plain = _standings(shown, limits="plain").beyond(*OUTSIDE_99_8)
    counts = {"times": found.dispersion, "plain": len(plain), "rated": len(found.rated)}
    values = {name: number(count, text.language) for name, count in counts.items()}
    parts = ("what", "chance", "allow", "not") if found.dispersion > 1 else ("what", "not")
    words = Markup().join(Markup("<p>{}</p>").format(text(f"compare.limits.why.{part}", **values)) for part in parts)
    return Markup('<details class="why"><summary>{}</summary>{}</details>').format(
        text("compare.limits.why.title"), words
    )


def list_html(shown: Comparison, links: dict[str, str]) -> Markup:
    """Return every area as a link that chooses it, with what the drawing shows of it; ``links`` by the code."""
    text = shown.text
    items = Markup().join(
        Markup('<li><a href="{}" rel="nofollow" lang="{}"{}>{}</a>: {}</li>').format(
            links[code],
            areas()[code].name_language(text.language),
            " aria-current=true" if code == shown.view.area else "",
            shown.name(code),
            _point(shown, code),
        )
        for code in sorted(links, key=shown.name)
    )
    return Markup('<details class="points"><summary>{}</summary><p>{}</p><ul>{}</ul></details>').format(
        text("compare.list.title"), text("compare.list.words"), items
    )


def _point(shown: Comparison, code: str) -> str:
    area, text = _standings(shown).by_code[code], shown.text
    parts = [rate_words(area, text)]
    if area.position:
        parts.append(text(f"compare.position.{area.position}"))
    if area.count is not None:
        parts.append(text("compare.count", count=count_words(area, text)))
    return "; ".join(parts)


def heading_html(visit: Visit, shown: Comparison) -> Markup:
    """Return the look and the name of the page, what it can say, and a line where it shows another view than asked."""
    text = shown.text
    return Markup('{style}<h1>{heading}</h1><p class="lead">{lead}</p>{instead}').format(
        style=style("compare.css"),
        heading=text("compare.heading"),
        lead=text("compare.lead"),
        instead=instead_html(instead(visit, shown.view)),
    )


@lru_cache(maxsize=256)
def area_html(shown: Comparison) -> Markup:
    """Return the figures of the chosen area, and what they are not."""
    lines = Markup().join(Markup("<p>{}</p>").format(line) for line in _lines(shown))
    meaning = shown.text(f"indicator.{shown.view.indicator}.meaning")
    return area_words(shown.view.area, Markup('{}<p class="quiet">{}</p>').format(lines, meaning), shown.text)


@lru_cache(maxsize=32)
def nothing_html(shown: Comparison) -> Markup:
    """Return why nothing can be compared in a period, and when something can; empty where it can."""
    if shown.standings:
        return Markup()
    codes = shown_periods(shown.dataset, shown.view.indicator, shown.view.period, "rate")
    years = ", ".join(period(code, shown.text) for code in codes)
    said = shown.text("compare.nothing", title=shown.title, periods=years)
    return Markup('<p class="notice">{}</p>').format(said)


@lru_cache(maxsize=128)
def funnel_kept(shown: Comparison, *, is_narrow: bool) -> SerialisedChart:
    """Return the funnel as it is kept for the page."""
    return serialised(funnel_chart(*_parts(shown), is_narrow=is_narrow), shown.text)


@lru_cache(maxsize=128)
def side_kept(shown: Comparison) -> SerialisedChart:
    """Return the areas side by side as they are kept for the page."""
    return serialised(side_chart(*_parts(shown)), shown.text)


@lru_cache(maxsize=32)
def league_kept(shown: Comparison, *, is_narrow: bool) -> SerialisedChart:
    """Return the league table as it is kept for the page."""
    return serialised(league_chart(*_parts(shown), is_narrow=is_narrow), shown.text)


@lru_cache(maxsize=256)
def above_funnel_html(shown: Comparison) -> Markup:
    """Return the question of the first part and the title of its drawing."""
    return _part(shown, "funnel", shown.text("compare.funnel.title", title=shown.title))


@lru_cache(maxsize=256)
def below_funnel_html(shown: Comparison) -> Markup:
    """Return what the limits allow for, and every point of the drawing as a link."""
    links = {force.code: area_link(shown, force.code) for force in forces()}
    return overdispersion_html(shown) + list_html(shown, links)


@lru_cache(maxsize=256)
def above_side_html(shown: Comparison) -> Markup:
    """Return the question of the second part, and the title of its drawing or why there is none."""
    text = shown.text
    if shown.members:
        is_similar = shown.options.group == "similar"
        similar = Markup('<p class="sentence">{}</p>').format(text("compare.side.similar")) if is_similar else NOTHING
        return _part(shown, "side", text("compare.side.title", title=shown.title, area=shown.name()), similar)
    empty = text(f"compare.side.empty.{shown.options.group}")
    return Markup("<h2>{}</h2><p>{}</p>").format(text("compare.side.question"), empty)


@lru_cache(maxsize=256)
def ranks_html(shown: Comparison) -> Markup:
    """Return the rank of the chosen area with its interval, and why ranks mislead."""
    text = shown.text
    reasons = Markup().join(
        Markup("<li>{}</li>").format(text(f"compare.ranks.why.{why}")) for why in ("chance", "looking", "size")
    )
    said = rank_sentence(shown)
    return Markup('<div class="ranks"><h2>{}</h2>{}<p>{}</p><ul>{}</ul></div>').format(
        text("compare.ranks.question"),
        Markup("<p class=sentence>{}</p>").format(said) if said else NOTHING,
        text("compare.ranks.why"),
        reasons,
    )


@lru_cache(maxsize=64)
def above_league_html(shown: Comparison) -> Markup:
    """Return the title of the league table."""
    return Markup('<h3 class="chart-title">{}</h3>').format(shown.text("compare.league.title", title=shown.title))


def area_link(shown: Comparison, code: str) -> str:
    """Return the address of the same comparison of another area."""
    page = next(page for page in PAGES if page.id == "compare")
    kept = {"indicator": shown.view.indicator, "period": shown.view.period, **shown.options.query()}
    return address(page, lang=shown.text.language, area=code, **kept)


def _part(shown: Comparison, name: str, title: str, words: Markup = NOTHING) -> Markup:
    question = shown.text(f"compare.{name}.question")
    return Markup('<h2>{}</h2>{}<h3 class="chart-title">{}</h3>').format(question, words, title)


def _lines(shown: Comparison) -> list[Markup]:
    found, text = observation(shown.dataset, shown.view), shown.text
    when = period(shown.view.period, text)
    of_forces = describe.newest_by_force(shown.dataset, shown.view.indicator, text)
    if found.value is None:
        return [escape(f"{when}: {mark(found.status)} {describe.missing(found.status, text)} {of_forces}".strip())]
    name = text(f"indicator.{shown.view.indicator}.name")
    count = Markup("<b>{}</b> {}").format(number(found.value, text.language), mark(found.status)).strip()
    line = Markup("{name}, {when}: {count}. {of_forces}").format(name=name, when=when, count=count, of_forces=of_forces)
    lines = [line.strip()]
    if found.rate is None:
        return [*lines, escape(f"{mark(found.rate_status)} {describe.missing(found.rate_status, text)}")]
    rate = text("compare.rate", rate=rate_words(found, text))
    return [*lines, escape(f"{rate} {describe.stand_in_said(shown.dataset, shown.view, text)}".strip())]


def _standings(shown: Comparison, *, limits: str = "") -> Standings:
    """Return where all forces stand, within other ``limits`` than asked for if so said; ViewError if too few can."""
    found = standings(shown.dataset, shown.view.indicator, shown.view.period, limits or shown.options.limits)
    if found is None:
        raise ViewError(f"too few areas have a rate to compare: {shown.view}")
    return found


def _parts(shown: Comparison) -> tuple[Dataset, View, Options, Text]:
    """Return what a chart is drawn from."""
    return shown.dataset, shown.view, shown.options, shown.text
