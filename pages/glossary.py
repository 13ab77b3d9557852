"""What do the words mean? The terms of the subject and of the figures, in both languages."""

from components.content.glossary import blocks
from components.screen.present import present_page

present_page(blocks)
