"""What came before? The inspection of 2017, what was done in North Wales, training, and how to read a rise."""

from components.content.background import blocks
from components.screen.present import present_page

present_page(blocks)
