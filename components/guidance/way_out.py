"""The bar with "Exit this page": the same markup on every page, with Streamlit and without."""

from __future__ import annotations

from html import escape

from components.wording.text import Text, wording
from data.site import LANGUAGES, site


def way_out(text: Text, *, before: str = "", prefix: bool = False, window: str = "") -> str:
    """Return the HTML of the bar.

    Parameters
    ----------
    words : Text
    before : str
        HTML that comes first in it, as the way past the menu.
    prefix : bool
        Whether a screen reader says first what the link is for.
    window : str
        Attribute of the link that says which window leaves.
    """
    said = f'<span class="hidden-words">{escape(text("site.exit_prefix"))} </span>' if prefix else ""
    attributes = (
        f'{window} data-press="{escape(text("site.exit_press"))}" data-leaving="{escape(text("site.exit_leaving"))}"'
    )
    keys = f'<span class="exit-keys">{escape(text("site.exit_keys"))}</span>'
    return _bar(f"{said}{escape(text('site.exit'))}", before=before + keys, attributes=attributes)


def way_out_in_every_language() -> str:
    """Return the HTML of the bar where the language of the reader is not known."""
    return _bar(
        " / ".join(f'<span lang="{language}">{escape(wording(language)("site.exit"))}</span>' for language in LANGUAGES)
    )


def _bar(label: str, *, before: str = "", attributes: str = "") -> str:
    """Return the bar; what Streamlit opens over the page leaves alone what is marked as lying above it."""
    return (
        f'<div id="way-out" data-react-aria-top-layer="true">{before}'
        f'<a id="exit" href="{escape(site().exit_url)}" rel="noreferrer"{attributes}>{label}</a>'
        f'<span id="exit-status" class="hidden-words" role="status"></span></div>'
    )
