"""What do the words mean? The terms of the subject and of the figures, in both languages."""

from components.content import glossary
from components.screen.markup import html, style_sheet
from components.screen.visit import current_text

text = current_text()

style_sheet("glossary.css")
html(glossary.opening(text))
html(glossary.entries(text))
