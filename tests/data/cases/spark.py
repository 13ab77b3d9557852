"""Apache Spark on this machine alone: a driver and a cluster of two workers, each a process, gone afterwards."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from unittest.mock import patch
from urllib.parse import urlencode

from data.build.cases.database import connect
from data.build.cases.spark import SCHEME

IS_THERE = find_spec("pyspark") is not None and shutil.which("java") is not None
# Short lives: what a virtual machine spends on its own speed and memory does not come back.
SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xss4m"
WORKERS = 2


@dataclass
class Cluster:
    """A running cluster: its URL, its session, what it wrote down, and how often somebody asked it to stop."""

    url: str
    session: object
    log: Path
    stops: int = 0

    def sql(self, statement: str) -> None:
        self.session.sql(statement)

    def tasks(self) -> list[dict]:
        """Return what Spark itself wrote down about each task since :meth:`forget`."""
        self.session.sparkContext._jsc.sc().listenerBus().waitUntilEmpty()
        events = [json.loads(line) for line in self._written().splitlines()[self._forgotten :]]
        return [event for event in events if event["Event"] == "SparkListenerTaskEnd"]

    def forget(self) -> None:
        self.session.sparkContext._jsc.sc().listenerBus().waitUntilEmpty()
        self._forgotten = len(self._written().splitlines())

    _forgotten: int = 0

    def _written(self) -> str:
        [file] = self.log.iterdir()
        return file.read_text(encoding="utf-8")


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """Start a cluster that only this machine can reach and that writes into a folder and nowhere else."""
    from pyspark import SparkContext
    from pyspark.sql import SparkSession

    log, home = folder / "log", folder / "home"
    for made in (log, home):
        made.mkdir()
    # Workers write beside the programs, so they have a folder with links to these.
    for name in ("bin", "jars"):
        (home / name).symlink_to(Path(find_spec("pyspark").origin).parent / name)
    url = f"{SCHEME}:///?{urlencode(_settings(folder, log))}"
    with (
        patch.dict(os.environ, {"SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1"}),
        patch.object(SparkSession, "stop", autospec=True) as stop,
    ):
        running = Cluster(url, connect(url, "cases")._session, log)

        def counted(_: SparkSession) -> None:
            running.stops += 1

        stop.side_effect = counted
        try:
            yield running
        finally:
            stop.side_effect = None
            gateway = SparkContext._gateway
            running.session.sparkContext.stop()
            SparkSession._instantiatedSession = SparkContext._gateway = SparkContext._jvm = None
            gateway.shutdown()
            gateway.proc.stdin.close()
            gateway.proc.wait(timeout=60)


def _settings(folder: Path, log: Path) -> dict[str, str]:
    return {
        "spark.master": f"local-cluster[{WORKERS},1,1024]",
        "spark.executor.memory": "512m",
        "spark.driver.extraJavaOptions": f"{SHORT_LIVED} -Djava.io.tmpdir={folder}",
        "spark.executor.extraJavaOptions": SHORT_LIVED,
        "spark.local.dir": str(folder),
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.eventLog.enabled": "true",
        "spark.eventLog.dir": log.as_uri(),
        "spark.eventLog.compress": "false",
        "spark.eventLog.rolling.enabled": "false",
        # The first task waits until both workers are there, and there is work for both.
        "spark.scheduler.minRegisteredResourcesRatio": "1.0",
        "spark.scheduler.maxRegisteredResourcesWaitingTime": "120s",
        "spark.sql.files.minPartitionNum": "4",
        "spark.sql.shuffle.partitions": "2",
    }
