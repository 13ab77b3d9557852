"""Practice: would you report this, and to whom? Eight invented stories, with what fits and why."""

from components.content import practice
from components.guidance.blocks import call_box
from components.screen.custom import practise
from components.screen.markup import html
from components.screen.visit import current_text, link_to

text = current_text()

html(practice.opening(text, report=link_to("report", text)))
practise(text)
html(practice.further(text, signs=link_to("signs", text)))
html(call_box(text))
