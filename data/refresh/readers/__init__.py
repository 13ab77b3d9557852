"""The tables inside the files, found by their titles and columns, with every total in them added up."""
