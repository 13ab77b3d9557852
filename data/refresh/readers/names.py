"""Which police force area a name in a publisher's file means: here, and only here, a name becomes a code."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data.refresh.readers.tables import fold
from geo.areas import forces

NAMES_FILE = Path(__file__).with_name("names.toml")
_ENDINGS = (" police service", " police force", " police", " constabulary", " service")


@dataclass(frozen=True)
class Body:
    """A police force or another body: the code of its area, empty if it has none, and its name as the sources write it.

    ``is_left_out`` is true for a body whose figures this project does not carry.
    """

    code: str
    name: str
    is_left_out: bool = False


def recording_body(name: object) -> Body | None:
    """Return the force or other body that records offences under a name; None for an unknown name."""
    return _bodies("offences").get(_key(name))


def referring_body(name: object) -> Body | None:
    """Return the police first responder of a name; None for an unknown name."""
    return _bodies("referrals").get(_key(name))


@cache
def _bodies(table: str) -> dict[str, Body]:
    known = tomllib.loads(NAMES_FILE.read_text(encoding="utf-8"))
    written = known["first_responders"] if table == "referrals" else {}
    by_name = {area.official_name: Body(area.code, written.get(area.code, area.official_name)) for area in forces()}
    found = {_key(name): body for name, body in by_name.items()}
    found |= {_key(body.name): body for body in by_name.values()}
    found |= {_key(variant): by_name[name] for variant, name in known["variants"].items()}
    found |= {_key(name): Body("", name) for name in known["without_area"][table]}
    return found | {_key(name): Body("", name, is_left_out=True) for name in known["left_out"].get(table, [])}


def _key(name: object) -> str:
    key = fold(name).replace("–", "-").replace("’", "'")
    for ending in _ENDINGS:
        key = key.removesuffix(ending)
    return key
