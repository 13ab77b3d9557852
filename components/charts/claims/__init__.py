"""Sentences about an area that its figures carry, each with what it rests on."""
