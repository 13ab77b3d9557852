"""Which editions the publishers offer, asked through their published interfaces."""

from __future__ import annotations

from itertools import pairwise

from data.refresh import RefreshError
from data.refresh.edition import Edition
from data.refresh.publishers import geography, govuk, ons
from data.refresh.settings import Settings
from data.refresh.web.addresses import shown
from data.refresh.web.client import Client

__all__ = ["Edition", "find_editions"]

_FINDERS = {
    "govuk_data_set": govuk.data_set,
    "govuk_collection": govuk.collection,
    "ons": ons.editions,
    "geography": geography.editions,
}


def find_editions(client: Client, settings: Settings, source: str) -> tuple[Edition, ...]:
    """Return the editions of a source that its publisher offers, newest first.

    Parameters
    ----------
    client : Client
        The connection; it keeps the interfaces' answers, so that an unchanged one costs one small request.
    settings : Settings
        Where to ask, and how an edition is recognised.
    source : str
        A key of ``sources.toml``.

    Returns
    -------
    tuple of Edition
        At least one. Of a source with one edition a quarter, one each without a gap.

    Raises
    ------
    RefreshError
        If the interface cannot be asked, its answer is not as expected, there is no edition, or two fit equally.
    """
    looked_for = settings.source(source)
    found = _FINDERS[looked_for.interface](client.json, settings, looked_for)
    ordered = sorted(found, key=lambda each: each[0], reverse=True)
    for (rank, newer), (next_rank, older) in pairwise(ordered):
        if rank == next_rank:
            both = " and ".join(f"“{shown(each.title)}” ({shown(each.url)})" for each in (newer, older))
            raise RefreshError(
                f"{settings.address(looked_for)}: found two editions of {source} that fit equally, {both}; expected "
                f"one. Look at {shown(newer.page)}, and make the title in data/refresh/sources.toml fit one of them."
            )
    return tuple(edition for _, edition in ordered)
