"""Whole documents, made from the Jinja2 templates of ``web/templates``.

Whatever goes into one is escaped, unless it is HTML already and says so by being ``Markup``. A value that a template
names and nobody gave is an error.
"""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from components.address.assets import asset, inline
from components.wording import trial
from components.wording.text import direction

TEMPLATES = Path(__file__).parent / "templates"


def document(template: str, **values: object) -> bytes:
    """Return a whole document, UTF-8.

    Parameters
    ----------
    template : str
        Name of a file of ``web/templates``.
    values : object
        What it shows, by the names it has for them.

    Raises
    ------
    jinja2.UndefinedError
        If the template names what is not among ``values``.
    """
    return ENVIRONMENT.get_template(template).render(values).encode()


def load_templates() -> None:
    """Compile every template, so that a faulty one is found when the server starts and no visitor waits for one.

    Raises
    ------
    jinja2.TemplateSyntaxError
        If one is faulty.
    """
    for name in ENVIRONMENT.list_templates():
        ENVIRONMENT.get_template(name)


def _asset(name: str) -> str:
    """Return the address of a file of ``components/assets``."""
    return asset(name)[1]


ENVIRONMENT = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,  # they change with the code only
)
# What every document may name: files by the address of their version, scripts, the mark of a trial, and two settings.
ENVIRONMENT.globals |= {
    "asset": _asset,
    "inline": inline,
    "trial_bar": trial.bar,
    "direction": direction,
    # To the edges of the screen: what keeps clear of a notch and of the bar of a phone says so in the style sheet.
    "viewport": "width=device-width, initial-scale=1, viewport-fit=cover",
    # Drawings and colours are made for light alone.
    "scheme": "only light",
}
