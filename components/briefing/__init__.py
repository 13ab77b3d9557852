"""A briefing as steps, and what is made of them: slides and a PDF."""
