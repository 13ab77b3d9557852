"""Checked content from ``locales/guidance`` and its blocks: contacts, signs, advice, glossary, stories, posters."""
