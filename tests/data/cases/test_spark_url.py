"""What a Spark URL stands for, and why there is no session: one clear sentence for each cause."""

import socket
import sys

import pytest

from data.build.cases.spark import settings


def test_a_host_is_a_standalone_master_at_sparks_own_port():
    assert settings("pyspark://records", "cases")["spark.master"] == "spark://records:7077"
    assert settings("pyspark://records:9000/", "cases")["spark.master"] == "spark://records:9000"


def test_what_follows_the_question_mark_are_settings_and_they_come_last():
    found = settings("pyspark://?spark.master=yarn&spark.ui.enabled=true&spark.sql.catalog.a=b%20c", "cases")
    assert (found["spark.master"], found["spark.ui.enabled"], found["spark.sql.catalog.a"]) == ("yarn", "true", "b c")


def test_without_a_host_or_a_master_sparks_own_settings_say_which_cluster():
    assert not settings("pyspark://", "cases").keys() & {"spark.master", "spark.driver.host"}


@pytest.mark.parametrize(
    ("url", "is_here"),
    [
        ("pyspark://127.0.0.1:7077", True),
        ("pyspark://localhost", True),
        ("pyspark://?spark.master=local[2]", True),
        ("pyspark://records", False),
        ("pyspark://?spark.master=yarn", False),
    ],
)
def test_the_driver_listens_on_this_machine_only_where_the_cluster_is_on_it(url, is_here):
    found = settings(url, "cases")
    assert (found.get("spark.driver.bindAddress") == "127.0.0.1") == is_here
    assert found["spark.ui.enabled"] == "false"


@pytest.mark.parametrize("url", ["127.0.0.1/police", "?password=SECRET", "?spark.master=local[1]&master=SECRET"])
def test_what_a_spark_url_cannot_hold_is_told_without_repeating_it(refused, url):
    port = listening()
    said = refused(f"pyspark://{url.replace('.1/', f'.1:{port.getsockname()[1]}/')}", table="cases", secrets=["SECRET"])
    assert "cases: found a Spark URL with a user, a path, or a setting whose name does not begin with spark." in said


def test_a_user_of_a_spark_url_is_refused(refused):
    port = listening()
    said = refused(f"pyspark://me:SECRET@127.0.0.1:{port.getsockname()[1]}", table="cases", secrets=["SECRET"])
    assert "expected pyspark://HOST:7077, or pyspark://?spark.master=yarn" in said


def test_a_master_that_does_not_answer_is_told_before_anything_starts(refused):
    said = refused("pyspark://127.0.0.1:1", table="cases")
    assert "cases: found no database that answers at the host of the URL, port 1" in said


def test_without_pyspark_it_says_what_to_install(refused, monkeypatch):
    for name in ("pyspark", "pyspark.sql", "pyspark.errors"):
        monkeypatch.setitem(sys.modules, name, None)
    said = refused("pyspark://?spark.master=local[1]", table="cases")
    assert 'cases: found no PySpark; expected pip install "ibis-framework[pyspark]"' in said


@pytest.mark.parametrize("home", ["", "nowhere"])
def test_without_java_it_says_what_to_install(refused, monkeypatch, tmp_path, home):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("JAVA_HOME", home and str(tmp_path / home))
    said = refused("pyspark://?spark.master=local[1]", table="cases")
    assert "cases: found no Java, which Spark runs on; expected Java 17 or later (Debian: default-jre-headless)" in said


def test_a_java_that_ends_at_once_is_told_as_a_spark_that_does_not_start(refused, monkeypatch, tmp_path):
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    java.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    said = refused("pyspark://?spark.master=local[1]", table="cases")
    assert "cases: found a Spark that does not start (PySparkRuntimeError); expected Java 17 or later" in said


def listening() -> socket.socket:
    """Return a socket that answers on a free port of this machine."""
    server = socket.create_server(("127.0.0.1", 0))
    server.listen()
    return server
