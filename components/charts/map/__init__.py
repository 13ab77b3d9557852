"""Where it is recorded: choropleth maps, their figures, legend, files and sentences."""
