"""The bar with "Exit this page": the same markup on every page, with Streamlit and without."""

from __future__ import annotations

from markupsafe import Markup

from components.wording.text import NOTHING, Text, wording
from data.site import LANGUAGES, site


def way_out(text: Text, *, before: Markup = NOTHING, prefix: bool = False, window: Markup = NOTHING) -> Markup:
    """Return the HTML of the bar.

    Parameters
    ----------
    text : Text
    before : Markup
        What comes first in it, as the way past the menu.
    prefix : bool
        Whether a screen reader says first what the link is for.
    window : Markup
        Attribute of the link that says which window leaves.
    """
    said = Markup('<span class="hidden-words">{} </span>').format(text("site.exit_prefix")) if prefix else Markup()
    attributes = Markup('{} data-press="{}" data-leaving="{}"').format(
        window, text("site.exit_press"), text("site.exit_leaving")
    )
    keys = Markup('<span class="exit-keys">{}</span>').format(text("site.exit_keys"))
    return _bar(Markup("{}{}").format(said, text("site.exit")), before=before + keys, attributes=attributes)


def way_out_in_every_language() -> Markup:
    """Return the HTML of the bar where the language of the reader is not known."""
    return _bar(
        Markup(" / ").join(
            Markup('<span lang="{}">{}</span>').format(language, wording(language)("site.exit"))
            for language in LANGUAGES
        )
    )


def _bar(label: Markup, *, before: Markup = NOTHING, attributes: Markup = NOTHING) -> Markup:
    """Return the bar; what Streamlit opens over the page leaves alone what is marked as lying above it."""
    return Markup(
        '<div id="way-out" data-react-aria-top-layer="true">{before}'
        '<a id="exit" href="{exit_url}" rel="noreferrer"{attributes}>{label}</a>'
        '<span id="exit-status" class="hidden-words" role="status"></span></div>'
    ).format(before=before, exit_url=site().exit_url, attributes=attributes, label=label)
