"""Trends as Plotly draws them: small multiples on equal scales, gaps as bands, the usual range, dated events."""

from __future__ import annotations

from collections.abc import Sequence

from components.charts.trends.events import NARROW as KEY_NARROW
from components.charts.trends.events import WIDE as KEY_WIDE
from components.charts.trends.events import event_key, event_marks, events
from components.charts.trends.gaps import Gaps, gap_bars, gap_words
from components.charts.trends.panels import Panel, Trends
from components.drawing import theme
from components.drawing.plot.figure import Spec
from components.drawing.plot.parts import SIZE, axis, layout, note, ticks
from components.wording.describe import mark_in_words
from components.wording.format import number, short_period
from data.periods import period as read_period

HEIGHT, ROW, BETWEEN = 380, 230, 0.07
MARGIN = {"l": 46, "r": 34, "t": 34, "b": 34}
HEADROOM = 1.12
# About how many pixels all panels have side by side, and one of them on a phone.
WIDE, NARROW = 720, 260
# Labels of neighbouring quarters would touch.
FEWEST_BETWEEN = 3
GROUND = "rgba(255,255,255,0.8)"


def panels_figure(shown: Trends, *, is_narrow: bool = False, has_legend: bool = False) -> Spec:
    """Return the small multiples.

    Parameters
    ----------
    shown : Trends
    is_narrow : bool
        One below the other, for a phone, instead of side by side.
    has_legend : bool
        What the events are, below the panels: for a picture. On the page they are a list.
    """
    tops, codes, count = tops_of(shown.panels), shown.codes, len(shown.panels)
    found = events(shown.view.indicator, codes) if shown.options.notes == "on" else ()
    names = [str(i + 1) if i else "" for i in range(count)]
    shapes, notes = event_marks(found, [(f"x{name}", f"y{name}") for name in names])
    data: list[Spec] = []
    axes: Spec = {}
    for i, (panel, name, top) in enumerate(zip(shown.panels, names, tops, strict=True)):
        place = {"xaxis": f"x{name}", "yaxis": f"y{name}"}
        line = _line(shown, panel, place)
        missing = Gaps(tuple(panel.values), tuple(panel.statuses), top, NARROW if is_narrow else WIDE / count)
        data += [*gap_bars(missing, line["hovertext"], **place), line]
        axes |= _axes(shown, name, top, _domains(i, count, is_narrow))
        # Where there is no figure at all there is nothing to read from a scale.
        axes[f"yaxis{name}"]["showticklabels"] = any(value is not None for value in panel.values)
        notes += [
            _title(shown, panel, name),
            *gap_words(missing, shown.text, name),
            *_last(shown, panel, name),
        ]
        if not i:
            more, words = _band(shown, panel)
            shapes, notes = more + shapes, notes + words
    margin, height = MARGIN, MARGIN["t"] + MARGIN["b"] + ROW * count if is_narrow else HEIGHT
    if has_legend and found:
        deep, key = event_key(found, shown.text, width=KEY_NARROW if is_narrow else KEY_WIDE)
        margin, height = {**MARGIN, "b": MARGIN["b"] + deep}, height + deep
        notes.append(key)
    return {"data": data, "layout": layout(height, margin, shapes=shapes, annotations=notes, barmode="overlay", **axes)}


def tops_of(panels: Sequence[Panel]) -> list[float]:
    """Return where the scale of each panel ends.

    Rates: at the same rate in all. Counts of areas of different size: so that the mean of each stands at the same
    height, or no shape could be compared.
    """
    highest = [max([each for each in panel.values if each is not None], default=0) for panel in panels]
    highest[0] = max(highest[0], panels[0].usual.upper if panels[0].usual else 0)
    if panels[0].has_rates:
        return [max(highest) * HEADROOM or 1] * len(panels)
    means = [_mean(panel.values) for panel in panels]
    most = max((high / mean for high, mean in zip(highest, means, strict=True) if mean), default=1)
    return [mean * most * HEADROOM or 1 for mean in means]


def series_trace(values: Sequence[float | None], said: Sequence[str], place: Spec, *, colour: str, symbol: str) -> Spec:
    """Return a line that is broken at gaps; a value without neighbours is still a point."""
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": list(range(len(values))),
        "y": [*values],
        "line": {"color": colour, "width": 2.5},
        "marker": {"color": colour, "size": 7 if len(values) < 20 else 5, "symbol": symbol},
        "hovertext": [*said],
        "hoverinfo": "text",
        "connectgaps": False,
        "cliponaxis": False,
        **place,
    }


def time_ticks(codes: Sequence[str], most: int, language: str) -> tuple[list[int], list[str]]:
    """Return up to about ``most`` places to name among periods: years, or the first quarter of years."""
    firsts = [i for i, code in enumerate(codes) if read_period(code).kind != "quarter" or code.endswith("-Q1")] or [0]
    step = -(-len(firsts) // most)
    places = firsts[::-1][::step][::-1]
    if places[0] >= FEWEST_BETWEEN and len(places) < most:
        places = [0, *places]
    return places, [short_period(codes[i], language) for i in places]


def _line(shown: Trends, panel: Panel, place: Spec) -> Spec:
    name = shown.name(panel.area)
    decimals = 1 if panel.has_rates else 0
    said = [
        f"{name}, {shown.when(i)}: "
        + (
            mark_in_words(panel.statuses[i], shown.text)
            if value is None
            else number(value, shown.text.language, decimals=decimals)
        )
        for i, value in enumerate(panel.values)
    ]
    is_chosen = panel is shown.panels[0]
    return series_trace(
        panel.values, said, place, colour=theme.STRONG if is_chosen else theme.QUIET_INK, symbol="circle"
    )


def _domains(i: int, count: int, is_narrow: bool) -> tuple[list[float], list[float]]:
    gap = 0.3 / count if is_narrow else BETWEEN
    size = (1 - gap * (count - 1)) / count
    along = [i * (size + gap), min(i * (size + gap) + size, 1)]
    if is_narrow:
        return [0, 1], [1 - along[1], 1 - along[0]]
    return along, [0, 1]


def _axes(shown: Trends, name: str, top: float, domains: tuple[list[float], list[float]]) -> Spec:
    across, down = domains
    places, labels = time_ticks(
        shown.codes,
        4 if across[1] == 1 and not across[0] and shown.options.step == "quarter" else 3,
        shown.text.language,
    )
    marks = ticks(top, 5)
    written = [number(value, shown.text.language, decimals=0 if value == int(value) else 1) for value in marks]
    x = {"domain": across, "anchor": f"y{name}", "showgrid": False, "showline": True, "linecolor": theme.INK}
    return {
        f"xaxis{name}": axis((-0.5, len(shown.codes) - 0.5), places, labels, **x),
        f"yaxis{name}": axis((0, top), marks, written, domain=down, anchor=f"x{name}"),
    }


def _title(shown: Trends, panel: Panel, name: str) -> Spec:
    place = {"xref": f"x{name} domain", "yref": f"y{name} domain", "xanchor": "left", "yanchor": "bottom", "yshift": 5}
    font = {"size": SIZE + 2, "color": theme.INK, "weight": 700}
    return {**note(shown.name(panel.area), 0, 1, **place), "font": font}


def _last(shown: Trends, panel: Panel, name: str) -> list[Spec]:
    """Return the newest value beside its point."""
    value = panel.values[-1] if panel.values else None
    if value is None:
        return []
    said = number(value, shown.text.language, decimals=1 if panel.has_rates else 0)
    place = {"xref": f"x{name}", "yref": f"y{name}", "yanchor": "bottom", "xanchor": "center", "yshift": 6}
    font = {"size": SIZE + 1, "color": theme.INK, "weight": 700}
    return [{**note(said, len(panel.values) - 1, value, **place), "font": font, "bgcolor": GROUND}]


def _band(shown: Trends, panel: Panel) -> tuple[list[Spec], list[Spec]]:
    """Return the usual range of the chosen area and its mean, over the values they were worked out from."""
    found = panel.usual
    if found is None:
        return [], []
    ends = {"x0": panel.start_of_run - 0.5, "x1": len(panel.values) - 0.5, "xref": "x", "yref": "y", "layer": "below"}
    band = {"type": "rect", **ends, "y0": found.lower, "y1": found.upper, "fillcolor": "#dfe8ef", "line": {"width": 0}}
    middle = {"type": "line", **ends, "y0": found.centre, "y1": found.centre}
    middle["line"] = {"color": theme.QUIET_INK, "width": 1.2, "dash": "dash"}
    place = {"xref": "x", "yref": "y", "xanchor": "right", "yanchor": "bottom", "xshift": -4, "yshift": 2}
    words = note(shown.text("trends.band"), len(panel.values) - 0.5, found.lower, **place)
    return [band, middle], [{**words, "font": {"size": SIZE - 1, "color": theme.QUIET_INK}}]


def _mean(values: Sequence[float | None]) -> float:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else 0.0
