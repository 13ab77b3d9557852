"""The picture that is shown with a link to a view: its finding in words, its drawing, and whose figures they are."""

from __future__ import annotations

from components.address.links import shown_address
from components.address.pages import Page
from components.content.finding import finding
from components.content.request import PageRequest
from components.drawing.picture import picture_png
from components.drawing.preview import Preview, preview_svg
from components.wording import trial
from data.site import site
from web.answer import HOUR, Answer, NoAnswerError

# More than a drawing has, but for the edges of its letters; with them a map stays far below what networks refuse.
COLOURS = 256


def answer(page: Page, request: PageRequest) -> Answer:
    """Return the picture of a view as PNG.

    Raises
    ------
    web.answer.NoAnswerError
        If nothing is found in the view, or its figures cannot be read.
    """
    text, found = request.text, finding(page, request)
    if found is None:
        raise NoAnswerError("no_figures")
    name = (site().title[text.language], trial.said(text), shown_address(site().address))
    picture = Preview(
        site=" · ".join(filter(None, name)),
        about=found.about,
        title=found.heading,
        big=found.big,
        unit=found.unit,
        figure=found.figure,
        source=found.source,
    )
    said = {"Title": found.title, "Description": found.alt, "Source": found.source, "Language": text.language}
    content = picture_png(preview_svg(picture, text.language), said=said, scale=1, colours=COLOURS)
    # Whoever shows a link has it fetched; a search engine should show the page and not this.
    headers = {"cache-control": HOUR, "content-language": text.language, "x-robots-tag": "noindex"}
    return Answer(content, "image/png", headers)
