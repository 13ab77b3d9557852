"""Where it is recorded: the police force areas on maps, to be chosen by any means, and as a table."""

from components.content.map import blocks
from components.screen.present import present_page

present_page(blocks)
