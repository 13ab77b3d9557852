"""The steps of a briefing for the screen of a meeting."""
