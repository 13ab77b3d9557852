"""The population workbook and the boundaries as the Office for National Statistics lays them out."""

from pathlib import Path

import pandas as pd

from tests.refresh.layouts import Sheets, shipped

NEWER = ("E08000016", "E08000019")
LOOKUP = Path(__file__).parents[2] / "data" / "refresh" / "readers" / "local_authority_to_force_area.csv"


def population_sheets(rows: pd.DataFrame, layout: str = "newer") -> Sheets:
    """Return a workbook of mid-year estimates, newest year first.

    The older layout lists police force areas; the newer one local authorities in the manner of MYE5, whose figures are
    made up by dealing each force area's residents out over its authorities.
    """
    table = rows.assign(population=rows["population"].astype(int)).pivot(
        index="area_code", columns="mid_year", values="population"
    )
    years = sorted(table.columns, reverse=True)
    names = dict(zip(rows["area_code"], rows["area_name"], strict=True))
    header = ["Code", "Name", "Geography", "Area (sq km)"] if layout == "newer" else ["Code", "Name"]
    for year in years:
        header += [f"Estimated Population mid-{year}", *([f"{year} people per sq. km"] * (layout == "newer"))]
    parts = _authorities() if layout == "newer" else {code: [(code, name)] for code, name in names.items()}
    areas = [("K04000001", "ENGLAND AND WALES", "Country", table.sum())]
    if layout == "newer":
        is_welsh = table.index.str.startswith("W")
        areas.append(("E92000001", "ENGLAND", "Country", table[~is_welsh].sum()))
        areas.append(("W92000004", "WALES", "Country", table[is_welsh].sum()))
        areas.append(("S12000033", "Aberdeen City", "Council Area", table.iloc[0]))
    for code, authorities in parts.items():
        for place, (part, name) in enumerate(authorities):
            number = len(authorities)
            share = table.loc[code] // number + (place < table.loc[code] % number)
            areas.append((part, name, "Unitary Authority", share))
    body = [_population_row(area, years, layout) for area in areas]
    top = [["MYE5: Population estimates: mid-2011 to mid-2023"], ["This worksheet contains one table."], []]
    return {"Cover sheet": [["Mid-year population estimates"]], "MYE5": [*top, *([[]] * 3), header, *body]}


def ages_of_one_year(rows: list[dict[str, str]], *, year: str = "2024", codes: str = "2023") -> Sheets:
    """Return the workbook that ``rows`` of its sheet of persons are of; in the codes of 2023, or those of 2025."""
    newer = dict(zip(NEWER, ("E08000038", "E08000039"), strict=True)) if codes == "2025" else {}
    columns = [*rows[0]]
    body = [
        [newer.get(row["Code"], row["Code"]), *(int(cell) if cell.isdigit() else cell for cell in [*row.values()][1:])]
        for row in rows
    ]
    top = [[f"MYE2: Population estimates: Persons by single year of age, mid-{year}"], [], []]
    sheets = {f"MYE2 - {who}": [*top, columns, *body] for who in ("Persons", "Females", "Males")}
    return {"Cover sheet": [["Mid-year population estimates"]], **sheets}


def ages_by_area_and_year(rows: pd.DataFrame) -> Sheets:
    """Return residents dealt out over sexes and ages, the years before 2021 in a sheet of their own."""
    ages = [f"{sex}{age}" for sex in "FM" for age in range(91)]
    header = ["PFA 2023 Code", "PFA 2023 Name", "Year", *ages]
    sheets: Sheets = {"Cover": [["Police force areas"]]}
    sheets["Mid-1991 to Mid-2010"] = [["Mid-1991"], [], [], header, ["E23000001", "Metropolitan", 1991, *[1] * 182]]
    for name, chosen in (("Mid-2011 to Mid-2020", rows["mid_year"] < "2021"), ("Mid-2021", rows["mid_year"] > "2020")):
        body = []
        for row in rows[chosen].itertuples():
            share, rest = divmod(int(row.population), len(ages))
            counts = [share + (place < rest) for place in range(len(ages))]
            body.append([row.area_code, row.area_name, int(row.mid_year), *counts])
        sheets[name] = [["Population"], [], [], header, *body]
    return sheets


def _population_row(area: tuple, years: list[str], layout: str) -> list:
    code, name, kind, counts = area
    cells: list = [code, name, kind, 123.4] if layout == "newer" else [code, name]
    for year in years:
        cells += [int(counts[year]), *([int(counts[year]) / 123.4] * (layout == "newer"))]
    return cells


def _authorities() -> dict[str, list[tuple[str, str]]]:
    rows = pd.read_csv(LOOKUP, dtype=str)
    return {
        code: list(zip(group["lad_code"], group["lad_name"], strict=True)) for code, group in rows.groupby("area_code")
    }


def boundary_document(year: str = "23") -> dict:
    """Return GeoJSON of 43 small squares in England and Wales, as the Open Geography service answers it."""
    rows = shipped("population").drop_duplicates("area_code")
    features = []
    for place, row in enumerate(rows.itertuples()):
        west, south = -4.0 + 0.1 * (place % 10), 51.5 + 0.1 * (place // 10)
        ring = [[west, south], [west, south + 0.1], [west + 0.1, south + 0.1], [west + 0.1, south], [west, south]]
        properties = {f"PFA{year}CD": row.area_code, f"PFA{year}NM": row.area_name}
        geometry = {"type": "Polygon", "coordinates": [ring]}
        features.append({"type": "Feature", "id": place + 1, "geometry": geometry, "properties": properties})
    crs = {"type": "name", "properties": {"name": "EPSG:4326"}}
    return {"type": "FeatureCollection", "crs": crs, "features": features}
