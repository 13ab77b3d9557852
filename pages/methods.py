"""Can I trust it? Where the figures come from, what they count, how people are protected, what they cannot say."""

from functools import partial

from components.content import methods, prose
from components.screen.markup import html
from components.screen.visit import current_text, link_to

text = current_text()

html(prose.page_html("methods", text, values=methods.method_parts(text), link=partial(link_to, text=text)))
