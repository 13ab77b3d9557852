"""Records in PostgreSQL, on a real server: only counts cross the connection."""

import re

import pytest

from tests.data.cases.conftest import CASES, COUNTED, DECLARED, cases_with, count


def rows_sent(server):
    """Return how many rows the server sent back for each statement about the records."""
    with server.connect() as connection:
        sent = connection.execute("SELECT query, rows FROM pg_stat_statements WHERE query LIKE '%\"cases\"%'")
        return dict(sent.fetchall())


def test_a_table_gives_the_same_counts_as_a_file(table):
    assert count(table(), table="police.cases").csv() == COUNTED


def test_only_counted_rows_cross_the_connection(server, table):
    count(table(CASES * 100), table="police.cases")
    sent = rows_sent(server)
    # One row says how many cells have a personal shape, and one row for each combination how many cases.
    assert sorted(sent.values()) == [1, COUNTED.count(b"\n") - 1]
    [counting] = [statement for statement in sent if "COUNT(*)" in statement]
    assert re.search(r"GROUP BY\s+1,\s+2,\s+3,\s+4,\s+5,\s+6", counting)


def test_every_statement_about_the_records_asks_for_sums_and_nothing_is_created(server, table):
    server.log.write_text("", encoding="utf-8")
    count(table(), table="police.cases")
    statements = server.statements_of("reader")
    about_records = [statement for statement in statements if '"cases"' in statement]
    assert len(about_records) == 2
    assert all(re.match(r"SELECT\s+(SUM\(|\"t2\".\"quarter\",)", statement) for statement in about_records)
    assert not [each for each in statements if re.match("CREATE|INSERT|COPY|DECLARE|UPDATE|DELETE|DROP", each)]


def test_of_bad_rows_only_their_numbers_cross_the_connection(server, table, refused):
    said = refused(
        table(
            cases_with(3, setting="SECRET"),
        ),
        table="police.cases",
        secrets=["SECRET"],
    )
    assert "setting, record 4: found what cannot be used" in said
    [(statement, rows)] = [sent for sent in rows_sent(server).items() if "ORDER BY" in sent[0]]
    assert re.match(r'SELECT\s+"t\d"\."row"\s+FROM', statement)
    assert rows == 1


def test_a_column_named_for_a_person_is_refused_before_any_statement_reads_the_table(server, table, refused):
    rows = [(*case, "SECRET") for case in CASES]
    url = table(rows, DECLARED + ", victim_surname text")
    assert "column 7, 'victim_surname': found a column named for a name" in refused(url, table="police.cases")
    assert rows_sent(server) == {}


def test_times_with_a_zone_are_refused(table, refused):
    url = table(columns=DECLARED.replace("date date", "date timestamptz"))
    assert "column 1, 'date': found times in a time zone" in refused(url, table="police.cases")


def test_a_table_that_is_not_there_is_named(server, table, refused):
    table()
    assert "police.nowhere: found no such table" in refused(server.url("reader"), table="police.nowhere")


def test_a_table_this_user_may_not_read_is_refused_without_the_engines_words(server, table, refused):
    url = table()
    with server.connect() as connection:
        connection.execute("REVOKE SELECT ON police.cases FROM reader")
    assert "police.cases: found an error of the engine (InsufficientPrivilege)" in refused(url, table="police.cases")


@pytest.mark.parametrize("url", ["nobody:SECRET@127.0.0.1:{port}/postgres", "reader:SECRET@127.0.0.1:{port}/nowhere"])
def test_a_user_or_a_database_the_server_does_not_know_is_told_without_the_password(server, table, refused, url):
    table()
    said = refused(f"postgres://{url.format(port=server.port)}", table="cases", secrets=["SECRET", "nowhere", "nobody"])
    assert "cases: found a database that answers, but refuses this user or has no database of this name" in said


@pytest.fixture
def guarded(server):
    """Return the port of the server after it asks one user for a password with signs in it."""
    rules = server.log.parent / "cluster" / "pg_hba.conf"
    before = rules.read_text(encoding="utf-8")
    with server.connect() as connection:
        connection.execute("CREATE USER guarded PASSWORD 'a@b:c/d#e?f%g+h i'")
        rules.write_text(f"host all guarded 127.0.0.1/32 scram-sha-256\n{before}", encoding="utf-8")
        connection.execute("SELECT pg_reload_conf()")
        yield server.port
        rules.write_text(before, encoding="utf-8")
        connection.execute("SELECT pg_reload_conf()")
        connection.execute("DROP OWNED BY guarded")
        connection.execute("DROP USER guarded")


@pytest.mark.parametrize("password", [":SECRET", ""])
def test_a_wrong_password_is_told_as_one_and_how_to_write_it(guarded, refused, password):
    url = f"postgres://guarded{password}@127.0.0.1:{guarded}/postgres"
    said = refused(url, table="cases", secrets=["SECRET", "guarded"])
    assert "cases: found a wrong password for this user, or none; expected the right one, each sign of the" in said
    assert "percent-encoded (@ as %40, : as %3A, / as %2F, # as %23, ? as %3F, % as %25, + as %2B" in said


def test_a_password_written_as_the_message_says_opens_the_database(server, table, guarded):
    table()
    with server.connect() as connection:
        connection.execute("GRANT USAGE ON SCHEMA police TO guarded")
        connection.execute("GRANT SELECT ON police.cases TO guarded")
    url = f"postgres://guarded:a%40b%3Ac%2Fd%23e%3Ff%25g%2Bh%20i@127.0.0.1:{guarded}/postgres"
    assert count(url, table="police.cases").csv() == COUNTED


@pytest.mark.parametrize(("source", "name"), [("cases.csv", "cases"), ("postgres://127.0.0.1/force", None)])
def test_a_table_is_named_for_a_database_and_only_there(refused, source, name):
    assert "expected a table's name with a database URL, and only there" in refused(source, table=name)


def test_a_database_nobody_knows_is_refused(refused):
    assert "cases: found an error of the engine" in refused("cobweb://SECRET", table="cases", secrets=["SECRET"])
