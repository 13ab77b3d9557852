"""Figures of a view as charts: each with its sentence, its alternative text and its table."""
