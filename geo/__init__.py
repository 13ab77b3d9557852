"""Areas and their shapes: codes, names, boundaries, tile layout. Knows nothing of figures or screens."""
