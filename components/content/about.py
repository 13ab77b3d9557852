"""Who answers for the site, as HTML; a contact nobody has set is said to be missing, never guessed."""

from __future__ import annotations

from markupsafe import Markup, escape

from components.wording.text import Text
from data.site import Owner


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
