"""The open data: published files as they are, views as CSV, nothing else, and nothing a spreadsheet would run."""

import csv
import hashlib
import io
import shutil
from html import escape
from urllib.parse import parse_qsl, urlsplit

import pandas as pd
import pytest

from components.charts import tables
from components.opendata.csv_file import neutral, rows_csv
from components.wording.text import wording
from data import current
from tests.components.source_figures import HOME, rate, year_to_december
from web.answer import NoAnswerError
from web.open_data import answer as open_data
from web.open_data.answer import answer
from web.open_data.index import addresses


def rows(found):
    return list(csv.DictReader(io.StringIO(found.content.decode("utf-8-sig"))))


@pytest.fixture
def altered(tmp_path, monkeypatch):
    """One figure of the release changed by hand."""
    folder = shutil.copytree(current.PUBLISHED, tmp_path / "published")
    file = folder / "observations.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(",124,final", ",125,final"), encoding="utf-8")
    monkeypatch.setattr(current, "PUBLISHED", folder)
    current.SHOWING.forget()
    yield
    current.SHOWING.forget()


def test_a_published_file_is_handed_out_unchanged():
    for name in ("observations.csv", "datapackage.json", "manifest.json"):
        found = answer(name, {})
        assert (
            hashlib.sha256(found.content).digest() == hashlib.sha256((current.PUBLISHED / name).read_bytes()).digest()
        )
        assert found.headers["access-control-allow-origin"] == "*"


def test_the_index_names_every_file_in_both_languages():
    html = answer("", {}).content.decode()
    for name in ("observations.csv", "population.csv", "areas.csv", "datapackage.json", "manifest.json"):
        assert html.count(f'href="/open-data/{name}"') == 2
    assert '<section lang="cy">' in html


@pytest.mark.parametrize("kind", [kind for kind in addresses() if kind not in ("whole", "openapi")])
def test_every_address_of_the_index_answers(kind):
    parts = urlsplit(addresses()[kind])
    found = answer(parts.path.removeprefix("/open-data/"), dict(parse_qsl(parts.query)))
    assert found.content or found.path or found.headers["location"]
    assert answer("", {}).content.decode().count(f'<dd><a href="{escape(addresses()[kind])}"') == 2


@pytest.mark.parametrize("name", ["nothing.csv", "../indicators.toml", "../../site.toml", "..", "observations.csv/"])
def test_nothing_else_is_handed_out(name):
    with pytest.raises(NoAnswerError) as refused:
        answer(name, {})
    assert (refused.value.error, refused.value.status) == ("unknown_file", 404)


def test_a_view_of_an_area_has_its_figures_over_time():
    found = rows(answer("view.csv", {"indicator": "recorded_offences", "area": "W15000001", "lang": "en"}))
    assert [row["Number"] for row in found] == [f"{year_to_december(HOME, year)}" for year in range(2016, 2026)]
    assert [row["Mark"] for row in found] == [""] * 9 + ["[p]"]  # the residents of 2025 are not published yet
    assert float(found[-1]["Rate per 100,000 residents"]) == pytest.approx(rate(HOME, 2025), abs=1e-4)
    gap = rows(answer("view.csv", {"indicator": "nrm_referrals", "area": "W15000001", "lang": "en"}))
    assert [(row["Number"], row["Mark"]) for row in gap] == [("", "[x]"), ("39", "")]


def test_a_view_of_a_period_has_every_area_in_the_language_that_is_asked_for():
    found = rows(answer("view.csv", {"indicator": "nrm_referrals", "period": "2023", "lang": "cy"}))
    assert len(found) == 43
    assert next(row for row in found if row["Cod yr ardal"] == "W15000001")["Nifer"] == "39"
    assert next(row for row in found if row["Cod yr ardal"] == "E23000034")["Nod"] == "[z]"


@pytest.mark.parametrize("indicator", ["uk_referrals", "uk_totals", "uk_decisions"])
@pytest.mark.parametrize("language", ["en", "cy"])
def test_what_no_force_has_is_handed_out_for_the_area_that_has_it(indicator, language):
    asked = {"indicator": indicator, "lang": language}
    alone = answer("view.csv", asked).content
    assert alone.count(b"\n") > 5
    assert alone == answer("view.csv", {**asked, "area": "K02000001"}).content


@pytest.mark.parametrize("wrong", [{"indicator": "nonsense"}, {"area": "=1+1"}, {"period": "1066"}])
def test_a_view_that_does_not_exist_is_not_handed_out(wrong):
    with pytest.raises(NoAnswerError) as refused:
        answer("view.csv", wrong)
    ((parameter, given),) = wrong.items()
    assert (refused.value.error, refused.value.parameter, refused.value.given) == ("unknown_value", parameter, given)


def test_what_would_be_understood_is_that_of_the_indicator():
    with pytest.raises(NoAnswerError) as refused:
        answer("view.csv", {"indicator": "nrm_referrals", "period": "2022-23x"})
    there = current.dataset().observations.query("indicator == 'nrm_referrals'")["period"].unique()
    assert refused.value.expected == tuple(sorted(there))
    assert {"2022", "2023"} < {*refused.value.expected}
    with pytest.raises(NoAnswerError) as refused:
        answer("view.csv", {"indicator": "recorded_offences", "breakdown": "type"})
    assert (refused.value.parameter, refused.value.expected) == ("breakdown", ("total",))


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_cell_that_begins_like_a_formula_is_made_plain_text(cell):
    assert neutral(cell) == f"'{cell}"


def test_a_number_stays_a_number():
    assert neutral(-1.5) == -1.5
    assert neutral("North Wales") == "North Wales"


def test_a_hidden_count_is_an_empty_cell_with_its_mark():
    frame = pd.DataFrame(
        {
            "area_code": ["W15000001", "W15000002"],
            "period": "2023",
            "breakdown": "total",
            "category": "all",
            "value": pd.array([39, None], dtype="Int64"),
            "status": ["final", "hidden"],
            "rate": pd.array([5.6, None], dtype="Float64"),
            "lower": pd.array([4.0, None], dtype="Float64"),
            "upper": pd.array([7.7, None], dtype="Float64"),
            "rate_status": ["final", "hidden"],
            "is_unreliable": [False, False],
        }
    )
    table = tables.file_table(current.dataset(), "nrm_referrals", frame, wording("en"))
    hidden = next(csv.DictReader(io.StringIO(rows_csv(table.file("=somewhere"), wording("en")).decode("utf-8-sig"))))
    assert (hidden["Area code"], hidden["Area"], hidden["Number"]) == ("W15000002", "Gwent", "")
    assert (hidden["Mark"], hidden["Mark in words"]) == ("[c]", "hidden to protect people")
    assert hidden["Note"].startswith("'=somewhere")


def test_an_altered_release_is_not_handed_out(altered):
    for name in ("observations.csv", "view.csv", "changes.csv", "releases.atom", "map.geojson"):
        with pytest.raises(NoAnswerError) as refused:
            answer(name, {"indicator": "recorded_offences"})
        assert (refused.value.error, refused.value.status) == ("unreadable", 503)
    assert "observations.csv" not in open_data.answer("", {}).content.decode()
