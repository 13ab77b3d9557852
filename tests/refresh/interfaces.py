"""A server that answers like the publishers' interfaces, with editions that a test puts there."""

import hashlib
import json
import re
from collections.abc import Callable
from urllib.parse import quote

from werkzeug import Request, Response

from data.refresh.settings import Limits, Settings, read_settings
from data.refresh.web.content import GEOJSON, ODS, XLSX

OFFENCES = "/government/statistical-data-sets/police-recorded-crime-and-outcomes-open-data-tables"
NRM = "/government/collections/national-referral-mechanism-statistics"
POPULATION = (
    "/peoplepopulationandcommunity/populationandmigration/populationestimates/datasets/"
    "estimatesofthepopulationforenglandandwales"
)
SERVICES = "/arcgis/rest/services"
MONTHS = {"1": "January to March", "2": "April to June", "3": "July to September", "4": "October to December"}
LIMITS = Limits(
    mebibytes_per_file=256,
    mebibytes_per_answer=16,
    seconds_per_request=20,
    seconds_per_file=100,
    seconds_in_all=600,
    tries=3,
    first_wait=2,
    longest_wait=60,
    redirects=3,
)


def attachment(title: str, url: str, content_type: str = ODS) -> dict:
    """Return an attachment as the Content API lists it."""
    filename = url.rpartition("/")[2]
    return {
        "accessible": False,
        "attachment_type": "file",
        "content_type": content_type,
        "file_size": 1,
        "filename": filename,
        "id": filename,
        "title": title,
        "url": url,
    }


def content_item(base_path: str, title: str, attachments: list[dict], updated: str) -> dict:
    """Return a page as the Content API gives it."""
    return {
        "base_path": base_path,
        "title": title,
        "public_updated_at": updated,
        "details": {"attachments": attachments, "body": "<p>…</p>"},
        "links": {"organisations": [{"title": "Home Office"}]},
    }


def collection(documents: list[dict]) -> dict:
    """Return a collection as the Content API gives it."""
    return {
        "base_path": NRM,
        "title": "National Referral Mechanism statistics",
        "public_updated_at": "2024-05-09T09:30:00.000+01:00",
        "details": {"collection_groups": []},
        "links": {"documents": documents},
    }


def document(base_path: str, title: str, updated: str) -> dict:
    """Return a page as a collection links to it."""
    return {
        "api_path": f"/api/content{base_path}",
        "base_path": base_path,
        "document_type": "official_statistics",
        "public_updated_at": updated,
        "title": title,
        "withdrawn": False,
    }


def ons_landing(addresses: list[str]) -> dict:
    """Return a data set's page on the site of the Office for National Statistics."""
    return {
        "type": "dataset_landing_page",
        "uri": POPULATION,
        "datasets": [{"uri": address} for address in addresses],
        "description": {"title": "Estimates of the population for England and Wales"},
    }


def ons_edition(address: str, edition: str, files: list[str], released: str) -> dict:
    """Return the page of one edition of a data set there."""
    return {
        "type": "dataset",
        "uri": address,
        "downloads": [{"file": file} for file in files],
        "description": {
            "title": "Estimates of the population for England and Wales",
            "edition": edition,
            "releaseDate": released,
        },
    }


def services(names: list[str]) -> dict:
    """Return the list of feature services."""
    return {
        "currentVersion": 11.4,
        "services": [{"name": name, "type": "FeatureServer", "url": f"https://example.org/{name}"} for name in names],
    }


def layer(year: str, edited: int) -> dict:
    """Return what a feature service says of its one layer; ``edited`` in milliseconds since 1970."""
    names = ["FID", f"PFA{year}CD", f"PFA{year}NM", "BNG_E", "BNG_N", "LONG", "LAT", "GlobalID"]
    return {
        "id": 0,
        "maxRecordCount": 2000,
        "editingInfo": {"lastEditDate": edited},
        "fields": [{"name": name, "type": "esriFieldTypeString"} for name in names],
    }


def feature(code: str, name: str, year: str = "23") -> dict:
    """Return one area as GeoJSON."""
    ring = [[-3.0, 53.0], [-2.0, 53.0], [-2.0, 54.0], [-3.0, 53.0]]
    return {
        "type": "Feature",
        "properties": {f"PFA{year}CD": code, f"PFA{year}NM": name},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def feature_collection(features: list[dict], *, has_more: bool = False) -> dict:
    """Return areas as GeoJSON, as a query gives them; ``has_more``: there is another page."""
    more = {"exceededTransferLimit": True} if has_more else {}
    return {"type": "FeatureCollection", "features": features, **({"properties": more} if more else {})}


class Publishers:
    """Answers for all publishers at one address, and remembers what it was asked.

    ``paths`` says what is at a path: a JSON object, bytes, or a function of the request. What is JSON or bytes has an
    ETag, and is not sent again to those who have it.
    """

    def __init__(self, server):
        self.paths: dict[str, dict | bytes | Callable[[Request], Response]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.base = server.url_for("").rstrip("/")
        server.expect_request(re.compile(".*")).respond_with_handler(self._answer)
        self._documents: dict[str, dict] = {}
        self._populations: list[str] = []

    def settings(self, **instead) -> Settings:
        """Return settings that lead here."""
        base = self.base
        bases = {
            "govuk": base,
            "govuk_assets": f"{base}/assets",
            "ons": f"{base}/ons",
            "geography": f"{base}/geography",
        }
        given = {"bases": bases, "hosts": ("127.0.0.1",), "limits": LIMITS, **instead}
        return read_settings(allow_http_for=("127.0.0.1",), **given)

    def count(self, path: str) -> int:
        """Return how often a path was asked for."""
        return sum(asked == path for asked, _ in self.asked)

    def offer_offences(
        self,
        content: bytes = b"",
        *,
        updated: str = "2024-01-25T09:30:00Z",
        title: str = "Police recorded crime open data Police Force Area tables, year ending March 2013 onwards",
    ):
        """Put the table of recorded offences there, among the other tables of its page."""
        name = f"/assets/media/65b/prc-pfa-mar2013-onwards-tables-{updated[8:10]}{updated[5:7]}{updated[2:4]}.ods"
        self.paths[name] = content
        table = "Police recorded crime Police Force Area Open Data tables"
        others = [
            "Police recorded crime Community Safety Partnership open data tables, year ending March 2016 to "
            "year ending September 2023",
            f"{table}, from year ending March 2003 to year ending March 2007",
            f"{table}, from year ending March 2008 to year ending March 2012",
            "Police recorded crime open data Police Force Area tables, year ending March 2008 to March 2012",
            "Crime outcomes in England and Wales open data tables, year ending March 2023",
            "Police recorded knife crime open data table",
        ]
        attachments = [
            attachment(other, f"{self.base}/assets/media/65a/{number}.ods") for number, other in enumerate(others)
        ]
        wanted = attachment(title, f"{self.base}{name}")
        self.paths[f"/api/content{OFFENCES}"] = content_item(
            OFFENCES, "Police recorded crime and outcomes open data tables", [*attachments, wanted], updated
        )
        return name

    def offer_nrm(self, quarter: str, content: bytes = b"", *, updated: str = "") -> str:
        """Put the data tables of a quarter there, on a page of its own."""
        year, number = quarter.split("-Q")
        months = MONTHS[number]
        updated = (
            updated or f"{int(year) + (number == '4')}-{(3 * int(number) + 2) % 12 or 12:02}-09T09:30:00.000+00:00"
        )
        slug = months.lower().replace(" ", "-")
        base_path = f"/government/statistics/modern-slavery-nrm-and-dtn-statistics-{slug}-{year}"
        short = "-to-".join(month[:3].lower() for month in months.split(" to "))
        file = f"national-referral-mechanism-statistics-uk-quarter-{number}-{year}-{short}-tables.ods"
        name = f"/assets/media/{quarter}/{file}"
        self.paths[name] = content
        of_page = "Modern Slavery: National Referral Mechanism and Duty to Notify statistics UK"
        title = f"{of_page}, quarter {number} {year} – {months}"
        html = {"attachment_type": "html", "title": title, "url": f"{base_path}/bulletin", "id": "bulletin"}
        pdf = attachment(title, f"{self.base}/assets/media/{quarter}/bulletin.pdf", "application/pdf")
        annex = attachment("Annex: child trafficking guardianship data tables", f"{self.base}/assets/media/annex.ods")
        tables = attachment(f"{title}, data tables", f"{self.base}{name}")
        self.paths[f"/api/content{base_path}"] = content_item(base_path, title, [html, pdf, annex, tables], updated)
        of_page = f"Modern Slavery: NRM and DtN statistics, {months} {year}"
        self._documents[quarter] = document(base_path, of_page, updated)
        self.paths[f"/api/content{NRM}"] = collection([*_OTHER_DOCUMENTS, *self._documents.values()])
        return name

    def offer_population(self, year: str, content: bytes = b"", *, released: str = "") -> str:
        """Put an edition of the mid-year estimates there."""
        address = f"{POPULATION}/mid{year}2023localauthorityboundaries"
        file = f"mye{year[2:]}tablesew.xlsx"
        released = released or f"{int(year) + 1}-07-15T08:30:00.000Z"
        self.paths[f"/ons{address}/data"] = ons_edition(
            address, f"Mid-{year}: 2023 local authority boundaries", [file, "notes.pdf"], released
        )
        name = f"/ons/file?uri={quote(address)}/{file}"
        self.paths[name] = content
        self._populations.append(address)
        others = [f"{POPULATION}/mid2011tomid2022detailedtimeseries", f"{POPULATION}/mid2019april2020geography"]
        self.paths[f"/ons{POPULATION}/data"] = ons_landing([*others, *self._populations])
        return name

    def offer_boundaries(self, geojson: dict | None = None, *, name: str = "Police_Force_Areas_December_2023_EW_BUC"):
        """Put a service with boundaries there, among others."""
        others = ["Police_Force_Areas_December_2022_EW_BUC", "Police_Force_Areas_December_2023_EW_BFC", "Wards_2023"]
        year = re.search(r"20(\d\d)", name)[1]
        self.paths[f"/geography{SERVICES}?f=json"] = services([*others, name])
        self.paths[f"/geography{SERVICES}/{name}/FeatureServer/0?f=json"] = layer(year, 1_710_000_000_000)
        query = (
            f"/geography{SERVICES}/{name}/FeatureServer/0/query"
            f"?where=1=1&outFields=PFA{year}CD,PFA{year}NM&outSR=4326&f=geojson"
        )
        self.paths[query] = geojson or feature_collection([feature("W15000001", "North Wales", year)])
        return query

    def _answer(self, request: Request) -> Response:
        query = request.query_string.decode()
        path = f"{request.path}?{query}" if query else request.path
        self.asked.append((path, dict(request.headers)))
        there = self.paths.get(path)
        if there is None:
            return Response("<!DOCTYPE html><title>Page not found</title>", 404, content_type="text/html")
        if callable(there):
            return there(request)
        return whole(request, there)


def whole(request: Request, there: dict | bytes) -> Response:
    """Return all of it, or 304 to one who has it."""
    if isinstance(there, dict):
        body, kind = json.dumps(there, ensure_ascii=False).encode(), "application/json"
    else:
        body, kind = there, "application/octet-stream"
    etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    headers = {"ETag": etag, "Last-Modified": "Thu, 25 Jan 2024 09:30:00 GMT"}
    if request.headers.get("If-None-Match") == etag:
        return Response(status=304, headers=headers)
    return Response(body, headers=headers, content_type=kind)


KINDS = {"recorded_offences": ODS, "nrm": ODS, "population": XLSX, "boundaries": GEOJSON}
_OTHER_DOCUMENTS = [
    document(
        "/government/statistics/modern-slavery-nrm-and-dtn-statistics-end-of-year-summary-2023",
        "Modern Slavery: NRM and DtN statistics, end of year summary 2023",
        "2024-03-07T09:30:00.000+00:00",
    ),
    document(
        "/government/statistics/modern-slavery-nrm-and-dtn-statistics-january-to-march-2021",
        "Modern Slavery: NRM and DtN statistics UK, Quarter 1 2021 – January to March",
        "2021-05-06T09:30:00.000+01:00",
    ),
    document(
        "/government/publications/user-guide", "Modern slavery research: user guide", "2023-01-01T09:30:00.000+00:00"
    ),
]
