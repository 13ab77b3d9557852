"""One file that a publisher offers."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Edition:
    """One file that a publisher offers.

    Parameters
    ----------
    source : str
        A key of ``data/refresh/sources.toml``.
    title : str
        What the publisher calls it.
    url : str
        Where the file is.
    published : str
        ISO day, as the interface says it.
    page : str
        Address of the page or service it was found on.
    media_type : str
        What kind of file it is, such as ``application/vnd.oasis.opendocument.spreadsheet``.
    quarter : str
        The one quarter it is about, such as ``2023-Q4``; empty where an edition is about many.
    obtained : str
        How the file came here, in plain words.
    """

    source: str
    title: str
    url: str
    published: str
    page: str
    media_type: str
    quarter: str = ""
    obtained: str = "fetched from the publisher's address"
