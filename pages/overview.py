"""The first screen: what is recorded here, where, what it means, and what anybody can do."""

from components.content.overview import blocks
from components.screen.present import present_page

present_page(blocks)
