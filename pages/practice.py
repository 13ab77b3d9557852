"""Practice: would you report this, and to whom? Eight invented stories, with what fits and why."""

from components.content.practice import blocks
from components.screen.present import present_page

present_page(blocks)
