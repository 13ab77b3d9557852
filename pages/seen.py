"""What did you see? Four private questions, and then whom to call, what to say and what to note."""

from components.content.seen import blocks
from components.screen.present import present_page

present_page(blocks)
