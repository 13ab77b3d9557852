"""How it has changed: an area beside Wales and England and Wales over time, and the United Kingdom as context."""

from components.content.trends import blocks
from components.screen.present import present_page

present_page(blocks)
