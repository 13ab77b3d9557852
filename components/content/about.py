"""Who answers for the site, as HTML; a contact nobody has set is said to be missing, never guessed."""

from __future__ import annotations

from markupsafe import Markup, escape

from components.content.block import Block, Html
from components.content.prose import page_html
from components.content.request import PageRequest
from components.guidance.accessibility import accessibility_parts
from components.wording.text import Text
from data.site import Owner, site


def blocks(request: PageRequest) -> tuple[Block, ...]:
    """Return the page: who runs the site, how to get in touch, privacy, the Welsh language and accessibility."""
    text = request.text
    values = owner_parts(site().owner, text) | accessibility_parts(text)
    return (Html(page_html("about", text, values=values, link=request.link)),)


def owner_parts(owner: Owner, text: Text) -> dict[str, Markup]:
    """Return what the page about the site says of its owner: name, whether confirmed, and how to get in touch."""
    return {
        "owner": escape(owner.name[text.language]),
        "confirmed": escape(text("about.confirmed" if owner.confirmed else "about.unconfirmed")),
        "contact": _contact(owner, text),
    }


def _contact(owner: Owner, text: Text) -> Markup:
    ways = (
        (text("about.contact.email"), owner.email, f"mailto:{owner.email}"),
        (text("about.contact.telephone"), owner.telephone, f"tel:{owner.telephone.replace(' ', '')}"),
        (text("about.contact.website"), owner.website, owner.website),
    )
    items = Markup().join(
        Markup("<li>{}: {}</li>").format(label, _way(shown, address) or text("about.contact.unset"))
        for label, shown, address in ways
    )
    return Markup("<ul>{}</ul>").format(items)


def _way(shown: str, address: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(address, shown) if shown else Markup()
