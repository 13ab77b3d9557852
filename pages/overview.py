"""The first screen: what is recorded here, where, what it means, and what anybody can do."""

from functools import partial

from components.content import overview
from components.guidance.blocks import call_box, sign_tiles
from components.screen.markup import html
from components.screen.visit import current_visit, link_to
from data import current

visit = current_visit()
text, area, dataset = visit.text, visit.view.area, current.dataset()

if line := overview.instead_of_newest_html(dataset, visit):
    html(line)
html(overview.headline_html(dataset, area, text))
html(overview.overview_cards_html(dataset, area, text))
if age := overview.newest_html(current.ages(), text):
    html(age)
html(overview.where_html(dataset, area, text, link=link_to("map", text)))
html(sign_tiles(text, link=partial(link_to, text=text)))
html(call_box(text))
