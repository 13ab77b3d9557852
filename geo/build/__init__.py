"""The offline build of the shapes: ``python -m geo.build``. The only place that knows GeoPandas."""


class BuildError(ValueError):
    """The build stopped and replaced nothing; the message says what was found, expected, and what to do."""
