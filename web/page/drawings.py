"""The drawings of a page as SVG in the page itself: for a desk and for a phone, and the style sheet chooses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from html import escape
from typing import NamedTuple, assert_never

from markupsafe import Markup

from components.address.pages import Page, address
from components.content.block import Together, Visual
from components.content.request import PageRequest
from components.drawing.bars import Bars, Halves
from components.drawing.chart import Chart, Nothing
from components.drawing.map.figure import Legend, MapFigure
from components.drawing.map.local import LocalMap
from components.drawing.map.operable import HostedMap, Operable, ZoomableMap
from components.drawing.map.sheet import linked_map
from components.drawing.picture import image_figure, with_own_names
from components.drawing.plot.figure import Plot
from components.drawing.plot.svg import plot_svg
from components.drawing.sparkline import RateBeside, Sparkline
from components.drawing.svg import Svg, inline
from components.drawing.table import below_html, table_details, take_away_link
from components.wording.text import NOTHING
from web.page.fields import known

# How wide a drawing is laid out for a phone.
NARROW = 350


class Drawn(NamedTuple):
    """What is shown of a chart: what stands above it, its drawing where that has a box of its own, and what follows."""

    name: str
    above: Markup
    drawing: Markup
    below: Markup


class Drawer:
    """Draws the charts of one page."""

    def __init__(self, page: Page, request: PageRequest) -> None:
        self.page, self.request, self.text = page, request, request.text

    def visual(self, block: Visual) -> Drawn:
        """Return a chart with its sentence, its table and the ways to take it away."""
        chart = block.chart()
        narrow = block.narrow() if block.narrow else None
        drawn, below = self._drawn(block.key, chart, narrow, block.width)
        return Drawn(block.key, NOTHING, drawn, below + below_html(chart, self.text))

    def together(self, block: Together) -> Iterator[Drawn]:
        """Yield charts that share one table, without it; a map to zoom into is drawn as the one beside it."""
        figures = [chart.figure for chart in block.charts.values()]
        still = next((figure for figure in figures if isinstance(figure, Operable)), None)
        for key, made in block.charts.items():
            chart = replace(made, figure=still) if isinstance(made.figure, ZoomableMap) else made
            above = block.above.get(key, NOTHING)
            drawn, below = self._drawn(key, chart, None, NARROW)
            after = below + take_away_link(chart, self.text)
            yield Drawn(key, above, drawn, after) if drawn else Drawn(key, NOTHING, NOTHING, above + after)

    def table(self, block: Together) -> Markup:
        """Return the table that charts share."""
        return table_details(next(iter(block.charts.values())).table, self.text)

    def _drawn(self, key: str, chart: Chart, narrow: Chart | None, width: int) -> tuple[Markup, Markup]:
        """Return the drawing of a chart where it has a box of its own, and what follows: its sentence, or all of it."""
        figure, sentence = chart.figure, Markup('<p class="sentence">{}</p>').format(chart.sentence)
        match figure:
            case Plot(is_empty=True) | Nothing() | None:
                return NOTHING, sentence
            case Bars() | Halves():
                bars = figure.html(self.text)
                drawn = Markup('<figure role="group" aria-label="{}">{}</figure>').format(chart.alt, bars)
                return NOTHING, drawn + sentence
            case MapFigure() | LocalMap() | Legend() | Sparkline() | RateBeside() | HostedMap():
                return NOTHING, image_figure(chart, self.text.language)
            case Plot():
                return self._plotted(key, chart, figure, narrow, width), sentence
            case Operable():
                return self._map(key, figure), sentence
            case ZoomableMap():
                raise TypeError("a map to zoom into stands beside one that can be drawn")
            case _:
                assert_never(figure)

    def _plotted(self, key: str, chart: Chart, figure: Plot, narrow: Chart | None, width: int) -> Markup:
        """Return a plot at the height it has on the screen, laid out for a desk and for a phone."""
        slim = narrow.figure if narrow and isinstance(narrow.figure, Plot) else figure
        both = {"wide": plot_svg(figure.spec, width=width), "narrow": plot_svg(slim.spec, width=NARROW)}
        drawn = Markup().join(
            _svg(f"{key}-{name}-", name, svg, f"height:{svg.height:g}px") for name, svg in both.items()
        )
        return Markup('<figure class="plotted" role="img" aria-label="{}">{}</figure>').format(chart.alt, drawn)

    def _map(self, key: str, figure: Operable) -> Markup:
        """Return a map in which each area is a link to this page with that area chosen."""
        still, around = figure.still, self._links(figure)
        both = {"": still} if still.shape == "areas" else {"wide": still, "narrow": replace(still, shape="short_tiles")}
        drawn = Markup().join(
            _svg(f"{key}-{name}-", name, linked_map(each, self.text.language, around)) for name, each in both.items()
        )
        title = Markup() if key == "deck" else Markup("<h2>{}</h2>").format(figure.title)
        said = (
            Markup()
            if key == "deck"
            else Markup('<p class="readout" aria-hidden="true">{}</p>').format(figure.labels.get(figure.chosen, ""))
        )
        return Markup('<div class="still">{}<div class="drawing" role="group" aria-label="{}">{}</div>{}</div>').format(
            title, figure.name, drawn, said
        )

    def _links(self, figure: Operable) -> Callable[[str, str], str]:
        """Return what puts the drawing of an area into the link that chooses it.

        Tab passes over them: the list of the areas above has them all, and a keyboard would need 43 steps to get by.
        """
        kept = {"lang": self.text.language, **known(self.request.parameters)}

        def around(code: str, drawn: str) -> str:
            href = escape(address(self.page, **{**kept, "area": code}))
            label = escape(figure.labels.get(code, ""))
            look = f'href="{href}" rel="nofollow" tabindex="-1" aria-label="{label}"'
            return f"<a {look}><title>{label}</title>{drawn}</a>"

        return around


def _svg(prefix: str, kind: str, svg: Svg, style: str = "") -> Markup:
    """Return a drawing in the page, whose patterns have names of their own there."""
    look = f' style="{style}"' if style else ""
    drawn = svg.inside(f'class="{kind}" width="{svg.width:g}" height="{svg.height:g}"{look}')
    return inline(with_own_names(drawn, prefix))
