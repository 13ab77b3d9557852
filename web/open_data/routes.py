"""The part of the table of routes that is open data; what each is, is a key of the wording."""

from __future__ import annotations

from starlette.requests import Request

from components.address.options import CHOICES, OF_THE_PAGE
from components.charts.map.files import DRAWINGS, OUTLINES
from components.charts.map.files import KINDS as MAPS
from components.opendata.bundle_store import MADE
from components.opendata.feed import MEDIA_TYPE as ATOM
from web.answer import CSV, FOR_EVER, HOUR, JSON, REVALIDATE, Answer
from web.base import base
from web.open_data import answer as open_data
from web.open_data import openapi
from web.open_data.releases import WHOLE, ZIP
from web.route import ADDRESS, Route
from web.take_away import files

PATH = "/open-data/"
PUBLISHED = {
    **dict.fromkeys(("observations.csv", "population.csv", "areas.csv"), CSV),
    **dict.fromkeys(("datapackage.json", "manifest.json"), JSON),
}
VIEW = ("indicator", "area", "period")
EXHIBIT = (
    "chart",
    *VIEW,
    "lang",
    *(name for name in CHOICES if name not in OF_THE_PAGE),
    "against",
    "beside",
    "from",
    "to",
)
CHECKED, AN_HOUR = (REVALIDATE,), (HOUR, REVALIDATE)


def _answer(request: Request) -> Answer:
    name = request.scope["path"].removeprefix(PATH)
    return open_data.answer(name, dict(request.query_params), base=base(request))


def _exhibit(request: Request) -> Answer:
    return files.answer(request.scope["path"].removeprefix(PATH), dict(request.query_params))


def _description(_: Request) -> Answer:
    return openapi.answer(ROUTES)


def _map(name: str) -> Route:
    asked = ("lang", "release") if name in {*OUTLINES, *DRAWINGS} else (*VIEW, "lang", "release")
    return Route(PATH + name, f"open_data.route.{name}", _answer, (MAPS[name],), AN_HOUR, parameters=asked)


def _chart(name: str) -> Route:
    kind = name.rsplit(".", 1)[1]
    return Route(PATH + name, f"take.file.{kind}", _exhibit, (files.KINDS[name][0],), CHECKED, parameters=EXHIBIT)


ROUTES = (
    Route(PATH, "open_data.route.index", _answer, varies_by=(ADDRESS,)),
    Route(f"{PATH}openapi.json", "open_data.address.openapi", _description, (JSON,)),
    *(Route(PATH + name, f"open_data.file.{name}", _answer, (kind,)) for name, kind in PUBLISHED.items()),
    Route(
        f"{PATH}view.csv",
        "open_data.route.view",
        _answer,
        (CSV,),
        parameters=(*VIEW, "breakdown", "lang"),
    ),
    Route(f"{PATH}changes.csv", "open_data.address.changes", _answer, (CSV,), parameters=("from", "to", "lang")),
    Route(
        f"{PATH}releases.atom",
        "open_data.address.feed",
        _answer,
        (ATOM,),
        varies_by=(ADDRESS,),
        parameters=("lang",),
    ),
    Route(PATH + WHOLE, "open_data.address.whole", _answer, (ZIP,), parameters=("lang",)),
    Route(
        f"{PATH}latest/{{file}}",
        "open_data.address.latest",
        _answer,
        tuple(dict.fromkeys((*MADE.values(), "text/plain"))),
        parameters=("lang",),
    ),
    Route(f"{PATH}releases/{{release}}.zip", "open_data.address.kept", _answer, (ZIP,), (FOR_EVER,)),
    Route(f"{PATH}releases/{{release}}/{{file}}", "open_data.address.frozen", _answer, (CSV, JSON), (FOR_EVER,)),
    *map(_map, MAPS),
    *map(_chart, files.KINDS),
)
# Whatever else is asked for there: a file of a release that has more of them, or a reason why there is none.
ANY_OTHER = Route(f"{PATH}{{name:path}}", "Any other name: JSON that says what is wrong", _answer, (CSV, JSON))
