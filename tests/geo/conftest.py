"""A country of 49 squares: 42 force areas, the six authorities of North Wales, and Scotland."""

import csv
import json

import pytest

from geo.areas import forces
from geo.build.natural_earth import LOCAL_AUTHORITIES

WEST, SOUTH, WIDTH, HEIGHT = -4.5, 51.0, 0.4, 0.3


@pytest.fixture
def squares() -> list[dict]:
    """Each square with its unit and area; two are called Halton, and most share one id, as in the source."""
    units = [(unit, f"Authority {code}", "W15000001") for unit, code in LOCAL_AUTHORITIES.items()]
    units += [("GB.XX", force.official_name, force.code) for force in forces() if force.code != "W15000001"]
    units[10], units[11] = ("GB.H1", "Halton", units[10][2]), ("GB.H2", "Halton", units[11][2])
    units.append(("GB.XX", "Scotland", ""))
    return [
        {
            "unit_id": unit,
            "unit_name": name,
            "area_code": code,
            "longitude": round(WEST + (place % 7 + 0.5) * WIDTH, 3),
            "latitude": round(SOUTH + (place // 7 + 0.5) * HEIGHT, 3),
        }
        for place, (unit, name, code) in enumerate(units)
    ]


@pytest.fixture
def units_file(tmp_path, squares):
    return write_units(tmp_path / "units.csv", squares)


@pytest.fixture
def topology_file(tmp_path, squares):
    return write_topology(tmp_path / "source.topo.json", squares)


def write_units(path, squares):
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(squares[0]))
        writer.writeheader()
        writer.writerows(square for square in squares if square["area_code"])
    return path


def write_topology(path, squares):
    geometries = [
        {
            "type": "Polygon",
            "id": square["unit_id"],
            "properties": {"name": square["unit_name"]},
            "arcs": [[number]],
        }
        for number, square in enumerate(squares)
    ]
    objects = {"gbr": {"type": "GeometryCollection", "geometries": geometries}}
    path.write_text(json.dumps({"type": "Topology", "objects": objects, "arcs": [*map(ring, squares)]}))
    return path


def ring(square):
    x, y = square["longitude"], square["latitude"]
    corners = [(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)]
    return [[round(x + dx * WIDTH / 2, 3), round(y + dy * HEIGHT / 2, 3)] for dx, dy in corners]
