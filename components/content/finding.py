"""What a view says in short: for whoever finds it by a search engine or is shown a link to it.

Each page of figures has one finding: a title that is true of the view, its figure, its drawing, and the parameters
that make the view another one. All of it is made by the functions that make the page, so that a link cannot say what
the page does not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from components.address.options import Options
from components.address.pages import Page
from components.charts import change_over_time
from components.charts.compare.comparison import Comparison, comparison
from components.charts.compare.funnel import funnel_chart
from components.charts.compare.side_by_side import side_chart
from components.charts.map.change import year_change
from components.charts.map.picture import picture_chart
from components.charts.map.view import MapView, map_view
from components.charts.overview import card
from components.charts.people import INDICATOR as REFERRALS
from components.charts.people import exhibit, nearest_people_view
from components.charts.series import ENGLAND_AND_WALES, Series
from components.charts.trends.panels import Panel, Trends, trends
from components.charts.views import INDICATORS
from components.content.frame import UNREADABLE
from components.content.people import count_words
from components.content.request import PageRequest
from components.drawing.chart import Chart, Figure
from components.drawing.line import Line, Other
from components.wording import describe
from components.wording.attribution import attribution
from components.wording.format import UNRELIABLE, mark, number, period_said, rate, short_period
from components.wording.sources import cited, release_words
from components.wording.text import Text
from data.load import Dataset
from data.register import register
from data.site import site
from data.views import Observation, View, ViewError, latest_period, observation
from geo.areas import areas


@dataclass(frozen=True, eq=False)
class Finding:
    """What a view says in short.

    Parameters
    ----------
    view : View
        The one that the page shows, which need not be the one asked for.
    options : Options
        Those that the page shows it with.
    title : str
        What is found, or where and of what it is, without a stop at its end.
    about : str
        Which figures these are, and of when.
    heading, big, unit : str
        What stands in large letters in the picture: a heading, the figure, or the mark of why there is none, and what
        the figure is of.
    said : str
        The sentences of the page that follow the title.
    figure : Line or Figure or None
        What is drawn; None where there is no drawing.
    alt : str
        What a person who cannot see the drawing should hear.
    source : str
        Publisher, publication and edition of the figures, and the release of this site.
    """

    view: View
    options: Options
    title: str
    about: str
    heading: str
    big: str
    unit: str
    said: str
    figure: Line | Figure | None
    alt: str
    source: str

    def parameters(self, page: Page, dataset: Dataset) -> dict[str, str]:
        """Return the parameters that make the view another one, those left out that are as an address without them."""
        view, kind = self.view, register()[self.view.indicator].headline_kind
        usual = View(site().home_area, INDICATORS[0], latest_period(dataset, view.indicator, kind))
        found = {name: code for name, code in vars(view).items() if code != getattr(usual, name)}
        found |= self.options.query()
        return {name: found[name] for name in page.view if name in found}


def finding(page: Page, request: PageRequest) -> Finding | None:
    """Return what a view of a page says in short; None where the page has no figures, or they cannot be read."""
    if page.id not in FINDINGS:
        return None
    try:
        return FINDINGS[page.id](request)
    except (*UNREADABLE, ViewError):
        return None


def _overview(request: PageRequest) -> Finding:
    dataset, text = request.dataset, request.text
    area = request.visit.about(dataset, INDICATORS[0]).area
    view = change_over_time.newest_view(dataset, area)
    series, newest = Series(dataset, view), observation(dataset, view)
    title = change_over_time.headline(dataset, view, text)
    line = _line(series.values, series.statuses, [*series.frame["period"]], text)
    return Finding(
        view,
        Options(),
        title,
        text(f"indicator.{view.indicator}.name"),
        _name(area, text),
        _count(newest, text),
        title,
        _course(dataset, newest, text),
        line,
        card("offences", series, text).chart.alt,
        _source(dataset, view, text),
    )


def _map(request: PageRequest) -> Finding:
    dataset, text = request.dataset, request.text
    shown = map_view(dataset, request.visit.view, request.visit.options, text)
    chart, newest = picture_chart(shown, tiles=False), observation(dataset, shown.view)
    if shown.options.measure == "change":
        title, big, unit = _change(shown, newest)
    else:
        title, (big, unit) = _rate_title(shown.name(), newest, text), _rate(newest, text)
    return Finding(
        shown.view,
        shown.options,
        title,
        shown.title,
        shown.name() if shown.options.measure == "rate" else title,
        big,
        unit,
        chart.sentence,
        chart.figure,
        chart.alt,
        f"{_source(dataset, shown.view, text)} {attribution(text)}",
    )


def _change(shown: MapView, newest: Observation) -> tuple[str, str, str]:
    """Return how an area has changed since the year before, its figure, and that of the year before in words."""
    text, found = shown.text, year_change(shown.dataset, shown.view).change
    if found is None or newest.value is None:
        status = newest.status if newest.value is None else "not_available"
        return f"{shown.name()}: {describe.mark_in_words(status, text)}", mark(status), describe.missing(status, text)
    earlier = change_over_time.change_words(change_over_time.course(shown.dataset, shown.view), text)
    return f"{shown.name()}: {text(f'verdict.{found.verdict}')}", _count(newest, text), earlier


def _trends(request: PageRequest) -> Finding:
    dataset, text, options = request.dataset, request.text, request.visit.options
    shown = trends(dataset, request.visit.view, options, text, home=site().home_area)
    newest = observation(dataset, shown.view)
    big, unit = _rate(newest, text) if shown.has_rates else (_count(newest, text), _when(newest, text))
    line, title = _trend_line(shown), change_over_time.headline(dataset, shown.view, text)
    return Finding(
        shown.view,
        shown.options,
        title,
        shown.title,
        title,
        big,
        unit,
        _course(dataset, newest, text),
        line,
        _line_alt(line, text),
        _source(dataset, shown.view, text),
    )


def _trend_line(shown: Trends) -> Line:
    """Return an area over time, beside England and Wales where both are rates."""
    own, others = shown.panels[0], [panel for panel in shown.panels[1:] if panel.area == ENGLAND_AND_WALES]
    decimals = int(shown.has_rates)
    line = _line(own.values, own.statuses, shown.codes, shown.text, decimals=decimals)
    if not (shown.has_rates and others):
        return line
    return replace(line, name=shown.name(own.area), other=_other(shown, others[0]))


def _other(shown: Trends, panel: Panel) -> Other:
    newest = "" if panel.values[-1] is None else rate(panel.values[-1], shown.text)
    return Other(f"{shown.name(panel.area)} {newest}".strip(), tuple(panel.values))


def _compare(request: PageRequest) -> Finding:
    dataset, text, visit = request.dataset, request.text, request.visit
    shown = comparison(dataset, visit.view, visit.options, text)
    newest = observation(dataset, shown.view)
    chart, title = _comparison(shown)
    (big, unit), is_group = _rate(newest, text), shown.options.group != "all" and bool(shown.members)
    if shown.standings and not is_group:
        unit = f"{unit} {text('compare.funnel.all', rate=rate(shown.standings.baseline, text))}."
    return Finding(
        shown.view,
        shown.options,
        title,
        shown.title,
        shown.name() if is_group else title,
        big,
        unit,
        chart.sentence,
        chart.figure,
        chart.alt,
        _source(dataset, shown.view, text),
    )


def _comparison(shown: Comparison) -> tuple[Chart, str]:
    """Return the drawing of a comparison and its title: with the areas chosen, else with all forces.

    Raises
    ------
    data.views.ViewError
        If there is nobody to compare with.
    """
    parts = (shown.dataset, shown.view, shown.options, shown.text)
    newest = observation(shown.dataset, shown.view)
    if shown.options.group != "all" and shown.members:
        others = shown.names(shown.members)
        title = shown.text("found.beside", title=_rate_title(shown.name(), newest, shown.text), others=others)
        return side_chart(*parts, is_narrow=True), title
    chart, position = funnel_chart(*parts, is_narrow=True), shown.chosen.position if shown.chosen else None
    if position is None:
        return chart, _rate_title(shown.name(), newest, shown.text)
    return chart, f"{shown.name()}: {shown.text(f'compare.position.{position}')}"


def _people(request: PageRequest) -> Finding:
    dataset, text = request.dataset, request.text
    view = nearest_people_view(dataset, request.visit.about(dataset, REFERRALS), home=site().home_area)
    chart, total = exhibit(dataset, view, "type", text), observation(dataset, view)
    name = _name(view.area, text)
    counted = count_words(dataset, view, text).striptags()
    title = f"{name}. {counted}".removesuffix(".")
    return Finding(
        view,
        Options(),
        title,
        f"{text(f'indicator.{view.indicator}.name')}. {text('people.type.title')}",
        name,
        _count(total, text),
        f"{counted} {chart.sentence if chart.figure is None or chart.figure.is_empty else ''}".strip(),
        chart.sentence,
        chart.figure,
        chart.alt,
        _source(dataset, view, text),
    )


FINDINGS: dict[str, Callable[[PageRequest], Finding]] = {
    "overview": _overview,
    "map": _map,
    "trends": _trends,
    "compare": _compare,
    "people": _people,
}


def _course(dataset: Dataset, newest: Observation, text: Text) -> str:
    """Return how the newest figure compares with earlier ones, or why there is none; not where the longer run turns.

    That takes seconds for a long series, and no link has room for it.
    """
    if newest.value is None:
        return describe.missing(newest.status, text)
    found = change_over_time.course(dataset, newest.view)
    words = (change_over_time.change_words, change_over_time.highest_words, change_over_time.recent_words)
    return " ".join(filter(None, (said(found, text) for said in words)))


def _line(values: list[float | None], statuses: list[str], codes: list[str], text: Text, *, decimals: int = 0) -> Line:
    """Return a series as a line whose newest and whose highest value are written beside it."""
    return Line(
        values=tuple(values),
        statuses=tuple(statuses),
        first=short_period(codes[0], text.language),
        last=short_period(codes[-1], text.language),
        written=tuple("" if each is None else number(each, text.language, decimals=decimals) for each in values),
    )


def _line_alt(line: Line, text: Text) -> str:
    known = {value: words for value, words in zip(line.values, line.written, strict=True) if value is not None}
    if not known:
        return text("overview.alt.none")
    return text(
        "overview.alt.series",
        first=line.first,
        last=line.last,
        lowest=known[min(known)],
        highest=known[max(known)],
        newest=line.written[-1] or mark(line.statuses[-1]),
    )


def _rate_title(area: str, newest: Observation, text: Text) -> str:
    """Return an area with its rate, or with why there is none."""
    if newest.rate is None:
        return f"{area}: {describe.mark_in_words(newest.rate_status, text)}"
    return text("found.rate", area=area, rate=rate(newest.rate, text))


def _rate(newest: Observation, text: Text) -> tuple[str, str]:
    """Return a rate with its marks, and what it is with its interval; where there is none, its mark and why."""
    if newest.interval is None:
        return mark(newest.rate_status), describe.missing(newest.rate_status, text)
    value, lower, upper = (rate(each, text) for each in newest.interval)
    interval = text("overview.card.rate.unit", interval=text("format.interval", lower=lower, upper=upper))
    statuses = [newest.rate_status] if mark(newest.rate_status) else []
    marks = [text("describe.mark", mark=mark(each), meaning=text(f"status.{each}")) for each in statuses]
    if newest.is_unreliable:
        marks.append(text("describe.mark", mark=UNRELIABLE, meaning=text("status.unreliable")))
    return value, " ".join((f"{text('show.rate')}: {interval}.", *marks))


def _count(newest: Observation, text: Text) -> str:
    return mark(newest.status) if newest.value is None else number(newest.value, text.language)


def _when(newest: Observation, text: Text) -> str:
    return text("overview.card.offences.unit", period=_period(newest.view, text))


def _period(view: View, text: Text) -> str:
    return period_said(view.period, text)


def _name(area: str, text: Text) -> str:
    return areas()[area].name(text.language)


def _source(dataset: Dataset, view: View, text: Text) -> str:
    return f"{cited(view.indicator, dataset, text)} {release_words(dataset.release, text)}"
