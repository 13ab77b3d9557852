"""Is an area unusual? The funnel, areas side by side, and ranks with their intervals."""
