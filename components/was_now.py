"""Was and now: what two releases say differently, for one area in words and for all areas as CSV. Pure.

Kept are the texts and, of a few pairs of releases, the figures that differ; never a whole release.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from html import escape
from urllib.parse import urlencode

import pandas as pd

from components.block import Choice, choice
from components.categories import named
from components.change_rows import change_rows, plain
from components.feed import release_name
from components.file_names import plain_name
from components.format import capital, mark, number, period
from components.options import Options, read_options
from components.store import release_ids
from components.tables import marks_used
from components.text import Text
from data.history import HistoryError, kept_release
from data.load import Dataset
from data.register import register
from data.revisions import ABSENT, REASONS, differences, tally
from data.views import View
from geo.areas import areas

WORDS = ("period", "category", "reason")
HEADINGS = ("period", "category", "was", "now", "difference", "reason")
MINUS = "−"


def compared(options: Options, ids: Sequence[str]) -> tuple[str, str] | None:
    """Return the ids of the earlier and the later release to compare: the last two, unless others are asked for.

    None where fewer than two are kept. Two in the wrong order are turned; of one with itself comes the one before.
    """
    if len(ids) < 2:
        return None
    places = {identifier: place for place, identifier in enumerate(ids)}
    later = places.get(options.after, len(ids) - 1)
    earlier = places.get(options.before, later - 1)
    earlier, later = sorted((earlier, later))
    if earlier == later:
        earlier -= 1
    if earlier < 0:
        earlier, later = 0, 1
    return ids[earlier], ids[later]


@lru_cache(maxsize=2)
def indicators(dataset: Dataset) -> tuple[str, ...]:
    """Return the indicators that the release has, in the order of the register."""
    there = {*dataset.observations["indicator"].unique()}
    return tuple(name for name in register() if name in there)


def differing(before: str, after: str) -> pd.DataFrame:
    """Return what two releases say differently; not to be written to.

    Raises
    ------
    data.history.HistoryError
        If one of them is damaged.
    """
    return _differing(before, after, release_ids()[-1])


@lru_cache(maxsize=4)
def _differing(before: str, after: str, newest: str) -> pd.DataFrame:
    releases = {identifier: kept_release(identifier) for identifier in {before, after, newest}}
    return differences(releases[before], releases[after], newest=releases[newest])


def choices(dataset: Dataset, pair: tuple[str, str], ids: Sequence[str], view: View, text: Text) -> tuple[Choice, ...]:
    """Return which two of the releases ``ids`` are compared, and whose figures."""
    called = lambda code: release_name(code, text)  # noqa: E731 - as choice asks for it
    short = lambda code: capital(text(f"indicator.{code}.short"))  # noqa: E731 - as choice asks for it
    between = zip(("from", "to"), pair, (ids[:-1], ids[1:]), strict=True)
    return (
        *(
            choice(name, offered[::-1], chosen, label=text(f"downloads.changes.{name}"), wording=called)
            for name, chosen, offered in between
        ),
        choice(
            "indicator", indicators(dataset), view.indicator, label=text("downloads.changes.indicator"), wording=short
        ),
    )


def changes_html(pair: tuple[str, str] | None, view: View, text: Text) -> str:
    """Return what two releases say differently; or why nothing can be compared."""
    if pair is None:
        return f'<p class="notice">{escape(text("downloads.changes.one"))}</p>'
    try:
        return _changes(*pair, view, text, release_ids()[-1])
    except HistoryError:
        return f'<p class="notice">{escape(text("downloads.changes.damaged"))}</p>'


@lru_cache(maxsize=128)
def _changes(before: str, after: str, view: View, text: Text, _newest: str) -> str:
    """Return the figures of an area and an indicator that differ one by one, and how many do over all areas.

    What the newest release hides is not said, so what is kept is found by that one too.
    """
    rows = differing(before, after)
    of_view = rows[(rows["area_code"] == view.area) & (rows["indicator"] == view.indicator)]
    all_of_them = f"/open-data/changes.csv?{urlencode({'from': before, 'to': after, 'lang': text.language})}"
    area = areas()[view.area]
    of_area = f"/downloads?{urlencode({'lang': text.language, 'area': area.code, 'from': before, 'to': after})}"
    title = text(f"indicator.{view.indicator}.name")
    if area.kind != "united_kingdom":  # its indicators name it
        title = f"{title}, {area.name(text.language)}"
    # A link leads here, not to the heading above the choices: before this is drawn there is nothing to scroll into.
    return (
        f'<h3 id="was-now">{escape(title)}</h3>{_table(of_view, title, text)}'
        f"<h3>{escape(text('downloads.changes.everywhere'))}</h3>{_counts(rows, text, of_area)}"
        f'<p><a href="{escape(all_of_them)}" download>{escape(text("downloads.changes.csv"))}</a></p>'
    )


def changes_rows(parameters: Mapping[str, str], text: Text) -> tuple[str, Iterator[tuple]] | None:
    """Return every difference between the two releases an address names, and the name of a file for them.

    Codes first, then words; the first row is the headings. None where the address names a release that is not kept,
    or where there are no two.
    """
    options, unknown = read_options({name: parameters.get(name, "") for name in ("from", "to")})
    pair = compared(options, release_ids())
    if unknown or pair is None:
        return None
    name = plain_name(text("file.name.changes", before=pair[0], after=pair[1]))
    return name, change_rows(differing(*pair), pair, text)


def _shown(value: object, status: str, text: Text) -> str:
    """Return a figure with its mark, as HTML."""
    figure, said = plain(value, status, text)
    if status == ABSENT:
        return f'<span aria-hidden="true">–</span><span class="hidden-words">{escape(said)}</span>'
    parts = [number(figure, text.language)] if figure is not None else []
    return " ".join([*parts, escape(said)]) if said else " ".join(parts)


def _signed(difference: object, text: Text) -> str:
    if pd.isna(difference):
        return ""
    sign = "+" if difference > 0 else MINUS if difference < 0 else ""
    return sign + number(abs(difference), text.language)


def _table(rows: pd.DataFrame, title: str, text: Text) -> str:
    """Return the figures that differ, one a row; or that none does."""
    if rows.empty:
        return f"<p>{escape(text('downloads.changes.none'))}</p>"
    indicator = register()[rows["indicator"].iloc[0]]
    order = {name: place for place, name in enumerate(indicator.breakdowns)}
    sorted_rows = rows.sort_values(
        ["breakdown", "period"],
        key=lambda codes: codes.map(order).astype(float) if codes.name == "breakdown" else codes.astype(str),
        kind="stable",
    )
    heads = "".join(
        f'<th scope="col" class="{"words" if name in WORDS else "number"}">'
        f"{escape(text(f'downloads.column.{name}'))}</th>"
        for name in HEADINGS
    )
    body = "".join(_row(row, text) for row in sorted_rows.itertuples(index=False))
    statuses = [mark(status) for side in ("was_status", "now_status") for status in rows[side].unique()]
    meant = marks_used(pd.DataFrame({"mark": statuses}), text)
    marks = "".join(f"<li>{each} {escape(meaning)}</li>" for each, meaning in meant.items())
    caption = escape(text("downloads.changes.caption", what=title))
    counted = escape(text("downloads.changes.number", count=number(len(rows), text.language)))
    return (
        f'<p>{counted}</p><div class="scroll tall" tabindex="0" role="region" aria-label="{caption}">'
        f'<table class="figures changes"><caption class="hidden-words">{caption}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
        f'</div><ul class="marks">{marks}</ul>'
    )


def _row(row: tuple, text: Text) -> str:
    breakdown, category = named(row.breakdown, row.category, text)
    what = escape(breakdown) if row.breakdown == "total" else f"<small>{escape(breakdown)}</small> {escape(category)}"
    words = f'<th scope="row">{escape(period(row.period, text))}</th><td class="words">{what}</td>'
    figures = (
        _shown(row.was, row.was_status, text),
        _shown(row.now, row.now_status, text),
        _signed(row.difference, text),
    )
    cells = "".join(f"<td>{cell}</td>" for cell in figures)
    return f'<tr>{words}{cells}<td class="words">{escape(text(f"downloads.reason.{row.reason}"))}</td></tr>'


def _counts(rows: pd.DataFrame, text: Text, of_area: str) -> str:
    """Return how many figures differ over all areas, by indicator and reason; or that none does.

    ``of_area`` is the address of the area's comparison, to which each indicator that differs leads.
    """
    if rows.empty:
        return f"<p>{escape(text('downloads.changes.same'))}</p>"
    counted = tally(rows)
    reasons = [why for why in REASONS if any(counts[why] for counts in counted.values())]
    heads = "".join(f'<th scope="col" class="number">{escape(text(f"downloads.reason.{why}"))}</th>' for why in reasons)
    body = "".join(
        f'<tr><th scope="row">{_linked(name, of_area, text)}</th>'
        + "".join(f"<td>{number(counts[why], text.language)}</td>" for why in reasons)
        + "</tr>"
        for name, counts in counted.items()
    )
    caption = escape(text("downloads.changes.counts"))
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{caption}"><table class="figures">'
        f'<caption class="hidden-words">{caption}</caption><thead><tr><th scope="col">'
        f"{escape(text('downloads.column.indicator'))}</th>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _linked(indicator: str, of_area: str, text: Text) -> str:
    if indicator not in register():
        return escape(indicator)
    return (
        f'<a href="{escape(of_area)}&amp;indicator={indicator}#was-now">'
        f"{escape(text(f'indicator.{indicator}.name'))}</a>"
    )
