"""Layer 2: the figures. Knows pandas; knows nothing of screens or languages."""
