"""What one does here often: ``nox -s quick``. Each session runs in the environment that is active."""

import nox

nox.options.default_venv_backend = "none"
nox.options.sessions = ["lint", "quick"]

# Neither browsers nor servers nor builds.
QUICK = ("tests/architecture", "tests/components/address", "tests/components/guidance", "tests/components/screen")
QUICK += ("tests/components/wording", "tests/data/statistics", "tests/geo", "tests/locales", "tests/site", "tests/text")
BENCHMARKS = ("weight", "load", "build", "refresh", "pack", "posters", "anonymity")


@nox.session
def test(session: nox.Session) -> None:
    """Every test; what needs a browser or a database that is not there is skipped by name."""
    session.run("pytest", *session.posargs)


@nox.session
def quick(session: nox.Session) -> None:
    """The tests that need nothing but Python."""
    session.run("pytest", "-q", *QUICK, *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Style, format and the import contracts."""
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("lint-imports")


@nox.session
def bench(session: nox.Session) -> None:
    """What is measured, one after another; or those that are named after ``--``."""
    for name in session.posargs or BENCHMARKS:
        session.run("python", "-m", f"benchmarks.{name}")


@nox.session
def pictures(session: nox.Session) -> None:
    """The pictures of the README."""
    session.run("python", "-m", "benchmarks.pictures")
