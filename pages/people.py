"""Who is exploited and how: the people referred by type, age group and gender, and the signs that belong to each."""

from components.content.people import blocks
from components.screen.present import present_page

present_page(blocks)
