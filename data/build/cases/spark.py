"""A session on Apache Spark: a cluster that counts many records, as ``pyspark://`` URLs name it.

Spark has no URL for a session of its own, and Ibis reads neither host nor settings out of one. So here
``pyspark://HOST:7077`` is a standalone master, ``pyspark://?spark.master=yarn`` any other, and what follows the
question mark are settings of Spark, which come before those of ``spark-defaults.conf``.
"""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir
from ibis.backends import BaseBackend

from data.build.cases.problems import CasesError
from data.build.problems import Problem

SCHEME = "pyspark"
_PREFIX = "spark."
_LOOPBACK = ("localhost", "127.0.0.1")
# Nobody looks at the page of a session that only counts, and its port would be open to the network.
_QUIET = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", "spark.app.name": "count of cases"}
# A driver on the machine of its cluster is spoken to by nobody else.
_ON_THIS_MACHINE = {"spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}


def settings(url: str, label: str) -> dict[str, str]:
    """Return the settings of Spark that a URL stands for.

    Parameters
    ----------
    url : str
        ``pyspark://[HOST[:PORT]][/][?spark.NAME=VALUE&...]``.
    label : str
        What the messages call it.

    Raises
    ------
    CasesError
        If it has a user, a password, a path, or a setting that is none of Spark's.
    """
    parts = urlsplit(url)
    given = dict(parse_qsl(parts.query, keep_blank_values=True))
    if parts.username is not None or parts.path.strip("/") or not all(name.startswith(_PREFIX) for name in given):
        found = "a Spark URL with a user, a path, or a setting whose name does not begin with spark."
        expected = "pyspark://HOST:7077, or pyspark://?spark.master=yarn, with settings such as ?spark.executor.cores=2"
        raise CasesError([Problem(label, "", found, expected)])
    master = {"spark.master": f"spark://{parts.hostname}:{parts.port or 7077}"} if parts.hostname else {}
    chosen = master | given
    is_here = parts.hostname in _LOOPBACK or chosen.get("spark.master", "").startswith("local")
    return _QUIET | (_ON_THIS_MACHINE if is_here else {}) | chosen


def connect_to_spark(url: str, label: str) -> BaseBackend:
    """Return a connection to Spark; disconnecting it ends the session.

    Parameters
    ----------
    url, label : str
        As for :func:`settings`.

    Raises
    ------
    CasesError
        If PySpark or Java is missing, or Spark does not start.
    """
    chosen = settings(url, label)
    try:
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError:
        raise CasesError([Problem(label, "", "no PySpark", 'pip install "ibis-framework[pyspark]"')]) from None
    if not _has_java(os.environ):
        expected = "Java 17 or later (Debian: default-jre-headless) on the PATH, or its folder in JAVA_HOME"
        raise CasesError([Problem(label, "", "no Java, which Spark runs on", expected)])
    try:
        session = SparkSession.builder.config(map={**chosen}).getOrCreate()
    except (PySparkException, Py4JError) as error:
        found = f"a Spark that does not start ({type(error).__name__})"
        expected = "Java 17 or later, and settings that spark-submit starts with; its words are above, or not repeated"
        raise CasesError([Problem(label, "", found, expected)]) from None
    # What goes wrong is told by the exception; the log would quote the records it went wrong at.
    session.sparkContext.setLogLevel("OFF")
    return ibis.pyspark.connect(session)


def with_zones(engine: BaseBackend, table: ir.Table) -> ir.Table:
    """Return a table of Spark in whose types the instants have a time zone, as Spark's TIMESTAMP is one.

    Ibis takes them for local times, as TIMESTAMP_NTZ is, and reads them in UTC: in summer the first hour of a
    quarter would count for the one before.
    """
    fields = engine.raw_sql(engine.compile(table)).schema.fields
    instants = [field.name for field in fields if field.dataType.typeName() == "timestamp"]
    return table.cast(dict.fromkeys(instants, dt.Timestamp(timezone="UTC"))) if instants else table


def _has_java(environment: Mapping[str, str]) -> bool:
    """Return whether Spark's start script will find a Java."""
    if home := environment.get("JAVA_HOME"):
        return Path(home, "bin", "java").is_file()
    return shutil.which("java", path=environment.get("PATH")) is not None
