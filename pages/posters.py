"""What to print and to read out for each kind of place: posters, large print, wallet cards, a text for the phone."""

from components.content import posters
from components.guidance.blocks import call_box
from components.screen.markup import html, style_sheet
from components.screen.visit import current_text

text = current_text()

style_sheet("posters.css")
html(posters.opening(text))
html(posters.by_setting(text))
html(call_box(text))
