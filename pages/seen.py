"""What did you see? Four private questions, and then whom to call, what to say and what to note."""

from functools import partial

from components.content import seen
from components.screen.markup import html
from components.screen.visit import current_text, link_to

text = current_text()

html(seen.opening(text))
html(seen.form(text, link=partial(link_to, text=text)))
