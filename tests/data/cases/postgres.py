"""A PostgreSQL server of our own: a new cluster in a temporary folder, on a free local port, gone afterwards."""

import os
import pwd
import re
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

DEBIAN = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
FOLDER = DEBIAN[-1] if DEBIAN else Path(shutil.which("initdb") or "/nowhere").parent
IS_THERE = (FOLDER / "initdb").exists()
# The server refuses to run as root.
USER = "postgres" if "postgres" in {user.pw_name for user in pwd.getpwall()} else "nobody"


@dataclass(frozen=True)
class Server:
    """A running server: where it listens, and what it was told."""

    port: int
    log: Path

    def url(self, user: str = "owner") -> str:
        return f"postgres://{user}@127.0.0.1:{self.port}/postgres"

    def connect(self) -> psycopg.Connection:
        return psycopg.connect(host="127.0.0.1", port=self.port, user="owner", dbname="postgres", autocommit=True)

    def statements_of(self, user: str) -> list[str]:
        """Return every statement a user has sent, in order."""
        _, *told = re.split(r"(?m)^<(\w*)> (\w+):  ", self.log.read_text(encoding="utf-8"))
        by_user = zip(told[0::3], told[2::3], strict=True)
        return [said.partition(": ")[2] for who, said in by_user if who == user and re.match("statement|execute", said)]


def _run(*command: str | Path) -> None:
    subprocess.run(command, check=True, capture_output=True, user=USER if os.getuid() == 0 else None, cwd="/")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def server() -> Iterator[Server]:
    """Start a server that logs every statement; only this machine can reach it."""
    folder = Path(tempfile.mkdtemp(prefix="cases-postgres-"))
    if os.getuid() == 0:
        shutil.chown(folder, USER)
    cluster, log, port = folder / "cluster", folder / "log", _free_port()
    options = {
        "port": port,
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": folder,
        "log_statement": "all",
        "log_line_prefix": "'<%u> '",
        "fsync": "off",
        "shared_preload_libraries": "pg_stat_statements",
        "pg_stat_statements.max": 1000,
        "lc_messages": "C",
    }
    given = " ".join(f"-c {name}={value}" for name, value in options.items())
    try:
        _run(FOLDER / "initdb", "--pgdata", cluster, "--username=owner", "--auth=trust", "--encoding=UTF8", "--no-sync")
        _run(FOLDER / "pg_ctl", "start", "--wait", "--pgdata", cluster, "--log", log, "--options", given)
        try:
            yield Server(port, log)
        finally:
            _run(FOLDER / "pg_ctl", "stop", "--wait", "--mode=immediate", "--pgdata", cluster)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
