"""The first response of a view, as whoever asks for it gets it."""

from components.address.pages import page_of
from components.content.request import PageRequest
from web.first_response import first_response


def first(page_id, language, *, base="", **parameters):
    """Return the first response of a page in a language, UTF-8."""
    return first_response(page_of(page_id), PageRequest({"lang": language, **parameters}, origin=base))
