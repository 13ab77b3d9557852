"""What came before? The inspection of 2017, what was done in North Wales, training, and how to read a rise."""

from functools import partial

from components.content import background
from components.screen.markup import html, style_sheet
from components.screen.visit import current_text, link_to

text = current_text()

style_sheet("background.css")
html(background.page_html(text, link=partial(link_to, text=text)))
