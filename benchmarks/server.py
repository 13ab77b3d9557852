"""A server of our own to measure: on a port of 127.0.0.1, watched through /proc, stopped by its own id."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
OUR_APP = ROOT / "dashboard.py"
EMPTY_APP = ROOT / "benchmarks" / "empty.py"
HOST = "127.0.0.1"
SECONDS_TO_START = 60


class ServerError(RuntimeError):
    """The server did not start, or ended while it was measured."""


class Server:
    """``streamlit run script`` as one process, for the length of a ``with`` block.

    Parameters
    ----------
    script : Path
        A file of this project with an ASGI ``app`` in it.
    tells_script_time : bool
        Streamlit tells a browser how long a script took only where it gathers usage statistics. Here the browser is
        ourselves and nothing leaves this machine.

    Attributes
    ----------
    seconds_to_healthy : float
        From starting the process to the first healthy answer.
    """

    def __init__(self, script: Path, *, tells_script_time: bool = False) -> None:
        self.port = _free_port()
        settings = {
            "server.headless": "true",
            "server.address": HOST,
            "server.port": str(self.port),
            **({"browser.gatherUsageStats": "true"} if tells_script_time else {}),
        }
        flags = (part for name, value in settings.items() for part in (f"--{name}", value))
        self._command = [sys.executable, "-m", "streamlit", "run", str(script), *flags]
        self.seconds_to_healthy = float("nan")

    @property
    def url(self) -> str:
        """The address of the server, without a slash at its end."""
        return f"http://{HOST}:{self.port}"

    def __enter__(self) -> Server:
        self._log = tempfile.TemporaryFile("w+", encoding="utf-8")
        started = time.perf_counter()
        self._process = subprocess.Popen(
            self._command,
            cwd=ROOT,
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )
        try:
            self._wait_until_healthy()
        except BaseException:
            self._stop()
            raise
        self.seconds_to_healthy = time.perf_counter() - started
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def memory(self) -> int:
        """Return the resident memory of the process in bytes."""
        return resident_bytes(self._proc("status"))

    def cpu_seconds(self) -> float:
        """Return the processor time the process has used."""
        return cpu_ticks(self._proc("stat")) / os.sysconf("SC_CLK_TCK")

    def _proc(self, name: str) -> str:
        if self._process.poll() is not None:
            raise ServerError(f"the server ended while it was measured:\n{self.said()}")
        return Path(f"/proc/{self._process.pid}/{name}").read_text(encoding="utf-8")

    def _wait_until_healthy(self) -> None:
        until = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < until:
            if self._process.poll() is not None:
                raise ServerError(f"`{' '.join(self._command)}` ended at once:\n{self.said()}")
            try:
                with urlopen(f"{self.url}/_stcore/health", timeout=5):
                    return
            except (URLError, ConnectionError, TimeoutError):
                time.sleep(0.01)
        raise ServerError(f"no healthy answer within {SECONDS_TO_START} s:\n{self.said()}")

    def said(self) -> str:
        """Return the end of what the server printed."""
        self._log.seek(0)
        return self._log.read()[-2000:]

    def _stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()


def resident_bytes(status: str) -> int:
    """Return the resident memory in bytes from the text of ``/proc/PID/status``."""
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) * 1024


def cpu_ticks(stat: str) -> int:
    """Return user and system time in clock ticks from the text of ``/proc/PID/stat``.

    The process name stands in brackets and may itself hold spaces and brackets, so fields are counted after
    the last one.
    """
    fields = stat.rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def machine_cpu_ticks(stat: str) -> int:
    """Return the clock ticks all processors were busy, or taken from this machine, from the text of ``/proc/stat``."""
    user, nice, system, _idle, _waiting, *interrupts_and_stolen = map(int, stat.splitlines()[0].split()[1:9])
    return user + nice + system + sum(interrupts_and_stolen)


def machine_cpu_seconds() -> float:
    """Return the processor time everything on this machine has used."""
    return machine_cpu_ticks(Path("/proc/stat").read_text(encoding="utf-8")) / os.sysconf("SC_CLK_TCK")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
