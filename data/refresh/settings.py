"""What is looked for, where, and how much of it is taken: ``sources.toml`` and the base addresses in ``site.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from data.refresh import RefreshError
from data.site import Site, site

SOURCES_FILE = Path(__file__).with_name("sources.toml")
INTERFACES = {"govuk_data_set": "govuk", "govuk_collection": "govuk", "ons": "ons", "geography": "geography"}
# Only a test's own server may be reached without TLS.
LOOPBACK = ("127.0.0.1", "::1", "localhost")
MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """How much is taken at most: sizes in MiB, times in seconds. See ``sources.toml``."""

    mebibytes_per_file: float
    mebibytes_per_answer: float
    seconds_per_request: float
    seconds_per_file: float
    seconds_in_all: float
    tries: int
    first_wait: float
    longest_wait: float
    redirects: int

    @property
    def bytes_per_file(self) -> int:
        """Return the largest size of a file."""
        return int(self.mebibytes_per_file * MEBIBYTE)

    @property
    def bytes_per_answer(self) -> int:
        """Return the largest size of an interface's answer."""
        return int(self.mebibytes_per_answer * MEBIBYTE)


@dataclass(frozen=True)
class Source:
    """One thing that is looked for; ``title`` and ``document`` are regular expressions that know no letter case."""

    name: str
    interface: str
    path: str
    title: str
    media_types: tuple[str, ...]
    document: str = ""
    first: str = ""


@dataclass(frozen=True)
class Settings:
    """All that finding and fetching go by.

    Parameters
    ----------
    bases : mapping of str to str
        Base address by publisher: ``govuk``, ``govuk_assets``, ``ons``, ``geography``.
    hosts : tuple of str
        The only hosts that requests go to.
    limits : Limits
        How much is taken at most.
    sources : mapping of str to Source
        What is looked for.
    contact : str
        The owner's address, told to the publishers with each request; may be empty.
    allow_http_for : tuple of str
        Loopback hosts that may be reached without TLS. For tests: no file and no variable can set it.
    """

    bases: Mapping[str, str]
    hosts: tuple[str, ...]
    limits: Limits
    sources: Mapping[str, Source]
    contact: str = ""
    allow_http_for: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for host in self.allow_http_for:
            if host not in LOOPBACK:
                raise ValueError(f"allow_http_for holds {host!r}; it may hold {', '.join(LOOPBACK)} only")
        for name, base in self.bases.items():
            _check_base(name, base, self)

    def source(self, name: str) -> Source:
        """Return what is known of a source.

        Raises
        ------
        RefreshError
            If there is no such source.
        """
        if name not in self.sources:
            raise RefreshError(f"There is no source {name!r} in sources.toml; it has {', '.join(self.sources)}.")
        return self.sources[name]

    def address(self, source: Source) -> str:
        """Return the address of a source's interface."""
        return self.bases[INTERFACES[source.interface]] + source.path


def read_settings(
    of: Site | None = None, *, file: Path = SOURCES_FILE, allow_http_for: tuple[str, ...] = (), **instead: Any
) -> Settings:
    """Return the settings of this site.

    Parameters
    ----------
    of : Site or None
        The site whose base addresses and owner are taken; by default this one's.
    file : Path
        What is looked for.
    allow_http_for : tuple of str
        For tests only: see ``Settings``.
    **instead
        Fields of ``Settings`` to take instead of what the files say, for tests: ``bases``, ``hosts``, ``limits``.

    Raises
    ------
    RefreshError
        If a setting is missing or cannot be right.
    """
    of = of or site()
    try:
        words = tomllib.loads(file.read_text(encoding="utf-8"))
        values = {
            "bases": of.refresh,
            "hosts": tuple(words["hosts"]),
            "limits": Limits(**_known(words["limits"], Limits, f"{file.name}, [limits]")),
            "sources": dict(_sources(words["sources"], file.name)),
            "contact": of.owner.email,
        }
    except FileNotFoundError:
        raise RefreshError(f"{file.name} is missing; restore it from the project.") from None
    except tomllib.TOMLDecodeError as error:
        raise RefreshError(f"{file.name} is not valid TOML: {error}") from None
    except KeyError as error:
        raise RefreshError(
            f"{file.name} has no setting {error}; every setting of the shipped file is needed."
        ) from None
    return Settings(**{**values, **instead}, allow_http_for=allow_http_for)


def _sources(words: Mapping[str, Mapping[str, Any]], name: str) -> Iterable[tuple[str, Source]]:
    for key, given in words.items():
        place = f"{name}, [sources.{key}]"
        found = _known({**given, "name": key, "media_types": tuple(given["media_types"])}, Source, place)
        if found["interface"] not in INTERFACES:
            raise RefreshError(
                f"{place}: interface is {found['interface']!r}; expected one of {', '.join(INTERFACES)}."
            )
        for setting in ("title", "document"):
            try:
                re.compile(found.get(setting, ""))
            except re.error as error:
                raise RefreshError(f"{place}: {setting} is no regular expression: {error}.") from None
        yield key, Source(**found)


def _known(given: Mapping[str, Any], kind: type, place: str) -> dict[str, Any]:
    """Return what was given; unknown and missing settings are told."""
    known = {each.name: each for each in fields(kind)}
    unknown = [key for key in given if key not in known]
    if unknown:
        raise RefreshError(f"{place}: unknown setting {unknown[0]!r}; expected {', '.join(known)}.")
    # A field with a default is a class attribute too.
    missing = [key for key in known if key not in given and not hasattr(kind, key)]
    if missing:
        raise RefreshError(f"{place}: no setting {missing[0]!r}; every setting of the shipped file is needed.")
    return dict(given)


def _check_base(name: str, base: str, settings: Settings) -> None:
    parts = urlsplit(base)
    is_secure = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in settings.allow_http_for)
    if not is_secure or base.endswith("/"):
        raise RefreshError(
            f"site.toml: refresh.{name} is {base!r}; it should begin with https:// and have no closing slash."
        )
    if parts.hostname not in settings.hosts:
        raise RefreshError(
            f"site.toml: refresh.{name} is {base!r}, but {parts.hostname!r} is not among the hosts that "
            f"data/refresh/sources.toml allows ({', '.join(settings.hosts)}); put it there if it is meant."
        )
