"""Can I show this at a meeting? Languages, steps and their order; then the meeting view and the files."""

from components.content.briefing import blocks
from components.screen.present import present_page

present_page(blocks)
