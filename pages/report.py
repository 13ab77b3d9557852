"""Whom to tell and where help is: routes, what happens then, help for victims, staying safe on this device."""

from components.content.report import blocks
from components.screen.present import present_page

present_page(blocks)
