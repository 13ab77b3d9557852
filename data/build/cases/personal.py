"""What must not be in an extract at all: columns that tell who or where somebody is, by name and by shape.

Nothing here looks at a cell. Names are those of the columns; shapes are patterns that the engine counts, so
that only the number of matches comes back.
"""

import re
from itertools import pairwise

# Refused wherever they stand in the name of a column, Welsh ones too.
IDENTIFYING = {
    "a name": "surname forename firstname lastname fullname middlename initials alias nominal enw cyfenw",
    "a date of birth": "dob birth born birthday birthdate dateofbirth geni",
    "a postcode or an address": "postcode postal zip address addr street road house uprn usrn cyfeiriad "
    "codpost côdpost",
    "coordinates": "lat latitude lon lng long longitude easting eastings northing northings coordinate coordinates "
    "coord coords gps grid gridref osgb geometry geom wkt geojson point what3words w3w x y",
    "a number or an address that leads to a person": "nino passport nhs phone telephone mobile email crn pnc vrm",
    "free text": "note notes comment comments narrative remark remarks freetext circumstances mo nodiadau sylwadau",
}
# Refused unless the column map gives the column to a field, whose list of values then lets nothing else through.
VAGUE = {
    "a name": "name names person",
    "free text": "description desc text details detail summary disgrifiad",
}

SHAPES = {
    "postcodes": r"^[A-Za-z]{1,2}[0-9][0-9A-Za-z]? *[0-9][A-Za-z]{2}$",
    "coordinates": r"^[(]?[-+]?[0-9]{1,3}[.][0-9]{3,}|^[A-Za-z]{2} ?[0-9]{3,5} ?[0-9]{3,5}$|^POINT",
    "dates, perhaps of birth": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}|^[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2,4}",
    "telephone numbers or e-mail addresses": r"^([+]44|0)[0-9 ]{9,}$|[^ ]@[^ ]",
    "free text or full names": r"[^0-9 ]{2,}[ ,]+[^0-9 ]{2,}",
}
WORD = r"^[^0-9 _]{2,}$"
# A list of categories is shorter than this; surnames are not.
MOST_WORDS = 25
SAMPLED = 10_000


def named_for(name: str, *, is_mapped: bool) -> str:
    """Return what the name of a column says it holds, such as ``a postcode or an address``; empty if harmless."""
    # victimPostCode, VICTIM_POST_CODE and "victim post-code" are the same words.
    words = re.findall(r"[^\W_]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).casefold())
    joined = "".join(words)
    spoken = {*words, *(one + other for one, other in pairwise(words))}
    for kind, given in IDENTIFYING.items():
        if any(word in spoken or (len(word) > 6 and word in joined) for word in given.split()):
            return kind
    for kind, given in {} if is_mapped else VAGUE.items():
        if spoken & {*given.split()}:
            return kind
    return ""
