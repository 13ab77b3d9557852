"""Whom to tell and where help is: routes, what happens then, help for victims, staying safe on this device."""

from functools import partial

from components.content import report
from components.screen.markup import html
from components.screen.visit import current_text, link_to

text = current_text()

html(report.whole(text, link=partial(link_to, text=text)))
