"""Catalogues, numbers, dates, and sentences made from figures."""
