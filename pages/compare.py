"""Is my area unusual? A funnel of all forces, up to five areas side by side, and ranks with their intervals."""

from components.content.compare import blocks
from components.screen.present import present_page

present_page(blocks)
