"""A connection to a force's own database, and why there is none: said without the URL, which may hold a password."""

import socket
from urllib.parse import urlsplit

import ibis
from ibis.backends import BaseBackend

from data.build.cases.problems import CasesError
from data.build.cases.spark import SCHEME as SPARK
from data.build.cases.spark import connect_to_spark
from data.build.problems import Problem

# URLs of these name a file, not a server.
FILES = ("duckdb", "sqlite")
_PORTS = {"postgres": 5432, "postgresql": 5432, "mysql": 3306, "mssql": 1433, "oracle": 1521, "clickhouse": 8123}
_PORTS[SPARK] = 7077
_SECONDS = 5.0
_ENCODED = (
    "each sign of the password but letters and digits percent-encoded (@ as %40, : as %3A, / as %2F, # as %23, "
    "? as %3F, % as %25, + as %2B, a space as %20), or the password not in the URL but in ~/.pgpass"
)


def connect(url: str, label: str) -> BaseBackend:
    """Return a connection to a database.

    Parameters
    ----------
    url : str
        A database URL that ``ibis.connect`` knows, or one for Spark, as ``data.build.cases.spark`` reads it.
    label : str
        What the messages call it.

    Raises
    ------
    CasesError
        If the URL cannot be parsed, there is no driver, no server answers, or the server refuses the user.
    """
    server = _server(url, label)
    if url.startswith(f"{SPARK}://"):
        if server and (problem := _unreached(label, server)):
            raise CasesError([problem])
        return connect_to_spark(url, label)
    try:
        return ibis.connect(url)
    except ImportError:
        scheme = url.partition("://")[0]
        install = f'pip install "ibis-framework[{scheme}]"'
        raise CasesError([Problem(label, "", f"no driver for {scheme} databases", install)]) from None
    except Exception as error:
        if not server or "OperationalError" not in type(error).__name__:
            raise
        raise CasesError([_unconnected(label, server, str(error))]) from None


def _server(url: str, label: str) -> tuple[str, int] | None:
    """Return host and port of a URL, or nothing where it names none.

    Raises
    ------
    CasesError
        If it cannot be parsed: mostly for a sign in the password that ends it, or the name of the host, too early.
    """
    scheme, _, rest = url.partition("://")
    if scheme in FILES:
        return None
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
        is_cut = "@" in rest.removeprefix(parts.netloc) or bool(parts.fragment)
    except ValueError:
        is_cut = True
    if is_cut:
        found = "a database URL that cannot be read, as a sign in its password, user or port means something else there"
        raise CasesError([Problem(label, "", found, _ENCODED)])
    port = port or _PORTS.get(scheme)
    return (host, port) if host and port else None


def _unreached(label: str, server: tuple[str, int]) -> Problem | None:
    """Return why no server answers, or None if one does."""
    try:
        socket.create_connection(server, timeout=_SECONDS).close()
    except socket.gaierror:
        return Problem(
            label, "", "no host of the name in the database URL", "the right name of the host, and a network"
        )
    except OSError:
        found = f"no database that answers at the host of the URL, port {server[1]}"
        return Problem(
            label, "", found, "a database that runs, and a network and firewall that let this computer reach it"
        )
    return None


def _unconnected(label: str, server: tuple[str, int], said: str) -> Problem:
    """Return why a server let nobody in; its own words are looked at and not repeated."""
    if problem := _unreached(label, server):
        return problem
    if "password" in said:
        return Problem(label, "", "a wrong password for this user, or none", f"the right one, {_ENCODED}")
    found = "a database that answers, but refuses this user or has no database of this name"
    return Problem(label, "", found, "the user and the database of the URL as the server knows them")
