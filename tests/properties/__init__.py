"""Whatever edition comes next: nothing breaks, and nothing is said that the counts do not say."""
