"""The steps of a briefing as a presentation with native charts."""
