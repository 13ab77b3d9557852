"""Can I trust it? Where the figures come from, what they count, how people are protected, what they cannot say."""

from components.content.methods import blocks
from components.screen.present import present_page

present_page(blocks)
