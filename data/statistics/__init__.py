"""What can honestly be said of counts: rates with intervals, comparisons, trends, turns, peaks and chance."""
