"""Can I have the data? The release and its files, how to cite, follow and use them, and what a release changed."""

from components.content.downloads import blocks
from components.screen.present import present_page

present_page(blocks)
