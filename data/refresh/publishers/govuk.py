"""Editions on GOV.UK, by its Content API: attachments of one page, or of each page of a collection."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import httpx

from data.periods import quarters_between
from data.refresh import RefreshError
from data.refresh.edition import Edition
from data.refresh.publishers.said import day, day_in_name, field, listed, month, quarters
from data.refresh.settings import Settings, Source
from data.refresh.web.addresses import shown

Ask = Callable[[str], dict[str, Any]]
Ranked = tuple[tuple[Any, ...], Edition]


def data_set(ask: Ask, settings: Settings, source: Source) -> list[Ranked]:
    """Return the attachments of a statistical data set that fit, ranked by the month that they reach to.

    The title says the month, or the name of the file the day of publication, which is in the fourth month after it.
    """
    url = settings.address(source)
    found = []
    for edition in _attachments(ask(url), settings, source, url):
        fits = re.search(source.title, edition.title, re.IGNORECASE)
        said = fits.groupdict() if fits else {}
        if said.get("year"):
            reached = 12 * int(said["year"]) + month(said["month"])
        elif day_of_file := day_in_name(edition.url.rpartition("/")[2]):
            reached = 12 * int(day_of_file[:4]) + int(day_of_file[5:7]) - 4
        else:
            reached = 0
        found.append(((reached, edition.published), edition))
    # One of which nothing tells how far it reaches cannot be ranked among others.
    is_told = len(found) == 1 or all(reached for (reached, _), _ in found)
    return found if is_told else [((0, ""), edition) for _, edition in found]


def collection(ask: Ask, settings: Settings, source: Source) -> list[Ranked]:
    """Return one edition of each quarter that the pages of a collection are about.

    Raises
    ------
    RefreshError
        If there is none, a quarter between two others has none, or a file is about another quarter than its page.
    """
    url = settings.address(source)
    pages = list(_pages(ask(url), source, url))
    wanted = {(each, path) for each, _, path in pages if each and each >= source.first}
    if not wanted:
        raise RefreshError(
            f"{shown(url)}: found no page about a quarter from {source.first} on; expected one for each. It has "
            f"{listed([title for _, title, _ in pages])}. Look at the collection; "
            "data/refresh/sources.toml says how a page is recognised."
        )
    named = sorted(each for each, _ in wanted)
    if missing := [each for each in quarters_between(named[0], named[-1]) if each not in named]:
        without = [title for each, title, _ in pages if not each]
        raise RefreshError(
            f"{shown(url)}: found pages about {named[0]} to {named[-1]}, but none about {', '.join(missing)}; expected "
            f"every quarter. Pages whose title names no quarter: {listed(without)}."
        )
    return [
        ((each,), edition)
        for each, path in sorted(wanted)
        for edition in _of_quarter(ask, settings, source, quarter_of_page=each, path=path)
    ]


def _pages(said: dict[str, Any], source: Source, url: str) -> Iterator[tuple[str, str, str]]:
    """Yield quarter, title and path of each page of statistics; the quarter is empty where a page names none."""
    for document in field(said, "links.documents", list, url):
        title, path = field(document, "title", str, url), field(document, "base_path", str, url)
        if re.search(source.document, title, re.IGNORECASE) and not document.get("withdrawn"):
            named = quarters(title) or quarters(path.rpartition("/")[2])
            yield (named.pop() if len(named) == 1 else ""), title, path


def _of_quarter(ask: Ask, settings: Settings, source: Source, *, quarter_of_page: str, path: str) -> list[Edition]:
    url = f"{settings.bases['govuk']}/api/content/{path.lstrip('/')}"
    found = _attachments(ask(url), settings, source, url)
    for edition in found:
        said = quarters(edition.title)
        if said and quarter_of_page not in said:
            raise RefreshError(
                f"{shown(url)}: found “{shown(edition.title)}” on the page of {quarter_of_page}; expected a file about "
                f"that quarter. Look at {shown(edition.page)}."
            )
    return [Edition(**{**vars(edition), "quarter": quarter_of_page}) for edition in found]


def _attachments(said: dict[str, Any], settings: Settings, source: Source, url: str) -> list[Edition]:
    """Return the attachments that fit, of the best kind of file that there is."""
    attachments = field(said, "details.attachments", list, url)
    titles = [field(each, "title", str, url) for each in attachments]
    fitting = [
        each
        for each, title in zip(attachments, titles, strict=True)
        if re.search(source.title, title, re.IGNORECASE) and each.get("content_type") in source.media_types
    ]
    if not fitting:
        raise RefreshError(
            f"{shown(url)}: found no attachment that fits {source.title!r} as {' or '.join(source.media_types)}; "
            f"it has {listed(titles)}. Look at the page; data/refresh/sources.toml says how a file is recognised."
        )
    best = min((each["content_type"] for each in fitting), key=source.media_types.index)
    published = day(field(said, "public_updated_at", str, url), url)
    page = settings.bases["govuk"] + "/" + field(said, "base_path", str, url).lstrip("/")
    return [
        Edition(
            source=source.name,
            title=each["title"],
            url=_address(field(each, "url", str, url), settings, url),
            published=day_in_name(field(each, "url", str, url).rpartition("/")[2]) or published,
            page=page,
            media_type=best,
        )
        for each in fitting
        if each["content_type"] == best
    ]


def _address(said: str, settings: Settings, url: str) -> str:
    """Return the address of a file; one outside GOV.UK is refused."""
    try:
        address = str(httpx.URL(settings.bases["govuk"]).join(said))
    except (httpx.InvalidURL, UnicodeError):
        address = ""
    allowed = (settings.bases["govuk_assets"], settings.bases["govuk"])
    if not address.startswith(tuple(f"{base}/" for base in allowed)):
        raise RefreshError(
            f"{shown(url)}: found a file at {shown(said)!r}; expected one below {' or '.join(allowed)}. "
            "Nothing was asked there."
        )
    return address
