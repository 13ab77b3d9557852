"""What to print and to read out for each kind of place: posters, large print, wallet cards, a text for the phone."""

from components.content.posters import blocks
from components.screen.present import present_page

present_page(blocks)
