"""What to look for: a search, signs anywhere, signs by setting, and what to do and not to do."""

from functools import partial

from markupsafe import Markup

from components.content import signs
from components.content.signs import figures_by_type, local_figure
from components.guidance.blocks import call_box
from components.screen.markup import html
from components.screen.visit import current_text, current_visit, link_to
from data import current
from data.load import PublishedDataError

text = current_text()
link = partial(link_to, text=text)

try:
    dataset, area = current.dataset(), current_visit().view.area
    figures = figures_by_type(dataset, area, text, link=link("people"))
    figure = local_figure(dataset, area, text, link=link("overview"))
except PublishedDataError:
    # The guidance stands without its figures.
    figures, figure = {}, Markup()

html(signs.opening(text, link=link))
html(signs.general(text))
html(signs.by_setting(text, link=link, figures=figures))
html(signs.acting(text, link=link))
if figure:
    html(figure)
html(call_box(text))
