"""Who runs this? The owner, how to get in touch, privacy, the Welsh language and accessibility."""

from components.content.about import blocks
from components.screen.present import present_page

present_page(blocks)
