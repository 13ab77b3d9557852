"""Made-up cases, sources and tables of any size, the same for the same seed."""
