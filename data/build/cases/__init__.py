"""The home force's own records, counted where they are: which columns, which values, and nothing personal."""
