"""Why there is no connection to a database: one clear sentence for each cause, and never the password."""

import pytest

ENCODED = (
    "expected each sign of the password but letters and digits percent-encoded (@ as %40, : as %3A, / as %2F, # as %23"
)


@pytest.mark.parametrize(
    "password", ["SEC/RET", "12/SECRET", "SEC#RET", "#SECRET", "SEC?RET", "12#SEC@RET", "SEC[RET", "@/SECRET"]
)
@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "mysql"])
def test_a_sign_in_the_password_that_breaks_the_url_is_explained(refused, scheme, password):
    said = refused(f"{scheme}://reader:{password}@127.0.0.1:1/police", table="cases", secrets=["SEC", "RET", "reader"])
    assert (
        "cases: found a database URL that cannot be read, as a sign in its password, user or port means something"
        in said
    )
    assert ENCODED in said
    assert "~/.pgpass" in said


@pytest.mark.parametrize("port", ["SECRET", "99999", "-1"])
def test_a_port_that_is_none_is_explained(refused, port):
    said = refused(f"postgres://reader:SECRET@127.0.0.1:{port}/police", table="cases", secrets=["SECRET"])
    assert "cases: found a database URL that cannot be read" in said


@pytest.mark.parametrize("password", ["SEC@RET", "SEC:RET", "SEC%2FRET", "%23SECRET"])
def test_a_password_that_breaks_nothing_goes_to_the_host(refused, password):
    said = refused(f"postgres://reader:{password}@127.0.0.1:1/police", table="cases", secrets=["SEC", "RET", "reader"])
    assert "cases: found no database that answers at the host of the URL, port 1; expected a database that runs" in said


def test_a_host_nobody_knows_is_told_as_such(refused):
    said = refused("postgres://reader:SECRET@nowhere.invalid/police", table="cases", secrets=["SECRET", "nowhere"])
    assert "cases: found no host of the name in the database URL" in said


@pytest.mark.parametrize(
    "source", ["postgres:reader:SECRET@host", "postgres:/reader:SECRET@host", "reader:SECRET@host"]
)
def test_a_url_without_its_slashes_is_not_repeated(refused, source):
    said = refused(source, secrets=["SECRET"])
    assert "cases: found neither a file nor a database URL; expected the path of a file, or a database URL such" in said


@pytest.mark.parametrize("scheme", ["mysql", "mssql", "oracle", "snowflake", "trino", "clickhouse"])
def test_a_missing_driver_is_named_with_what_to_install(refused, scheme):
    said = refused(f"{scheme}://reader:SECRET@127.0.0.1:1/police", table="cases", secrets=["SECRET"])
    expected = f'cases: found no driver for {scheme} databases; expected pip install "ibis-framework[{scheme}]"'
    assert expected in said
    assert "None" not in said
