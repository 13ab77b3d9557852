"""Maps as drawings: outlines, tiles, classes and symbols, legend, and the map that can be zoomed."""
