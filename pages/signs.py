"""What to look for: a search, signs anywhere, signs by setting, and what to do and not to do."""

from components.content.signs import blocks
from components.screen.present import present_page

present_page(blocks)
