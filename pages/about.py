"""Who runs this? The owner, how to get in touch, privacy, the Welsh language and accessibility."""

from functools import partial

from components.content import about, prose
from components.guidance import accessibility
from components.screen.markup import html
from components.screen.visit import current_text, link_to
from data.site import site

text = current_text()

values = about.owner_parts(site().owner, text) | accessibility.accessibility_parts(text)
html(prose.page_html("about", text, values=values, link=partial(link_to, text=text)))
